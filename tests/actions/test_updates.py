"""The one-screen update, milestones, and the link of an e-mail."""

from datetime import date, timedelta

import pytest

from samkraft.accounts import operations as people
from samkraft.accounts.rules import NotAllowed
from samkraft.actions import operations as do
from samkraft.actions.models import FormerDate, Milestone, StatusReport
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import make_action, make_milestone, make_organisation, make_person, report

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
LATER = NOON + timedelta(days=10)


def sv(text):
    return Texts.of("sv", text)


@pytest.fixture
def action(version):
    return make_action(version, start="2026", due="2027", stage="under_way")


def test_an_update_says_everything_at_once(action):
    done, moved = make_milestone(action, "Ett", "2026-03"), make_milestone(action, "Två", "2026-04")
    said = do.Said("behind", sv("Det går"), sv("Sent"), sv("Snö"), sv("Ploga"))
    made = do.update_action(
        action=action, said=said, by=None, at=LATER,
        milestones=[
            do.MilestoneChange(done, done_on=date(2026, 3, 10)),
            do.MilestoneChange(moved, due="2026-06", why="Snö"),
        ],
        due="2028", moved_why="Snö", stage="paused", stage_why="Vinter",
    )  # fmt: skip
    action.refresh_from_db()
    assert (action.judgement, action.last_report_on, action.silent_since, action.stage,
            action.due_text) == ("behind", LATER.date(), LATER.date(), "paused", "2028")  # fmt: skip
    assert [made.on, *(getattr(made, n)["sv"]["text"] for n in
                       ("text", "deviation", "cause", "correction"))] == [
        LATER.date(), "Det går", "Sent", "Snö", "Ploga",
    ]  # fmt: skip
    assert list(Milestone.objects.values_list("due_text", "done_on", "revision")) == [
        ("2026-03", date(2026, 3, 10), 2), ("2026-06", None, 2),
    ]  # fmt: skip
    assert list(FormerDate.objects.order_by("pk").values_list("field", "text", "milestone")) == [
        ("due", "2027", None), ("due", "2026-04", moved.pk),
    ]  # fmt: skip


def test_an_update_is_kept_whole_or_not_at_all(action):
    step = make_milestone(action, "Ett", "2026-03")
    with pytest.raises(do.BadMilestone, match="no-reason"):
        do.update_action(
            action=action, said=do.Said("on_track"), due="2028", moved_why="Snö", **DO,
            milestones=[do.MilestoneChange(step, due="2026-09")],
        )  # fmt: skip
    action.refresh_from_db()
    assert (action.due_text, StatusReport.objects.count(), FormerDate.objects.count()) == (
        "2027",
        0,
        0,
    )


