"""From an indicator's binding to the question for its source, and how the answer is read.

`query` of an indicator may hold: `table`, `select` (codes or expressions by variable), `codelists`
and `outputs` as in `sources`, and `mapping` (`TableMapping`); for Kolada `kpi`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from samkraft.sources.connector.context import Query
from samkraft.sources.connector.observing import TableMapping


class BindingIncomplete(ValueError):
    """The binding does not say enough to ask the source."""


def question(source: str, code: str, query: Mapping[str, Any], areas: Collection[str]) -> Query:
    """What to ask. `areas` are our codes; for Kolada they are needed, elsewhere they narrow.

    Raises BindingIncomplete.
    """
    if source == "kolada":
        wanted = [unit for area in areas if (unit := kolada_unit(area))]
        if not wanted:
            raise BindingIncomplete("Kolada has Swedish places only, and none was asked for.")
        return Query("data", {"kpi": [query.get("kpi") or code], "municipality": wanted})
    table = str(query.get("table") or query.get("url") or code)
    if not query.get("select") and source not in ("px", "jsonstat"):
        raise BindingIncomplete(
            f"The binding names table {table} but not which of its figures. Add `select` to it."
        )
    select = {
        name: [str(each) for each in codes] for name, codes in query.get("select", {}).items()
    }
    return Query(
        table, select, codelists=dict(query.get("codelists", {})),
        outputs=dict(query.get("outputs", {})), language=str(query.get("language", "")),
    )  # fmt: skip


def reading(source: str, slug: str, code: str, query: Mapping[str, Any]) -> TableMapping:
    """How the answer is read into our codes; the measure gets the indicator's name."""
    given = dict(query.get("mapping", {}))
    if source == "kolada":
        given["measures"] = {str(query.get("kpi") or code): slug}
    elif "measures" not in given:
        given["constants"] = {**given.get("constants", {}), "measure": slug}
        given.setdefault("measure", "none")
    return TableMapping.of(given)


def kolada_unit(area: str) -> str:
    """Kolada's number of a Swedish place: SE → 0000, SE-25 → 0025, SE-2580 → 2580."""
    country, _, code = area.partition("-")
    if country != "SE":
        return ""
    return code.rjust(4, "0") if code else "0000"


def our_area(unit: str) -> str:
    """The place of Kolada's number."""
    if unit == "0000":
        return "SE"
    return f"SE-{unit[2:]}" if unit.startswith("00") else f"SE-{unit}"
