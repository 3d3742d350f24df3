"""Where a page of actions stands: everywhere, in a region or in a plan, and what to narrow it by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from samkraft.actions.models import ActionTag
from samkraft.actions.queries.elements import SERVABLE
from samkraft.actions.queries.filtering import ActionFilter, filtered, public_actions
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic

RANK = {"adopted": 0, "consultation": 1}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan that actions serve, or a principle; `depth` counts what is above it."""

    key: str
    role: str
    depth: int
    text: Shown


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a page stands; empty strings for everywhere. `plans` of a region and `regions`
    everywhere lead on; `parts` are those of the plan in force, in its order."""

    region: str = ""
    region_name: Shown | None = None
    accent: str = ""
    demonstration: bool = False
    plan: str = ""
    plan_title: Shown | None = None
    parts: tuple[Part, ...] = ()
    plans: tuple[tuple[str, Shown], ...] = ()
    regions: tuple[tuple[str, Shown], ...] = ()

    def of(self, *roles: str) -> tuple[Part, ...]:
        """The parts that play one of these roles."""
        return tuple(part for part in self.parts if part.role in roles)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to: value and words."""

    responsible: tuple[tuple[str, Shown], ...] = ()
    places: tuple[tuple[str, Shown], ...] = ()
    tags: tuple[str, ...] = ()


def published_scope(lang: str, *, region: str = "", plan: str = "") -> Scope:
    """A plan or a region (one query, two when it is empty), or everywhere (one). Raises NotPublic."""
    if plan:
        return _of_plan(lang, region, plan)
    if region:
        return _of_region(lang, region)
    public = PlanVersion.objects.filter(state__in=PUBLIC_STATES).values("plan__region")
    rows = [(row.slug, row.named(lang)) for row in Region.objects.filter(pk__in=public)]
    return Scope(regions=_by_name(rows))


def published_head(lang: str, *, region: str, plan: str) -> Scope:
    """A plan without its parts. One query. Raises NotPublic."""
    found = list(_versions(region, plan))
    if not found:
        raise NotPublic(plan)
    return _head(_current(found), plan, lang)


def published_choices(lang: str, wanted: ActionFilter) -> Choices:
    """The responsible, places and tags of the actions of a plan or region; everywhere only the
    tags, because the others would be too many. One query."""
    scope = ActionFilter(region=wanted.region, plan=wanted.plan)
    rows = public_actions().filter(withdrawn_at=None)
    if scope == ActionFilter():
        tags = ActionTag.objects.filter(action__in=rows).order_by("tag").distinct()
        return Choices(tags=tuple(tags.values_list("tag", flat=True)))
    rows = filtered(rows, scope, None).order_by()
    responsible, places, tags = {}, {}, set()
    for own, *actors_and_places in rows.values_list("tags", *CHOSEN).distinct():
        tags.update(own)
        organisation, its_name, body, body_name, *three = actors_and_places
        responsible |= {organisation: its_name} if organisation else {}
        responsible |= {f"body:{body}": body_name} if body else {}
        for country, code, name in zip(three[::3], three[1::3], three[2::3], strict=True):
            places |= {f"{country}-{code}": name} if code else {}
    return Choices(_named(responsible, lang), _named(places, lang), tuple(sorted(tags)))


def _named(values: dict[str, dict], lang: str) -> tuple[tuple[str, Shown], ...]:
    return _by_name((value, Texts.read(name).shown(lang)) for value, name in values.items())


def _of_region(lang: str, slug: str) -> Scope:
    versions = list(
        PlanVersion.objects.filter(plan__region__slug=slug, state__in=PUBLIC_STATES)
        .order_by("plan").select_related("plan__region")
        .only("state", "number", "title", "plan__slug", *(f"plan__region__{n}" for n in REGION))
    )  # fmt: skip
    found = versions[0].plan.region if versions else Region.objects.filter(slug=slug).first()
    if found is None:
        raise NotPublic(slug)
    newest: dict[str, PlanVersion] = {}
    for version in versions:
        known = newest.setdefault(version.plan.slug, version)
        newest[version.plan.slug] = min(
            known, version, key=lambda each: (RANK.get(each.state, 2), -each.number)
        )
    plans = [(plan, Texts.read(row.title).shown(lang)) for plan, row in newest.items()]
    return Scope(found.slug, found.named(lang), found.accent, found.demonstration,
                 plans=_by_name(plans))  # fmt: skip


REGION = ("slug", "name", "accent", "demonstration")
CHOSEN = (
    "organisation__slug", "organisation__name", "body__slug", "body__name",
    *(f"{via}{part}" for via in ("areas__", "organisation__area__", "body__area__")
      for part in ("country", "code", "name")),
)  # fmt: skip
VERSION = ("state", "number", "title", "plan__region__slug", "plan__region__name",
           "plan__region__accent", "plan__demonstration")  # fmt: skip


def _of_plan(lang: str, region: str, slug: str) -> Scope:
    roles = (*SERVABLE, "principle")
    rows = list(
        Element.objects.filter(
            version__plan__slug=slug, version__state__in=PUBLIC_STATES, removed_at=None,
            role__in=roles, version__plan__region__slug=region,
        )
        .order_by("order", "pk")
        .values_list("pk", "parent", "key", "role", "text", *(f"version__{n}" for n in VERSION))
    )  # fmt: skip
    if not rows:
        return published_head(lang, region=region, plan=slug)
    current = _current(row[5:] for row in rows)
    parts = _in_order([row[:5] for row in rows if row[5:7] == current[:2]], lang)
    return _head(current, slug, lang, parts)


def _versions(region: str, slug: str) -> QuerySet:
    return PlanVersion.objects.filter(
        plan__slug=slug, state__in=PUBLIC_STATES, plan__region__slug=region
    ).values_list(*VERSION)


def _current(versions: Iterable[tuple]) -> tuple:
    """The version in force, else in consultation, else the newest public one."""
    return min(versions, key=lambda row: (RANK.get(row[0], 2), -row[1]))


def _head(version: tuple, slug: str, lang: str, parts: tuple[Part, ...] = ()) -> Scope:
    _, _, title, region, region_name, accent, demonstration = version
    return Scope(
        region, Texts.read(region_name).shown(lang), accent, demonstration, slug,
        Texts.read(title).shown(lang), parts,
    )  # fmt: skip


def _in_order(rows: list[tuple], lang: str) -> tuple[Part, ...]:
    """Each part followed by what stands below it."""
    known = {row[0] for row in rows}
    by_parent: dict[int | None, list[tuple]] = {}
    for row in rows:
        by_parent.setdefault(row[1] if row[1] in known else None, []).append(row)
    parts: list[Part] = []

    def walk(parent: int | None, depth: int) -> None:
        for pk, _, key, role, text in by_parent.get(parent, ()):
            parts.append(Part(key, role, depth, Texts.read(text).shown(lang)))
            walk(pk, depth + 1)

    walk(None, 0)
    return tuple(parts)


def _by_name(rows: Iterable[tuple[str, Shown]]) -> tuple[tuple[str, Shown], ...]:
    return tuple(sorted(rows, key=lambda row: (row[1].text.casefold(), row[0])))
