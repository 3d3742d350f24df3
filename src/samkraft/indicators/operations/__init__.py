"""All changes to indicators and their figures. Each says who and when, and writes the journal."""

from samkraft.indicators.operations.catalogue import load_catalogue
from samkraft.indicators.operations.definitions import (
    add_indicator,
    change_indicator,
    withdraw_indicator,
)
from samkraft.indicators.operations.deliveries import Delivered, decide_held, deliver
from samkraft.indicators.operations.entering import enter_value, may_enter
from samkraft.indicators.operations.errors import (
    AlreadyDecided,
    BadDefinition,
    BadTable,
    CatalogueUnreadable,
    ChangedMeanwhile,
    DeliveryHeld,
    NotFetchable,
    NotManual,
    UnknownIndicator,
)
from samkraft.indicators.operations.loading import Loaded, load_files
from samkraft.indicators.operations.publishing import publish, publish_all
from samkraft.indicators.operations.refreshing import refresh
from samkraft.indicators.operations.shipped import deliver_shipped

__all__ = [
    "AlreadyDecided",
    "BadDefinition",
    "BadTable",
    "CatalogueUnreadable",
    "ChangedMeanwhile",
    "Delivered",
    "DeliveryHeld",
    "Loaded",
    "NotFetchable",
    "NotManual",
    "UnknownIndicator",
    "add_indicator",
    "change_indicator",
    "decide_held",
    "deliver",
    "deliver_shipped",
    "enter_value",
    "load_catalogue",
    "load_files",
    "may_enter",
    "publish",
    "publish_all",
    "refresh",
    "withdraw_indicator",
]
