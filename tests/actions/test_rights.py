"""Who may do what: every standing against every operation."""

from datetime import date
from decimal import Decimal

import pytest

from samkraft.accounts.operations import give_seat
from samkraft.accounts.rules import NotAllowed
from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from tests.actions.conftest import DAY
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_action_plan,
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
UPDATES = {
    "update", "move dates", "move stage", "add milestone", "describe milestone", "move milestone",
    "reach milestone", "withdraw milestone", "order milestones", "need", "end need",
    "add document", "end document", "answer principle", "begin experiment",
    "describe experiment", "conclude experiment", "add money", "change money", "withdraw money",
}  # fmt: skip
EDITS = {
    "create", "describe", "publish", "withdraw", "assign", "decide", "invite", "end partner",
    "involve", "end involvement", "tie", "untie", "open round", "change round", "end round",
    "set habits", "add criterion", "change criterion", "end criterion", "choose", "write plan",
    "treat", "send plan", "import",
}  # fmt: skip
PROPOSES = {"propose", "initiate", "comment", "withdraw comment", "opinion"}
ANSWERS = {"answer assignment", "answer invitation", "update part"}
EDITOR = UPDATES | EDITS | PROPOSES | ANSWERS
COORDINATOR = EDITOR | {"coordinate", "agree plan"}
EVERYTHING = COORDINATOR | {"publish name", "state rate"}
CARRIES = UPDATES | {"answer assignment", "comment"}
RIGHTS = {
    "nobody": set(),
    "reader": set(),
    "contributor": PROPOSES - {"withdraw comment"},
    "editor": EDITOR,
    "coordinator": COORDINATOR,
    "coordinator elsewhere": set(),
    "programme": set(),
    "administrator": COORDINATOR | {"state rate"},
    "the installation": EVERYTHING,
    "of the responsible organisation": CARRIES,
    "the responsible person": CARRIES | {"publish name"},
    "of the responsible body": CARRIES,
    "an observer of the body": set(),
    "of the partner": {"answer invitation", "update part", "comment"},
    "of another organisation of the region": {"initiate", "opinion"},
    "once of the responsible organisation": set(),
}


def somebody(who, region, carrier, partner):
    if who == "the installation":
        return None
    if who in ("administrator", "programme"):
        return make_person(who)
    if who.startswith("of the responsible org"):
        return make_person(organisation=carrier)
    if who == "of the partner":
        return make_person(organisation=partner)
    if who.startswith("of another"):
        return make_person(organisation=make_organisation(region))
    if who.startswith("once"):
        person = make_person(organisation=carrier)
        person.is_active = False
        person.save()
        return person
    if who.split()[0] in ("reader", "contributor", "editor", "coordinator"):
        return make_person(who.split()[0], make_region() if who.endswith("elsewhere") else region)
    return make_person()


def sv(text):
    return Texts.of("sv", text)


