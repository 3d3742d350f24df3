"""Where the files lie: a folder of this machine, or object storage (`s3://…`).

A data file's name ends in the SHA-256 of its bytes and its content never changes.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
import uuid
import weakref
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from samkraft.warehouse.errors import Damaged, WarehouseBusy

_PIECE = 1 << 20


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksum_in(name: str) -> str:
    """The SHA-256 a data file's name promises."""
    return name.removesuffix(".parquet").rpartition("-")[2]


class Folder:
    """Files under a folder; one writer at a time by an advisory lock."""

    exclusive = True
    options: dict[str, str] | None = None

    def __init__(self, root: Path) -> None:
        self.root = root

    def uri(self, table: str) -> str:
        """Where Delta finds a table."""
        return str(self.root / table)

    def holds(self, table: str) -> bool:
        """Whether the table may exist (cheap; False is certain)."""
        return (self.root / table / "_delta_log").is_dir()

    def path(self, table: str, name: str) -> Path:
        """A data file as a local path."""
        return self.root / table / name

    def put(self, made: Path, table: str, name: str) -> None:
        """Move a finished file to its place, safe against a loss of power."""
        with made.open("rb") as file:
            os.fsync(file.fileno())
        (self.root / table).mkdir(parents=True, exist_ok=True)
        made.replace(self.root / table / name)

    def exists(self, table: str, name: str) -> bool:
        """Whether the file is there."""
        return self.path(table, name).is_file()

    def digest(self, table: str, name: str) -> str | None:
        """SHA-256 of the stored bytes, None when the file is gone."""
        path = self.path(table, name)
        return checksum(path) if path.is_file() else None

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for unfinished files, gone afterwards. What a crash left there goes too."""
        work = self.root / ".work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

    @contextmanager
    def locked(self, seconds: float) -> Iterator[None]:
        """The right to write. Raises WarehouseBusy after so many seconds of waiting."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("ab") as file:
            self._wait(file, seconds)
            yield  # closing the file, or the end of the process, gives the lock back

    def _wait(self, file: Any, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise WarehouseBusy(
                        f"Another process has been writing to {self.root} for more than "
                        f"{seconds:g} seconds. Try again when its delivery is done."
                    ) from None
                time.sleep(0.01)


class Bucket:
    """Files in object storage, copied to a local cache to be read. Writers meet in Delta's log."""

    exclusive = False

    def __init__(self, root: str, options: Mapping[str, str], cache: Path | None) -> None:
        self.root = root.rstrip("/")
        self.options = {"conditional_put": "etag", **options}
        if cache is None:
            cache = Path(tempfile.mkdtemp(prefix="samkraft-warehouse-"))
            weakref.finalize(self, shutil.rmtree, cache, ignore_errors=True)
        self._cache = cache
        self._handlers: dict[str, Any] = {}

    def uri(self, table: str) -> str:
        """Where Delta finds a table."""
        return f"{self.root}/{table}"

    def holds(self, table: str) -> bool:
        """Whether the table may exist: only Delta can tell."""
        return True

    def path(self, table: str, name: str) -> Path:
        """A data file as a local path, fetched when it is not in the cache."""
        path = self._cache / table / name
        if not path.exists():
            data = self._fetch(table, name)
            if hashlib.sha256(data).hexdigest() != checksum_in(name):
                raise Damaged(f"{self.uri(table)}/{name} is not what was written. Run verify.")
            _place(data, path)
        return path

    def put(self, made: Path, table: str, name: str) -> None:
        """Upload a finished file."""
        stream = self._handler(table).open_output_stream(name)
        with closing(stream), made.open("rb") as file:
            while piece := file.read(_PIECE):
                stream.write(piece)

    def exists(self, table: str, name: str) -> bool:
        """Whether the file is there."""
        try:
            self._handler(table).open_input_file(name).size()
        except OSError:
            return False
        return True

    def digest(self, table: str, name: str) -> str | None:
        """SHA-256 of the stored bytes, None when the file is gone."""
        try:
            return hashlib.sha256(self._fetch(table, name)).hexdigest()
        except OSError:
            return None

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for unfinished files, gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="samkraft-warehouse-") as folder:
            yield Path(folder)

    @contextmanager
    def locked(self, seconds: float) -> Iterator[None]:
        """Nothing to wait for: a commit that comes second is refused and done again."""
        yield

    def _fetch(self, table: str, name: str) -> bytes:
        return bytes(self._handler(table).open_input_file(name).read())

    def _handler(self, table: str) -> Any:
        if table not in self._handlers:
            # deltalake's own way to the bytes; its public wrapper asks for pyarrow.
            from deltalake._internal import DeltaFileSystemHandler

            self._handlers[table] = DeltaFileSystemHandler(self.uri(table), self.options)
        return self._handlers[table]


def _place(data: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{uuid.uuid4().hex}")
    made.write_bytes(data)
    made.replace(path)


def storage(
    root: str | Path, options: Mapping[str, str] | None = None, cache: Path | None = None
) -> Folder | Bucket:
    """The storage a root names."""
    if "://" in str(root):
        return Bucket(str(root), options or {}, cache)
    return Folder(Path(root))
