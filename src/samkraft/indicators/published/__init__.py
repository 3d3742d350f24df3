"""What the public pages may know of indicators: frozen values, no records."""

from samkraft.indicators.published.catalogue import (
    IndicatorEntry,
    IndicatorFilter,
    published_indicators,
)
from samkraft.indicators.published.extracts import FORMATS, published_file
from samkraft.indicators.published.pages import (
    Compared,
    IndicatorPage,
    NoSuchIndicator,
    PlaceName,
    PlaceSeries,
    published_indicator,
)
from samkraft.indicators.published.profiles import ProfileRow, place_called, published_profile
from samkraft.indicators.published.revisions import RevisedFigure, VintageRow
from samkraft.indicators.published.sources import (
    SourceFacts,
    SourceRow,
    published_sources,
    source_named,
)
from samkraft.indicators.queries.asked import UnknownPlace

__all__ = [
    "FORMATS",
    "Compared",
    "IndicatorEntry",
    "IndicatorFilter",
    "IndicatorPage",
    "NoSuchIndicator",
    "PlaceName",
    "PlaceSeries",
    "ProfileRow",
    "RevisedFigure",
    "SourceFacts",
    "SourceRow",
    "UnknownPlace",
    "VintageRow",
    "place_called",
    "published_file",
    "published_indicator",
    "published_indicators",
    "published_profile",
    "published_sources",
    "source_named",
]
