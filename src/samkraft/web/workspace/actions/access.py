"""Who comes in to an action: whoever works in the region, carries it, or is asked to take part.

Somebody without any standing is told that nothing is there; the operations ask again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from samkraft.accounts.models import Person
from samkraft.accounts.rules import NotAllowed
from samkraft.actions.models import Action, Partner
from samkraft.actions.queries import may_act, standings
from samkraft.actions.rules.rights import MAY, allowed
from samkraft.web.workspace.refusals import said

INSIDE = frozenset({"reader", "responsible", "partner"})
LINKED = (
    "plan__region", "organisation", "body__area", "person__organisation", "action_plan",
    "handed_to", "consent_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """An action, and where the person who looks at it stands."""

    action: Action
    person: Person
    today: date
    standings: frozenset[str]

    @property
    def region(self):
        return self.action.plan.region

    @property
    def inside(self) -> bool:
        """Whether the person works in the region and so may see the plan's other pages."""
        return "reader" in self.standings

    @property
    def involved(self) -> bool:
        """Whether the person sees who did what; one who has declined sees what everybody may."""
        return bool(self.standings & INSIDE)

    @property
    def foreign(self) -> bool:
        """Whether others carry it, for whom an editor can record the answer."""
        return "responsible" not in self.standings

    @property
    def open(self) -> bool:
        """A withdrawn action is only read."""
        return self.action.withdrawn_at is None

    def may(self, act: str) -> bool:
        return self.open and allowed(act, self.standings)

    def may_with(self, act: str, partner: Partner) -> bool:
        """The same for one partner's part of the action."""
        return self.open and may_act(self.person, act, self.region, on=self.today, partner=partner)

    @property
    def acts(self) -> dict[str, bool]:
        """What the person may do here, for the templates."""
        own = self.open and self.action.person_id == self.person.pk
        return {act: self.may(act) for act in MAY} | {"publish_name": own}

    @property
    def address(self) -> tuple[str, str, str]:
        return self.region.slug, self.action.plan.slug, self.action.slug


def desk_of(person: Person, action: Action) -> Desk | None:
    """Where the person stands; None for somebody to whom the action is not there."""
    today = timezone.localdate()
    found = standings(person, action.plan.region, on=today, action=action)
    if not found & INSIDE and _asked(person, action, today):
        found |= {"asked"}  # has declined, and may still change the answer
    return Desk(action, person, today, found) if found & (INSIDE | {"asked"}) else None


def _asked(person: Person, action: Action, today: date) -> bool:
    rows = Partner.objects.filter(
        action=action, organisation=person.organisation_id, organisation__isnull=False,
        ended_at=None,
    )  # fmt: skip
    return any(
        may_act(person, "answer_invitation", action.plan.region, on=today, partner=row)
        for row in rows
    )


def action_page(view: Callable) -> Callable:
    """A page of an action: view(request, desk)."""

    @login_required
    @wraps(view)
    def page(request, region: str, plan: str, slug: str, **parts):
        found = (
            Action.objects.select_related(*LINKED)
            .filter(slug=slug, plan__slug=plan, plan__region__slug=region)
            .first()
        )
        desk = desk_of(request.user, found) if found else None
        if desk is None:
            raise Http404
        try:
            return view(request, desk, **parts)
        except NotAllowed as error:
            raise PermissionDenied(said(error)) from error

    return page
