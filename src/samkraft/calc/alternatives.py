"""Rules of others for the same question, as they publish them, so that verdicts can be compared.

Every rule keeps the name of its own class as the verdict's `reason`. `RULES` has all of them with
their method in words and the cuts the code uses, so that a page can be made from the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from samkraft.calc import verdict as own
from samkraft.calc.growth import Case, growth, since
from samkraft.calc.verdict import Kind, Path, Reason, Verdict

NO_ANSWER = "insufficient_data"
_UN_BASE = 2015

EUROSTAT_CUTS = {
    "significant_progress": 0.95,
    "moderate_progress": 0.60,
    "insufficient_progress": 0.0,
    "significant_growth": 0.01,
    "moderate_growth": 0.0,
    "moderate_movement_away": -0.01,
}
OPEN_SDG_CUTS = {
    "substantial_progress": 0.95,
    "moderate_progress": 0.60,
    "limited_progress": 0.0,
    "substantial_growth": 0.015,
    "moderate_growth": 0.005,
    "limited_growth": 0.0,
    "limit_exponent": 4.44,
}
UN_CUTS = {
    "on_track": 0.95,
    "fair_progress": 0.50,
    "limited_or_no_progress": -0.10,
    "on_track_growth": 0.01,
    "fair_growth": 0.005,
    "limited_growth": -0.01,
}
GERMAN_CUTS = {"sun": 0.05, "slightly_cloudy": 0.20, "points": 6, "fewest_points": 4}

# Each rule's own classes and the kind of ours that stands for them.
_CLASSES = {
    "significant_progress": Kind.ON_TRACK,
    "substantial_progress": Kind.ON_TRACK,
    "on_track": Kind.ON_TRACK,
    "sun": Kind.ON_TRACK,
    "target_achieved": Kind.ACHIEVED,
    "moderate_progress": Kind.BEHIND,
    "fair_progress": Kind.BEHIND,
    "slightly_cloudy": Kind.BEHIND,
    "insufficient_progress": Kind.OFF_TRACK,
    "limited_progress": Kind.OFF_TRACK,
    "limited_or_no_progress": Kind.OFF_TRACK,
    "cloudy": Kind.OFF_TRACK,
    "movement_away": Kind.OFF_TRACK,
    "moderate_movement_away": Kind.OFF_TRACK,
    "significant_movement_away": Kind.OFF_TRACK,
    "deterioration": Kind.OFF_TRACK,
    "thunderstorm": Kind.OFF_TRACK,
    NO_ANSWER: Kind.CANNOT_TELL,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`title` and `method` (sentences) are English; `cuts` are the numbers the code uses."""

    id: str
    title: str
    source: str
    method: tuple[str, ...]
    cuts: Mapping[str, float]
    judge: Callable[[Case], Verdict]


def planned_path(case: Case) -> Verdict:
    """Our own rule, `verdict.judge`, on the case's last point."""
    year, value = case.points[-1] if case.points else (None, None)
    lacking = None
    if case.baseline is None or case.start is None:
        lacking = Reason.NO_BASELINE
    elif case.target is None or case.due is None:
        lacking = Reason.NO_TARGET
    if lacking:
        return Verdict(Kind.CANNOT_TELL, own.RULE, lacking, {"year": year, "value": value})
    path = Path(case.start, case.baseline, case.due, case.target, case.milestones, case.direction)
    return own.judge(path, year, value)


def eurostat_long(case: Case) -> Verdict:
    """Eurostat's long term: the last 15 years, at least 10. See `_eurostat`."""
    return _eurostat(case, "eurostat_long", window=15, at_least=10)


def eurostat_short(case: Case) -> Verdict:
    """Eurostat's short term: the last 5 years, at least 3. See `_eurostat`."""
    return _eurostat(case, "eurostat_short", window=5, at_least=3)


