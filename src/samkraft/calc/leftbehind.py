"""Who is left behind: the verdict's rule applied to each place, sex and age, worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samkraft.calc.periods import parse_period
from samkraft.calc.series import Series
from samkraft.calc.verdict import Kind, Path, Verdict, judge, with_baseline

_WORST_FIRST = (Kind.OFF_TRACK, Kind.BEHIND, Kind.ON_TRACK, Kind.ACHIEVED, Kind.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Standing:
    """One group's verdict."""

    area: str
    sex: str
    age: str
    verdict: Verdict


def left_behind(groups: Iterable[Series], path: Path) -> tuple[Standing, ...]:
    """Every group's verdict by `planned_path`, worst first, those we cannot tell last.

    A group starts from its own value at `path.start` and is to reach the plan's target in the
    plan's direction; the plan's milestones are for the whole and are left out. Within one kind
    the lowest ratio comes first, then those with the widest gap to the target.
    """
    standings = [_standing(series, path) for series in groups]
    return tuple(sorted(standings, key=_order))


def _standing(series: Series, path: Path) -> Standing:
    known = [(parse_period(point.period).years, point.value) for point in series.known]
    baseline = next((value for year, value in known if year == path.start), None)
    year, value = known[-1] if known else (None, None)
    verdict = judge(with_baseline(path, baseline), year, value)
    return Standing(series.area, series.sex, series.age, verdict)


def _order(standing: Standing) -> tuple[int, float, float, str, str, str]:
    inputs = standing.verdict.inputs
    ratio = inputs.get("ratio")
    gap = 0.0
    if inputs["value"] is not None and inputs["target"] is not None:
        gap = abs(inputs["target"] - inputs["value"])
    return (
        _WORST_FIRST.index(standing.verdict.kind),
        # A group without a way of its own (a target to keep) has no ratio: before the slow ones.
        float("-inf") if ratio is None else ratio,
        -gap,
        standing.area,
        standing.sex,
        standing.age,
    )
