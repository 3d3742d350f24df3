"""The languages that law gives a standing in an area, over changes of its code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samkraft.places.models import Area, LanguageArea
from samkraft.places.queries.areas import code_changes
from samkraft.places.succession import same_area


def languages_by_law(areas: Iterable[Area], on: date) -> list[tuple[Area, LanguageArea]]:
    """Each area with each language that has a standing there on the day, areas in order given.

    A fact stated for one code holds for the same territory under its other codes.
    """
    changes = code_changes()
    rows = LanguageArea.objects.exclude(language="").order_by("area__code", "language")
    known = [row for row in rows if row.valid_from is None or row.valid_from <= on]
    return [
        (area, row)
        for area in areas
        for row in known
        if row.area_id == area.pk or same_area(changes, row.area_id, area.pk)
    ]
