from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.verdict import CUTS, Kind, Path, Reason, Verdict, judge, with_baseline

# From 40 in 2020 to 60 in 2030: two a year.
PATH = Path(start=2020, baseline=40.0, due=2030, target=60.0)


def said(path, year, value, **interval):
    verdict = judge(path, year, value, **interval)
    return verdict.kind, verdict.reason


@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [
        (60.0, Kind.ACHIEVED, Reason.TARGET_REACHED),
        (50.0, Kind.ON_TRACK, Reason.ON_PATH),
        (49.5, Kind.ON_TRACK, Reason.ON_PATH),
        (49.4, Kind.BEHIND, Reason.SLOWER_THAN_PATH),
        (46.0, Kind.BEHIND, Reason.SLOWER_THAN_PATH),
        (45.9, Kind.OFF_TRACK, Reason.FAR_FROM_PATH),
        (40.0, Kind.OFF_TRACK, Reason.FAR_FROM_PATH),
        (39.9, Kind.OFF_TRACK, Reason.WRONG_WAY),
    ],
)
def test_half_way_through_the_share_of_the_way_decides(value, kind, reason):
    assert said(PATH, 2025, value) == (kind, reason)


def test_a_verdict_shows_what_it_looked_at():
    assert judge(PATH, 2025, 47.0) == Verdict(
        Kind.BEHIND,
        "planned_path",
        Reason.SLOWER_THAN_PATH,
        {
            "start": 2020,
            "baseline": 40.0,
            "due": 2030,
            "target": 60.0,
            "year": 2025,
            "value": 47.0,
            "path": 50.0,
            "progress": 0.35,
            "planned": 0.5,
            "ratio": 0.7,
        },
    )


def test_a_target_downwards_is_reached_from_above():
    path = Path(start=2020, baseline=60.0, due=2030, target=40.0)
    assert said(path, 2025, 39.0) == (Kind.ACHIEVED, Reason.TARGET_REACHED)
    assert said(path, 2025, 61.0) == (Kind.OFF_TRACK, Reason.WRONG_WAY)


def test_the_path_runs_over_the_milestones():
    slow_start = replace(PATH, milestones=((2025, 42.0), (2028, 52.0)))
    years = (2019, 2020, 2022.5, 2025, 2026.5, 2028, 2029, 2030, 2035)
    assert [slow_start.at(year) for year in years] == [40, 40, 41, 42, 47, 52, 56, 60, 60]
    assert said(slow_start, 2025, 42.0) == (Kind.ON_TRACK, Reason.ON_PATH)
    assert said(PATH, 2025, 42.0) == (Kind.OFF_TRACK, Reason.FAR_FROM_PATH)


def test_a_level_first_stretch_asks_for_no_progress():
    level = replace(PATH, milestones=((2025, 40.0),))
    assert said(level, 2023, 40.0) == (Kind.ON_TRACK, Reason.ON_PATH)
    assert said(level, 2023, 39.0) == (Kind.OFF_TRACK, Reason.WRONG_WAY)


def test_a_planned_dip_is_on_the_path():
    dip = replace(PATH, milestones=((2022, 36.0),))
    assert said(dip, 2022, 36.5) == (Kind.ON_TRACK, Reason.ON_PATH)
    assert said(dip, 2022, 35.0) == (Kind.OFF_TRACK, Reason.WRONG_WAY)


def test_after_the_due_year_nothing_is_on_track():
    assert said(PATH, 2030, 59.5) == (Kind.BEHIND, Reason.MISSED_BY_LITTLE)
    assert said(PATH, 2031, 50.0) == (Kind.OFF_TRACK, Reason.FAR_FROM_PATH)
    assert said(PATH, 2031, 60.0) == (Kind.ACHIEVED, Reason.TARGET_REACHED)


@pytest.mark.parametrize(
    ("direction", "value", "year", "kind", "reason"),
    [
        (1, 60.0, 2025, Kind.ON_TRACK, Reason.KEPT),
        (1, 70.0, 2030, Kind.ACHIEVED, Reason.KEPT),
        (1, 59.9, 2025, Kind.OFF_TRACK, Reason.NOT_KEPT),
        (-1, 59.9, 2025, Kind.ON_TRACK, Reason.KEPT),
        (-1, 60.1, 2025, Kind.OFF_TRACK, Reason.NOT_KEPT),
    ],
)
def test_a_target_to_keep_holds_or_does_not(direction, value, year, kind, reason):
    keep = Path(start=2020, baseline=60.0, due=2030, target=60.0, direction=direction)
    assert said(keep, year, value) == (kind, reason)


