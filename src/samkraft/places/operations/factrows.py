"""From a row of a fact file to a model instance: one function for each file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from samkraft.places.models import (
    Area,
    AreaSize,
    CodeChange,
    LanguageArea,
    Membership,
    Population,
    Region,
)
from samkraft.places.operations.factfiles import Row

if TYPE_CHECKING:
    from samkraft.places.operations.facts import Facts

# For each model: what makes a row the same one, and what is corrected when it differs.
FIELDS: Mapping[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Area: (
        ("country", "kind", "code", "valid_from"),
        ("name", "official", "parent_id", "valid_until", "note", "source"),
    ),
    CodeChange: (
        ("old_id", "new_id"),
        ("on", "kind", "weight", "convention", "note", "source"),
    ),
    Region: (("slug",), ()),
    Membership: (("region_id", "area_id", "valid_from"), ()),
    LanguageArea: (
        ("area_id", "language"),
        ("name", "basis", "valid_from", "status", "source"),
    ),
    Population: (
        ("area_id", "region_id", "date", "measure", "source"),
        ("value", "source_date", "status"),
    ),
    AreaSize: (
        ("area_id", "region_id", "reference_date", "measure", "source"),
        ("km2", "source_date", "status"),
    ),
}
PARENT_KIND = {"municipality": "county", "county": "country"}


def area(facts: Facts, row: Row) -> Area:
    starts, ends = row.day("valid_from"), row.day("valid_until")
    if starts and ends and ends <= starts:
        raise row.fault("valid_until is not after valid_from")
    return Area(
        country=row.needed("country"),
        kind=row["kind"],
        code=row.needed("code"),
        valid_from=starts,
        valid_until=ends,
        parent=_parent(facts, row),
        name=row.texts("names").value(),
        official=row["official"],
        note=row["note"],
        source=facts.source(row),
    )


def _parent(facts: Facts, row: Row) -> Area | None:
    """The parent that exists throughout the row's period."""
    if not row["parent"]:
        return None
    kind = PARENT_KIND.get(row["kind"], "")
    starts, ends = row.day("valid_from"), row.day("valid_until")
    for parent in facts.areas.get((row["country"], kind, row["parent"]), []):
        early = parent.valid_from is None or (starts and parent.valid_from <= starts)
        late = parent.valid_until is None or (ends and parent.valid_until >= ends)
        if early and late:
            return parent
    raise row.fault(f"parent {row['parent']} is no {kind or 'area'} for the whole period")


def code_change(facts: Facts, row: Row) -> CodeChange:
    on = row.day("date")
    if on is None:
        raise row.fault("date is empty")
    kind = row.one_of("change", CodeChange.Kind.values)
    weight = row.number("weight", float)
    convention = row.one_of("convention", ("yes", "no")) == "yes"
    if weight is not None and not 0 <= weight <= 1:
        raise row.fault(f"weight {weight:g} is not a share from 0 to 1")
    if kind != "split" and (weight != 1 or convention):
        raise row.fault(f"a {kind} takes the whole area: its weight is 1")
    old = facts.area(row, row["old"], lambda area: area.valid_until == on, f"until {on}")
    new = facts.area(row, row["new"], lambda area: area.valid_from == on, f"from {on}")
    return CodeChange(
        old=old,
        new=new,
        on=on,
        kind=kind,
        weight=weight,
        convention=convention,
        note=row["note"],
        source=facts.source(row),
    )


def region(facts: Facts, row: Row) -> Region:
    first, last = row.span("first"), row.span("last")
    earlier = facts.regions.get(row["predecessor"])
    if row["slug"] in facts.regions:
        raise row.fault(f"region {row['slug']} is on an earlier line too")
    if row["predecessor"] and earlier is None:
        raise row.fault(f"predecessor {row['predecessor']} is no region on an earlier line")
    return Region(
        slug=row.needed("slug"),
        name=row.texts("names").value(),
        kind=row.needed("kind"),
        languages=row["languages"].split(),
        area=_official(facts, row),
        valid_from=first.first if first else None,
        valid_until=last.after if last else None,
        predecessor=earlier,
        source=facts.source(row),
    )


def _official(facts: Facts, row: Row) -> Area | None:
    if not row["area"]:
        return None
    found = facts.areas.get(tuple(row["area"].split(":")), [])
    if not found:
        raise row.fault(f"area {row['area']} is not in areas.csv")
    return found[0]


def membership(facts: Facts, row: Row) -> Membership | None:
    """A membership, unless the area has one with the region that overlaps it."""
    first, last = row.span("first"), row.span("last")
    if first and last and last.last < first.first:
        raise row.fault("last is before first")
    member = facts.area_on(row, first.first if first else last.last if last else None)
    found = Membership(
        region=_region(facts, row),
        area=member,
        valid_from=first.first if first else None,
        from_precision=first.precision if first else "unknown",
        valid_until=last.after if last else None,
        until_precision=last.precision if last else "unknown",
        status=row["status"],
        source=facts.source(row),
    )
    if any(_overlap(found, other) for other in facts.members):
        raise row.fault(f"{row['code']} is a member at that time by an earlier line")
    facts.members.append(found)
    kept = Membership.objects.filter(region=found.region, area=member)
    return None if any(_overlap(found, other) for other in kept) else found


def _overlap(one: Membership, other: Membership) -> bool:
    if (one.region_id, one.area_id) != (other.region_id, other.area_id):
        return False
    return _before_end(one.valid_from, other.valid_until) and _before_end(
        other.valid_from, one.valid_until
    )


def _before_end(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def language_area(facts: Facts, row: Row) -> LanguageArea:
    since = row.span("since")
    if not row["language"] and row["basis"] != "none found":
        raise row.fault("language is empty")
    return LanguageArea(
        area=facts.area_on(row, None),
        language=row["language"],
        name=row["name"],
        basis=row.needed("basis"),
        valid_from=since.first if since else None,
        status=row["status"],
        source=facts.source(row),
    )


def population(facts: Facts, row: Row) -> Population:
    on, value = row.day("date"), row.number("value", int)
    if on is None or value is None:
        raise row.fault("date or value is empty")
    if value < 0:
        raise row.fault(f"value {value} is negative")
    return Population(
        area=None if row["region"] else facts.area_on(row, on),
        region=_region(facts, row) if row["region"] else None,
        date=on,
        measure=row.needed("measure"),
        value=value,
        source=facts.source(row),
        source_date=row["source_date"],
        status=row["status"],
    )


def area_size(facts: Facts, row: Row) -> AreaSize:
    span, km2 = row.span("reference_date"), row.number("km2", Decimal)
    if km2 is None or span is None:
        raise row.fault("km2 or reference_date is empty")
    return AreaSize(
        area=None if row["region"] else facts.area_on(row, span.first),
        region=_region(facts, row) if row["region"] else None,
        km2=km2,
        measure=row.needed("measure"),
        reference_date=row["reference_date"],
        source=facts.source(row),
        source_date=row["source_date"],
        status=row["status"],
    )


def _region(facts: Facts, row: Row) -> Region:
    if row["region"] not in facts.regions:
        raise row.fault(f"region “{row['region']}” is not in regions.csv")
    return facts.regions[row["region"]]


AFTER_REGIONS: Mapping[str, Callable] = {
    "code_changes.csv": code_change,
    "memberships.csv": membership,
    "language_areas.csv": language_area,
    "populations.csv": population,
    "area_sizes.csv": area_size,
}
