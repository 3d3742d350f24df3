"""The verdict: has an indicator moved as far as the plan's path says it should have by now?

Our own rule, `planned_path`. From the baseline y0 at t0 the path runs in straight lines over the
milestones to the target yT at T. With the latest value y at t:

    progress  p  = (y − y0) / (yT − y0)          the share of the way that is done
    path      p* = (path(t) − y0) / (yT − y0)    the share that should be done
    ratio     r  = p / p*

r ≥ 0.95 is on track, r ≥ 0.60 behind, less is off track (below 0: the wrong way). The cuts are
those of Eurostat's monitoring of sustainable development, here for a straight path instead of a
constant growth rate, so that they hold for shares and for values around zero too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

RULE = "planned_path"
CUTS = {"on_track": 0.95, "behind": 0.60, "wrong_way": 0.0}

# Room for rounding in binary fractions, so that 0.95 of a path is on track in any unit.
SLACK = 1e-9


class Kind(StrEnum):
    """From good to bad; the order is the code in arrays (`Kind.number`)."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"
    CANNOT_TELL = "cannot_tell"

    @property
    def number(self) -> int:
        """The small integer that stands for the kind in arrays."""
        return tuple(Kind).index(self)


class Reason(StrEnum):
    """Why the rule `planned_path` said what it said."""

    TARGET_REACHED = "target_reached"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    ON_PATH = "on_path"
    SLOWER_THAN_PATH = "slower_than_path"
    FAR_FROM_PATH = "far_from_path"
    WRONG_WAY = "wrong_way"
    MISSED_BY_LITTLE = "missed_by_little"
    NO_BASELINE = "no_baseline"
    NO_TARGET = "no_target"
    NO_VALUE = "no_value"
    NO_VALUE_AFTER_BASELINE = "no_value_after_baseline"
    DUE_BEFORE_BASELINE = "due_before_baseline"
    NO_DIRECTION = "no_direction"
    INTERVAL_COVERS_TWO = "interval_covers_two_verdicts"


