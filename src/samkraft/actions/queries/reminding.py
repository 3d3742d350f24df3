"""Who is to be reminded of what: everything in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samkraft.accounts.models import Person, RegionRole, Seat
from samkraft.actions.models import Action, Milestone, Partner, Reminder, Round
from samkraft.actions.queries.gathering import Gathered, gather, owned
from samkraft.actions.queries.standing import active_on
from samkraft.actions.queries.workspace import answered_pairs
from samkraft.actions.rules.reminding import (
    AFTER_CLOSING,
    TO_COORDINATORS,
    Asking,
    Followed,
    Matter,
    Step,
    matters,
)
from samkraft.actions.rules.stages import OPEN
from samkraft.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Due:
    """A person is to be reminded of a matter of an action."""

    matter: Matter
    person: Person
    action: Action
    milestone: Milestone | None
    round: Round | None


class Recipients:
    """The people behind organisations, bodies and regions, looked up once."""

    def __init__(self, actions: Iterable[Action], partners: Iterable[Partner], on: date) -> None:
        actions = list(actions)
        self.on = on
        organisations = {each.organisation_id for each in (*actions, *partners)}
        people = Person.objects.filter(organisation__in=organisations - {None}, is_active=True)
        self._by_organisation: dict[int, list[Person]] = {}
        for person in people.order_by("pk"):
            self._by_organisation.setdefault(person.organisation_id, []).append(person)
        seats = Seat.objects.held_on(on).filter(
            body__in={each.body_id for each in actions} - {None}, person__isnull=False
        )
        self._by_body: dict[int, list[Seat]] = {}
        for seat in seats.exclude(role="observer").select_related("person").order_by("pk"):
            self._by_body.setdefault(seat.body_id, []).append(seat)
        held = RegionRole.objects.held_on(on).filter(
            region__in={each.plan.region_id for each in actions}, role="coordinator"
        )
        self._coordinators: dict[int, list[Person]] = {}
        for role in held.select_related("person").order_by("person"):
            self._coordinators.setdefault(role.region_id, []).append(role.person)

    def of(self, matter: Matter, action: Action, partner: Partner | None) -> list[Person]:
        """Whom to remind; coordinators where nobody else can be reached."""
        if matter.kind in TO_COORDINATORS:
            found = []
        elif partner is not None:
            found = self._by_organisation.get(partner.organisation_id, [])
        elif action.person_id and active_on(action.person, self.on):
            found = [action.person]
        elif action.body_id:
            seats = self._by_body.get(action.body_id, [])
            lead = [seat for seat in seats if seat.role in ("chair", "secretary")] or seats
            found = [seat.person for seat in lead]
        else:
            found = self._by_organisation.get(action.organisation_id, [])
        found = found or self._coordinators.get(action.plan.region_id, [])
        return [each for each in dict.fromkeys(found) if active_on(each, self.on)]


def due_reminders(today: date, *, plan: Plan | None = None) -> tuple[list[Due], Gathered]:
    """Everything that somebody is to be reminded of and was not yet, of all plans or of one. At
    most thirteen queries."""
    rows = Action.objects.filter(
        withdrawn_at=None, published_at__isnull=False, stage__in=(*OPEN, "handed_over")
    )
    if plan is not None:
        rows = rows.filter(plan=plan)
    found = gather(rows.order_by("plan_id", "number"))
    actions = [each for each in found.actions if found.habits[each.plan_id].reminders]
    rounds = _rounds(today, plan)
    answered = answered_pairs(each for of in rounds.values() for each in of)
    partners = _invited(plan)
    recipients = Recipients(actions, partners.values(), today)
    invited: dict[int, list[Partner]] = {}
    for partner in partners.values():
        invited.setdefault(partner.action_id, []).append(partner)
    due = []
    for action in actions:
        asked = invited.get(action.pk, [])
        for matter in matters(_followed(action, found, rounds, answered, asked), today):
            due += _addressed(matter, action, found, rounds, partners, recipients)
    return _not_yet(due), found


def _followed(action: Action, found: Gathered, rounds, answered, asked) -> Followed:
    return Followed(
        number=action.pk, stage=action.stage, due_last=action.due_last,
        steps=[
            Step(row.pk, row.due_last)
            for row in found.milestones.get(action.pk, ()) if row.done_on is None
        ],
        last_report_on=action.last_report_on, silent_since=action.silent_since,
        stale_after=found.habits[action.plan_id].stale_after, owned=owned(action),
        owned_since=action.owned_since, consent=action.consent, follow_up_on=action.follow_up_on,
        rounds=[
            Asking(each.pk, each.opens, each.closes, (action.pk, each.pk) in answered)
            for each in rounds.get(action.plan_id, ()) if action.made_on <= each.closes
        ],
        invited=[(each.pk, each.invited_on) for each in asked],
    )  # fmt: skip


def _addressed(matter: Matter, action, found, rounds, partners, recipients) -> list[Due]:
    kind, _, number = matter.about.split("/")[0].partition(":")
    milestone = partner = asking = None
    if kind == "milestone":
        milestone = next(m for m in found.milestones[action.pk] if m.pk == int(number))
    elif kind == "partner":
        partner = partners[int(number)]
    elif kind == "round":
        asking = next(each for each in rounds[action.plan_id] if each.pk == int(number))
    return [
        Due(matter, person, action, milestone, asking)
        for person in recipients.of(matter, action, partner)
    ]


def _rounds(today: date, plan: Plan | None) -> dict[int, list[Round]]:
    rows = Round.objects.filter(ended_at=None, opens__lte=today, closes__gte=today - AFTER_CLOSING)
    rows = rows.filter(plan=plan) if plan is not None else rows
    found: dict[int, list[Round]] = {}
    for row in rows.order_by("closes", "pk"):
        found.setdefault(row.plan_id, []).append(row)
    return found


def _invited(plan: Plan | None) -> dict[int, Partner]:
    rows = Partner.objects.filter(
        answer="invited", ended_at=None, action__withdrawn_at=None, action__stage__in=OPEN
    )
    rows = rows.filter(action__plan=plan) if plan is not None else rows
    return {row.pk: row for row in rows.order_by("pk")}


def _not_yet(due: list[Due]) -> list[Due]:
    """Those that were not sent before. One query."""
    people = {each.person.pk for each in due}
    sent = set(
        Reminder.objects.filter(person__in=people).values_list("kind", "about", "period", "person")
    )
    return [
        each for each in due
        if (each.matter.kind, each.matter.about, each.matter.period, each.person.pk) not in sent
    ]  # fmt: skip
