"""The plan page and lists of plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import ChangeNote, Plan, PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.values import (
    PublishedElement,
    PublishedVersion,
    element_tree,
    level_names,
    version_value,
)


class NotPublic(Exception):
    """There is no such public plan, version or element."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list: its current public version."""

    slug: str
    region: str
    kind: str
    demonstration: bool
    version: PublishedVersion


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """One line of the change log."""

    on: date
    what: str
    reason: str
    effect: str
    approved_by: str
    version: int | None


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """Everything the plan page shows. `top` holds the elements without a parent, in order;
    `plurals` what the plan calls its levels; `versions` all public ones, newest first."""

    slug: str
    region: str
    region_name: Shown
    accent: str
    kind: str
    language: str
    languages: tuple[str, ...]
    demonstration: bool
    initiated_by: Shown | None
    commission: str
    version: PublishedVersion
    current: bool
    current_number: int
    vision: Shown
    slogan: Shown
    summary: Shown
    top: tuple[PublishedElement, ...]
    plurals: dict[str, Shown]
    versions: tuple[PublishedVersion, ...]
    changes: tuple[PublishedChange, ...]

    def of(self, *roles: str) -> tuple[PublishedElement, ...]:
        """The elements at the top that play one of these parts."""
        return tuple(element for element in self.top if element.role in roles)

    def walk(self) -> Iterator[PublishedElement]:
        """Every element, as they are read."""
        for element in self.top:
            yield from element.walk()


def current_of(versions: list[PlanVersion]) -> PlanVersion | None:
    """The version in force, else in consultation, else the newest that was public."""
    for state in ("adopted", "consultation"):
        for version in versions:
            if version.state == state:
                return version
    return max(versions, key=lambda version: version.number, default=None)


def published_plans(lang: str, *, region: str | None = None) -> list[PlanRow]:
    """Plans with something public, current ones first. Two queries, however many plans."""
    found = PlanVersion.objects.filter(state__in=PUBLIC_STATES).select_related("plan__region")
    if region is not None:
        found = found.filter(plan__region__slug=region)
    by_plan: dict[int, list[PlanVersion]] = {}
    for version in found.order_by("plan__slug", "-number"):
        by_plan.setdefault(version.plan_id, []).append(version)
    rows = []
    for versions in by_plan.values():
        version = current_of(versions)
        plan = version.plan
        rows.append(
            PlanRow(
                plan.slug,
                plan.region.slug,
                plan.kind,
                plan.demonstration,
                version_value(version, lang),
            )
        )
    rank = {"adopted": 0, "consultation": 1}
    return sorted(rows, key=lambda row: (rank.get(row.version.state, 2), row.slug))


def published_plan(slug: str, lang: str, *, number: int | None = None) -> PublishedPlan:
    """A plan in its current public version, or in public version `number`. Five queries.

    Raises NotPublic.
    """
    plan = Plan.objects.select_related("region", "initiated_by").filter(slug=slug).first()
    if plan is None:
        raise NotPublic(slug)
    versions = list(plan.versions.filter(state__in=PUBLIC_STATES).order_by("-number"))
    current = current_of(versions)
    version = current if number is None else next((v for v in versions if v.number == number), None)
    if version is None:
        raise NotPublic(slug, number)
    return build_plan(plan, version, current, versions, lang)


def build_plan(
    plan: Plan, version: PlanVersion, current: PlanVersion, versions: list[PlanVersion], lang: str
) -> PublishedPlan:
    """Put a plan page's value together from rows already known to be allowed to be seen."""
    names = level_names(list(plan.levels.all()), lang)
    rows = list(version.elements.filter(removed_at=None).order_by("order", "pk"))
    for row in rows:
        row.version = version
    top = element_tree(rows, names, lang)
    used = {code for row in rows for code in row.text}
    return PublishedPlan(
        slug=plan.slug,
        region=plan.region.slug,
        region_name=plan.region.named(lang),
        accent=plan.region.accent,
        kind=plan.kind,
        language=plan.language,
        languages=tuple(sorted(used | set(version.title), key=lambda c: (c != plan.language, c))),
        demonstration=plan.demonstration,
        initiated_by=plan.initiated_by.named(lang) if plan.initiated_by_id else None,
        commission=plan.commission,
        version=version_value(version, lang),
        current=version.pk == current.pk,
        current_number=current.number,
        vision=Texts.read(version.vision).shown(lang),
        slogan=Texts.read(version.slogan).shown(lang),
        summary=Texts.read(version.summary).shown(lang),
        top=top,
        plurals={role: plural for role, (_, plural) in names.items()},
        versions=tuple(version_value(each, lang) for each in versions),
        changes=tuple(_change(note) for note in _changes(plan)),
    )


def _changes(plan: Plan) -> list[ChangeNote]:
    return list(plan.changes.select_related("version").order_by("-on", "-pk"))


def _change(note: ChangeNote) -> PublishedChange:
    return PublishedChange(
        on=note.on,
        what=note.what,
        reason=note.reason,
        effect=note.effect,
        approved_by=note.approved_by,
        # a change noted on a draft is told without pointing at the draft
        version=note.version.number if note.version and note.version.is_public else None,
    )
