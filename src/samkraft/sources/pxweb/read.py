"""Reading PxWeb's own JSON: the description of a table (v1) and the “json” answer (v1)."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from samkraft.sources.tables import NAN, BrokenData, Dimension, Table, number, product


def looks_like_metadata(value: Any) -> bool:
    """Whether a parsed answer describes a PxWeb v1 table."""
    return isinstance(value, Mapping) and isinstance(value.get("variables"), list)


def looks_like_answer(value: Any) -> bool:
    """Whether a parsed answer is PxWeb v1's “json” format."""
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("columns"), list)
        and isinstance(value.get("data"), list)
    )


def read_metadata(value: Mapping[str, Any]) -> Table:
    """The variables of a table; it holds no figures. Raises BrokenData."""
    dimensions = tuple(_variable(place, each) for place, each in enumerate(value["variables"]))
    return Table(
        format="pxweb-metadata",
        title=str(value["title"]) if value.get("title") else None,
        encoding="utf-8",
        dimensions=dimensions,
        values=array("d"),
        findings=("The description of a table; it holds no figures.",),
    )


def _variable(place: int, variable: Any) -> Dimension:
    if not isinstance(variable, Mapping) or "code" not in variable:
        raise BrokenData(f"“variables” {place} has no “code”.")
    codes = variable.get("values")
    if not isinstance(codes, list):
        raise BrokenData(f"“variables” {place} (“{variable['code']}”) has no list of “values”.")
    labels = variable.get("valueTexts") or codes
    if not isinstance(labels, list) or len(labels) != len(codes):
        many = len(labels) if isinstance(labels, list) else "no list of"
        raise BrokenData(f"“{variable['code']}” has {len(codes)} values but {many} valueTexts.")
    role = "time" if variable.get("time") else "metric" if _content(variable) else None
    return Dimension(
        str(variable["code"]), str(variable.get("text", variable["code"])),
        tuple(map(str, codes)), tuple(map(str, labels)), role,
    )  # fmt: skip


def _content(variable: Mapping) -> bool:
    return str(variable["code"]).lower() == "contentscode"


def read_answer(value: Mapping[str, Any]) -> Table:
    """The “json” format: rows of keys and texts. Raises BrokenData with the row at fault."""
    for place, column in enumerate(value["columns"]):
        if not isinstance(column, Mapping) or not column.get("code"):
            raise BrokenData(f"“columns” {place} has no “code”.")
    keys = [each for each in value["columns"] if each.get("type") != "c"]
    contents = [each for each in value["columns"] if each.get("type") == "c"]
    rows = value["data"]
    for place, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise BrokenData(f"“data” {place} is no object with “key” and “values”.")
        for name, columns in (("key", keys), ("values", contents)):
            if not isinstance(row.get(name), list) or len(row[name]) != len(columns):
                raise BrokenData(f"“data” {place} does not have one “{name}” for each column.")
        if not all(isinstance(code, str | int | float) for code in row["key"]):
            raise BrokenData(f"“data” {place} has a key that is no code.")
    codes = [list(dict.fromkeys(row["key"][at] for row in rows)) for at in range(len(keys))]
    dimensions = [
        Dimension(str(each["code"]), str(each.get("text", each["code"])),
                  tuple(map(str, c)), tuple(map(str, c)),
                  "time" if each.get("type") == "t" else None)
        for each, c in zip(keys, codes, strict=True)
    ]  # fmt: skip
    names = tuple(str(each["code"]) for each in contents)
    texts = tuple(str(each.get("text", each["code"])) for each in contents)
    dimensions.append(Dimension("ContentsCode", "ContentsCode", names, texts, "metric"))
    return _filled(tuple(dimensions), rows, codes, len(contents))


def _filled(dimensions, rows, codes, width) -> Table:
    size = product(dimensions)
    values = array("d", [NAN]) * size
    symbols = dict.fromkeys(range(size), "absent")
    places = [{code: at for at, code in enumerate(each)} for each in codes]
    for row in rows:
        at = 0
        for place, each, key in zip(places, codes, row["key"], strict=True):
            at = at * len(each) + place[key]
        for offset, text in enumerate(row["values"]):
            parsed = number(str(text))
            symbols[at * width + offset] = str(text)
            if parsed is not None:
                values[at * width + offset] = parsed
                del symbols[at * width + offset]
    return Table(format="pxweb-json", encoding="utf-8", dimensions=dimensions, values=values,
                 symbols=symbols)  # fmt: skip
