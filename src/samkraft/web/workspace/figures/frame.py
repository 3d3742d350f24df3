"""What the pages of figures have in common: a plan's frame, places as choices, a list to choose
an indicator from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samkraft.indicators.models import Indicator
from samkraft.indicators.published.catalogue import (
    IndicatorEntry,
    IndicatorFilter,
    published_indicators,
)
from samkraft.indicators.queries.asked import Asked, of_region
from samkraft.indicators.queries.geography import areas_named, code_of
from samkraft.places.models import Region
from samkraft.plans.models import Plan
from samkraft.web.workspace.pages import newest_version, page

SHOWN = 30


def plan_frame(request, plan: Plan, template: str, *, newest=None, **context):
    """A page of a plan, with its title and the tabs of figures."""
    newest = newest or newest_version(plan)
    return page(
        request, f"figures/{template}", region=plan.region, tab="plans", plan=plan,
        title=newest.titled(plan.language), **context,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Indicators that fit what was asked for: the first of them, and how many more there are."""

    words: str
    figures: bool
    found: tuple[IndicatorEntry, ...]
    more: int


def choice_of(request, region: Region, *, leave_out=frozenset()) -> Choice:
    """The shared catalogue and the region's own, narrowed by ?q= and ?figures=."""
    asked, figures = request.GET.get("q", "").strip(), request.GET.get("figures") == "yes"
    wanted = IndicatorFilter(words=asked, figures="yes" if figures else "", region=region.slug)
    rows = published_indicators(get_language(), wanted)
    rows = [row for row in rows if row.region in ("", region.slug) and row.slug not in leave_out]
    rows.sort(key=lambda row: (not row.region, not row.places))
    return Choice(asked, figures, tuple(rows[:SHOWN]), max(0, len(rows) - SHOWN))


def chosen(region: Region, slug: str) -> Indicator | None:
    """The indicator of this name that a region may use."""
    found = Indicator.objects.filter(slug=slug, withdrawn_at=None).select_related("region").first()
    return found if found and found.region_id in (None, region.pk) else None


def places_of(region: Region, today: date) -> list[tuple[str, str]]:
    """Where a target can hold: the region, its members, their counties and their country."""
    whole = of_region(region, today)
    members = areas_named(whole.members)
    above = {area.parent for area in members.values() if area.parent_id}
    lang = get_language()
    named = [(code, members[code].named(lang).text) for code in whole.members if code in members]
    return [
        (region.slug, region.named(lang).text),
        *named,
        *_above(whole, above, lang),
    ]


def places_to_enter(region: Region, today: date) -> list[tuple[str, str]]:
    """Where figures can be entered for: the region as a whole, and its members."""
    whole, lang = of_region(region, today), get_language()
    members = areas_named(whole.members)
    named = [(code, members[code].named(lang).text) for code in whole.members if code in members]
    return [(region.slug, region.named(lang).text), *named]


def _above(whole: Asked, parents, lang: str) -> list[tuple[str, str]]:
    counties = {
        code_of(area): area.named(lang).text for area in parents if area.valid_until is None
    }
    counties.pop(whole.official, None)
    countries = areas_named({code[:2] for code in whole.members})
    counties |= {code: area.named(lang).text for code, area in countries.items()}
    return sorted(counties.items(), key=lambda row: (len(row[0]) == 2, row[0]))
