"""Municipalities like one: nearest in size, age and sparsity."""

from __future__ import annotations

from datetime import date

from samkraft.calc.nearest import Neighbour, NotAmongPlaces, Place, nearest
from samkraft.indicators.models import Latest
from samkraft.indicators.queries.asked import Asked
from samkraft.indicators.queries.geography import code_of
from samkraft.places.models import Area, AreaSize

COUNT = 5
PEOPLE, OLDER = "population", "share-65"


def similar_places(asked: Asked, today: date) -> tuple[Neighbour, ...]:
    """The places of the same kind most like an area; none where its numbers are not known.

    Two queries. Neighbours may lie in another country.
    """
    if asked.area is None or asked.area.kind != Area.Kind.MUNICIPALITY:
        return ()
    numbers: dict[str, dict[str, float]] = {}
    rows = Latest.objects.filter(indicator__slug__in=[PEOPLE, OLDER], value__isnull=False)
    for slug, area, value in rows.values_list("indicator__slug", "area", "value"):
        numbers.setdefault(area, {})[slug] = value
    sizes = AreaSize.objects.filter(
        area__kind=Area.Kind.MUNICIPALITY, area__valid_until=None
    ).select_related("area")
    places = []
    for size in sizes.order_by("reference_date"):
        code = code_of(size.area)
        people = numbers.get(code, {}).get(PEOPLE)
        density = people / float(size.km2) if people and size.km2 else None
        places.append(Place(code, people, numbers.get(code, {}).get(OLDER), density))
    latest = {place.area: place for place in places}
    try:
        return nearest(asked.key, latest.values(), COUNT)
    except NotAmongPlaces:
        return ()
