"""All indicators of one place, a row each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samkraft.indicators.models import Indicator, Latest
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.queries.asked import place_asked
from samkraft.indicators.queries.geography import areas_named
from samkraft.lib.texts import Shown


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """The newest figure of an indicator in the place, the one before it, and the trend."""

    indicator: IndicatorEntry
    period: str
    value: float | None
    status: str
    before: float | None
    slope: float | None
    trend: str


def published_profile(key: str, lang: str, *, today: date) -> tuple[ProfileRow, ...]:
    """Every indicator with figures for an area (or a region's own official area), by title.

    Two queries. Raises UnknownPlace.
    """
    place = place_asked(key, today)
    rows = Latest.objects.filter(area=place.official or place.key).defer("packed")
    found = {row.indicator_id: row for row in rows}
    indicators = Indicator.objects.filter(pk__in=found, withdrawn_at=None)
    told = [
        _row(found[each.pk], each, lang) for each in indicators.select_related("refresh", "region")
    ]
    return tuple(sorted(told, key=lambda row: row.indicator.title.text.casefold()))


def _row(row: Latest, indicator: Indicator, lang: str) -> ProfileRow:
    return ProfileRow(
        entry(indicator, lang, places=1), row.period, row.value, row.status, row.before,
        row.slope, row.trend,
    )  # fmt: skip


def place_called(key: str, lang: str) -> Shown:
    """The name of an area by its code."""
    area = areas_named([key]).get(key)
    return area.named(lang) if area else Shown(key, lang, lang)
