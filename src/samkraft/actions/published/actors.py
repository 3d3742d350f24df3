"""What each organisation or body carries, leads and supports, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samkraft.accounts.models import Body, Organisation
from samkraft.accounts.queries import seats_of
from samkraft.actions.models import Involvement, Partner
from samkraft.actions.published.values import ActionRow, rows_of
from samkraft.actions.queries.filtering import public_actions
from samkraft.actions.queries.gathering import gather, public_words
from samkraft.actions.rules.stages import OPEN
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic


@dataclass(frozen=True, slots=True)
class Held:
    """A role in a plan, or in one of its elements (`element` None: the whole)."""

    region: str
    plan: str
    key: str
    element: Shown | None
    role: str
    since: date
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PublishedSeat:
    """A seat: the name only when the person agreed, else role and organisation."""

    role: str
    name: str
    organisation: Shown | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Load:
    """Open actions, and milestones and actions due in each month ("2027-05")."""

    open_actions: int
    late: int
    due: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What an actor carries on a day. `type` is organisation or body; `former` are roles that
    have ended; `partner_in` actions it has accepted to take part in."""

    type: str
    slug: str
    kind: str
    name: Shown
    mandate: Shown
    organisation: Shown | None
    existing: bool
    roles: tuple[Held, ...]
    former: tuple[Held, ...]
    carries: tuple[ActionRow, ...]
    partner_in: tuple[ActionRow, ...]
    seats: tuple[PublishedSeat, ...]
    load: Load


def published_organisation(slug: str, lang: str, *, today: date) -> ActorPage:
    """The page of an organisation. At most sixteen queries. Raises NotPublic."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotPublic(slug)
    taking = Partner.objects.filter(organisation=found, ended_at=None, answer="accepted")
    return _page(
        found, "organisation", lang, today, Q(organisation=found),
        Q(pk__in=taking.values("action")), (),
    )  # fmt: skip


def published_body(region: str, slug: str, lang: str, *, today: date) -> ActorPage:
    """The page of a body of a region, with who sits there. Raises NotPublic."""
    found = Body.objects.select_related("organisation").filter(
        region__slug=region, slug=slug
    ).first()  # fmt: skip
    if found is None:
        raise NotPublic(region, slug)
    seats = tuple(_seat(seat, lang) for seat in seats_of([found], on=today))
    return _page(found, "body", lang, today, Q(body=found), None, seats)


def _page(actor, type_: str, lang: str, today: date, carried: Q, taking: Q | None, seats):
    shown = public_actions().filter(withdrawn_at=None)
    mine = gather(shown.filter(carried).order_by("plan_id", "number"), brief=True)
    others = shown.filter(taking).order_by("plan_id", "number") if taking else None
    with_others = gather(others, brief=True) if others is not None else None
    rows = rows_of(mine, lang, today)
    roles = _roles(actor, type_, lang)
    due = Counter()
    late = 0
    for action in mine.actions:
        if action.stage not in OPEN:
            continue
        days = [row.due_last for row in mine.milestones.get(action.pk, ()) if not row.done_on]
        known = [day for day in (*days, action.due_last) if day]
        late += any(day < today for day in known)
        due.update(f"{day:%Y-%m}" for day in known if day >= today)
    return ActorPage(
        type=type_, slug=actor.slug, kind=actor.kind, name=actor.named(lang),
        mandate=Texts.read(actor.mandate).shown(lang),
        organisation=actor.organisation.named(lang)
        if type_ == "body" and actor.organisation_id else None,
        existing=actor.existing if type_ == "body" else True,
        roles=tuple(each for each in roles if each.since <= today
                    and (each.until is None or each.until > today)),
        former=tuple(each for each in roles if each.until is not None and each.until <= today),
        carries=rows, partner_in=rows_of(with_others, lang, today) if with_others else (),
        seats=seats,
        load=Load(sum(row.stage in OPEN for row in rows), late, dict(sorted(due.items()))),
    )  # fmt: skip


def _roles(actor, type_: str, lang: str) -> list[Held]:
    """Every role in public plans. Two queries."""
    public = PlanVersion.objects.filter(state__in=PUBLIC_STATES).values("plan")
    rows = list(
        Involvement.objects.filter(**{type_: actor}, plan__in=public)
        .select_related("plan__region")
        .order_by("active_from", "pk")
    )
    words = public_words({(row.plan_id, row.element_key) for row in rows if row.element_key})
    return [
        Held(
            row.plan.region.slug, row.plan.slug, row.element_key,
            words[row.plan_id, row.element_key].worded(lang) if row.element_key else None,
            row.role, row.active_from, row.active_until, row.note,
        )
        for row in rows
        if not row.element_key or (row.plan_id, row.element_key) in words
    ]  # fmt: skip


def _seat(seat, lang: str) -> PublishedSeat:
    name = (seat.person.name if seat.person_id else seat.name) if seat.published_name else ""
    organisation = seat.organisation
    return PublishedSeat(
        seat.role, name, organisation.named(lang) if organisation else None, seat.active_from,
        seat.active_until,
    )  # fmt: skip