def _eurostat(case: Case, rule: str, window: int, at_least: int) -> Verdict:
    """Eurostat, “Sustainable development in the European Union”, annex on assessing trends.

    With a target: the ratio of the observed growth rate to the one that from the same first
    year leads to the target on time; ≥ 95 % significant progress, ≥ 60 % moderate, ≥ 0 %
    insufficient, below moving away; a target reached counts as significant progress. Without:
    growth of ≥ 1 % a year in the wanted direction significant, ≥ 0 % moderate, ≥ −1 % moderate,
    below significant movement away. Growth is undefined for values that are not positive.
    """
    if not case.points:
        return _verdict(rule, NO_ANSWER, {})
    year, value = case.points[-1]
    base = since(case.points, year - window)
    inputs = {"base_year": base[0], "base": base[1], "year": year, "value": value}
    if year - base[0] < at_least or min(base[1], value) <= 0:
        return _verdict(rule, NO_ANSWER, inputs)
    observed = growth(base[1], value, year - base[0])
    inputs["observed_growth"] = observed
    cuts = EUROSTAT_CUTS
    if case.target is None or case.due is None:
        wanted = case.direction * observed
        if wanted >= cuts["significant_growth"]:
            return _verdict(rule, "significant_progress", inputs)
        if wanted >= cuts["moderate_growth"]:
            return _verdict(rule, "moderate_progress", inputs)
        slightly = wanted >= cuts["moderate_movement_away"]
        name = "moderate_movement_away" if slightly else "significant_movement_away"
        return _verdict(rule, name, inputs)
    if case.reached:
        return _verdict(rule, "significant_progress", inputs, reached=True)
    classes = ("significant_progress", "moderate_progress", "insufficient_progress")
    return _by_ratio(rule, case, inputs, base, cuts, classes, "movement_away")


def open_sdg(case: Case) -> Verdict:
    """Open SDG, “Progress measurement methodology” and `ProgressMeasure.py` of sdg-build.

    From the base year (the case's start, else 2015; the next year with a value). With a target:
    observed growth / |required growth|, ≥ 0.95 substantial, ≥ 0.6 moderate, ≥ 0 limited, below
    deterioration. Without: growth in the wanted direction ≥ 1.5 % substantial, ≥ 0.5 % moderate,
    ≥ 0 limited; near a natural limit these are scaled down. A base or target of zero counts as
    0.001. (An older release had 0.5 for moderate and ±0.1 around “negligible”; we follow the
    present code.) Kept apart: the score from −5 to 5 that joins several series.
    """
    rule = "open_sdg"
    base, inputs = _from_base(case)
    if case.reached:
        return _verdict(rule, "target_achieved", inputs)
    if base is None:
        return _verdict(rule, NO_ANSWER, inputs)
    base = (base[0], base[1] or 0.001)
    year, value = case.points[-1]
    observed = growth(base[1], value, year - base[0])
    if observed is None or base[1] * value < 0:
        return _verdict(rule, NO_ANSWER, inputs)
    inputs["observed_growth"] = observed
    cuts = OPEN_SDG_CUTS
    if case.target is None:
        wanted = observed * case.direction * (1 if base[1] > 0 else -1)
        inputs["scale"] = scale = _near_limit(base[1], case.limit)
        for name in ("substantial", "moderate", "limited"):
            if wanted >= cuts[f"{name}_growth"] * scale:
                return _verdict(rule, f"{name}_progress", inputs)
        return _verdict(rule, "deterioration", inputs)
    classes = ("substantial_progress", "moderate_progress", "limited_progress")
    return _by_ratio(rule, case, inputs, base, cuts, classes, "deterioration")


def _near_limit(base: float, limit: float | None) -> float:
    """By how much growth cuts shrink when the base value is near its natural limit, 0 to 1."""
    if limit is None or abs(base) >= 2 * abs(limit):
        return 1.0
    near = abs(base) / abs(limit)
    near = near if near <= 1 else 2 - near
    return 1 - near ** OPEN_SDG_CUTS["limit_exponent"]


