"""Questions about places. Each function is named for what it returns."""

from samkraft.places.queries.areas import (
    AmbiguousCode,
    UnknownArea,
    UnknownRegion,
    area_with_code,
    areas_with_code,
    code_changes,
    region_with_slug,
)
from samkraft.places.queries.history import AreaHistory, Step, area_history
from samkraft.places.queries.languages import languages_by_law
from samkraft.places.queries.members import RegionMembers, areas_standing_for, region_members
from samkraft.places.queries.notes import Note
from samkraft.places.queries.population import (
    MemberPopulation,
    RegionPopulation,
    population_of_members,
    population_of_region,
)
from samkraft.places.queries.profile import AreaProfile, area_profile

__all__ = [
    "AmbiguousCode",
    "AreaHistory",
    "AreaProfile",
    "MemberPopulation",
    "Note",
    "RegionMembers",
    "RegionPopulation",
    "Step",
    "UnknownArea",
    "UnknownRegion",
    "area_history",
    "area_profile",
    "area_with_code",
    "areas_standing_for",
    "areas_with_code",
    "code_changes",
    "languages_by_law",
    "population_of_members",
    "population_of_region",
    "region_members",
    "region_with_slug",
]
