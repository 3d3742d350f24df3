"""What is measured, how it is fetched, and the copy of the newest figures that pages read."""

from samkraft.indicators.models.definitions import Direction, Frequency, Indicator, Nature
from samkraft.indicators.models.figures import Latest
from samkraft.indicators.models.refreshing import HeldDelivery, Refresh, RefreshState

__all__ = [
    "Direction",
    "Frequency",
    "HeldDelivery",
    "Indicator",
    "Latest",
    "Nature",
    "Refresh",
    "RefreshState",
]