def attempts(version, who):
    region = version.plan.region
    elsewhere = make_region()
    carrier, partner = make_organisation(elsewhere), make_organisation(elsewhere)
    person = somebody(who, region, carrier, partner)
    body = make_body(region)
    if " body" in who:
        give_seat(body=body, role="observer" if "observer" in who else "member", person=person,
                  active_from=date(2026, 1, 1), **DO)  # fmt: skip
    own = {"organisation": carrier}
    if " body" in who:
        own = {"body": body}
    elif who == "the responsible person":
        own = {"person": person}
    plan = version.plan
    by = {"by": person, "at": NOON}

    def action(**more):
        made = make_action(version, "Arbete", **{"stage": "under_way", **own, **more})
        do.invite_partner(action=made, organisation=partner, **DO)
        type(made).objects.filter(pk=made.pk).update(consent="asked")
        return made

    def mine(**more):
        """The partner's row of a fresh action."""
        return action(**more).partners.get()

    a = action()
    steps = [make_milestone(a, str(n)) for n in range(4)]
    trial = [do.begin_experiment(action=a, hypothesis=sv("x"), **DO) for _ in range(2)]
    cash = do.MoneyValues("local", 2026, "SEK", Decimal(1))
    money = [do.add_money(action=a, values=cash, **DO) for _ in range(2)]
    need = do.need_action(action=a, needs=action(), **DO)
    document = do.add_document(action=a, title="x", url="https://example.org", **DO)
    said = do.comment(action=a, text="x", **DO)
    tie = do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-mal", **DO)
    role = do.involve(plan=plan, body=body, role="lead", active_from=DAY, **DO)
    criteria = [do.add_criterion(plan=plan, name=sv("x"), **DO) for _ in range(3)]
    rounds = [
        do.open_round(plan=plan, title=sv("x"), opens=DAY, closes=DAY, **DO) for _ in range(2)
    ]
    drafts = [make_action_plan(version) for _ in range(3)]
    treated = do.move_action_plan(action_plan=drafts[2], state="in_treatment", **DO)
    values = do.ActionValues(title=sv("x"))
    words = do.ActionPlanValues(title=sv("x"))
    x = {"outcome": sv("x"), "lesson": sv("x")}
    return {
        "create": lambda: do.create_action(plan=plan, values=values, **by),
        "propose": lambda: do.create_action(plan=plan, values=values, stage="proposed", **by),
        "describe": lambda: do.describe_action(action=action(), revision=2, values=values, **by),
        "publish": lambda: do.publish_action(action=a, **by),
        "withdraw": lambda: do.withdraw_action(action=action(), why="x", **by),
        "assign": lambda: do.assign_action(
            action=action(), revision=2, responsible=do.Responsible(), **by),
        "decide": lambda: do.move_stage(action=action(stage="proposed"), stage="decided", **by),
        "move stage": lambda: do.move_stage(action=action(), stage="done", **by),
        "answer assignment": lambda: do.answer_assignment(action=action(), accepted=True, **by),
        "publish name": lambda: do.publish_name(
            action=a if own.get("person") else action(person=make_person()), agreed=True, **by),
        "move dates": lambda: do.move_dates(action=a, start="", due="2027", why="", **by),
        "update": lambda: report(a, by=person),
        "add milestone": lambda: do.add_milestone(action=a, title=sv("x"), due="", **by),
        "describe milestone": lambda: do.describe_milestone(
            milestone=steps[0], revision=1, title=sv("y"), criterion=Texts(), due="", **by),
        "move milestone": lambda: do.move_milestone(milestone=steps[1], due="2027", why="x", **by),
        "reach milestone": lambda: do.reach_milestone(milestone=steps[2], on=DAY, **by),
        "withdraw milestone": lambda: do.withdraw_milestone(milestone=steps[3], why="x", **by),
        "order milestones": lambda: do.order_milestones(action=a, order=[], **by),
        "need": lambda: do.need_action(action=a, needs=action(), **by),
        "end need": lambda: do.end_dependency(dependency=need, **by),
        "add document": lambda: do.add_document(action=a, title="x", url="https://x.org", **by),
        "end document": lambda: do.end_document(document=document, **by),
        "answer principle": lambda: do.answer_principle(
            action=a, key="alla-med", considered="yes", **by),
        "begin experiment": lambda: do.begin_experiment(action=a, hypothesis=sv("x"), **by),
        "describe experiment": lambda: do.describe_experiment(
            experiment=trial[0], revision=1, hypothesis=sv("y"), how_we_know=Texts(), **x, **by),
        "conclude experiment": lambda: do.conclude_experiment(
            experiment=trial[1], revision=1, decision="stop", **x, **by),
        "add money": lambda: do.add_money(action=a, values=cash, **by),
        "change money": lambda: do.change_money(money=money[0], revision=1, values=cash, **by),
        "withdraw money": lambda: do.withdraw_money(money=money[1], why="x", **by),
        "state rate": lambda: do.state_rate(
            base="NOK", quote="SEK", on=DAY, rate=Decimal(1), source="x", **by),
        "invite": lambda: do.invite_partner(action=a, organisation=make_organisation(region), **by),
        "end partner": lambda: do.end_partner(partner=mine(), why="x", **by),
        "answer invitation": lambda: do.answer_invitation(partner=mine(), accepted=True, **by),
        "update part": lambda: do.update_part(partner=mine(), revision=1, part=sv("x"), **by),
        "comment": lambda: do.comment(action=a, text="x", **by),
        "withdraw comment": lambda: do.withdraw_comment(comment=said, **by),
        "involve": lambda: do.involve(plan=plan, body=body, role="lead", active_from=DAY, **by),
        "end involvement": lambda: do.end_involvement(involvement=role, on=DAY, **by),
        "tie": lambda: do.tie_measure(
            plan=plan, measure_key="en-annan-atgard", goal_key="ett-mal", **by),
        "untie": lambda: do.untie_measure(serving=tie, why="x", **by),
        "open round": lambda: do.open_round(plan=plan, title=sv("x"), opens=DAY, closes=DAY, **by),
        "change round": lambda: do.change_round(
            round=rounds[0], revision=1, title=sv("y"), opens=DAY, closes=DAY, **by),
        "end round": lambda: do.end_round(round=rounds[1], why="x", **by),
        "set habits": lambda: do.set_habits(plan=plan, values=do.HabitValues("SEK"), **by),
        "add criterion": lambda: do.add_criterion(plan=plan, name=sv("x"), **by),
        "change criterion": lambda: do.change_criterion(
            criterion=criteria[0], revision=1, name=sv("y"), weight=Decimal(2), **by),
        "end criterion": lambda: do.end_criterion(criterion=criteria[1], **by),
        "opinion": lambda: do.give_opinion(
            criterion=criteria[2], score=1, element_key="en-atgard", **by),
        "choose": lambda: do.record_choice(
            plan=plan, element_key="en-atgard", chosen=True, phase="1", why="x", on=DAY, **by),
        "initiate": lambda: do.initiate_action_plan(plan=plan, values=words, **by),
        "write plan": lambda: do.write_action_plan(
            action_plan=drafts[0], revision=1, values=words, **by),
        "send plan": lambda: do.move_action_plan(action_plan=drafts[1], state="in_treatment", **by),
        "treat": lambda: do.record_treatment(
            action_plan=treated, body=body, on=DAY, outcome="noted", **by),
        "coordinate": lambda: do.set_coordinator(action_plan=treated, organisation=carrier, **by),
        "agree plan": lambda: do.move_action_plan(action_plan=treated, state="agreed", **by),
        "import": lambda: do.import_actions(plan=plan, data=b"title\nX\n", **by),
    }  # fmt: skip


