"""Action plans: initiated by anybody, treated, agreed; measures tied; candidates weighed."""

from datetime import date
from decimal import Decimal

import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.actions import operations as do
from samkraft.actions import queries
from samkraft.actions.models import Choice, Opinion
from samkraft.actions.published import published_action_plans, published_priorities
from samkraft.actions.rules.weighing import Weighed
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from tests.actions.conftest import DAY
from tests.conftest import NOON
from tests.factories import (
    add,
    make_action,
    make_action_plan,
    make_body,
    make_draft,
    make_organisation,
    make_person,
    make_region,
)

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def sv(text):
    return Texts.of("sv", text)


def codes(findings):
    return [each.code for each in findings]


def test_any_actor_of_the_region_initiates_for_itself(version, region):
    here, there = make_organisation(region), make_organisation(make_region())
    made = make_action_plan(version, by=make_person(organisation=here), elements=["ett-mal"])
    assert (made.initiated_by, made.state, made.published_at) == (here, "draft", None)
    with pytest.raises(NotAllowed):
        make_action_plan(version, by=make_person(organisation=there))
    with pytest.raises(NotAllowed):
        make_action_plan(version, by=make_person("reader", region))
    with pytest.raises(NotAllowed):
        do.initiate_action_plan(
            plan=version.plan, values=do.ActionPlanValues(title=sv("X")), initiated_by=here,
            by=make_person("contributor", region), at=NOON,
        )  # fmt: skip
    assert [row.slug for row in published_action_plans("sv")] == []


def test_it_serves_adopted_elements_only(version, region):
    draft = make_draft(region, slug="utkast")
    add(draft, "goal", "Mål")
    with pytest.raises(do.NotAdopted, match="plan-not-adopted"):
        make_action_plan(draft)
    with pytest.raises(do.NotAdopted, match="element-not-adopted"):
        make_action_plan(version, elements=["nej"])
    with pytest.raises(do.BadActionPlan, match="unknown-principle"):
        make_action_plan(version, answers={"ett-mal": sv("Jo")})
    with pytest.raises(do.BadActionPlan, match="days-out-of-order"):
        make_action_plan(version, first_day=date(2027, 1, 1), last_day=date(2026, 1, 1))


def test_whoever_initiated_it_writes_the_draft_and_sends_it_to_treatment(version, region):
    person = make_person("contributor", region)
    made = make_action_plan(version, by=person)
    values = do.ActionPlanValues(
        title=sv("Ny"), elements=["ett-mal"], what=sv("Vad"), answers={"alla-med": sv("Så")}
    )
    written = do.write_action_plan(action_plan=made, revision=1, values=values, by=person, at=NOON)
    with pytest.raises(do.ChangedMeanwhile):
        do.write_action_plan(action_plan=made, revision=1, values=values, by=person, at=NOON)
    sent = do.move_action_plan(action_plan=written, state="in_treatment", by=person, at=NOON)
    assert (sent.state, sent.published_at) == ("in_treatment", NOON)
    for attempt in (
        lambda: do.write_action_plan(
            action_plan=sent, revision=sent.revision, values=values, by=person, at=NOON
        ),
        lambda: do.move_action_plan(action_plan=sent, state="agreed", by=person, at=NOON),
        lambda: do.set_coordinator(action_plan=sent, organisation=None, by=person, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_what_is_missing_is_told_and_blocks_nothing(version, region):
    made = make_action_plan(version, elements=["ett-mal"], what=sv("Vad"), sami=sv("Samer"))
    assert codes(queries.quality(made, "sv")) == [
        "no-how", "no-when", "no-who", "no-coordinator", "no-resources", "no-networks",
        "no-children-and-young", "no-national-minorities", "no-actions", "principle-not-considered",
    ]  # fmt: skip
    for state in ("in_treatment", "agreed", "running"):
        made = do.move_action_plan(action_plan=made, state=state, **DO)
    assert made.state == "running"
    assert codes(queries.lacking(made, "sv")) == [
        "not-treated-by-committee", "not-treated-by-partners",
    ]  # fmt: skip
    kommun, beredning = make_organisation(region), make_body(region, kind="committee")
    treat = {"action_plan": made, "on": date(2026, 3, 1), **DO}
    do.record_treatment(body=beredning, outcome="supported", **treat)
    do.record_treatment(organisation=kommun, outcome="agreed", **treat)
    assert queries.lacking(made, "sv") == ()
    with pytest.raises(do.BadActionPlan, match="one-actor"):
        do.record_treatment(outcome="agreed", **treat)
    with pytest.raises(do.WrongStage, match="no-reason"):
        do.move_action_plan(action_plan=made, state="withdrawn", **DO)


def test_a_coordinator_of_the_region_says_who_coordinates(version, region):
    made, organisation = make_action_plan(version), make_organisation(region)
    person = make_person("coordinator", region)
    found = do.set_coordinator(action_plan=made, organisation=organisation, person=person,
                               by=person, at=NOON)  # fmt: skip
    assert (found.coordinator_organisation, found.coordinator) == (organisation, person)


def test_measures_not_tied_to_goals_are_listed_until_they_are_tied(version):
    plan = version.plan
    untied = [row.key for row in queries.untied_measures(plan)]
    assert untied == ["en-atgard", "en-annan-atgard"]
    tie = do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-delmal", **DO)
    assert do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-delmal", **DO) == tie
    assert [row.key for row in queries.untied_measures(plan)] == ["en-annan-atgard"]
    with pytest.raises(do.BadPart, match="unknown-value"):
        do.tie_measure(plan=plan, measure_key="ett-mal", goal_key="ett-delmal", **DO)
    with pytest.raises(do.NotAdopted):
        do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="nej", **DO)
    do.untie_measure(serving=tie, why="Fel", **DO)
    assert [row.key for row in queries.untied_measures(plan)] == untied


@pytest.fixture
def criteria(version):
    return [
        do.add_criterion(plan=version.plan, name=sv(name), weight=Decimal(weight), **DO)
        for name, weight in (("Nytta", 3), ("Kostnad", 1))
    ]


def test_candidates_are_weighed_with_each_members_view_kept(version, region, criteria):
    nord, syd = make_organisation(region, slug="nord"), make_organisation(region, slug="syd")
    person = make_person(organisation=nord)
    for score, by in ((2, None), (5, person)):  # the second replaces the first
        do.give_opinion(criterion=criteria[0], score=score, element_key="en-atgard",
                        organisation=nord, by=by, at=NOON)  # fmt: skip
    do.give_opinion(
        criterion=criteria[1], score=1, element_key="en-atgard", organisation=nord, **DO
    )
    do.give_opinion(criterion=criteria[0], score=3, element_key="en-atgard", organisation=syd, **DO)
    action = make_action(version, "Ett arbete")
    do.give_opinion(criterion=criteria[0], score=4, action=action, organisation=nord, **DO)
    results, actions = queries.weighed(criteria)
    assert results == (
        Weighed("action:ett-arbete", 4.0, 4.0, 4.0, {"nord": 4.0}, False),
        Weighed("en-atgard", 3.5, 3.0, 4.0, {"nord": 4.0, "syd": 3.0}, False),
    )
    assert (actions, Opinion.objects.count()) == ({"action:ett-arbete": action}, 4)
    changed = Entry.objects.filter(operation="give-opinion", before__isnull=False).get()
    assert (changed.before["score"], changed.after["score"], changed.by) == (2, 5, person.pk)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"score": 0}, "score"), ({"score": 6}, "score"), ({"element_key": ""}, "one-candidate"),
        ({"element_key": "nej"}, "unknown-candidate"),
    ],
)  # fmt: skip
def test_an_opinion_that_makes_no_sense_is_refused(changes, code, criteria):
    with pytest.raises(do.BadPriority, match=code):
        do.give_opinion(criterion=criteria[0], **{"score": 3, "element_key": "en-atgard"} | changes,
                        **DO)  # fmt: skip


