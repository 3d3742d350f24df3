"""The keywords of a PX file, up to DATA."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samkraft.sources.tables import BrokenData

HEAD = re.compile(
    r"\s*(?P<name>[A-Za-z][\w-]*)\s*(?:\[(?P<lang>[\w-]+)\])?\s*(?P<keys>\((?:[^\"()]|\"[^\"]*\")*\))?\s*=",
)
QUOTED = re.compile(r'"([^"]*)"')
NEXT = re.compile(r";[ \t]*\r?\n(?=[A-Z][A-Z0-9-]*(?:\[[\w-]+\])?(?:\([^\n]*\))?=)")
# Keywords the table stands on: a fault in them must stop the reading.
BEARING = ("STUB", "HEADING", "VALUES", "CODES", "KEYS", "CONTVARIABLE")
DATA = re.compile(r"(?m)^DATA=")
JOINED = re.compile(r'"\s*\r?\n\s*"')


@dataclass(frozen=True, slots=True)
class Statement:
    """One keyword with what stands after it; `line` counts from 1."""

    name: str
    lang: str
    keys: tuple[str, ...]
    raw: str
    line: int

    @property
    def texts(self) -> tuple[str, ...]:
        """The quoted texts of a list; a text continued on the next line is one text."""
        return tuple(t.replace("#", " ") for t in QUOTED.findall(JOINED.sub("", self.raw)))

    @property
    def text(self) -> str:
        """All quoted parts as one text, or the bare word."""
        found = QUOTED.findall(self.raw)
        return "".join(found).replace("#", " ") if found else self.raw.strip()


def statements(text: str, findings: list[str]) -> tuple[list[Statement], int]:
    """The statements before DATA and the place where the data begin.

    A text whose quotes are not closed is taken to end at the line that ends with “;” before the
    next keyword, and told in `findings`, as PxWeb does.

    Raises BrokenData with the line when a statement cannot be read or DATA is missing.
    """
    found: list[Statement] = []
    at = 0
    while True:
        head = HEAD.match(text, at)
        if head is None:
            raise BrokenData(f"Line {_line(text, at)}: expected a keyword followed by “=”.")
        name = head["name"].upper()
        if name == "DATA":
            return found, head.end()
        end = _end(text, head.end(), head.start(), None if name in BEARING else findings)
        keys = tuple(QUOTED.findall(head["keys"] or ""))
        line = _line(text, head.start("name"))
        found.append(Statement(name, head["lang"] or "", keys, text[head.end() : end], line))
        at = end + 1
        if not text[at : at + 200].strip() and not text[at:].strip():
            raise BrokenData(f"Line {_line(text, at)}: the file ends without DATA.")


def _end(text: str, start: int, statement: int, findings: list[str] | None) -> int:
    """The semicolon that ends a statement, outside of quotes; `findings` None: no recovery."""
    at, quotes = start, 0
    while (stop := text.find(";", at)) >= 0:
        quotes += text.count('"', at, stop)
        if quotes % 2 == 0 and not _in_data(text, start, stop):
            return stop
        at = stop + 1
    if findings is not None and (recovered := NEXT.search(text, start)):
        findings.append(f"Line {_line(text, statement)}: quotes are not closed.")
        return recovered.start()
    raise BrokenData(f"Line {_line(text, statement)}: no “;” ends this keyword.")


def _in_data(text: str, start: int, stop: int) -> bool:
    """Whether a statement has run over the beginning of the data: its quotes are not closed."""
    return DATA.search(text, start, stop) is not None


def _line(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return text.count("\n", 0, at) + 1
