"""Actions: created, described, carried, moved through their stages, withdrawn."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from samkraft.accounts.rules import NotAllowed
from samkraft.actions import operations as do
from samkraft.actions.models import Action, FormerDate
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.plans import operations as plans
from tests.actions.conftest import DAY
from tests.conftest import NOON
from tests.factories import (
    add,
    make_action,
    make_area,
    make_body,
    make_draft,
    make_milestone,
    make_organisation,
    make_person,
    make_region,
    report,
)

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
LATER = NOON + timedelta(days=10)


def values(**more):
    return do.ActionValues(**{"title": Texts.of("sv", "Ett arbete"), **more})


def describe(action, **more):
    why, revision = more.pop("why", ""), more.pop("revision", action.revision)
    return do.describe_action(
        action=action, revision=revision, values=values(**more), why=why, by=None, at=LATER
    )


def test_an_action_says_what_when_and_what_it_serves(version):
    area = make_area("1860")
    made = make_action(
        version, "Bygg en bro", start="2026", due="hösten 2027", elements=["ett-mal", "ett-delmal"],
        tags=["Youth", "grön omställning"], target_groups=[" unga ", "unga"], areas=[area],
        external_id="A1",
    )  # fmt: skip
    made.refresh_from_db()
    assert {
        "number": made.number, "slug": made.slug, "stage": made.stage, "since": made.stage_since,
        "start": (made.start_text, made.start_first, made.start_last),
        "due": (made.due_text, made.due_first, made.due_last), "tags": made.tags,
        "groups": made.target_groups, "elements": [e.element_key for e in made.elements.all()],
        "tag_rows": [t.tag for t in made.tag_rows.all()], "areas": list(made.areas.all()),
        "published": made.published_at, "silent": made.silent_since, "external": made.external_id,
    } == {
        "number": 1, "slug": "bygg-en-bro", "stage": "decided", "since": DAY,
        "start": ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        "due": ("hösten 2027", date(2027, 9, 1), date(2027, 11, 30)),
        "tags": ["gron-omstallning", "youth"], "groups": ["unga"],
        "elements": ["ett-mal", "ett-delmal"], "tag_rows": ["gron-omstallning", "youth"],
        "areas": [area], "published": NOON, "silent": DAY, "external": "A1",
    }  # fmt: skip
    entry = Entry.objects.get(operation="create-action")
    assert (entry.label, entry.region, entry.after["due"]) == (
        "strategi/bygg-en-bro", "nord", "hösten 2027",
    )  # fmt: skip


def test_numbers_and_addresses_are_not_used_twice(version):
    made = [make_action(version) for _ in range(3)]
    assert [(each.number, each.slug) for each in made] == [
        (1, "ett-arbete"), (2, "ett-arbete-2"), (3, "ett-arbete-3"),
    ]  # fmt: skip


def test_actions_serve_adopted_elements_only(version):
    draft = make_draft(version.plan.region, slug="utkast")
    add(draft, "goal", "Nytt mål")
    with pytest.raises(do.NotAdopted) as caught:
        make_action(draft)
    assert caught.value.code == "plan-not-adopted"
    with pytest.raises(do.NotAdopted) as caught:
        make_action(version, elements=["ett-mal", "finns-inte", "inte-heller"])
    assert (caught.value.code, caught.value.keys) == (
        "element-not-adopted", ("finns-inte", "inte-heller"),
    )  # fmt: skip
    assert Action.objects.count() == 0


def test_an_element_once_served_may_stay_when_a_new_version_drops_it(version):
    action = make_action(version, elements=["ett-delmal"])
    second = plans.start_draft(version=version, **DO)
    gone = second.elements.get(key="ett-delmal")
    plans.remove_element(element=gone, **DO)
    plans.adopt_version(version=second, on=date(2026, 3, 2), deciding_body="Fullmäktige", **DO)
    assert describe(action, elements=["ett-delmal"], title=Texts.of("sv", "Nytt")).revision == 2
    with pytest.raises(do.NotAdopted):
        make_action(version, elements=["ett-delmal"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": Texts.of("sv", " ")}, "no-title"),
        ({"tags": ["!"]}, "bad-tag"),
        ({"start": "2028", "due": "2027"}, "dates-out-of-order"),
        ({"external_id": "A1"}, "external-id-taken"),
    ],
)
def test_what_makes_no_sense_is_refused_by_code(changes, code, version):
    make_action(version, external_id="A1")
    with pytest.raises(do.BadAction) as caught:
        do.create_action(plan=version.plan, values=values(**changes), **DO)
    assert (caught.value.code, Action.objects.count()) == (code, 1)


def test_a_time_that_is_none_is_refused(version):
    with pytest.raises(do.NotATime):
        make_action(version, due="soon")


def test_a_moved_date_keeps_its_former_value_and_needs_a_reason(version):
    action = make_action(version, due="2027")
    with pytest.raises(do.BadAction, match="no-reason"):
        describe(action, due="2028")
    moved = describe(action, due="2028", why="Pengarna kom sent")
    assert (moved.due_last, moved.revision) == (date(2028, 12, 31), 2)
    assert list(FormerDate.objects.values_list(
        "field", "text", "last", "moved_to", "moved_to_last", "why", "milestone", "moved_at"
    )) == [("due", "2027", date(2027, 12, 31), "2028", date(2028, 12, 31), "Pengarna kom sent",
            None, LATER)]  # fmt: skip


def test_a_first_date_needs_no_reason_and_no_change_writes_nothing(version):
    action = make_action(version)
    changed = describe(action, due="2027")
    assert (FormerDate.objects.count(), changed.revision) == (0, 2)
    assert describe(changed, due="2027").revision == 2
    assert Entry.objects.filter(operation="describe-action").count() == 1


def test_two_who_edit_the_same_action_both_notice_and_nothing_is_lost(version):
    action = make_action(version)
    first = describe(action, title=Texts.of("sv", "Den ena"))
    with pytest.raises(do.ChangedMeanwhile) as caught:
        describe(action, title=Texts.of("sv", "Den andra"))
    assert (caught.value.current.title, caught.value.current.revision) == (first.title, 2)
    merged = describe(action, title=Texts.of("sv", "Den andra"), revision=2)
    assert merged.titled("sv").text == "Den andra"
    told = Entry.objects.filter(operation="describe-action").order_by("pk")
    assert [entry.after["title"]["sv"]["text"] for entry in told] == ["Den ena", "Den andra"]


def test_a_contributor_proposes_and_an_editor_takes_it_up(version, region):
    person, editor = make_person("contributor", region), make_person("editor", region)
    with pytest.raises(NotAllowed):
        make_action(version, by=person)
    proposal = make_action(version, by=person, stage="proposed")
    assert (proposal.published_at, proposal.made_by) == (None, person)
    with pytest.raises(NotAllowed):
        do.move_stage(action=proposal, stage="decided", by=person, at=LATER)
    taken = do.move_stage(action=proposal, stage="decided", by=editor, at=LATER)
    assert (taken.stage, taken.published_at, taken.stages) == ("decided", LATER, [
        {"stage": "proposed", "on": "2026-03-02", "why": ""},
        {"stage": "decided", "on": "2026-03-12", "why": ""},
    ])  # fmt: skip


def test_the_responsible_cannot_take_up_its_own_proposal(version, region):
    organisation = make_organisation(region)
    person = make_person(organisation=organisation)
    proposal = make_action(version, stage="proposed", organisation=organisation)
    with pytest.raises(NotAllowed):
        do.move_stage(action=proposal, stage="decided", by=person, at=NOON)


def test_handing_over_names_who_goes_on_and_when_to_look_again(version):
    action = make_action(version, stage="under_way")
    with pytest.raises(do.WrongStage, match="no-owner-after"):
        do.move_stage(action=action, stage="handed_over", why="Klart", **DO)
    done = do.move_stage(
        action=action, stage="handed_over", why="Klart", handed_to_name="Kommunen",
        follow_up_on=date(2027, 3, 1), **DO,
    )  # fmt: skip
    assert (done.handed_to_name, done.follow_up_on, done.stage_why) == (
        "Kommunen", date(2027, 3, 1), "Klart",
    )  # fmt: skip


def test_the_database_itself_wants_a_reason_for_a_stop(version):
    action = make_action(version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(stage="stopped")


def test_who_is_asked_to_carry_it_accepts_or_declines_with_a_reason(version, region):
    company, editor = make_organisation(region, kind="business"), make_person("editor", region)
    action, person = make_action(version), make_person(organisation=company)
    with pytest.raises(do.BadAction, match="not-asked"):
        do.answer_assignment(action=action, accepted=True, **DO)
    asked = do.assign_action(
        action=action, revision=1, responsible=do.Responsible(organisation=company), by=editor,
        at=LATER,
    )  # fmt: skip
    assert (asked.consent, asked.owned_since) == ("asked", LATER.date())
    with pytest.raises(do.BadAction, match="no-reason"):
        do.answer_assignment(action=action, accepted=False, by=person, at=LATER)
    answered = do.answer_assignment(action=action, accepted=True, by=person, at=LATER)
    assert (answered.consent, answered.consent_by, answered.consent_at) == (
        "accepted", person, LATER,
    )  # fmt: skip


def test_an_action_is_carried_by_a_standing_body_and_a_new_one_has_its_reason(version, region):
    standing = make_body(region)
    new = make_body(region, existing=False, new_reason="Ingen annan finns")
    action = make_action(version, body=standing)
    assert (action.new_structure_reason, action.body) == ("", standing)
    moved = do.assign_action(
        action=action, revision=action.revision, responsible=do.Responsible(body=new), **DO
    )
    assert moved.new_structure_reason == "Ingen annan finns"
    for wrong, code in (
        (do.Responsible(body=make_body(make_region())), "other-region"),
        (do.Responsible(body=standing, organisation=make_organisation(region)), "one-actor"),
    ):
        with pytest.raises(do.BadAction, match=code):
            do.assign_action(action=moved, revision=moved.revision, responsible=wrong, **DO)


def test_a_name_is_shown_only_when_its_person_agrees_and_not_after_a_change(version, region):
    person, editor = make_person("reader", region), make_person("editor", region)
    action = make_action(version, person=person)
    with pytest.raises(NotAllowed):
        do.publish_name(action=action, agreed=True, by=editor, at=NOON)
    shown = do.publish_name(action=action, agreed=True, by=person, at=NOON)
    assert shown.name_published
    moved = do.assign_action(
        action=action, revision=shown.revision, responsible=do.Responsible(person=editor), **DO
    )
    assert not moved.name_published


def test_a_withdrawn_action_stays_with_its_reason_and_cannot_be_changed(version):
    action = make_action(version)
    with pytest.raises(do.BadAction, match="no-reason"):
        do.withdraw_action(action=action, why="", **DO)
    do.withdraw_action(action=action, why="Dubbelt", **DO)
    action.refresh_from_db()
    assert (action.withdrawn_why, action.withdrawn_at) == ("Dubbelt", NOON)
    for attempt in (lambda: report(action), lambda: make_milestone(action)):
        with pytest.raises(do.BadAction, match="withdrawn"):
            attempt()


def test_dates_can_be_moved_by_those_who_carry_it(version, region):
    organisation = make_organisation(region)
    person = make_person(organisation=organisation)
    action = make_action(version, organisation=organisation, start="2026", due="2027")
    moved = do.move_dates(action=action, start="2026", due="2028", why="Sent", by=person, at=LATER)
    assert (moved.due_text, FormerDate.objects.get().moved_by) == ("2028", person)


def test_an_action_called_new_does_not_take_the_address_of_the_page_for_a_new_one(version):
    assert [make_action(version, "New").slug, make_action(version, "New").slug] == [
        "new-2", "new-3"
    ]  # fmt: skip
