"""Where a person stands towards a region, an action, a partner's part."""

from __future__ import annotations

from datetime import date

from samkraft.accounts.models import Person, RegionRole
from samkraft.accounts.queries import body_numbers_of
from samkraft.accounts.rules import may
from samkraft.actions.models import Action, ActionPlan, Partner
from samkraft.actions.rules.rights import MAY, allowed
from samkraft.places.models import Region

EVERY = frozenset(standing for of in MAY.values() for standing in of)
BY_RIGHT = {
    "reader": "read_unpublished", "contributor": "comment", "editor": "edit",
    "coordinator": "decide",
}  # fmt: skip


def active_on(person: Person, on: date) -> bool:
    """Whether the person's record holds on the day."""
    return bool(person.is_active) and not (person.ends_on and person.ends_on <= on)


def standings(
    person: Person | None,
    region: Region,
    *,
    on: date,
    action: Action | None = None,
    partner: Partner | None = None,
    action_plan: ActionPlan | None = None,
) -> frozenset[str]:
    """Every standing of the person; None is the installation itself: all of them."""
    if person is None:
        return EVERY
    if not active_on(person, on):
        return frozenset()
    found = {name for name, right in BY_RIGHT.items() if may(person, right, region)}
    organisation = person.organisation_id
    if organisation and _takes_part(person, region):
        found.add("actor")
    if action is not None and _carries(person, action, on):
        found.add("responsible")
    if (
        partner is not None and organisation == partner.organisation_id and not partner.ended_at
    ) or (action is not None and partner is None and _is_partner(action, organisation)):
        found.add("partner")
    if action_plan is not None and _initiated(person, action_plan):
        found.add("initiator")
    return frozenset(found)


def may_act(person: Person | None, act: str, region: Region, *, on: date, **about) -> bool:
    """Whether the person may do this; `about` as for `standings`."""
    return allowed(act, standings(person, region, on=on, **about))


def carrying(action: Action, on: date) -> list[Person]:
    """Who is to be asked about an action: the named person, else the body's chairs and members,
    else the people of the organisation who work in the region."""
    if action.person_id and active_on(action.person, on):
        return [action.person]
    from samkraft.accounts.models import Seat

    if action.body_id:
        seats = Seat.objects.held_on(on).filter(body=action.body_id, person__isnull=False)
        rows = list(seats.exclude(role="observer").select_related("person"))
        lead = [row for row in rows if row.role in ("chair", "secretary")] or rows
        return [row.person for row in lead if active_on(row.person, on)]
    if action.organisation_id:
        people = Person.objects.filter(organisation=action.organisation_id, is_active=True)
        return [person for person in people if active_on(person, on)]
    return []


def coordinators(region_id: int, on: date) -> list[Person]:
    """The coordinators of a region on a day."""
    held = RegionRole.objects.held_on(on).filter(region=region_id, role="coordinator")
    return [row.person for row in held.select_related("person") if active_on(row.person, on)]


def _takes_part(person: Person, region: Region) -> bool:
    return person.organisation.regions.filter(pk=region.pk).exists()


def _carries(person: Person, action: Action, on: date) -> bool:
    if action.person_id == person.pk:
        return True
    if action.organisation_id and action.organisation_id == person.organisation_id:
        return True
    return bool(action.body_id) and action.body_id in body_numbers_of(person, on)


def _is_partner(action: Action, organisation: int | None) -> bool:
    if not organisation:
        return False
    held = Partner.objects.filter(action=action, organisation=organisation, ended_at=None)
    return held.exclude(answer="declined").exists()


def _initiated(person: Person, plan: ActionPlan) -> bool:
    """Whoever initiated it writes while it is a draft."""
    if plan.state != "draft":
        return False
    return plan.initiator_id == person.pk or (
        plan.initiated_by_id is not None and plan.initiated_by_id == person.organisation_id
    )
