"""How a plan's goals stand: targets judged by their rule, and what a topic's figures say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime

from samkraft.calc.growth import Case
from samkraft.calc.leftbehind import Standing, left_behind
from samkraft.calc.periods import parse_period
from samkraft.calc.rules import RULES
from samkraft.calc.series import ALL, Series
from samkraft.calc.verdict import RULE as OWN_RULE
from samkraft.calc.verdict import Kind, Path, Verdict
from samkraft.indicators.models import Indicator
from samkraft.indicators.queries.asked import Asked, UnknownPlace, place_asked, places_asked
from samkraft.indicators.queries.figures import Figures, Shelf
from samkraft.plans.models import Target

SIGN = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with the series it is about, the planned path and what the rule says."""

    target: Target
    series: Series
    path: Path | None
    verdict: Verdict


class Desk:
    """Asks for places and figures once each, however many targets look at them."""

    def __init__(self, today: date, as_of: datetime | None = None) -> None:
        self.today, self.as_of = today, as_of
        self.shelf = Shelf(today, as_of)
        self._places: dict[str, Asked | None] = {}
        self._figures: dict[tuple[int, str, bool], Figures] = {}

    def gather(self, wanted: Iterable[tuple[Indicator, str]]) -> None:
        """Fetch the figures of many indicators and places in a constant number of queries."""
        wanted = list(wanted)
        keys = {key for _, key in wanted}
        self._places |= places_asked(keys - self._places.keys(), self.today)
        codes = {code for key in keys if (place := self.place(key)) for code in place.codes}
        self.shelf.load({each.pk: each for each, _ in wanted}.values(), codes)

    def place(self, key: str) -> Asked | None:
        """The place of a key; None when there is no such place (any more)."""
        if key not in self._places:
            try:
                self._places[key] = place_asked(key, self.today)
            except UnknownPlace:
                self._places[key] = None
        return self._places[key]

    def figures(self, indicator: Indicator, key: str, *, whole: bool = False) -> Figures | None:
        """The figures of an indicator in a place; `whole` without the sexes and ages."""
        place = self.place(key)
        if place is None:
            return None
        asked = (indicator.pk, key, whole)
        if asked not in self._figures:
            self._figures[asked] = self.shelf.figures(indicator, place, whole=whole)
        return self._figures[asked]

    def judged(self, target: Target) -> Judged:
        """A target held against the newest figures."""
        whole = (target.sex, target.age) == (ALL, ALL)
        found = self.figures(target.indicator, target.place, whole=whole)
        series = found.group(target.sex, target.age) if found else Series(target.place, ())
        return judge_target(target, series)


def judge_target(target: Target, series: Series) -> Judged:
    """The verdict on a target, by its own rule or its indicator's."""
    case = case_of(target, series)
    rule = RULES.get(target.rule or target.indicator.rule) or RULES[OWN_RULE]
    return Judged(target, series, path_of(target, series), rule.judge(case))


def case_of(target: Target, series: Series) -> Case:
    """What the rules are asked about a target."""
    points = tuple((parse_period(point.period).years, point.value) for point in series.comparable)
    baseline = baseline_of(target, series)
    direction = SIGN.get(target.indicator.direction, 0)
    if not direction and baseline is not None:
        direction = 1 if target.value >= baseline else -1
    return Case(
        points=points,
        direction=direction,
        target=target.value,
        due=parse_period(target.period).years,
        start=parse_period(target.baseline_period).years,
        baseline=baseline,
        milestones=_milestones(target),
    )


def path_of(target: Target, series: Series) -> Path | None:
    """The planned path; None without a baseline."""
    case = case_of(target, series)
    if case.baseline is None:
        return None
    return Path(
        case.start, case.baseline, case.due, case.target, case.milestones,
        SIGN.get(target.indicator.direction),
    )  # fmt: skip


def baseline_of(target: Target, series: Series) -> float | None:
    """The baseline that was set, else the figure of its period if it compares with the newest."""
    if target.baseline_value is not None:
        return target.baseline_value
    points = series.comparable
    return next((p.value for p in points if p.period == target.baseline_period), None)


def standings(target: Target, groups: Iterable[Series]) -> tuple[Standing, ...]:
    """The same target for each place, sex or age: who is left behind, worst first.

    Only for measures whose groups can have the target of the whole (not counts and amounts).
    Each group starts from its own value; the rule is the target's own.
    """
    if target.indicator.additive:
        return ()
    rule = RULES.get(target.rule or target.indicator.rule) or RULES[OWN_RULE]
    if rule.id != OWN_RULE:
        alone = copy(target)
        alone.baseline_value, alone.milestones = None, []
        found = [
            Standing(each.area, each.sex, each.age, judge_target(alone, each).verdict)
            for each in groups
        ]
        return tuple(sorted(found, key=lambda each: (WORST.index(each.verdict.kind), each.area)))
    path = Path(
        parse_period(target.baseline_period).years, target.baseline_value,
        parse_period(target.period).years, target.value, (),
        SIGN.get(target.indicator.direction),
    )  # fmt: skip
    return left_behind((replace(each, points=each.comparable) for each in groups), path)


def targets_of(
    plan_ids: Sequence[int], *, indicator: Indicator | None = None, key: str | None = None
) -> list[Target]:
    """The targets that hold in some plans. One query."""
    rows = Target.objects.filter(plan__in=plan_ids, ended_at=None)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    if key is not None:
        rows = rows.filter(element_key=key)
    return list(rows.select_related("indicator__denominator", "plan__region"))


WORST = (Kind.OFF_TRACK, Kind.BEHIND, Kind.ON_TRACK, Kind.ACHIEVED, Kind.CANNOT_TELL)


def worst(verdicts: Iterable[Verdict]) -> Kind | None:
    """The verdict of a goal with several targets: the worst that can be told."""
    kinds = {verdict.kind for verdict in verdicts}
    return next((kind for kind in WORST if kind in kinds), None)


def snapshot(
    desk: Desk, place: str, indicators: Iterable[Indicator], verdicts: Mapping[int, str]
) -> list[dict]:
    """The newest value of each indicator as it stands, to be kept with a reading.

    `verdicts` are by the indicator's primary key.
    """
    rows = []
    for indicator in indicators:
        found = desk.figures(indicator, place)
        latest = found.whole.latest if found else None
        rows.append(
            {
                "indicator": indicator.slug,
                "period": latest.period if latest else None,
                "value": latest.value if latest else None,
                "verdict": verdicts.get(indicator.pk),
            }
        )
    return rows


def _milestones(target: Target) -> tuple[tuple[float, float], ...]:
    return tuple((parse_period(when).years, value) for when, value in target.milestones)