@dataclass(frozen=True, slots=True)
class Path:
    """Where a plan wants to go: values in the measure's unit, times in years (2024.5 is midyear).

    `direction` is +1 (rise or stay above) or −1 (fall or stay below). It is needed only for a
    target that is met from the start, such as “keep at least”; else it follows from the values.
    Milestones are (year, value) between `start` and `due`, in order.
    """

    start: float
    baseline: float | None
    due: float
    target: float | None
    milestones: tuple[tuple[float, float], ...] = ()
    direction: int | None = None

    @property
    def sign(self) -> int:
        """+1 up, −1 down, 0 not known."""
        if self.direction:
            return self.direction
        return (self.target > self.baseline) - (self.target < self.baseline)

    @property
    def keeps(self) -> bool:
        """Whether the target was met at the start and is to be kept."""
        return (self.target - self.baseline) * self.sign <= 0

    def at(self, year: float) -> float:
        """The planned value of a year: straight lines, level before the start and after `due`."""
        stops = ((self.start, self.baseline), *self.milestones, (self.due, self.target))
        if year <= self.start:
            return self.baseline
        for (t0, y0), (t1, y1) in pairwise(stops):
            if year <= t1:
                return y0 + (y1 - y0) * (year - t0) / (t1 - t0)
        return self.target


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says, why, and the named numbers it looked at (for the page that explains)."""

    kind: Kind
    rule: str
    reason: str
    inputs: Mapping[str, float | None] = field(default_factory=dict, hash=False)


def judge(
    path: Path,
    year: float | None,
    value: float | None,
    *,
    lower: float | None = None,
    upper: float | None = None,
) -> Verdict:
    """The verdict on `value` at `year`, by the rule `planned_path`.

    - At or beyond the target in its direction: achieved, also before it is due.
    - A target that held at the start (“keep at least”, `Path.keeps`): on track while it holds,
      achieved when it holds at the due year, off track when it does not hold. There is no way
      between start and target, so nothing lies between these.
    - After the due year nothing is on track: r ≥ 0.60 is behind, “missed by little”.
    - Where the path asks for no progress yet (p* ≤ 0): on track at p ≥ p*, else off track.
    - Cannot tell: no baseline, target, direction or value after the start, or an uncertainty
      interval (`lower`, `upper`) whose ends get different verdicts.
    """
    lacking = _lacking(path, year, value)
    if lacking:
        return Verdict(Kind.CANNOT_TELL, RULE, lacking, _inputs(path, year, value))
    verdict = _judge(path, year, value)
    ends = [_judge(path, year, end) for end in (lower, upper) if end is not None]
    if any(end.kind != verdict.kind for end in ends):
        interval = {"lower": lower, "upper": upper}
        return Verdict(
            Kind.CANNOT_TELL, RULE, Reason.INTERVAL_COVERS_TWO, {**verdict.inputs, **interval}
        )
    return verdict


def _lacking(path: Path, year: float | None, value: float | None) -> Reason | None:
    if path.baseline is None:
        return Reason.NO_BASELINE
    if path.target is None:
        return Reason.NO_TARGET
    if path.due <= path.start:
        return Reason.DUE_BEFORE_BASELINE
    if value is None or year is None:
        return Reason.NO_VALUE
    if year <= path.start:
        return Reason.NO_VALUE_AFTER_BASELINE
    return None if path.sign else Reason.NO_DIRECTION


def _judge(path: Path, year: float, value: float) -> Verdict:
    inputs = _inputs(path, year, value)
    if path.keeps:
        kind, reason = _kept(path, year, value)
        return Verdict(kind, RULE, reason, inputs)
    way = path.target - path.baseline
    progress = (value - path.baseline) / way
    planned = (path.at(year) - path.baseline) / way
    ratio = progress / planned if planned > 0 else None
    inputs.update(path=path.at(year), progress=progress, planned=planned, ratio=ratio)
    if progress >= 1 - SLACK:
        kind, reason = Kind.ACHIEVED, Reason.TARGET_REACHED
    elif ratio is None:
        kind, reason = _without_way(progress, planned)
    else:
        kind, reason = _by_ratio(ratio, overdue=year >= path.due)
    return Verdict(kind, RULE, reason, inputs)


def _kept(path: Path, year: float, value: float) -> tuple[Kind, Reason]:
    if (value - path.target) * path.sign < -SLACK * abs(path.target):
        return Kind.OFF_TRACK, Reason.NOT_KEPT
    return (Kind.ACHIEVED if year >= path.due else Kind.ON_TRACK), Reason.KEPT


def _without_way(progress: float, planned: float) -> tuple[Kind, Reason]:
    if progress >= planned - SLACK:
        return Kind.ON_TRACK, Reason.ON_PATH
    return Kind.OFF_TRACK, Reason.WRONG_WAY


def _by_ratio(ratio: float, *, overdue: bool) -> tuple[Kind, Reason]:
    if ratio >= CUTS["on_track"] - SLACK and not overdue:
        return Kind.ON_TRACK, Reason.ON_PATH
    if ratio >= CUTS["behind"] - SLACK:
        return Kind.BEHIND, Reason.MISSED_BY_LITTLE if overdue else Reason.SLOWER_THAN_PATH
    if ratio >= CUTS["wrong_way"] - SLACK:
        return Kind.OFF_TRACK, Reason.FAR_FROM_PATH
    return Kind.OFF_TRACK, Reason.WRONG_WAY


def _inputs(path: Path, year: float | None, value: float | None) -> dict[str, float | None]:
    return {
        "start": path.start,
        "baseline": path.baseline,
        "due": path.due,
        "target": path.target,
        "year": year,
        "value": value,
    }


def with_baseline(path: Path, baseline: float | None) -> Path:
    """The same way from another group's own baseline; the direction stays the plan's."""
    if path.direction is None and None not in (path.baseline, path.target):
        path = replace(path, direction=path.sign or None)
    return replace(path, baseline=baseline, milestones=())