@pytest.mark.parametrize("who", RIGHTS)
def test_each_may_do_exactly_what_the_table_says(who):
    version = make_strategy(make_region())
    done = set()
    for name, attempt in attempts(version, who).items():
        try:
            attempt()
        except NotAllowed:
            continue
        done.add(name)
    assert done == RIGHTS[who]


def test_those_who_carry_one_action_may_not_touch_another(version, region):
    carrier, other = make_organisation(region), make_organisation(region)
    person = make_person(organisation=carrier)
    theirs = make_action(version, organisation=other)
    partner = do.invite_partner(action=theirs, organisation=other, **DO)
    for attempt in (
        lambda: report(theirs, by=person),
        lambda: do.answer_invitation(partner=partner, accepted=True, by=person, at=NOON),
        lambda: do.update_part(partner=partner, revision=1, part=sv("x"), by=person, at=NOON),
        lambda: do.comment(action=theirs, text="x", by=person, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_seat_gives_the_right_from_until(version, region):
    body = make_body(region)
    person = make_person()
    give_seat(body=body, role="chair", person=person, active_from=date(2026, 3, 3),
              active_until=date(2026, 3, 5), **DO)  # fmt: skip
    action = make_action(version, body=body)
    with pytest.raises(NotAllowed):
        report(action, by=person)
    report(action, by=person, at=NOON.replace(day=3))
    with pytest.raises(NotAllowed):
        report(action, by=person, at=NOON.replace(day=5))
