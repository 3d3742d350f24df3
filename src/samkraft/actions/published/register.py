"""Who does what in a region: its organisations by kind, its bodies, and how much each carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from samkraft.accounts.models import Body, Organisation
from samkraft.actions.models import Involvement, Partner
from samkraft.actions.queries.filtering import public_actions
from samkraft.actions.rules.stages import OPEN
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An organisation or a body: open actions it carries, those it takes part in, and the roles
    it has today in public plans."""

    slug: str
    kind: str
    name: Shown
    mandate: Shown
    until: date | None
    carries: int
    partner_in: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actors:
    """Organisations and bodies by kind, and bodies that exist no longer."""

    organisations: tuple[tuple[str, tuple[ActorRow, ...]], ...]
    bodies: tuple[ActorRow, ...]
    former: tuple[ActorRow, ...]


def published_actors(region: str, lang: str, *, today: date) -> Actors:
    """The actors of a region. Five queries."""
    shown = public_actions().filter(
        withdrawn_at=None, stage__in=OPEN, plan__region__slug=region
    ).order_by()  # fmt: skip
    carried = {"organisation": {}, "body": {}}
    for organisation, body, number in shown.values_list("organisation", "body").annotate(
        number=Count("pk")
    ):
        for kind, pk in (("organisation", organisation), ("body", body)):
            if pk is not None:
                carried[kind][pk] = carried[kind].get(pk, 0) + number
    taking = Partner.objects.filter(action__in=shown, ended_at=None, answer="accepted")
    partners = dict(
        taking.order_by().values_list("organisation").annotate(number=Count("pk"))
    )  # fmt: skip
    roles = _roles(region, today)

    def row(actor, kind: str, until: date | None) -> ActorRow:
        return ActorRow(
            actor.slug, actor.kind, actor.named(lang), Texts.read(actor.mandate).shown(lang),
            until, carried[kind].get(actor.pk, 0),
            partners.get(actor.pk, 0) if kind == "organisation" else 0,
            roles.get((kind, actor.pk), ()),
        )  # fmt: skip

    by_kind: dict[str, list[ActorRow]] = {}
    organisations = Organisation.objects.filter(
        Q(regions__slug=region) | Q(pk__in=carried["organisation"])
    ).distinct()  # fmt: skip
    for each in organisations:
        by_kind.setdefault(each.kind, []).append(row(each, "organisation", each.active_until))
    bodies = [
        row(each, "body", each.valid_until)
        for each in Body.objects.filter(region__slug=region).order_by("kind", "slug")
        if each.valid_from is None or each.valid_from <= today
    ]
    return Actors(
        tuple((kind, _by_name(rows)) for kind, rows in sorted(by_kind.items())),
        tuple(each for each in bodies if each.until is None or each.until > today),
        tuple(each for each in bodies if each.until is not None and each.until <= today),
    )


def _by_name(rows: list[ActorRow]) -> tuple[ActorRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.name.text.casefold(), row.slug)))


def _roles(region: str, today: date) -> dict[tuple[str, int], tuple[str, ...]]:
    """The roles held today in the region's public plans, by actor. One query."""
    public = PlanVersion.objects.filter(state__in=PUBLIC_STATES).values("plan")
    rows = Involvement.objects.held_on(today).filter(plan__in=public, plan__region__slug=region)
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for organisation, body, role in rows.order_by("role").values_list(
        F("organisation"), F("body"), "role"
    ):
        key = ("organisation", organisation) if organisation else ("body", body)
        if role not in found.get(key, ()):
            found[key] = (*found.get(key, ()), role)
    return found
