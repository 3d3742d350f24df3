"""The codes of a place through time, told step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samkraft.lib.periods import in_words
from samkraft.places.models import Area, CodeChange
from samkraft.places.queries.areas import areas_with_code, code_changes, county, original_name
from samkraft.places.succession import Change, successors


@dataclass(frozen=True, slots=True)
class AreaPeriod:
    """One code with one territory for one period; `county` is the name of what it lies in."""

    code: str
    name: str
    official: str
    county: str
    valid_from: date | None
    valid_until: date | None

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class Step:
    """On `on`, the `olds` became the `news`. `divided` are olds of which only a part went in.

    `crossed` are olds that changed county by it; `weight` is the stated share in a split,
    `convention` True when that share was agreed on and not counted.
    """

    on: date
    kind: str
    olds: tuple[AreaPeriod, ...]
    news: tuple[AreaPeriod, ...]
    divided: tuple[AreaPeriod, ...] = ()
    crossed: tuple[AreaPeriod, ...] = ()
    weight: float | None = None
    convention: bool = False

    @property
    def text(self) -> str:
        return f"{in_words(self.on)}: {_told(self)}"


@dataclass(frozen=True, slots=True)
class AreaHistory:
    """`codes` are the place's own codes by name, oldest first; `related` what it came from or
    went into under other names; `steps` in order of time."""

    country: str
    kind: str
    asked: AreaPeriod
    codes: tuple[str, ...]
    related: tuple[str, ...]
    periods: tuple[AreaPeriod, ...]
    steps: tuple[Step, ...]
    note: str = ""


def area_history(code: str, country: str = "", kind: str = "") -> AreaHistory:
    """What a code was before and has become since, whichever of the codes is asked for."""
    asked = areas_with_code(code, country, kind)
    changes = code_changes()
    line = _line(changes, {area.pk for area in asked})
    table = list(
        CodeChange.objects.filter(new__country=asked[-1].country, new__kind=asked[-1].kind)
        .select_related("old__parent", "new__parent")
        .order_by("on", "new__code", "old__code")
    )
    areas = {area.pk: area for change in table for area in (change.old, change.new)}
    areas |= {area.pk: area for area in asked}
    periods = sorted(
        (_period(areas[pk]) for pk in line), key=lambda p: (p.valid_from or date.min, p.code)
    )
    name = original_name(asked[-1])
    own = dict.fromkeys(period.code for period in periods if period.name == name)
    return AreaHistory(
        country=asked[-1].country,
        kind=asked[-1].kind,
        asked=_period(asked[-1]),
        codes=tuple(own),
        related=tuple(dict.fromkeys(p.code for p in periods if p.code not in own)),
        periods=tuple(periods),
        steps=tuple(_steps(table, line, changes)),
        note=asked[-1].note,
    )


def _line(changes: tuple[Change, ...], start: set[int]) -> set[int]:
    """Everything the areas came from and everything they became."""
    before, after = set(start), set(start)
    for change in sorted(changes, key=lambda change: change.on, reverse=True):
        if change.new in before:
            before.add(change.old)
    for change in sorted(changes, key=lambda change: change.on):
        if change.old in after:
            after.add(change.new)
    return before | after


def _steps(table: list[CodeChange], line: set[int], changes: tuple[Change, ...]) -> Iterable[Step]:
    """Splits, told from the area that was divided; then everything else, from the new area."""
    ours = [change for change in table if change.old_id in line and change.new_id in line]
    splits = {change.old_id for change in table if change.kind == "split"}
    told = set()
    for change in ours:
        if change.old_id in splits and ("split", change.old_id) not in told:
            told.add(("split", change.old_id))
            yield _split([row for row in table if row.old_id == change.old_id])
        group = [row for row in table if row.new_id == change.new_id]
        plain = any(row.kind != "split" for row in group)
        if plain and ("into", change.new_id) not in told:
            told.add(("into", change.new_id))
            yield _joined(group, changes)


def _split(rows: list[CodeChange]) -> Step:
    weights = {row.weight for row in rows}
    return Step(
        on=rows[0].on,
        kind="split",
        olds=(_period(rows[0].old),),
        news=tuple(_period(row.new) for row in rows),
        weight=weights.pop() if len(weights) == 1 else None,
        convention=any(row.convention for row in rows),
    )


def _joined(rows: list[CodeChange], changes: tuple[Change, ...]) -> Step:
    kinds = {row.kind for row in rows}
    return Step(
        on=rows[0].on,
        kind="merger" if len(rows) > 1 else kinds.pop(),
        olds=tuple(_period(row.old) for row in rows),
        news=(_period(rows[0].new),),
        divided=tuple(_period(row.old) for row in rows if row.kind == "split"),
        crossed=tuple(_period(row.old) for row in rows if _crosses(row, changes)),
    )


def _crosses(row: CodeChange, changes: tuple[Change, ...]) -> bool:
    """Whether the area left its county, other than by the county itself becoming another."""
    if row.old.parent_id is None or row.new.parent_id is None:
        return False
    heirs = successors(changes, row.old.parent_id, row.on)
    return row.new.parent_id not in {part.area for part in heirs}


def _period(area: Area) -> AreaPeriod:
    return AreaPeriod(
        code=area.code,
        name=original_name(area),
        official=area.official,
        county=county(area),
        valid_from=area.valid_from,
        valid_until=area.valid_until,
    )


def _told(step: Step) -> str:
    if step.kind == "split":
        return _told_split(step)
    new = step.news[0]
    counties = {old.county for old in step.olds}
    if step.kind in ("recode", "rename"):
        text = f"{step.olds[0]} became {new}"
        if counties != {new.county}:
            text += f" (county: {step.olds[0].county} → {new.county})"
        return f"{text}."
    counties.add(new.county)
    joined = [old for old in step.olds if old.code != new.code]
    named = [_in_county(old, counties, step.divided) for old in joined]
    text = f"{_and(named)} merged into {_in_county(new, counties)}"
    if len(joined) < len(step.olds):
        text += ", which kept its code"
    crossed = "".join(
        f" A county border was crossed: {old} came from {old.county}." for old in step.crossed
    )
    return f"{text}.{crossed}"


def _told_split(step: Step) -> str:
    text = f"{step.olds[0]} was split between {_and([str(new) for new in step.news])}."
    if step.weight is None:
        return f"{text} The share of each is not stated: figures are not comparable."
    if step.convention:
        return f"{text} The weight {step.weight:g} for each is a convention, not a count."
    return f"{text} The weight is {step.weight:g} for each."


def _in_county(period: AreaPeriod, counties: set[str], divided: tuple[AreaPeriod, ...] = ()) -> str:
    part = "a part of " if period in divided else ""
    place = f" ({period.county})" if len(counties) > 1 and period.county else ""
    return f"{part}{period}{place}"


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