def test_a_member_answers_for_its_own_organisation_only(version, region, criteria):
    person = make_person(organisation=make_organisation(region))
    with pytest.raises(NotAllowed):
        do.give_opinion(criterion=criteria[0], score=3, element_key="en-atgard",
                        organisation=make_organisation(region), by=person, at=NOON)  # fmt: skip


def test_a_criterion_changes_and_ends(criteria):
    changed = do.change_criterion(criterion=criteria[0], revision=1, name=sv("Annat"),
                                  weight=Decimal(2), **DO)  # fmt: skip
    with pytest.raises(do.ChangedMeanwhile):
        do.change_criterion(criterion=changed, revision=1, name=sv("X"), weight=Decimal(1), **DO)
    do.end_criterion(criterion=changed, **DO)
    with pytest.raises(do.BadPriority, match="ended"):
        do.give_opinion(criterion=type(changed).objects.get(pk=changed.pk), score=1,
                        element_key="en-atgard", **DO)  # fmt: skip


def test_what_was_dropped_between_phases_and_why_is_kept(version, region, criteria):
    plan = version.plan
    do.record_choice(plan=plan, element_key="ett-annat-omrade", chosen=False, phase="Fas 2",
                     why="För dyrt", decided_by="Styrgruppen", on=DAY, **DO)  # fmt: skip
    do.record_choice(plan=plan, element_key="ett-omrade", chosen=True, phase="Fas 2", why="Bäst",
                     on=DAY, **DO)  # fmt: skip
    with pytest.raises(do.BadPriority, match="no-reason"):
        do.record_choice(plan=plan, element_key="ett-omrade", chosen=True, phase="Fas 2", why=" ",
                         on=DAY, **DO)  # fmt: skip
    found = published_priorities("strategi", "sv")
    assert [(c.text.text, c.chosen, c.phase, c.why, c.decided_by) for c in found.choices] == [
        ("Ett annat område", False, "Fas 2", "För dyrt", "Styrgruppen"),
        ("Ett område", True, "Fas 2", "Bäst", ""),
    ]  # fmt: skip
    assert [(name.text, weight) for name, weight in found.criteria] == [
        ("Nytta", 3),
        ("Kostnad", 1),
    ]
    assert Choice.objects.count() == 2


def test_a_person_who_answers_for_nobody_counts_and_is_not_named(version, region, criteria):
    person = make_person("contributor", region)
    do.give_opinion(criterion=criteria[0], score=2, element_key="en-atgard", by=person, at=NOON)
    (found,) = published_priorities("strategi", "sv").candidates
    assert (found.mean, found.members) == (2.0, {})
