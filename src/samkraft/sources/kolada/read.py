"""Reading stored answers of Kolada: values by indicator, unit, year and sex; lists of metadata."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from samkraft.sources.tables import NAN, BrokenData, Dimension, Table, number, product

SEX = {"T": "total", "K": "women", "M": "men"}


def looks_like_kolada(value: Any) -> bool:
    """Whether a parsed answer has Kolada's envelope."""
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("values"), list)
        and "dimension" not in value
        and "variables" not in value
    )


def read_kolada(value: Mapping[str, Any], *, empty_is_data: bool = False) -> Table:
    """Read an answer of v3 (or v2). Raises BrokenData with the entry at fault.

    An empty list may be one of metadata or of values; `empty_is_data` says which.
    """
    rows = value["values"]
    findings = []
    if value.get("next_url") or value.get("next_page"):
        findings.append("This is one page of several: “next_url” leads on.")
    if rows and not all(isinstance(row, Mapping) for row in rows):
        raise BrokenData("“values” holds something that is no object.")
    if (rows and "kpi" in rows[0]) or (empty_is_data and not rows):
        return _data(rows, findings)
    return _list(rows, findings)


def _data(rows: list[Mapping], findings: list[str]) -> Table:
    cells: dict[tuple, Mapping] = {}
    for place, row in enumerate(rows):
        try:
            unit = str(row.get("municipality") or row["ou"])
            key = (str(row["kpi"]), unit, str(row["period"]))
            values = row["values"]
        except KeyError as error:
            raise BrokenData(f"“values” {place} has no “{error.args[0]}”.") from error
        if not isinstance(values, list) or not all(isinstance(v, Mapping) for v in values):
            raise BrokenData(f"“values” {place} has no list of objects as its own “values”.")
        for each in values:
            full = (*key, str(each.get("gender", "T")))
            if full in cells:
                findings.append(f"{' '.join(full)} stands twice; the last one counts.")
            cells[full] = each
    names = ("kpi", "municipality", "period", "gender")
    roles = ("metric", "geo", "time", None)
    columns = [sorted({key[at] for key in cells}) for at in range(4)]
    dimensions = tuple(
        Dimension(name, name, tuple(codes), tuple(SEX.get(c, c) for c in codes), role)
        for name, codes, role in zip(names, columns, roles, strict=True)
    )
    return _filled(dimensions, columns, cells, findings)


def _filled(dimensions, columns, cells, findings) -> Table:
    size = product(dimensions)
    values, symbols = array("d", [NAN]) * size, {}
    places = [{code: at for at, code in enumerate(codes)} for codes in columns]
    for key, cell in cells.items():
        at = 0
        for place, codes, code in zip(places, columns, key, strict=True):
            at = at * len(codes) + place[code]
        value = cell.get("value")
        if cell.get("isdeleted"):
            symbols[at] = "deleted"
        elif value is None:
            symbols[at] = str(cell.get("status") or "null")
        else:
            values[at] = _number(value, key)
    for at in range(size):
        if values[at] != values[at] and at not in symbols:
            symbols[at] = "absent"
    return Table(
        format="kolada", dimensions=dimensions, values=values, symbols=symbols, source="Kolada",
        encoding="utf-8", languages=("sv",), findings=tuple(findings),
    )  # fmt: skip


def _number(value: Any, key: tuple[str, ...]) -> float:
    parsed = number(str(value)) if isinstance(value, int | float | str) else None
    if parsed is None or isinstance(value, bool):
        raise BrokenData(f"{' '.join(key)} has a “value” that is no number: {value!r}.")
    return parsed


def _list(rows: list[Mapping], findings: list[str]) -> Table:
    """A list of indicators, units or groups: one dimension, no figures."""
    codes = tuple(str(row.get("id", place)) for place, row in enumerate(rows))
    labels = tuple(str(row.get("title", "")) for row in rows)
    size = len(codes)
    return Table(
        format="kolada", dimensions=(Dimension("id", "id", codes, labels),), encoding="utf-8",
        values=array("d", [NAN]) * size, symbols=dict.fromkeys(range(size), "metadata"),
        source="Kolada", languages=("sv",),
        findings=(*findings, "A list of metadata; it holds no figures."),
    )  # fmt: skip
