"""Stages, signs, weighing, money, quiet days, quality: from values alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.actions.models import Stage
from samkraft.actions.rules import quality
from samkraft.actions.rules.money import DatedRate, Line, Sum, rate_for, total, totals
from samkraft.actions.rules.quiet import is_quiet, next_working_day, periods_of
from samkraft.actions.rules.rights import MAY, allowed
from samkraft.actions.rules.signs import SIGNS, Facts, signs, silent_since
from samkraft.actions.rules.stages import ALLOWED, WrongStage, require_passage
from samkraft.actions.rules.weighing import View, Weighed, weigh

TODAY = date(2027, 6, 1)
FINE = Facts("under_way", date(2027, 12, 31), date(2027, 5, 1), True, 1, 1)


def fact(**changes):
    return Facts(**{name: getattr(FINE, name) for name in FINE.__slots__} | changes)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, ()),
        ({"due_last": date(2027, 5, 31)}, ("overdue",)),
        ({"due_last": TODAY}, ()),
        ({"due_last": None}, ("no-date",)),
        ({"open_milestones": [None, date(2027, 5, 31)]}, ("late-milestone",)),
        ({"open_milestones": [None, TODAY]}, ()),
        ({"silent_since": TODAY - timedelta(days=120)}, ()),
        ({"silent_since": TODAY - timedelta(days=121)}, ("stale",)),
        ({"stage": "paused", "silent_since": date(2020, 1, 1)}, ()),
        ({"owned": False}, ("unowned",)),
        ({"elements": 0}, ("no-element",)),
        ({"money": 0}, ("no-money",)),
        ({"consent": "declined"}, ("responsible-declined",)),
        ({"verdicts": ["on_track", "off_track", "behind"]},
         ("indicator-off-track", "indicator-behind")),
        ({"stage": "done", "due_last": date(2020, 1, 1), "owned": False}, ()),
    ],
)  # fmt: skip
def test_each_sign_stands_for_one_thing(changes, wanted):
    assert signs(fact(**changes), TODAY) == wanted


@given(
    st.sampled_from(Stage.values), st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.booleans(), st.integers(1, 400),
)  # fmt: skip
def test_signs_stay_in_order_and_only_grow_with_time(stage, due, silent, owned, patience):
    one = fact(stage=stage, due_last=due, silent_since=silent, owned=owned)
    now = signs(one, TODAY, stale_after=patience)
    later = signs(one, TODAY + timedelta(days=400), stale_after=patience)
    assert list(now) == [sign for sign in SIGNS if sign in now]
    assert set(now) <= set(later)


def test_silence_counts_from_the_last_report_else_the_start_else_the_making():
    made, start, told = date(2027, 1, 1), date(2027, 3, 1), date(2027, 2, 1)
    assert silent_since(told, start, made) == told
    assert silent_since(None, start, made) == start
    assert silent_since(None, date(2020, 1, 1), made) == made
    assert silent_since(None, None, made) == made


def test_every_stage_has_a_way_and_no_other():
    assert set(ALLOWED) == set(Stage.values)
    done, codes = set(), set()
    for stage in Stage.values:
        for wanted in Stage.values:
            try:
                require_passage(stage, wanted, why="x", owner_after=True, follow_up=True)
                done.add((stage, wanted))
            except WrongStage as error:
                codes.add(error.code)
    assert codes == {"not-allowed"}
    assert done == {(stage, wanted) for stage, of in ALLOWED.items() for wanted in of}


@pytest.mark.parametrize(
    ("stage", "wanted", "given", "code"),
    [
        ("under_way", "paused", {}, "no-reason"),
        ("under_way", "stopped", {"why": " "}, "no-reason"),
        ("done", "under_way", {}, "no-reason"),
        ("under_way", "handed_over", {"why": "x"}, "no-owner-after"),
        ("under_way", "handed_over", {"why": "x", "owner_after": True}, "no-follow-up-date"),
    ],
)
def test_some_passages_need_more(stage, wanted, given, code):
    with pytest.raises(WrongStage) as caught:
        require_passage(stage, wanted, **given)
    assert caught.value.code == code


def test_weighing_is_the_mean_of_members_by_weight():
    views = [
        View("a", 1, "nord", 5), View("a", 2, "nord", 1), View("a", 1, "syd", 3),
        View("b", 1, "nord", 4), View("b", 2, "nord", 4), View("b", 1, "syd", 4),
        View("b", 2, "syd", 4), View("c", 9, "nord", 5),
    ]  # fmt: skip
    assert weigh(views, {1: 3.0, 2: 1.0}) == (
        Weighed("b", 4.0, 4.0, 4.0, {"nord": 4.0, "syd": 4.0}, True),
        Weighed("a", 3.5, 3.0, 4.0, {"nord": 4.0, "syd": 3.0}, False),
    )


VIEWS = st.lists(
    st.builds(
        View, st.sampled_from("ab"), st.integers(1, 3), st.sampled_from(["x", "y", "z"]),
        st.integers(1, 5),
    ),
    unique_by=lambda view: (view.candidate, view.criterion, view.member),
)  # fmt: skip


@given(VIEWS, st.lists(st.floats(0.1, 50), min_size=3, max_size=3), st.floats(0.5, 20))
def test_results_lie_in_the_spread_and_only_proportions_of_weights_count(views, weights, factor):
    table = dict(enumerate(weights, start=1))
    found = weigh(views, table)
    for each in found:
        assert 1 - 1e-9 <= each.low <= each.mean <= each.high <= 5 + 1e-9
    scaled = weigh(views, {key: weight * factor for key, weight in table.items()})
    assert {e.candidate: pytest.approx(e.mean) for e in found} == {
        e.candidate: e.mean for e in scaled
    }
    assert {e.candidate for e in weigh(reversed(views), table)} == {e.candidate for e in found}


KRONER = DatedRate("NOK", "SEK", date(2027, 1, 4), Decimal("0.95"), "Norges Bank")
OLDER = DatedRate("SEK", "NOK", date(2026, 1, 4), Decimal("1.10"), "Norges Bank")


def test_sums_are_converted_with_a_stated_rate_and_else_kept_apart():
    amounts = [("SEK", Decimal(100)), ("NOK", Decimal(200)), ("SEK", None)]
    apart = {"NOK": Decimal(200), "SEK": Decimal(100)}
    assert total(amounts, "SEK", [KRONER, OLDER], TODAY) == Sum(
        apart, "SEK", Decimal("290.00"), (KRONER,), ()
    )
    assert total(amounts, "SEK", [KRONER], date(2027, 1, 3)) == Sum(
        apart, "SEK", None, (), ("NOK",)
    )
    assert total(amounts, "EUR", [KRONER], TODAY) == Sum(apart, "EUR", None, (), ("NOK", "SEK"))


def test_nothing_known_is_not_zero():
    assert total([("SEK", None)], "SEK", [], TODAY) == Sum({}, "SEK", None, (), ())
    assert not total([], "SEK", [], TODAY)


def test_a_rate_is_used_in_both_directions_and_the_newest_counts():
    assert rate_for("SEK", "NOK", [OLDER, KRONER]) == KRONER
    assert rate_for("EUR", "NOK", [OLDER, KRONER]) is None
    other_way = total([("SEK", Decimal(95))], "NOK", [KRONER], TODAY)
    assert other_way.converted == Decimal("100.00")


def test_totals_stand_by_key_in_order():
    lines = [
        ("b", Line("local", "x", 2027, "SEK", Decimal(5), None)),
        ("a", Line("local", "x", 2027, "SEK", Decimal(1), Decimal(2))),
    ]
    found = totals(lines, "SEK", [], TODAY)
    assert [(e.key, e.promised.converted, e.spent.converted) for e in found] == [
        ("a", Decimal("1.00"), Decimal("2.00")), ("b", Decimal("5.00"), None),
    ]  # fmt: skip


JULY = periods_of([["2027-07-01", "2027-07-31"]])


def test_quiet_days_are_weekends_and_named_periods():
    assert is_quiet(date(2027, 6, 5), ())
    assert not is_quiet(date(2027, 6, 7), ())
    assert next_working_day(date(2027, 6, 5), ()) == date(2027, 6, 7)
    assert next_working_day(date(2027, 7, 10), JULY) == date(2027, 8, 2)
    with pytest.raises(ValueError, match="ends before"):
        periods_of([["2027-07-31", "2027-07-01"]])


@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_a_shifted_day_is_never_quiet_nor_before(day):
    found = next_working_day(day, JULY)
    assert found >= day
    assert not is_quiet(found, JULY)
    assert all(is_quiet(day + timedelta(n), JULY) for n in range((found - day).days))


def test_quality_tells_everything_that_is_missing():
    empty = quality.missing(quality.Written(principles={"alla": "Alla med"}))
    assert [each.code for each in empty] == [
        "no-elements", "no-what", "no-how", "no-when", "no-who", "no-coordinator", "no-resources",
        "no-networks", "no-children-and-young", "no-national-minorities", "no-sami", "no-actions",
        "principle-not-considered",
    ]  # fmt: skip
    assert empty[-1].text == "It does not say how “Alla med” was considered."
    words = dict.fromkeys(("what", "how", "who", "resources", "networks", "sami", "children_and_young", "national_minorities"), "x")  # fmt: skip
    whole = quality.Written(
        **words, when=True, coordinator=True, elements=1, actions=1,
        principles={"alla": "Alla med"}, answers=frozenset({"alla"}),
    )  # fmt: skip
    assert quality.missing(whole) == ()


def needed(state, *treated, adopted=True):
    rows = [quality.Treated(*each) for each in treated]
    return [each.code for each in quality.still_needed(state, rows, plan_adopted=adopted)]


def test_a_plan_counts_when_committee_and_partners_have_treated_it_and_it_is_agreed():
    committee, partner = ("Beredningen", True, "supported"), ("Kommunen", False, "agreed")
    assert needed("draft") == [
        "not-treated-by-committee", "not-treated-by-partners", "not-agreed",
    ]  # fmt: skip
    assert needed("agreed", committee) == ["not-treated-by-partners"]
    assert needed("in_treatment", committee, partner) == ["not-agreed"]
    assert needed("running", committee, partner) == []
    assert needed("running", committee, partner, adopted=False) == ["plan-not-adopted"]
    assert needed("agreed", committee, partner, ("Kommunen", False, "returned")) == [
        "returned",
    ]  # fmt: skip
    assert needed("agreed", committee, ("Kommunen", False, "returned"), partner) == []


def test_nobody_without_a_standing_may_anything():
    assert not any(allowed(act, frozenset()) for act in MAY)
    assert not any(allowed(act, frozenset({"reader"})) for act in MAY)
