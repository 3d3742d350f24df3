"""Exactly what an indicator page shows, as a file."""

from __future__ import annotations

from samkraft.calc.series import Series
from samkraft.indicators.published.pages import IndicatorPage
from samkraft.indicators.published.sources import source_named
from samkraft.indicators.queries.exporting import FORMATS, Extract, exported

__all__ = ["FORMATS", "extract_of", "published_file"]


def published_file(page: IndicatorPage, lang: str, kind: str) -> bytes:
    """The page's figures as csv, xlsx or json (JSON-stat 2). Raises KeyError."""
    return exported(extract_of(page, lang), kind)


def extract_of(page: IndicatorPage, lang: str) -> Extract:
    """The series of a page, each once, in its order."""
    facts = source_named(page.indicator.source)
    notes = [page.limits.text] if page.limits.text else []
    if page.summed:
        notes.append("The whole is the sum of its members, worked out by Samkraft.")
    return Extract(
        indicator=page.indicator.slug, title=str(page.indicator.title), unit=page.indicator.unit,
        decimals=page.indicator.decimals, source=facts.publisher or facts.name,
        licence=facts.licence, updated=page.indicator.fetched_at, as_of=page.as_of, lang=lang,
        series=_series(page), notes=notes,
    )  # fmt: skip


def _series(page: IndicatorPage) -> list[tuple[str, Series]]:
    if page.place is None:
        return []
    name = str(page.place.name)
    found = [(name, _at(page.place.key, each)) for each in (page.series, *page.sexes, *page.ages)]
    found += [(str(each.place.name), each.series) for each in page.members]
    found += [(str(each.place.name), each.series) for each in page.compared]
    once: dict[tuple[str, str, str], tuple[str, Series]] = {}
    for label, series in found:
        if series.points:
            once.setdefault((series.area, series.sex, series.age), (label, series))
    return list(once.values())


def _at(key: str, series: Series) -> Series:
    """The page's own place keeps the name it was asked by."""
    return Series(key, series.points, series.sex, series.age)
