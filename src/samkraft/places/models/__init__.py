"""Places: areas with codes, regions as dated sets of areas, and what is stated about both."""

from samkraft.places.models.areas import Area, CodeChange
from samkraft.places.models.boundaries import Boundary
from samkraft.places.models.figures import AreaSize, LanguageArea, Population
from samkraft.places.models.regions import Membership, Precision, Region

__all__ = [
    "Area",
    "AreaSize",
    "Boundary",
    "CodeChange",
    "LanguageArea",
    "Membership",
    "Population",
    "Precision",
    "Region",
]
