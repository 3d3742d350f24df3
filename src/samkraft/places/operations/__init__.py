"""Changes to places. Each is one transaction, says who and when, and writes the journal."""

from samkraft.places.operations.areas import (
    AreaExists,
    AreaNotValid,
    ConflictingChange,
    record_area,
    record_code_change,
    record_population,
)
from samkraft.places.operations.boundaries import (
    LoadedOutlines,
    NoAreasMatched,
    OutlinesElsewhere,
    load_boundaries,
)
from samkraft.places.operations.factfiles import FactsUnreadable
from samkraft.places.operations.facts import FACTS, Loaded, load_facts
from samkraft.places.operations.regions import (
    NotAMember,
    OverlappingMembership,
    RegionExists,
    change_members,
    define_region,
    describe_region,
)
from samkraft.places.queries.areas import AmbiguousCode, UnknownArea, UnknownRegion

__all__ = [
    "FACTS",
    "AmbiguousCode",
    "AreaExists",
    "AreaNotValid",
    "ConflictingChange",
    "FactsUnreadable",
    "Loaded",
    "LoadedOutlines",
    "NoAreasMatched",
    "NotAMember",
    "OutlinesElsewhere",
    "OverlappingMembership",
    "RegionExists",
    "UnknownArea",
    "UnknownRegion",
    "change_members",
    "define_region",
    "describe_region",
    "load_boundaries",
    "load_facts",
    "record_area",
    "record_code_change",
    "record_population",
]