@pytest.mark.parametrize(
    ("said", "more", "code"),
    [
        (do.Said("fine"), {}, "unknown-judgement"),
        (do.Said("on_track"), {"on": date(2026, 3, 3)}, "in-the-future"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused(said, more, code, action):
    with pytest.raises(do.BadReport, match=code):
        do.update_action(action=action, said=said, **DO, **more)


def test_a_milestone_of_another_action_is_refused(action, version):
    other = make_milestone(make_action(version), "Ett", "2026-03")
    with pytest.raises(do.BadMilestone, match="not-the-action's"):
        report(action, milestones=[do.MilestoneChange(other, done_on=NOON.date())])


def test_reports_stay_and_one_of_an_earlier_day_does_not_take_over(action):
    report(action, "off_track", LATER)
    report(action, "on_track", LATER, on=NOON.date())
    action.refresh_from_db()
    assert (action.judgement, action.last_report_on) == ("off_track", LATER.date())
    assert list(action.reports.values_list("judgement", flat=True)) == ["off_track", "on_track"]


def test_an_update_answers_the_open_round(action):
    do.open_round(plan=action.plan, title=sv("Gammal"), opens=date(2026, 1, 1),
                  closes=date(2026, 2, 1), **DO)  # fmt: skip
    asking = do.open_round(plan=action.plan, title=sv("Våren"), opens=date(2026, 3, 1),
                           closes=date(2026, 3, 31), **DO)  # fmt: skip
    assert report(action).round == asking


def test_milestones_are_described_reached_ordered_and_taken_back(action):
    one, two = make_milestone(action, "Ett", "2026-05"), make_milestone(action, "Två")
    with pytest.raises(do.BadMilestone, match="in-the-future"):
        do.reach_milestone(milestone=one, on=date(2026, 3, 3), **DO)
    reached = do.reach_milestone(milestone=one, on=date(2026, 3, 1), **DO)
    with pytest.raises(do.ChangedMeanwhile) as caught:
        do.move_milestone(milestone=one, due="2027", why="x", revision=1, **DO)
    assert caught.value.current.done_on == date(2026, 3, 1)
    do.describe_milestone(
        milestone=reached, revision=2, title=sv("Nytt"), criterion=sv("Klart"), due="2026-05", **DO
    )
    do.order_milestones(action=action, order=[two.pk, one.pk], **DO)
    with pytest.raises(do.BadMilestone, match="no-reason"):
        do.withdraw_milestone(milestone=two, why=" ", **DO)
    do.withdraw_milestone(milestone=two, why="Onödigt", **DO)
    assert [(m.titled("sv").text, m.order, m.withdrawn_why) for m in action.milestones.all()] == [
        ("Två", 0, "Onödigt"), ("Nytt", 1, ""),
    ]  # fmt: skip
    assert Entry.objects.filter(operation__contains="milestone").count() == 6


@pytest.fixture
def carrier(action, region):
    organisation = make_organisation(region)
    do.assign_action(action=action, revision=action.revision,
                     responsible=do.Responsible(organisation=organisation), **DO)  # fmt: skip
    action.refresh_from_db()
    return make_person(organisation=organisation)


def test_a_link_works_once_for_one_update_without_logging_in(action, carrier):
    token = do.update_token(person=carrier, action=action, at=NOON)
    link = do.read_update_token(token, at=LATER)
    assert (link.person, link.action, link.round, link.until) == (
        carrier, action, None, date(2026, 4, 1),
    )  # fmt: skip
    made = do.update_by_link(token=token, said=do.Said("on_track"), at=LATER)
    assert (made.reported_by, made.link) == (carrier, link.mark)
    for attempt in (
        lambda: do.read_update_token(token, at=LATER),
        lambda: do.update_action(action=action, said=do.Said("behind"), by=carrier, at=LATER,
                                 link=link),
    ):  # fmt: skip
        with pytest.raises(do.LinkRefused, match="used"):
            attempt()
    assert StatusReport.objects.count() == 1


def test_a_link_answers_its_round_also_when_that_has_just_closed(action, carrier):
    asking = do.open_round(plan=action.plan, title=sv("Våren"), opens=date(2026, 3, 1),
                           closes=date(2026, 3, 5), **DO)  # fmt: skip
    token = do.update_token(person=carrier, action=action, at=NOON, round=asking)
    assert do.update_by_link(token=token, said=do.Said("on_track"), at=LATER).round == asking


def refused(token, at=LATER):
    with pytest.raises(do.LinkRefused) as caught:
        do.read_update_token(token, at=at)
    return caught.value.code


def test_a_link_stops_when_it_is_old_changed_or_the_right_has_ended(action, carrier, region):
    token = do.update_token(person=carrier, action=action, at=NOON)
    assert refused(token, NOON + timedelta(days=31)) == "expired"
    assert {refused(wrong) for wrong in ("", "x", token[:-1], "a" + token, token.swapcase())} == {
        "broken"
    }
    do.assign_action(action=action, revision=action.revision, **DO,
                     responsible=do.Responsible(organisation=make_organisation(region)))  # fmt: skip
    assert refused(token) == "ended"


def test_a_link_stops_when_the_person_or_the_action_ends(action, carrier, version):
    token = do.update_token(person=carrier, action=action, at=NOON)
    do.move_stage(action=action, stage="done", **DO)
    assert refused(token) == "closed"
    do.move_stage(action=action, stage="under_way", why="Inte riktigt", **DO)
    assert do.read_update_token(token, at=LATER)
    people.end_person(person=carrier, **DO)
    assert refused(token) == "ended"


def test_a_link_is_for_its_own_action_and_person_only(action, carrier, version):
    link = do.read_update_token(do.update_token(person=carrier, action=action, at=NOON), at=NOON)
    other = make_action(version, organisation=action.organisation)
    with pytest.raises(do.LinkRefused, match="broken"):
        do.update_action(action=other, said=do.Said("on_track"), by=carrier, at=NOON, link=link)
    with pytest.raises(do.LinkRefused, match="broken"):
        do.update_action(action=action, said=do.Said("on_track"), by=None, at=NOON, link=link)


def test_tokens_fit_an_address_and_differ_by_day(action, carrier):
    import re

    tokens = {do.update_token(person=carrier, action=action, at=at) for at in (NOON, LATER)}
    assert len(tokens) == 2
    assert all(re.fullmatch(r"[\w~-]+", token) for token in tokens)


def test_somebody_else_may_not_update(action):
    with pytest.raises(NotAllowed):
        report(action, by=make_person())
