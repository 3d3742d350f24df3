"""Loading the facts that ship with Samkraft: areas, codes, regions, populations and sizes.

Loading again changes nothing. Official facts follow the files; regions and memberships are only
added where they are missing, because people may have changed them since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import models, transaction

from samkraft.journal.operations import write
from samkraft.places.models import Area, Membership, Region
from samkraft.places.operations import factrows
from samkraft.places.operations.factfiles import BadRow, FactsUnreadable, Row, read_rows

FACTS = Path(__file__).resolve().parent.parent / "facts"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of each kind were new or changed by a load."""

    new: dict[str, int]
    changed: dict[str, int]

    @property
    def anything(self) -> bool:
        return any(self.new.values()) or any(self.changed.values())


@dataclass(slots=True)
class Facts:
    """What is known so far while loading."""

    folder: Path
    faults: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    areas: dict[tuple[str, str, str], list[Area]] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    members: list[Membership] = field(default_factory=list)
    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    def source(self, row: Row) -> str:
        if row["source"] not in self.sources:
            raise row.fault(f"source “{row['source']}” is not in sources.csv")
        return self.sources[row["source"]]

    def area(self, row: Row, code: str, fits: Callable[[Area], bool], when: str) -> Area:
        """The period of a code that fits, else a fault that says what was looked for."""
        found = self.areas.get((row["country"], row["kind"], code), [])
        if not found:
            raise row.fault(f"no {row['kind']} {code} in {row['country']} in areas.csv")
        for area in found:
            if fits(area):
                return area
        raise row.fault(f"{row['kind']} {code} does not exist {when}")

    def area_on(self, row: Row, day: date | None) -> Area:
        """The period of the row's code on a day; the newest one without a day."""
        if day is None:
            return self.area(row, row["code"], lambda area: True, "")
        return self.area(row, row["code"], lambda area: _valid(area, day), f"on {day}")


@transaction.atomic
def load_facts(*, by: Any, at: datetime, folder: Path = FACTS) -> Loaded:
    """Load the fact files of a folder. Either everything is loaded or nothing is."""
    facts = Facts(folder)
    facts.sources = {row["key"]: row["text"] for row in read_rows(folder, "sources.csv")}
    _load_areas(facts)
    _load_regions(facts)
    for name, build in factrows.AFTER_REGIONS.items():
        _sync(facts, name, list(_built(facts, read_rows(folder, name), build)))
    if facts.faults:
        raise FactsUnreadable(facts.faults)
    loaded = Loaded(facts.new, facts.changed)
    if loaded.anything:
        write(
            operation="load_facts",
            subject=Area.objects.order_by("pk").first(),
            label="facts shipped with Samkraft",
            by=by,
            at=at,
            after={"new": loaded.new, "changed": loaded.changed},
        )
    return loaded


def _load_areas(facts: Facts) -> None:
    """Countries first, then counties, then municipalities, so that parents exist."""
    rows = read_rows(facts.folder, "areas.csv")
    for row in rows:
        if row["kind"] not in Area.Kind.values:
            facts.faults.append(str(row.fault(f"kind “{row['kind']}” is not known")))
    for kind in Area.Kind.values:
        of_kind = [row for row in rows if row["kind"] == kind]
        _sync(facts, "areas.csv", list(_built(facts, of_kind, factrows.area)))
        if facts.faults:
            raise FactsUnreadable(facts.faults)
        for area in Area.objects.filter(kind=kind):
            facts.areas.setdefault((area.country, kind, area.code), []).append(area)
    for periods in facts.areas.values():
        periods.sort(key=lambda area: area.valid_from or date.min, reverse=True)
        for newer, older in pairwise(periods):
            if older.valid_until is None or older.valid_until > newer.valid_from:
                facts.faults.append(f"areas.csv: the periods of {older.code} overlap")


def _load_regions(facts: Facts) -> None:
    """One after the other, because a region may name an earlier one as its predecessor."""
    for row in read_rows(facts.folder, "regions.csv"):
        _sync(facts, "regions.csv", list(_built(facts, [row], factrows.region)))
        if found := Region.objects.filter(slug=row["slug"]).first():
            facts.regions[found.slug] = found


def _built(facts: Facts, rows: list[Row], build: Callable) -> Iterable[tuple[Row, models.Model]]:
    """The rows as model instances; faults are collected, None is left out."""
    for row in rows:
        try:
            found = build(facts, row)
        except BadRow as error:
            facts.faults.append(str(error))
        else:
            if found is not None:
                yield row, found


def _sync(facts: Facts, name: str, built: list[tuple[Row, models.Model]]) -> None:
    """Add what is missing and correct what differs, in a few statements."""
    if not built:
        return
    model = type(built[0][1])
    key, values = factrows.FIELDS[model]
    known = {_values(found, key): found for found in model.objects.all()}
    new, changed, seen = [], [], {}
    for row, wanted in built:
        identity = _values(wanted, key)
        if identity in seen:
            facts.faults.append(str(row.fault(f"says the same as line {seen[identity]}")))
            continue
        seen[identity] = row.line
        found = known.get(identity)
        if found is None:
            new.append(wanted)
        elif _values(found, values) != _values(wanted, values):
            wanted.pk = found.pk
            changed.append(wanted)
    model.objects.bulk_create(new, batch_size=200)
    if changed:
        model.objects.bulk_update(changed, list(values), batch_size=200)
    facts.new[name] = facts.new.get(name, 0) + len(new)
    facts.changed[name] = facts.changed.get(name, 0) + len(changed)


def _values(found: models.Model, names: Iterable[str]) -> tuple:
    return tuple(getattr(found, name) for name in names)


def _valid(area: Area, day: date) -> bool:
    return (area.valid_from is None or area.valid_from <= day) and (
        area.valid_until is None or area.valid_until > day
    )
