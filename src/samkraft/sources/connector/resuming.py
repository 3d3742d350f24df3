"""A fetch as a plan on disk: after a break it goes on with the pieces it has not got yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from samkraft.sources.connector.raw import folder_name, write_whole


class Plan:
    """The pieces of one fetch and the checksums of the raw answers they have got.

    A piece may need several answers (pages). The plan holds for one question to one state of the
    table: with another `mark` (fingerprint and time of update) it starts over.
    """

    def __init__(self, path: Path, mark: str, pieces: Sequence[Mapping[str, Any]]) -> None:
        self._path, self._mark = path, mark
        self.pieces = [dict(piece) for piece in pieces]
        self.raw: list[tuple[str, ...]] = [()] * len(self.pieces)

    @property
    def done(self) -> int:
        """How many pieces have their answers."""
        return sum(bool(raw) for raw in self.raw)

    def got(self, piece: int, raw: Sequence[str]) -> None:
        """A piece has its answers; written to disk at once."""
        self.raw[piece] = tuple(raw)
        self._write()

    def forget(self, piece: int) -> None:
        """A piece must be fetched again."""
        self.raw[piece] = ()
        self._write()

    def finish(self) -> None:
        """The fetch is over; the plan is not needed any more."""
        self._path.unlink(missing_ok=True)

    def _write(self) -> None:
        value = {"mark": self._mark, "pieces": self.pieces, "raw": self.raw}
        write_whole(self._path, json.dumps(value, ensure_ascii=False).encode())

    def _resume(self) -> None:
        try:
            value = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return
        pieces = json.loads(json.dumps(self.pieces))
        if value.get("mark") == self._mark and value.get("pieces") == pieces:
            self.raw = [tuple(raw) for raw in value["raw"]]


def open_plan(
    state_dir: Path, *, source: str, question: Any, mark: str, pieces: Sequence[Mapping[str, Any]]
) -> Plan:
    """The plan of a question, with what an interrupted fetch of the same has got already."""
    text = json.dumps(question, ensure_ascii=False, sort_keys=True, default=str)
    key = hashlib.sha256(text.encode()).hexdigest()[:24]
    plan = Plan(state_dir / "plans" / folder_name(source) / f"{key}.json", mark, pieces)
    plan._resume()
    return plan
