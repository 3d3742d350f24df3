"""Worked examples of every rule. Series of 100 that grow at a given rate make the sums plain."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.alternatives import (
    eurostat_long,
    eurostat_short,
    german_weather,
    open_sdg,
    planned_path,
    un_chart,
)
from samkraft.calc.growth import Case
from samkraft.calc.rules import RULES
from samkraft.calc.verdict import Kind, Path, Reason, judge


def growing(rate, years=range(2009, 2025), first=100.0):
    return tuple((float(year), first * (1 + rate) ** k) for k, year in enumerate(years))


def asked(rate, *, needed=None, direction=1, years=range(2009, 2025), due=2030, **more):
    """A series growing at `rate`, with a target that asks for `needed` from its first year."""
    points = growing(rate, years)
    target = None if needed is None else 100.0 * (1 + needed) ** (due - years[0])
    return Case(points, direction, target=target, due=due if needed else None, **more)


def said(verdict):
    return verdict.kind, verdict.reason


@pytest.mark.parametrize(
    ("rate", "kind", "name"),
    [
        (0.019, Kind.ON_TRACK, "significant_progress"),
        (0.0188, Kind.BEHIND, "moderate_progress"),
        (0.0121, Kind.BEHIND, "moderate_progress"),
        (0.0119, Kind.OFF_TRACK, "insufficient_progress"),
        (0.0, Kind.OFF_TRACK, "insufficient_progress"),
        (-0.001, Kind.OFF_TRACK, "movement_away"),
    ],
)
def test_eurostat_divides_the_growth_by_the_growth_that_is_needed(rate, kind, name):
    assert said(eurostat_long(asked(rate, needed=0.02))) == (kind, name)


@pytest.mark.parametrize(
    ("rate", "kind", "name"),
    [
        (0.0101, Kind.ON_TRACK, "significant_progress"),
        (0.0099, Kind.BEHIND, "moderate_progress"),
        (0.0, Kind.BEHIND, "moderate_progress"),
        (-0.0099, Kind.OFF_TRACK, "moderate_movement_away"),
        (-0.0101, Kind.OFF_TRACK, "significant_movement_away"),
    ],
)
def test_eurostat_without_a_target_looks_at_one_percent_a_year(rate, kind, name):
    assert said(eurostat_long(asked(rate))) == (kind, name)


def test_eurostat_turns_the_cuts_for_what_should_fall():
    assert eurostat_long(asked(-0.0101, direction=-1)).reason == "significant_progress"
    assert eurostat_long(asked(0.0101, direction=-1)).reason == "significant_movement_away"


def test_eurostats_long_and_short_term_may_differ():
    fell_then_rose = growing(-0.02, range(2009, 2020)) + growing(0.02, range(2020, 2025), 85.0)
    case = Case(fell_then_rose, 1)
    assert said(eurostat_long(case)) == (Kind.OFF_TRACK, "moderate_movement_away")
    assert said(eurostat_short(case)) == (Kind.ON_TRACK, "significant_progress")


def test_eurostat_asks_for_ten_or_three_years():
    nine = asked(0.02, years=range(2015, 2025))
    assert said(eurostat_long(nine)) == (Kind.CANNOT_TELL, "insufficient_data")
    assert said(eurostat_short(nine)) == (Kind.ON_TRACK, "significant_progress")
    assert said(eurostat_short(Case((), 1))) == (Kind.CANNOT_TELL, "insufficient_data")


def test_eurostat_counts_a_reached_target_as_significant_progress():
    case = replace(asked(0.02, needed=0.02), target=110.0)
    assert said(eurostat_long(case)) == (Kind.ACHIEVED, "significant_progress")


def test_eurostat_shows_its_numbers():
    assert dict(eurostat_long(asked(0.02, needed=0.025)).inputs) == {
        "base_year": 2009.0,
        "base": 100.0,
        "year": 2024.0,
        "value": pytest.approx(134.5868),
        "observed_growth": pytest.approx(0.02),
        "target": pytest.approx(167.9582),
        "required_growth": pytest.approx(0.025),
        "ratio": pytest.approx(0.8),
    }


@pytest.mark.parametrize(
    ("rate", "kind", "name"),
    [
        (0.0191, Kind.ON_TRACK, "substantial_progress"),
        (0.0189, Kind.BEHIND, "moderate_progress"),
        (0.0119, Kind.OFF_TRACK, "limited_progress"),
        (-0.0001, Kind.OFF_TRACK, "deterioration"),
        (0.09, Kind.ACHIEVED, "target_achieved"),
    ],
)
def test_open_sdg_divides_the_growth_since_2015(rate, kind, name):
    assert said(open_sdg(asked(rate, needed=0.02, years=range(2015, 2025)))) == (kind, name)


@pytest.mark.parametrize(
    ("rate", "name"),
    [
        (0.0151, "substantial_progress"),
        (0.0149, "moderate_progress"),
        (0.0051, "moderate_progress"),
        (0.0049, "limited_progress"),
        (-0.0001, "deterioration"),
    ],
)
def test_open_sdg_without_a_target_looks_at_fixed_growth(rate, name):
    assert open_sdg(asked(rate, years=range(2015, 2025))).reason == name


def test_open_sdg_asks_for_less_growth_near_a_natural_limit():
    points = ((2015.0, 97.0), (2024.0, 98.5))
    assert open_sdg(Case(points, 1)).reason == "limited_progress"
    near = open_sdg(Case(points, 1, limit=100.0))
    assert near.reason == "moderate_progress"
    assert near.inputs["scale"] == pytest.approx(1 - 0.97**4.44)


def test_open_sdg_reads_zero_as_a_thousandth():
    falling_to_zero = Case(((2015.0, 10.0), (2024.0, 5.0)), -1, target=0.0, due=2030)
    assert open_sdg(falling_to_zero).inputs["required_growth"] == pytest.approx(
        (0.001 / 10) ** (1 / 15) - 1
    )
    from_zero = Case(((2015.0, 0.0), (2024.0, 5.0)), 1)
    assert open_sdg(from_zero).reason == "substantial_progress"


def test_open_sdg_starts_at_the_next_year_with_a_value():
    case = asked(0.02, years=range(2012, 2025))
    late = replace(case, points=tuple(p for p in case.points if p[0] not in (2015.0, 2016.0)))
    assert open_sdg(late).inputs["base_year"] == 2017.0
    assert open_sdg(replace(late, start=2012)).inputs["base_year"] == 2012.0


@pytest.mark.parametrize(
    ("rate", "kind", "name"),
    [
        (0.0191, Kind.ON_TRACK, "on_track"),
        (0.0189, Kind.BEHIND, "fair_progress"),
        (0.0101, Kind.BEHIND, "fair_progress"),
        (0.0099, Kind.OFF_TRACK, "limited_or_no_progress"),
        (-0.0019, Kind.OFF_TRACK, "limited_or_no_progress"),
        (-0.0021, Kind.OFF_TRACK, "deterioration"),
        (0.09, Kind.ACHIEVED, "target_achieved"),
    ],
)
def test_the_un_chart_asks_half_of_the_growth_for_fair_progress(rate, kind, name):
    assert said(un_chart(asked(rate, needed=0.02, years=range(2015, 2025)))) == (kind, name)


@pytest.mark.parametrize(
    ("rate", "name"),
    [
        (0.011, "on_track"),
        (0.009, "fair_progress"),
        (0.004, "limited_or_no_progress"),
        (-0.009, "limited_or_no_progress"),
        (-0.011, "deterioration"),
    ],
)
def test_the_un_chart_without_a_target_looks_at_fixed_growth(rate, name):
    assert un_chart(asked(rate, years=range(2015, 2025))).reason == name


@pytest.mark.parametrize("rule", [open_sdg, un_chart])
def test_one_value_is_not_enough_for_growth(rule):
    assert said(rule(Case(((2020.0, 5.0),), 1))) == (Kind.CANNOT_TELL, "insufficient_data")
    assert said(rule(Case((), 1))) == (Kind.CANNOT_TELL, "insufficient_data")


def test_growth_towards_a_target_that_was_lost_is_not_praised():
    lost = Case(((2015.0, 120.0), (2024.0, 90.0)), 1, target=100.0, due=2030)
    assert open_sdg(lost).reason == "deterioration"
    assert un_chart(lost).reason == "deterioration"


def weather(*values, target, due=2030, direction=1):
    points = tuple((2024.0 - len(values) + 1 + k, float(v)) for k, v in enumerate(values))
    return german_weather(Case(points, direction, target=target, due=due))


@pytest.mark.parametrize(
    ("target", "kind", "name"),
    [
        # 50 now and two more a year: 62 in 2030.
        (62.0, Kind.ON_TRACK, "sun"),
        (62.6, Kind.ON_TRACK, "sun"),
        (62.7, Kind.BEHIND, "slightly_cloudy"),
        (65.0, Kind.BEHIND, "slightly_cloudy"),
        (65.1, Kind.OFF_TRACK, "cloudy"),
        (49.0, Kind.ACHIEVED, "sun"),
    ],
)
def test_the_weather_is_how_far_the_line_misses_the_target(target, kind, name):
    assert said(weather(40, 41, 45, 44, 47, 50, target=target)) == (kind, name)


def test_the_wrong_way_is_a_thunderstorm():
    assert said(weather(50, 49, 48, 47, 46, 45, target=60)) == (Kind.OFF_TRACK, "thunderstorm")
    assert weather(50, 50, 50, 50, 50, 50, target=60).reason == "thunderstorm"
    assert weather(60, 60, 60, 60, 60, 61, target=40, direction=-1).reason == "thunderstorm"


def test_only_the_last_six_values_make_the_weather():
    assert weather(90, 90, 40, 42, 44, 46, 48, 50, target=62).inputs["annual_change"] == 2.0


def test_four_values_are_the_fewest():
    assert weather(44, 46, 48, 50, target=62).reason == "sun"
    assert weather(46, 48, 50, target=62).reason == "insufficient_data"
    assert weather(44, 46, 48, 50, target=None).reason == "insufficient_data"


def test_after_the_target_year_the_value_itself_counts():
    assert weather(40, 42, 44, 46, 48, 50, target=62, due=2024).reason == "cloudy"


def test_our_own_rule_stands_among_the_others():
    case = Case(((2025.0, 47.0),), 1, 60.0, 2030, start=2020, baseline=40.0)
    path = Path(2020, 40.0, 2030, 60.0, direction=1)
    assert planned_path(case) == judge(path, 2025.0, 47.0)
    assert planned_path(replace(case, baseline=None)).reason == Reason.NO_BASELINE
    assert planned_path(replace(case, due=None)).reason == Reason.NO_TARGET
    assert planned_path(replace(case, points=())).reason == Reason.NO_VALUE


def test_every_rule_can_be_asked_by_its_id():
    assert list(RULES) == [
        "planned_path",
        "eurostat_long",
        "eurostat_short",
        "open_sdg",
        "un_chart",
        "german_weather",
    ]
    for name, rule in RULES.items():
        assert (
            rule.id,
            bool(rule.title),
            bool(rule.source),
            bool(rule.method),
            bool(rule.cuts),
        ) == (
            name,
            True,
            True,
            True,
            True,
        )


cases = st.builds(
    Case,
    points=st.lists(st.integers(-20, 200).map(float), max_size=18).map(
        lambda values: tuple((2024.0 - len(values) + k, v) for k, v in enumerate(values))
    ),
    direction=st.sampled_from([1, -1]),
    target=st.none() | st.integers(0, 200).map(float),
    due=st.none() | st.integers(2018, 2040),
    start=st.none() | st.integers(2008, 2023),
    baseline=st.none() | st.integers(0, 200).map(float),
    limit=st.none() | st.just(100.0),
)


@given(cases)
def test_every_rule_answers_every_case_in_its_own_name(case):
    for name, rule in RULES.items():
        verdict = rule.judge(case)
        assert verdict.rule == name
        assert isinstance(verdict.kind, Kind)


@given(cases, st.sampled_from(["eurostat_long", "eurostat_short", "un_chart", "german_weather"]))
def test_rules_of_others_do_not_depend_on_the_unit_either(case, name):
    def times(number):
        return None if number is None else number * 4

    moved = replace(
        case,
        points=tuple((year, times(value)) for year, value in case.points),
        target=times(case.target),
        baseline=times(case.baseline),
    )
    assert said(RULES[name].judge(moved)) == said(RULES[name].judge(case))
