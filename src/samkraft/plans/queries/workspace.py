"""What the workspace asks. Callers check the right to read what is not public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from samkraft.accounts.models import Person
from samkraft.journal.models import Entry
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region
from samkraft.plans.models import Element, Framework, Link, PlanVersion
from samkraft.plans.queries.versions import pieces_of
from samkraft.plans.rules.comparison import Comparison, Words, compare, compare_words

# Somebody who has never changed anything sees what happened in this time.
FIRST_LOOK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ComparedVersions:
    """Two versions, public or not, and what differs; `names` gives each key's words."""

    before: PlanVersion
    after: PlanVersion
    comparison: Comparison
    title: tuple[Words, ...]
    vision: tuple[Words, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link from a part of a plan, with the words of what it leads to."""

    pk: int
    tier: str
    where: Shown
    code: str
    name: Shown
    note: str
    gone: bool


def open_versions(regions: Iterable[Region]) -> list[PlanVersion]:
    """Drafts and versions in consultation in these regions, drafts first. One query."""
    return list(
        PlanVersion.objects.filter(plan__region__in=regions, state__in=["draft", "consultation"])
        .select_related("plan__region")
        .order_by("-state", "plan__region__slug", "plan__slug")
    )


def changes_by_others(person: Person, regions: Iterable[Region], *, limit: int = 20) -> list[Entry]:
    """What others did in these regions since the last day before today on which `person` did
    something, newest first. Two queries."""
    today = datetime.combine(timezone.localdate(), time.min, timezone.get_current_timezone())
    own = Entry.objects.filter(by=person.pk, at__lt=today).order_by("-at").first()
    since = own.at if own else today - FIRST_LOOK
    slugs = [region.slug for region in regions]
    found = Entry.objects.filter(region__in=slugs, at__gt=since).exclude(by=person.pk)
    return list(found.order_by("-pk")[:limit])


def compared(before: PlanVersion, after: PlanVersion, lang: str) -> ComparedVersions:
    """What changed from one version of a plan to another, in one language."""
    old, new = pieces_of(before, lang), pieces_of(after, lang)
    return ComparedVersions(
        before=before,
        after=after,
        comparison=compare(old, new),
        title=compare_words(before.titled(lang).text, after.titled(lang).text),
        vision=compare_words(_vision(before, lang), _vision(after, lang)),
        names={piece.key: piece.text for piece in (*old, *new)},
    )


def links_of(version: PlanVersion, lang: str) -> dict[str, list[KeptLink]]:
    """The links of a plan by the key they start from; an empty key is the whole plan.

    Five queries, however many links. What another plan says is told from its public version.
    """
    links = list(
        Link.objects.filter(plan=version.plan_id).select_related(
            "objective__framework", "target_plan__region"
        )
    )
    wanted = {link.target_plan_id for link in links if link.target_plan_id}
    public = _public_words(wanted, lang) if wanted else {}
    found: dict[str, list[KeptLink]] = {}
    for link in links:
        found.setdefault(link.element_key, []).append(_kept(link, public, lang))
    return found


def frameworks_for(region: Region) -> list[Framework]:
    """The frameworks a region's plans can be linked to: everybody's and its own, by tier."""
    return [
        framework
        for framework in Framework.objects.select_related("region")
        if framework.region_id in (None, region.pk)
    ]


def _kept(link: Link, public: dict, lang: str) -> KeptLink:
    if link.objective_id:
        objective = link.objective
        where = Texts.read(objective.framework.name).shown(lang)
        return KeptLink(
            link.pk,
            objective.framework.tier,
            where,
            objective.code,
            objective.named(lang),
            link.note,
            False,
        )
    title = public.get((link.target_plan_id, ""))
    name = public.get((link.target_plan_id, link.target_key))
    unknown = Shown(link.target_key or link.target_plan.slug, lang, lang)
    tier = "regional"
    return KeptLink(
        link.pk, tier, title or unknown, "", name or unknown, link.note, gone=name is None
    )


def _public_words(plans: set[int], lang: str) -> dict[tuple[int, str], Shown]:
    """Title (under an empty key) and parts of the current public version of each plan."""
    versions: dict[int, PlanVersion] = {}
    for version in PlanVersion.objects.filter(
        plan__in=plans, state__in=("adopted", "consultation")
    ).order_by("state"):  # adopted comes first by the alphabet and wins
        versions.setdefault(version.plan_id, version)
    found = {(plan, ""): version.titled(lang) for plan, version in versions.items()}
    numbers = {version.pk: plan for plan, version in versions.items()}
    for row in Element.objects.filter(version__in=numbers, removed_at=None):
        found[numbers[row.version_id], row.key] = row.worded(lang)
    return found


def _vision(version: PlanVersion, lang: str) -> str:
    return Texts.read(version.vision).shown(lang).text
