"""All indicators of one place, a row each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samkraft.indicators.models import Latest
from samkraft.indicators.queries.asked import place_asked
from samkraft.indicators.queries.geography import areas_named
from samkraft.indicators.queries.units import unit_words
from samkraft.lib.texts import Shown, Texts


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """The newest figure of an indicator in the place, the one before it, and the trend."""

    slug: str
    title: Shown
    unit: str
    decimals: int
    period: str
    value: float | None
    status: str
    before: float | None
    trend: str


def published_profile(key: str, lang: str, *, today: date) -> tuple[ProfileRow, ...]:
    """Every indicator with figures for an area (or a region's own official area), by title.

    One query besides those for the place. Raises UnknownPlace.
    """
    place = place_asked(key, today)
    rows = Latest.objects.filter(
        area=place.official or place.key, indicator__withdrawn_at=None
    ).values_list(
        "indicator__slug", "indicator__title", "indicator__unit", "indicator__decimals", "period",
        "value", "status", "before", "trend",
    ).order_by()  # fmt: skip
    told = [
        ProfileRow(slug, Texts.read(title).shown(lang), unit_words(unit, lang), *rest)
        for slug, title, unit, *rest in rows
    ]
    return tuple(sorted(told, key=lambda row: row.title.text.casefold()))


def place_called(key: str, lang: str) -> Shown:
    """The name of an area by its code."""
    area = areas_named([key]).get(key)
    return area.named(lang) if area else Shown(key, lang, lang)