def test_a_start_beyond_the_target_is_to_be_kept_too():
    keep = Path(start=2020, baseline=70.0, due=2030, target=60.0, direction=1)
    assert said(keep, 2025, 65.0) == (Kind.ON_TRACK, Reason.KEPT)
    assert said(keep, 2025, 55.0) == (Kind.OFF_TRACK, Reason.NOT_KEPT)


@pytest.mark.parametrize(
    ("path", "year", "value", "reason"),
    [
        (replace(PATH, baseline=None), 2025, 50.0, Reason.NO_BASELINE),
        (replace(PATH, target=None), 2025, 50.0, Reason.NO_TARGET),
        (replace(PATH, due=2020), 2025, 50.0, Reason.DUE_BEFORE_BASELINE),
        (replace(PATH, target=40.0), 2025, 50.0, Reason.NO_DIRECTION),
        (PATH, None, None, Reason.NO_VALUE),
        (PATH, 2025, None, Reason.NO_VALUE),
        (PATH, 2020, 40.0, Reason.NO_VALUE_AFTER_BASELINE),
    ],
)
def test_without_its_inputs_the_rule_cannot_tell(path, year, value, reason):
    assert said(path, year, value) == (Kind.CANNOT_TELL, reason)


def test_an_interval_over_two_verdicts_cannot_be_told():
    assert said(PATH, 2025, 50.0, lower=49.6, upper=50.4) == (Kind.ON_TRACK, Reason.ON_PATH)
    unsure = judge(PATH, 2025, 50.0, lower=49.0, upper=51.0)
    assert (unsure.kind, unsure.reason) == (Kind.CANNOT_TELL, Reason.INTERVAL_COVERS_TWO)
    assert (unsure.inputs["lower"], unsure.inputs["upper"]) == (49.0, 51.0)


def test_a_group_takes_its_own_baseline_and_the_direction_of_the_plan():
    ahead = with_baseline(PATH, 65.0)
    assert ahead == Path(start=2020, baseline=65.0, due=2030, target=60.0, direction=1)
    assert said(ahead, 2025, 62.0) == (Kind.ON_TRACK, Reason.KEPT)


numbers = st.integers(0, 1000).map(lambda tenths: tenths / 10)
paths = st.builds(
    Path,
    start=st.just(2020),
    baseline=numbers,
    due=st.integers(2024, 2040),
    target=numbers,
    direction=st.sampled_from([None, 1, -1]),
    milestones=st.one_of(
        st.just(()),
        numbers.map(lambda y: ((2022, y),)),
        st.tuples(st.tuples(st.just(2023), numbers)),
    ),
)
years = st.integers(2021, 2042)


def turned(path, move, direction):
    """The same path with every value moved."""
    return replace(
        path,
        baseline=move(path.baseline),
        target=move(path.target),
        milestones=tuple((year, move(value)) for year, value in path.milestones),
        direction=path.direction and path.direction * direction,
    )


@given(paths, years, numbers, st.sampled_from([0.001, 0.1, 3.0, 1000.0]), st.integers(-50, 50))
def test_a_verdict_does_not_depend_on_the_unit(path, year, value, times, plus):
    def move(number):
        return number * times + plus

    assert said(turned(path, move, 1), year, move(value)) == said(path, year, value)


@given(paths, years, numbers)
def test_a_verdict_is_the_same_for_what_is_lacking_as_for_what_is_there(path, year, value):
    def complement(share):
        return 100 - share

    turned_path = turned(path, complement, -1)
    assert said(turned_path, year, complement(value)) == said(path, year, value)


@given(paths, years, numbers)
def test_a_verdict_is_the_same_upside_down(path, year, value):
    assert said(turned(path, lambda y: -y, -1), year, -value) == said(path, year, value)


@given(paths, years, numbers, numbers)
def test_a_better_value_never_gets_a_worse_verdict(path, year, one, other):
    first, second = judge(path, year, one), judge(path, year, other)
    if first.kind != Kind.CANNOT_TELL and (other - one) * path.sign >= 0:
        assert second.kind.number <= first.kind.number


def test_the_cuts_are_those_of_the_published_method():
    assert CUTS == {"on_track": 0.95, "behind": 0.6, "wrong_way": 0.0}
