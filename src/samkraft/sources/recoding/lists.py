"""Lists of code changes as files: what each says of codes, and when.

| header | form |
|---|---|
| `kommuner_2019;kommuner_2020[;splittes]` | Klass as a sheet, "0101 - Halden" in both columns |
| `kommunenummer_2013; … kommunenummer_2020` | the same municipality's code in several years |
| `kommunenummer_2020;historisk_nummer` | every earlier code beside that of one year |
| `GRUPPEKODE,GRUPPETEKST,KODE,TEKST` | Klass grouping: codes with "(2018-2019)" under K.5007 |
| `oldCode,newCode,changeOccurred` | /changes of Klass as CSV, or its JSON |
| `old_code,new_code,change_date` or `old,new,date[,weight,convention]` | facts of our own |
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from samkraft.calc.shares import Change
from samkraft.sources.klass.read import read_changes
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.rows import lines_of
from samkraft.sources.tables import BrokenData

OF_YEAR = re.compile(r"^(?P<name>.*?)_?(?P<year>(?:19|20)\d\d)$")
IN_USE = re.compile(r"\((?P<first>\d{4})?-(?P<last>\d{4})\)$")
GROUP = re.compile(r"^K\.(\d{4})$")
CODE = re.compile(r"^([0-9]+[a-z]?)(?:\s*[-–]\s*.*)?$")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ChangeList:
    """What lists say. `weight` None in a change: the list gives no share.

    `direct`: for a year, the codes of that year that an older code belongs to, over all changes
    between. `in_use`: first (None: not said) and last year of a code that has ended. `named`:
    all codes of lists that name the unchanged ones too.
    """

    changes: tuple[Change, ...] = ()
    direct: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    in_use: dict[str, tuple[int | None, int]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    def __or__(self, other: ChangeList) -> ChangeList:
        direct = {year: dict(known) for year, known in self.direct.items()}
        for year, known in other.direct.items():
            direct.setdefault(year, {}).update(known)
        changes = _together(self.changes, other.changes)
        return ChangeList(changes, direct, {**self.in_use, **other.in_use},
                          self.named | other.named)  # fmt: skip


def _together(one: Iterable[Change], other: Iterable[Change]) -> tuple[Change, ...]:
    """Where both tell of a code on a day, the one that says more: more successors, or shares."""
    found: dict[tuple[str, date], list[Change]] = {}
    for changes in (one, other):
        told: dict[tuple[str, date], list[Change]] = {}
        for change in changes:
            told.setdefault((change.old, change.on), []).append(change)
        for key, held in told.items():
            if key not in found or _said(held) > _said(found[key]):
                found[key] = held
    return tuple(change for held in found.values() for change in held)


def _said(changes: list[Change]) -> tuple[int, int]:
    return len(changes), sum(change.weight is not None for change in changes)


def read_change_list(content: bytes) -> ChangeList:
    """The list in a file, by its header. Raises BrokenData."""
    if content.lstrip()[:1] == b"{":
        return _klass_json(content)
    lines = lines_of(content, SheetMapping())
    heads = [head.strip().strip('"').lower() for head in lines[0][1]]
    rows = [dict(zip(heads, cells, strict=False)) for _, cells in lines[1:]]
    years = [head for head in heads if OF_YEAR.match(head) and "navn" not in head]
    years = [head for head in years if not head.startswith("endring")]
    found = set(heads)
    if {"gruppekode", "kode", "tekst"} <= found:
        return _groups(rows)
    if "historisk_nummer" in found and len(years) == 1:
        return _historic(rows, years[0])
    if len(years) >= 2:
        return _years(rows, years)
    for old, new, day in (("oldcode", "newcode", "changeoccurred"),
                          ("old_code", "new_code", "change_date"), ("old", "new", "date")):  # fmt: skip
        if {old, new, day} <= found:
            return _dated(rows, lambda row, o=old, n=new, d=day: (row[o], row[n], row[d]))
    raise BrokenData(f"This is no list of code changes that is known: {', '.join(heads)[:120]}.")


def read_weights(content: bytes) -> tuple[Change, ...]:
    """Shares that somebody states: old, new, weight and perhaps convention (yes). The day is
    `date.min`, to be filled in from the lists. Raises BrokenData."""
    lines = lines_of(content, SheetMapping())
    heads = [head.strip().lower() for head in lines[0][1]]
    if not {"old", "new", "weight"} <= set(heads):
        raise BrokenData("Weights need the columns old, new and weight.")
    found = []
    for line, cells in lines[1:]:
        row = dict(zip(heads, cells, strict=False))
        weight = _weight(row["weight"], line)
        agreed = row.get("convention", "").lower() in ("yes", "1", "true")
        found.append(Change(row["old"], row["new"], date.min, weight, agreed))
    for old in dict.fromkeys(change.old for change in found):
        total = sum(change.weight or 0 for change in found if change.old == old)
        if abs(total - 1) > 1e-6:
            raise BrokenData(f"The weights of {old} add up to {total:g}, not to 1.")
    return tuple(found)


def _weight(text: str, line: int) -> float:
    try:
        weight = float(text.replace(",", "."))
    except ValueError as error:
        raise BrokenData(f"Line {line}: “{text}” is no weight.") from error
    if not 0 <= weight <= 1:
        raise BrokenData(f"Line {line}: a weight is a share from 0 to 1, not {text}.")
    return weight


def _groups(rows: list[Row]) -> ChangeList:
    """Codes under those of the newest year, which is the one after the last year named."""
    direct, in_use = {}, {}
    for row in rows:
        if found := IN_USE.search(row["tekst"]):
            first = int(found["first"]) if found["first"] else None
            in_use[row["kode"]] = (first, int(found["last"]))
        if group := GROUP.match(row["gruppekode"]):
            direct[row["kode"]] = (group[1],)
    if not in_use:
        raise BrokenData("The grouping names no year in which a code ended.")
    year = max(last for _, last in in_use.values()) + 1
    named = frozenset((*direct, *in_use, *(row["kode"] for row in rows)))
    return ChangeList((), {year: direct}, in_use, named)


def _historic(rows: list[Row], head: str) -> ChangeList:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        old, new = _code(row["historisk_nummer"]), _code(row[head])
        found[old] = tuple(dict.fromkeys((*found.get(old, ()), new)))
    named = frozenset((*found, *(new for news in found.values() for new in news)))
    return ChangeList((), {int(OF_YEAR.match(head)["year"]): found}, named=named)


def _years(rows: list[Row], heads: list[str]) -> ChangeList:
    """Pairs of codes in years that follow each other; the new code holds from its year on."""
    heads = sorted(heads, key=lambda head: OF_YEAR.match(head)["year"])
    changes = []
    for before, after in pairwise(heads):
        day = date(int(OF_YEAR.match(after)["year"]), 1, 1)
        pairs = [(_code(row[before]), _code(row[after])) for row in rows]
        changes += _changes([(old, new, day) for old, new in dict.fromkeys(pairs) if old and new])
    named = frozenset(_code(row[head]) for row in rows for head in heads)
    return ChangeList(tuple(changes), named=named)


def _dated(rows: list[Row], of: Callable[[Row], tuple[str, str, str]]) -> ChangeList:
    triples, weights = [], {}
    for row in rows:
        old, new, day = of(row)
        if not (old and new):  # born or ended: nothing to carry over
            continue
        key = (_code(old), _code(new), _day(day))
        triples.append(key)
        if row.get("weight"):
            agreed = row.get("convention", "").lower() in ("yes", "1", "true")
            weights[key] = Change(*key, float(row["weight"]), agreed)
    plain = _changes(list(dict.fromkeys(triples)))
    return ChangeList(tuple(weights.get((c.old, c.new, c.on), c) for c in plain))


def _klass_json(content: bytes) -> ChangeList:
    try:
        value = json.loads(content)
    except ValueError as error:
        raise BrokenData("The list is no whole JSON.") from error
    rows = [(c.old, c.new, c.day) for c in read_changes(value) if c.old and c.new]
    return ChangeList(tuple(_changes(list(dict.fromkeys(rows)))))


def _changes(triples: list[tuple[str, str, date]]) -> list[Change]:
    """Changes with the whole area where an old code has one successor; no share else.

    A code that stays as it is is no change, unless it gives away a part.
    """
    into: dict[tuple[str, date], int] = {}
    for old, _, day in triples:
        into[old, day] = into.get((old, day), 0) + 1
    return [
        Change(old, new, day, 1.0 if into[old, day] == 1 else None)
        for old, new, day in triples
        if old != new or into[old, day] > 1
    ]


def _code(text: str) -> str:
    """The code in "0101 - Halden"."""
    found = CODE.match(text.replace("\xa0", " ").strip())
    return found[1] if found else text.strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise BrokenData(f"“{text}” is no day.") from error
