"""A warehouse out into a folder or archive, and into an empty warehouse again."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samkraft.warehouse.errors import Damaged, NotAnExport, NotEmpty
from samkraft.warehouse.ledger import LIST, ROWS, File, Log, Snapshot, names
from samkraft.warehouse.storage import Bucket, Folder, checksum, checksum_in

_FORMAT = "samkraft warehouse 1"
_CONTENTS = "warehouse.json"


def json_of(provenance: Mapping[str, Any]) -> str:
    """The provenance as JSON. Raises TypeError or ValueError when it cannot be written so."""
    return json.dumps(dict(provenance), allow_nan=False)


def export(snapshot: Snapshot, storage: Folder | Bucket, path: Path) -> Path:
    """Copy all data files that count, each checked, with a table of contents."""
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise NotEmpty(f"{path} is there already; export to a new place.")
    made = path.with_name(f".{path.name}.unfinished")
    shutil.rmtree(made, ignore_errors=True)
    tables = {LIST: snapshot.listing.files, ROWS: snapshot.files}
    for table, files in tables.items():
        (made / table).mkdir(parents=True)
        for file in files:
            copy = made / table / file.name
            shutil.copyfile(_stored(storage, table, file), copy)
            _check(copy, file.name, Damaged)
    contents = {table: [asdict(file) for file in files] for table, files in tables.items()}
    text = json.dumps({"format": _FORMAT, **contents}, ensure_ascii=False, indent=1)
    (made / _CONTENTS).write_text(text, encoding="utf-8")
    if path.suffix != ".zip":
        if path.exists():
            path.rmdir()
        made.rename(path)
        return path
    _zip(made, path)
    shutil.rmtree(made)
    return path


def load(
    path: Path, snapshot: Snapshot, storage: Folder | Bucket, rows: Log, listing: Log, scratch: Path
) -> None:
    """Check everything, then copy, then list: a load that fails leaves the warehouse empty."""
    if snapshot.vintages.all:
        raise NotEmpty("The warehouse holds deliveries; load into an empty one.")
    with _unpacked(path, scratch) as folder:
        tables = _contents(folder)
        for table, files in tables.items():
            for file in files:
                _check(folder / table / file.name, file.name, NotAnExport)
        for table, files in tables.items():
            for file in files:
                copy = scratch / file.name
                shutil.copyfile(folder / table / file.name, copy)
                storage.put(copy, table, file.name)
        wanted = set(names(tables[ROWS]))
        held = set(names(snapshot.rows.files))
        left = [file for file in snapshot.rows.files if file.name not in wanted]
        new = [file for file in tables[ROWS] if file.name not in held]
        newest = max((file.high["vintage"] for file in tables[LIST]), default=0)
        given = max(newest, snapshot.rows.given)
        rows.commit(snapshot.rows.version, new, left, given=given)
        listing.commit(snapshot.listing.version, tables[LIST])


def _stored(storage: Folder | Bucket, table: str, file: File) -> Path:
    path = storage.path(table, file.name)
    if not path.is_file():
        raise Damaged(f"{table}/{file.name} is gone. Run verify.")
    return path


def _check(path: Path, name: str, refusal: type[Exception]) -> None:
    if not path.is_file() or checksum(path) != checksum_in(name):
        raise refusal(f"{path.parent.name}/{name} is gone or is not what was written.")


def _zip(folder: Path, path: Path) -> None:
    made = path.with_name(f".{path.name}.unfinished.zip")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:  # the files are compressed
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
    made.replace(path)


@contextmanager
def _unpacked(path: Path, scratch: Path) -> Iterator[Path]:
    if path.is_dir():
        yield path
        return
    folder = scratch / "export"
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotAnExport(f"{path} cannot be opened as an export: {error}.") from error
    yield folder


def _contents(folder: Path) -> dict[str, list[File]]:
    try:
        contents = json.loads((folder / _CONTENTS).read_text(encoding="utf-8"))
        if contents.pop("format") != _FORMAT:
            raise KeyError("format")
        return {table: [File(**file) for file in contents[table]] for table in (LIST, ROWS)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotAnExport(f"{folder} has no readable {_CONTENTS} of a warehouse.") from error
