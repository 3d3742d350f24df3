"""Reminders over time: each once, none after an answer, quiet days shifted and nothing lost."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import get_connection

from samkraft.accounts.operations import give_seat
from samkraft.actions import operations as do
from samkraft.actions.models import Reminder
from samkraft.actions.queries.reminding import due_reminders
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_body,
    make_milestone,
    make_organisation,
    make_person,
    make_region,
    make_strategy,
    report,
)

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
BASE = "https://nord.example.org"


def at(day):
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def remind(day, **more):
    return do.remind(at=at(day), base_url=BASE, **more)


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def run(first, last, answer=None):
    """Remind every day; gives (day, kind, about, e-mail) of everything sent."""
    told = []
    for day in days(first, last):
        told += [(day, each.kind, each.about, each.email)
                 for each in remind(day) if not each.waits_until and not each.failed]  # fmt: skip
        if answer:
            answer(day)
    return told


@pytest.fixture
def carrier(region):
    return make_organisation(region)


@pytest.fixture
def person(carrier):
    return make_person(organisation=carrier, email="anna@example.org", language="sv", name="Anna")


def kinds(told):
    return [(f"{day:%m-%d}", kind) for day, kind, _, _ in told]


def test_a_milestone_is_told_before_and_after_its_day_once_each(version, carrier, person):
    action = make_action(version, organisation=carrier, due="2026-12-31")
    make_milestone(action, "Steg", "2026-05-06")
    told = run(date(2026, 4, 1), date(2026, 6, 30))
    assert kinds(told) == [("04-22", "milestone-due"), ("05-07", "milestone-late")]
    assert {email for *_, email in told} == {"anna@example.org"}
    assert run(date(2026, 4, 1), date(2026, 6, 30)) == []


def test_nothing_is_told_after_an_answer(version, carrier, person):
    action = make_action(version, organisation=carrier, due="2026-05-06")

    def answer(day):
        if day == date(2026, 4, 25):
            report(action, at=at(day))

    told = run(date(2026, 4, 1), date(2026, 5, 6), answer)
    assert kinds(told) == [("04-22", "due")]
    report(action, at=at(date(2026, 5, 7)))
    assert run(date(2026, 5, 7), date(2026, 8, 1)) == []


def test_a_year_day_by_day_over_leap_day_and_month_ends(region):
    version = make_strategy(region)
    org = make_organisation(region)
    make_person(organisation=org, email="a@example.org")
    make_person("coordinator", region, email="c@example.org")
    start = date(2027, 12, 1)
    made = {"at": at(start)}
    ends = ["2028-02-29", "2028-02", "2028-01-31", "2028-04-30", "2028-12-31"]
    actions = [make_action(version, f"A{due}", organisation=org, due=due, **made) for due in ends]
    make_action(version, "Ingens", due="2028-11-30", **made)
    for number, action in enumerate(actions):
        do.add_milestone(action=action, title=Texts.of("sv", "S"), due=f"2028-0{number + 1}",
                         by=None, at=at(start))  # fmt: skip
    do.open_round(plan=version.plan, title=Texts.of("sv", "R"), opens=date(2028, 2, 20),
                  closes=date(2028, 3, 5), by=None, at=at(start))  # fmt: skip

    def answer(day):  # the last one is always answered on the 1st of a month
        if day.day == 1:
            report(actions[-1], at=at(day))

    told = run(start, date(2028, 12, 31), answer)
    assert max(Counter(each[1:] for each in told).values()) == 1
    assert all(day.weekday() < 5 for day, *_ in told)
    by_kind = Counter(kind for _, kind, _, _ in told)
    leap = [f"{day}" for day, kind, about, _ in told
            if about == f"action:{actions[0].pk}" and kind in ("due", "overdue")]  # fmt: skip
    assert leap == ["2028-02-15", "2028-03-01"]
    month = [f"{day}" for day, kind, about, _ in told
             if about == f"action:{actions[1].pk}" and kind in ("due", "overdue")]  # fmt: skip
    assert month == leap
    last = [kind for _, kind, about, _ in told if f"action:{actions[-1].pk}" in about]
    assert last == ["round-open", "due"]  # answered on 1 March, so not told when it closed
    assert by_kind["unowned"] == 1
    assert by_kind["overdue"] == 5  # all but the last, and nobody's own goes to the coordinator
    assert Reminder.objects.count() == len(told)


def test_the_round_is_told_when_it_opens_and_before_it_closes_until_answered(
    version, carrier, person
):
    one, two = (make_action(version, n, organisation=carrier) for n in ("Ett", "Två"))
    asking = do.open_round(plan=version.plan, title=Texts.of("sv", "Våren"),
                           opens=date(2026, 4, 1), closes=date(2026, 4, 17), **DO)  # fmt: skip

    def answer(day):
        if day == date(2026, 4, 10):
            report(two, at=at(day), round=asking)

    told = run(date(2026, 3, 25), date(2026, 5, 30), answer)
    assert [(f"{day:%m-%d}", kind, about.split("/")[1]) for day, kind, about, _ in told] == [
        ("04-01", "round-open", f"action:{one.pk}"), ("04-01", "round-open", f"action:{two.pk}"),
        ("04-14", "round-closing", f"action:{one.pk}"),
    ]  # fmt: skip


def test_quiet_days_shift_and_lose_nothing(version, carrier, person):
    july = (date(2026, 7, 1), date(2026, 7, 31))
    do.set_habits(plan=version.plan, values=do.HabitValues("SEK", 3000, [july]), **DO)
    make_action(version, organisation=carrier, due="2026-07-20")
    do.open_round(plan=version.plan, title=Texts.of("sv", "R"), opens=date(2026, 7, 1),
                  closes=date(2026, 7, 15), **DO)  # fmt: skip
    (due, round_) = remind(date(2026, 7, 6))
    assert {due.waits_until, round_.waits_until} == {date(2026, 8, 3)}
    assert (Reminder.objects.count(), mail.outbox) == (0, [])
    assert kinds(run(date(2026, 7, 1), date(2026, 8, 31))) == [
        ("08-03", "overdue"), ("08-03", "round-closing"),
    ]  # fmt: skip


def test_silence_is_told_once_and_again_only_after_a_new_silence(version, carrier, person):
    action = make_action(version, organisation=carrier, due="2029")

    def answer(day):
        if day == date(2026, 9, 1):
            report(action, at=at(day))

    told = run(date(2026, 6, 25), date(2027, 3, 1), answer)
    assert [(f"{day}", kind) for day, kind, *_ in told] == [
        ("2026-07-01", "stale"), ("2026-12-31", "stale"),
    ]  # fmt: skip


def test_what_nobody_carries_or_can_be_reached_for_goes_to_the_coordinators(version, region):
    boss = make_person("coordinator", region, email="boss@example.org")
    make_person("coordinator", make_region(), email="other@example.org")
    make_action(version, "Ingens")
    make_action(version, "Tom", organisation=make_organisation(region), due="2026-03-10")
    told = remind(date(2026, 3, 4))
    assert {(each.kind, each.action, each.person) for each in told} == {
        ("unowned", "ingens", boss.pk), ("due", "tom", boss.pk),
    }  # fmt: skip


def test_chair_and_secretary_of_a_body_are_told_and_invitations_too(
    version, region, carrier, person
):
    body = make_body(region)
    for role, email in (("chair", "chair@x.org"), ("member", "member@x.org")):
        give_seat(body=body, role=role, person=make_person(email=email),
                  active_from=date(2026, 1, 1), **DO)  # fmt: skip
    action = make_action(version, body=body, due="2026-03-10")
    do.invite_partner(action=action, organisation=carrier, **DO)
    assert {(each.kind, each.email) for each in remind(date(2026, 3, 4))} == {
        ("due", "chair@x.org"), ("invited", "anna@example.org"),
    }  # fmt: skip


def test_one_letter_for_a_person_with_a_link_that_works(version, carrier, person):
    make_action(version, "Bygg en bro", organisation=carrier, due="2026-03-10")
    make_action(version, "Riv en bro", organisation=carrier, due="2026-03-11")
    remind(date(2026, 3, 4))
    (letter,) = mail.outbox
    assert letter.to == ["anna@example.org"]
    assert "Bygg en bro" in letter.body
    assert "Anna" in letter.body
    links = [line.strip() for line in letter.body.splitlines() if BASE in line]
    assert len(links) == 2
    assert links[0].startswith(f"{BASE}/sv/workspace/actions/update/")
    token = links[0].split("/")[-2]
    made = do.update_by_link(token=token, said=do.Said("on_track"), at=at(date(2026, 3, 5)))
    assert (made.reported_by, made.action.slug) == (person, "bygg-en-bro")


@pytest.mark.parametrize(
    ("asked", "written"), [("nb", "nb"), ("nn", "nn"), ("sv", "sv"), ("fi", "fi"), ("en", "en"),
                           ("se", "sv")]
)  # fmt: skip
def test_a_letter_is_in_the_persons_language_and_sami_falls_back_marked(
    asked, written, version, carrier
):
    from samkraft.actions.operations.letters import letter

    person = make_person(organisation=carrier, language=asked)
    make_action(version, organisation=carrier, due="2026-03-10")
    dues, _ = due_reminders(date(2026, 3, 4))
    made = letter(person, dues, base_url=BASE, at=at(date(2026, 3, 4)))
    assert made.lang == written
    assert f"{BASE}/{asked}/workspace/" in made.body
    assert made.body.count("\n\n") == (3 if asked == "se" else 2)


def test_a_letter_that_cannot_be_sent_is_not_lost(version, carrier, person, monkeypatch):
    make_action(version, organisation=carrier, due="2026-03-10")

    def refuse(*arguments, **more):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr("samkraft.actions.operations.reminding.send_mail", refuse)
    (told,) = remind(date(2026, 3, 4))
    assert (told.failed, Reminder.objects.count()) == ("ConnectionRefusedError: no server", 0)
    monkeypatch.undo()
    assert [each.failed for each in remind(date(2026, 3, 5))] == [""]
    assert get_connection() is not None


def test_looking_sends_nothing(version, carrier, person):
    make_action(version, organisation=carrier, due="2026-03-10")
    assert len(remind(date(2026, 3, 4), send=False)) == 1
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_a_plan_can_go_without_reminders(version, carrier, person):
    make_action(version, organisation=carrier, due="2026-03-10")
    do.set_habits(plan=version.plan, values=do.HabitValues("SEK", reminders=False), **DO)
    assert remind(date(2026, 3, 4)) == ()


@pytest.mark.parametrize("many", [1, 3])
def test_looking_for_reminders_costs_a_constant_number_of_queries(
    many, version, region, django_assert_num_queries
):
    from samkraft.actions.queries.reminding import due_reminders

    make_person("coordinator", region)
    do.open_round(plan=version.plan, title=Texts.of("sv", "R"), opens=date(2026, 3, 1),
                  closes=date(2026, 3, 17), **DO)  # fmt: skip
    for number in range(many):
        org, body = make_organisation(region), make_body(region)
        make_person(organisation=org)
        give_seat(body=body, role="chair", person=make_person(), active_from=date(2026, 1, 1), **DO)
        make_milestone(make_action(version, f"A{number}", organisation=org), "S", "2026-03-10")
        make_action(version, f"B{number}", body=body, elements=["ett-mal"])
        make_action(version, f"C{number}")
    with django_assert_num_queries(13):
        assert due_reminders(date(2026, 3, 4))[0]


def test_one_plan_alone_can_be_asked_what_is_due(version, carrier, person):
    from samkraft.actions.queries.reminding import due_reminders

    make_action(version, "Här", organisation=carrier, due="2026-03-05")
    other = make_strategy(version.plan.region, slug="annan")
    make_action(other, "Där", organisation=carrier, due="2026-03-05")
    every, _ = due_reminders(date(2026, 3, 4))
    own, _ = due_reminders(date(2026, 3, 4), plan=version.plan)
    assert (len(every), [due.action.titled("sv").text for due in own]) == (2, ["Här"])
