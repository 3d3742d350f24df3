"""What somebody without a role in a region can do there: for an organisation that takes part, and
in the bodies one sits in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samkraft.accounts.models import Body, Person, Seat
from samkraft.lib.texts import Shown
from samkraft.places.models import Region
from samkraft.plans.models import Plan, PlanVersion


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Adopted plans that a person may start action plans for and weigh, and the bodies one sits
    in; each with its region."""

    plans: tuple[tuple[Plan, Shown, Shown], ...]
    bodies: tuple[tuple[Body, Shown, Shown], ...]

    def __bool__(self) -> bool:
        return bool(self.plans or self.bodies)


def taking_part(person: Person, regions: list[Region], today: date) -> TakingPart:
    """What a person can reach in other regions than those with a role. At most three queries."""
    known, lang = {region.pk for region in regions}, get_language()
    return TakingPart(
        tuple(
            (row.plan, row.titled(row.plan.language), row.plan.region.named(lang))
            for row in _adopted(person, known)
        ),
        tuple(
            (row.body, row.body.named(lang), row.body.region.named(lang))
            for row in _seats(person, known, today)
        ),
    )


def _adopted(person: Person, known: set[int]) -> list[PlanVersion]:
    if not person.organisation_id:
        return []
    rows = PlanVersion.objects.filter(
        state="adopted", plan__region__in=person.organisation.regions.all()
    )
    rows = rows.exclude(plan__region__in=known).select_related("plan__region")
    return list(rows.order_by("plan__region__slug", "plan__slug"))


def _seats(person: Person, known: set[int], today: date) -> list[Seat]:
    """One seat in each body."""
    rows = Seat.objects.held_on(today).filter(person=person).exclude(body__region__in=known)
    rows = rows.select_related("body__region").order_by("body__region__slug", "body__slug")
    return list({row.body_id: row for row in rows}.values())
