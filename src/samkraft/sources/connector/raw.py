"""Raw answers, kept as the service sent them: proof, and the means to read them again.

content/ab/abcdef…                     the bytes, once, under their SHA-256
SOURCE/TABLE/2026-11-22/083001-abcdef….json   who, what, when, under which licence
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


class Damaged(Exception):
    """A stored answer is not what its checksum says, or is gone."""


@dataclass(frozen=True, slots=True)
class RawCopy:
    """One answer. `sha256` finds its bytes; `query` is what was sent, `headers` what came."""

    sha256: str
    source: str
    table: str
    url: str
    query: Any
    fetched_at: str
    licence: str
    headers: Mapping[str, str]
    size: int


class RawStore:
    """The folder of raw answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(
        self,
        content: bytes,
        *,
        source: str,
        table: str,
        url: str,
        query: Any,
        at: datetime,
        licence: str,
        headers: Mapping[str, str],
    ) -> RawCopy:
        """Store an answer; the same bytes are stored once, every fetch is recorded."""
        sha = hashlib.sha256(content).hexdigest()
        place = self._content(sha)
        if not place.exists() or place.stat().st_size != len(content):
            write_whole(place, content)
        copy = RawCopy(
            sha, source, table, url, query, at.isoformat(), licence, dict(headers), len(content)
        )
        text = json.dumps(asdict(copy), ensure_ascii=False, indent=1, sort_keys=True)
        folder = self.folder / folder_name(source) / folder_name(table) / f"{at:%Y-%m-%d}"
        write_whole(folder / f"{at:%H%M%S}-{sha}.json", text.encode())
        return copy

    def content(self, sha256: str) -> bytes:
        """The bytes of an answer. Raises Damaged when they are gone or changed."""
        try:
            content = self._content(sha256).read_bytes()
        except FileNotFoundError as error:
            raise Damaged(f"There is no raw answer {sha256}.") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(f"The raw answer {sha256} has been changed on disk.")
        return content

    def copies(self, source: str = "", table: str = "") -> Iterator[RawCopy]:
        """The records, oldest first within a table, of one source and table or of all."""
        first = folder_name(source) if source else "*"
        second = folder_name(table) if table else "*"
        for path in sorted(self.folder.glob(f"{first}/{second}/????-??-??/*.json")):
            yield RawCopy(**json.loads(path.read_text(encoding="utf-8")))

    def verify(self) -> list[str]:
        """One sentence for every answer that is gone or changed; none: all are whole."""
        wrong = []
        for sha in sorted({copy.sha256 for copy in self.copies()}):
            try:
                self.content(sha)
            except Damaged as error:
                wrong.append(str(error))
        return wrong

    def _content(self, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise Damaged(f"“{sha256}” is no checksum.")
        return self.folder / "content" / sha256[:2] / sha256


def folder_name(text: str) -> str:
    """A name that is safe as a folder; what does not fit is told apart by a checksum."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", text).strip("._") or "_"
    if plain == text and len(plain) <= 80 and plain != "content":
        return plain
    return f"{plain[:60]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
