"""Partners, dependencies, documents, principles, money, experiments, comments, rounds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from samkraft.actions import operations as do
from samkraft.actions.models import FollowUp, PrincipleAnswer, Rate
from samkraft.actions.queries import answers_of_round, comments_of, habits_of
from samkraft.actions.queries.habits import Habits
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import make_action, make_organisation, make_person, make_strategy, report

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
LATER = NOON + timedelta(days=10)


def sv(text):
    return Texts.of("sv", text)


@pytest.fixture
def action(version):
    return make_action(version)


def test_a_partner_answers_and_tells_of_its_own_part(action, region):
    company = make_organisation(region)
    person = make_person(organisation=company)
    invited = do.invite_partner(action=action, organisation=company, role="betalar", **DO)
    assert do.invite_partner(action=action, organisation=company, **DO) == invited
    with pytest.raises(do.BadPart, match="no-reason"):
        do.answer_invitation(partner=invited, accepted=False, by=person, at=LATER)
    do.answer_invitation(partner=invited, accepted=False, why="Inte nu", by=person, at=LATER)
    answered = do.answer_invitation(partner=invited, accepted=True, by=person, at=LATER)
    told = do.update_part(partner=invited, revision=answered.revision, part=sv("Vi betalar"),
                          by=person, at=LATER)  # fmt: skip
    assert (told.answer, told.answered_by, told.part["sv"]["text"], told.part_at) == (
        "accepted", person, "Vi betalar", LATER,
    )  # fmt: skip
    with pytest.raises(do.ChangedMeanwhile):
        do.update_part(partner=invited, revision=1, part=sv("x"), by=person, at=LATER)
    do.end_partner(partner=invited, why="Klart", **DO)
    with pytest.raises(do.BadPart, match="ended"):
        do.answer_invitation(partner=invited, accepted=True, by=None, at=LATER)
    again = do.invite_partner(action=action, organisation=company, **DO)
    assert again.pk != invited.pk


def test_dependencies_never_go_in_a_circle(version, action):
    second, third = make_action(version), make_action(version)
    one = do.need_action(action=action, needs=second, **DO)
    do.need_action(action=second, needs=third, **DO)
    for wrong, needs in ((third, action), (action, action), (second, action)):
        with pytest.raises(do.BadPart, match="circle"):
            do.need_action(action=wrong, needs=needs, **DO)
    assert do.need_action(action=action, needs=second, **DO) == one
    do.end_dependency(dependency=one, **DO)
    assert do.need_action(action=second, needs=action, **DO)
    with pytest.raises(do.BadPart, match="other-region"):
        do.need_action(action=action, needs=make_action(make_strategy()), **DO)


def test_documents_are_addresses_of_the_web(action):
    made = do.add_document(action=action, title=" Avtal ", url="https://example.org/a", **DO)
    assert made.title == "Avtal"
    for url in ("javascript:alert(1)", "ftp://x.org/a", "example", ""):
        with pytest.raises(do.BadPart, match="bad-address"):
            do.add_document(action=action, title="x", url=url, **DO)
    do.end_document(document=made, **DO)
    made.refresh_from_db()
    assert made.ended_at == NOON


def test_a_principle_is_answered_and_a_former_answer_stays_in_the_journal(action):
    with pytest.raises(do.BadPart, match="not-a-principle"):
        do.answer_principle(action=action, key="ett-mal", considered="yes", **DO)
    do.answer_principle(action=action, key="alla-med", considered="no", text=sv("Nej"), **DO)
    do.answer_principle(action=action, key="alla-med", considered="yes", text=sv("Jo"), **DO)
    assert PrincipleAnswer.objects.get().considered == "yes"
    last = Entry.objects.filter(operation="answer-principle").order_by("-pk").first()
    assert (last.before["considered"], last.after["considered"]) == ("no", "yes")


def line(**more):
    return do.MoneyValues(**{"level": "local", "year": 2026, "currency": "SEK",
                             "promised": Decimal(100), "funder": "Kommunen"} | more)  # fmt: skip


def test_money_is_corrected_and_taken_back_with_its_history(action):
    made = do.add_money(action=action, values=line(), **DO)
    changed = do.change_money(money=made, revision=1, values=line(spent=Decimal("40.5")), **DO)
    assert (changed.promised, changed.spent) == (Decimal(100), Decimal("40.5"))
    with pytest.raises(do.ChangedMeanwhile):
        do.change_money(money=made, revision=1, values=line(), **DO)
    with pytest.raises(do.BadMoney, match="no-reason"):
        do.withdraw_money(money=made, why="", **DO)
    do.withdraw_money(money=made, why="Fel", **DO)
    entry = Entry.objects.get(operation="change-money")
    assert (entry.before["spent"], entry.after["spent"]) == (None, "40.50")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"level": "x"}, "unknown-level"), ({"currency": "USD"}, "unknown-currency"),
        ({"year": 27}, "year"), ({"promised": None}, "nothing"),
        ({"promised": Decimal(-1)}, "negative"), ({"spent": Decimal("NaN")}, "nothing"),
    ],
)  # fmt: skip
def test_money_that_makes_no_sense_is_refused(changes, code, action):
    with pytest.raises(do.BadMoney) as caught:
        do.add_money(action=action, values=line(**changes), **DO)
    assert caught.value.code == code


def test_a_rate_is_stated_once_a_day_with_its_source():
    rate = {"base": "NOK", "quote": "SEK", "on": date(2026, 1, 2), "rate": Decimal("0.95")}
    do.state_rate(**rate, source="Norges Bank", **DO)
    do.state_rate(**rate | {"rate": Decimal("0.96")}, source="Norges Bank", **DO)
    assert Rate.objects.get().rate == Decimal("0.96")
    for wrong, code in (
        ({"source": " "}, "no-source"), ({"quote": "NOK"}, "same-currency"),
        ({"rate": Decimal(0)}, "not-positive"), ({"base": "USD"}, "unknown-currency"),
    ):  # fmt: skip
        with pytest.raises(do.BadMoney, match=code):
            do.state_rate(**{**rate, "source": "x", **wrong}, **DO)


def test_an_experiment_that_failed_is_concluded_like_any_other(action):
    begun = do.begin_experiment(action=action, hypothesis=sv("Det hjälper"), **DO)
    with pytest.raises(do.BadPart, match="no-text"):
        do.conclude_experiment(experiment=begun, revision=1, outcome=sv("Nej"), lesson=Texts(),
                               decision="stop", **DO)  # fmt: skip
    done = do.conclude_experiment(experiment=begun, revision=1, outcome=sv("Det hjälpte inte"),
                                  lesson=sv("Fråga först"), decision="stop", **DO)  # fmt: skip
    assert (done.decision, done.decided_on, done.revision) == ("stop", NOON.date(), 2)
    described = do.describe_experiment(
        experiment=done, revision=2, hypothesis=sv("Annat"), how_we_know=sv("Mätt"),
        outcome=sv("Nej"), lesson=sv("Jo"), **DO,
    )  # fmt: skip
    assert described.hypothesis["sv"]["text"] == "Annat"


def test_comments_stay_among_those_involved_and_can_be_taken_back(action, region):
    person = make_person("contributor", region)
    said = do.comment(action=action, text=" Hej ", by=person, at=NOON)
    do.comment(action=action, text="Svar", by=None, at=NOON)
    assert [each.text for each in comments_of(action)] == ["Hej", "Svar"]
    do.withdraw_comment(comment=said, by=person, at=NOON)
    said.refresh_from_db()
    assert (said.text, [each.text for each in comments_of(action)]) == ("", ["Svar"])


def test_a_round_knows_who_has_answered_and_who_not(version, action):
    other, proposal = make_action(version), make_action(version, stage="proposed")
    asking = do.open_round(plan=version.plan, title=sv("Våren"), opens=date(2026, 3, 1),
                           closes=date(2026, 3, 31), **DO)  # fmt: skip
    report(action)
    assert proposal.stage == "proposed"
    assert answers_of_round(asking) == ([action], [other])
    changed = do.change_round(round=asking, revision=1, title=sv("Våren"),
                              opens=date(2026, 3, 1), closes=date(2026, 4, 30), **DO)  # fmt: skip
    with pytest.raises(do.ChangedMeanwhile):
        do.change_round(round=asking, revision=1, title=sv("X"), opens=changed.opens,
                        closes=changed.closes, **DO)  # fmt: skip
    with pytest.raises(do.BadRound, match="days-out-of-order"):
        do.open_round(plan=version.plan, title=sv("X"), opens=date(2026, 3, 1),
                      closes=date(2026, 2, 1), **DO)  # fmt: skip
    do.end_round(round=asking, why="Fel", **DO)
    with pytest.raises(do.BadRound, match="ended"):
        do.end_round(round=asking, why="Fel", **DO)


def test_a_plan_is_followed_as_its_language_says_until_somebody_sets_it(version):
    plan = version.plan
    assert habits_of([plan]) == {plan.pk: Habits("SEK", 120, (), True, None)}
    july = (date(2026, 7, 1), date(2026, 7, 31))
    do.set_habits(
        plan=plan, values=do.HabitValues("NOK", 60, [july], False, date(2026, 3, 1)), **DO
    )
    assert habits_of([plan]) == {plan.pk: Habits("NOK", 60, (july,), False, date(2026, 3, 1))}
    with pytest.raises(do.BadRound, match="quiet"):
        do.set_habits(plan=plan, values=do.HabitValues("NOK", 60, [july[::-1]]), **DO)
    assert FollowUp.objects.count() == 1


def test_habits_that_somebody_else_changed_meanwhile_are_not_overwritten(version):
    plan = version.plan
    first = do.set_habits(plan=plan, values=do.HabitValues("SEK", 30), revision=0, **DO)
    do.set_habits(plan=plan, values=do.HabitValues("SEK", 40), revision=first.revision, **DO)
    with pytest.raises(do.ChangedMeanwhile) as refused:
        do.set_habits(plan=plan, values=do.HabitValues("SEK", 50), revision=first.revision, **DO)
    assert (refused.value.current.stale_after, refused.value.current.revision) == (40, 2)
