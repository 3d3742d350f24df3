"""The page of one element: its place in the whole, its links, its history."""

from __future__ import annotations

from dataclasses import dataclass

from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element, Link, PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic, PublishedPlan, published_plan
from samkraft.plans.published.values import PublishedElement
from samkraft.plans.rules.comparison import Words, compare_words


@dataclass(frozen=True, slots=True)
class LinkedTo:
    """A link to or from another level. `path` is the address of another plan's element."""

    tier: str
    framework: Shown
    code: str
    name: Shown
    note: str
    path: str
    above: Shown | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """How the element read in one public version; `words` compares with the version before."""

    number: int
    state: str
    text: Shown
    words: tuple[Words, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class PublishedElementPage:
    """Everything the element page shows. `above` leads from the top down to the parent."""

    plan: PublishedPlan
    element: PublishedElement
    above: tuple[PublishedElement, ...]
    before: PublishedElement | None
    after: PublishedElement | None
    links: tuple[LinkedTo, ...]
    linked_from: tuple[LinkedTo, ...]
    history: tuple[Wording, ...]


def published_element(
    slug: str, key: str, lang: str, *, number: int | None = None
) -> PublishedElementPage:
    """An element in the plan's current public version, or in version `number`.

    An element that an earlier public version had and the current one has not is shown in the
    last version that had it, so that its address never breaks. Raises NotPublic.
    """
    wordings = _public_rows(slug, key)
    if not wordings:
        raise NotPublic(slug, key)
    plan = published_plan(slug, lang, number=number)
    path = _path(plan.top, key)
    if path is None and number is None:
        plan = published_plan(slug, lang, number=wordings[-1].version.number)
        path = _path(plan.top, key)
    if path is None:
        raise NotPublic(slug, key)
    element = path[-1]
    siblings = path[-2].children if len(path) > 1 else plan.top
    siblings = [each for each in siblings if each.role == element.role]
    at = siblings.index(element)
    return PublishedElementPage(
        plan=plan,
        element=element,
        above=tuple(path[:-1]),
        before=siblings[at - 1] if at else None,
        after=siblings[at + 1] if at + 1 < len(siblings) else None,
        links=_links(slug, key, lang),
        linked_from=_linked_from(slug, key, lang),
        history=_history(wordings, lang),
    )


def _public_rows(slug: str, key: str) -> list[Element]:
    return list(
        Element.objects.filter(
            version__plan__slug=slug, version__state__in=PUBLIC_STATES, key=key, removed_at=None
        )
        .select_related("version")
        .order_by("version__number")
    )


def _path(elements: tuple[PublishedElement, ...], key: str) -> list[PublishedElement] | None:
    for element in elements:
        if element.key == key:
            return [element]
        if below := _path(element.children, key):
            return [element, *below]
    return None


def _history(rows: list[Element], lang: str) -> tuple[Wording, ...]:
    wordings, before = [], None
    for row in rows:
        text = row.worded(lang)
        words = compare_words(before, text.text) if before is not None else ()
        wordings.append(
            Wording(row.version.number, row.version.state, text, words, before != text.text)
        )
        before = text.text
    return tuple(reversed(wordings))


def _links(slug: str, key: str, lang: str) -> tuple[LinkedTo, ...]:
    found = Link.objects.filter(plan__slug=slug, element_key=key).select_related(
        "objective__framework", "objective__parent", "target_plan__region"
    )
    told = [_to_objective(link, lang) for link in found if link.objective_id]
    to_plans = [(link, link.target_plan, link.target_key) for link in found if link.target_plan_id]
    return tuple(told + _to_plans(to_plans, lang))


def _linked_from(slug: str, key: str, lang: str) -> tuple[LinkedTo, ...]:
    found = Link.objects.filter(target_plan__slug=slug, target_key=key).select_related(
        "plan__region"
    )
    return tuple(_to_plans([(link, link.plan, link.element_key) for link in found], lang))


def _to_objective(link: Link, lang: str) -> LinkedTo:
    objective = link.objective
    return LinkedTo(
        tier=objective.framework.tier,
        framework=Texts.read(objective.framework.name).shown(lang),
        code=objective.code,
        name=objective.named(lang),
        note=link.note,
        path="",
        above=objective.parent.named(lang) if objective.parent_id else None,
    )


def _to_plans(links: list[tuple], lang: str) -> list[LinkedTo]:
    """Only what is public on the other side is told; a link to a draft stays unseen."""
    if not links:
        return []
    versions = _public_versions({plan.pk for _, plan, _ in links})
    keys = {key for _, _, key in links if key}
    rows = {
        (row.version_id, row.key): row
        for row in Element.objects.filter(
            version__in=versions.values(), key__in=keys, removed_at=None
        )
    }
    told = []
    for link, plan, key in links:
        version = versions.get(plan.pk)
        row = rows.get((version.pk, key)) if version and key else None
        if version is None or (key and row is None):
            continue
        path = f"/{plan.region.slug}/{plan.slug}/" + (f"{key}/" if key else "")
        name = row.worded(lang) if row else version.titled(lang)
        told.append(LinkedTo("regional", version.titled(lang), "", name, link.note, path))
    return told


def _public_versions(plans: set[int]) -> dict[int, PlanVersion]:
    found = PlanVersion.objects.filter(
        plan__in=plans, state__in=("adopted", "consultation")
    ).order_by("state")  # adopted comes first by the alphabet and wins
    versions: dict[int, PlanVersion] = {}
    for version in found:
        versions.setdefault(version.plan_id, version)
    return versions