def un_chart(case: Case) -> Verdict:
    """United Nations, “SDG progress chart: technical note” (2022), trend assessment.

    From the base year (the case's start, else 2015; the next with a value). With a target: the
    ratio of observed to required growth, ≥ 0.95 on track, ≥ 0.5 fair progress but acceleration
    needed, ≥ −0.1 limited or no progress, below deterioration. Without: growth in the wanted
    direction > 1 % on track, > 0.5 % fair, ≥ −1 % limited or no, below deterioration. The cuts
    are read from public code that follows the note (UNDP's SDG trends); the chart's level
    assessment has cuts of its own for every indicator and is not a rule for ours.
    """
    rule = "un_chart"
    base, inputs = _from_base(case)
    if case.reached:
        return _verdict(rule, "target_achieved", inputs)
    if base is None or min(base[1], case.points[-1][1]) <= 0:
        return _verdict(rule, NO_ANSWER, inputs)
    year, value = case.points[-1]
    observed = growth(base[1], value, year - base[0])
    inputs["observed_growth"] = observed
    cuts = UN_CUTS
    if case.target is None:
        wanted = observed * case.direction
        if wanted > cuts["on_track_growth"]:
            return _verdict(rule, "on_track", inputs)
        if wanted > cuts["fair_growth"]:
            return _verdict(rule, "fair_progress", inputs)
        little = wanted >= cuts["limited_growth"]
        return _verdict(rule, "limited_or_no_progress" if little else "deterioration", inputs)
    classes = ("on_track", "fair_progress", "limited_or_no_progress")
    return _by_ratio(rule, case, inputs, base, cuts, classes, "deterioration")


def german_weather(case: Case) -> Verdict:
    """Destatis, German sustainable development strategy, “Status of indicators – methodology”.

    The mean annual change of the last six points (at least four) goes on in a straight line to
    the target year. Missed by less than 5 % of the way from the last value to the target: sun;
    by at most 20 %: slightly cloudy; by more, but moving the right way: cloudy; else
    thunderstorm. Destatis groups the first two as on track; we call slightly cloudy behind,
    since it says that the target is missed. Without a target there is no symbol.
    """
    rule, cuts = "german_weather", GERMAN_CUTS
    points = case.points[-cuts["points"] :]
    if case.target is None or case.due is None or len(points) < cuts["fewest_points"]:
        return _verdict(rule, NO_ANSWER, {"points": len(points)})
    (first_year, first), (year, value) = points[0], points[-1]
    change = (value - first) / (year - first_year)
    projected = value + change * max(case.due - year, 0)
    missed = (case.target - projected) * case.direction
    way = abs(case.target - value)
    inputs = {"value": value, "year": year, "annual_change": change, "projected": projected}
    inputs["missed"] = share = missed / way if way else None
    if missed <= 0 or (way and share < cuts["sun"]):
        return _verdict(rule, "sun", inputs, reached=case.reached)
    if way and share <= cuts["slightly_cloudy"]:
        return _verdict(rule, "slightly_cloudy", inputs)
    name = "cloudy" if change * case.direction > 0 else "thunderstorm"
    return _verdict(rule, name, inputs)


def _from_base(case: Case) -> tuple[tuple[float, float] | None, dict[str, float | None]]:
    """The base point, None when the last value is not after it, and the inputs so far."""
    if not case.points:
        return None, {}
    year, value = case.points[-1]
    base = since(case.points, _UN_BASE if case.start is None else case.start)
    inputs: dict[str, float | None] = {"year": year, "value": value, "target": case.target}
    if base is None or base[0] >= year:
        return None, inputs
    return base, inputs | {"base_year": base[0], "base": base[1]}


def _by_ratio(
    rule: str,
    case: Case,
    inputs: dict[str, float | None],
    base: tuple[float, float],
    cuts: Mapping[str, float],
    classes: tuple[str, ...],
    worst: str,
) -> Verdict:
    """The first of `classes` whose cut the ratio of growth rates reaches.

    The sign is that of the wanted direction, so that a place that started beyond the target and
    fell back is not praised for moving towards it.
    """
    zero_is = 0.001 if rule == "open_sdg" else 0.0
    due = case.due if case.due is not None else 2030
    required = growth(base[1], case.target or zero_is, due - base[0])
    if not required:
        return _verdict(rule, NO_ANSWER, inputs)
    sign = case.direction * (1 if base[1] > 0 else -1)
    ratio = sign * inputs["observed_growth"] / abs(required)
    inputs = inputs | {"target": case.target, "required_growth": required, "ratio": ratio}
    name = next((name for name in classes if ratio >= cuts[name] - own.SLACK), worst)
    return _verdict(rule, name, inputs)


def _verdict(
    rule: str, name: str, inputs: dict[str, float | None], *, reached: bool = False
) -> Verdict:
    return Verdict(Kind.ACHIEVED if reached else _CLASSES[name], rule, name, inputs)
