"""What the public pages may know of indicators: frozen values, no records."""

from samkraft.indicators.published.catalogue import (
    IndicatorEntry,
    IndicatorFilter,
    published_indicators,
)
from samkraft.indicators.published.pages import (
    Compared,
    IndicatorPage,
    NoSuchIndicator,
    PlaceName,
    PlaceSeries,
    published_indicator,
)
from samkraft.indicators.published.profiles import ProfileRow, published_profile
from samkraft.indicators.published.revisions import RevisedFigure, VintageRow
from samkraft.indicators.published.sources import SourceRow, published_sources
from samkraft.indicators.queries.asked import UnknownPlace

__all__ = [
    "Compared",
    "IndicatorEntry",
    "IndicatorFilter",
    "IndicatorPage",
    "NoSuchIndicator",
    "PlaceName",
    "PlaceSeries",
    "ProfileRow",
    "RevisedFigure",
    "SourceRow",
    "UnknownPlace",
    "VintageRow",
    "published_indicator",
    "published_indicators",
    "published_profile",
    "published_sources",
]
