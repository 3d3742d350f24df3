"""Reading JSON-stat 1.x and 2.0, dense and sparse, single and bundled."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from samkraft.sources.tables import NAN, BrokenData, Dimension, Role, Table, number, product

ROLES: tuple[Role, ...] = ("time", "geo", "metric")
# What Python makes of words that JSON does not have and some services write.
TOKENS = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def read_jsonstat(value: Any) -> Table:
    """Read a parsed JSON-stat answer. Raises BrokenData with the key at fault."""
    dataset, findings = _dataset(value)
    dimensions = _dimensions(dataset, findings)
    values, symbols, flags = _values(dataset, dimensions, findings)
    return Table(
        format="json-stat",
        title=_text(dataset.get("label")) or _text(dataset.get("title")),
        source=_text(dataset.get("source")),
        updated=_text(dataset.get("updated")),
        unit=_unit(dataset),
        languages=tuple(filter(None, [_text(dataset.get("language"))])),
        dimensions=dimensions,
        values=values,
        symbols=symbols,
        flags=flags,
        findings=tuple(findings),
    )


def _dataset(value: Any) -> tuple[Mapping[str, Any], list[str]]:
    """The dataset itself, out of a 1.x bundle or a collection with embedded datasets."""
    if not isinstance(value, Mapping):
        raise BrokenData("JSON-stat is an object; this file holds something else.")
    kind = value.get("class")
    if kind == "collection":
        link = value.get("link")
        items = list_of(link.get("item")) if isinstance(link, Mapping) else []
        embedded = [item for item in items if isinstance(item, Mapping) and "value" in item]
        if not embedded:
            raise BrokenData(
                "The collection “link.item” only points at datasets; fetch one of them."
            )
        found, findings = _dataset(embedded[0])
        return found, [f"The first of {len(items)} datasets is read.", *findings]
    if kind == "dimension":
        raise BrokenData("“class” is dimension: the file describes one dimension and has no data.")
    if "dimension" in value:
        return value, []
    bundled = [each for each in value.values() if isinstance(each, Mapping) and "dimension" in each]
    if not bundled:
        raise BrokenData("The key “dimension” is missing.")
    note = [f"The first of {len(bundled)} datasets is read."] if len(bundled) > 1 else []
    return bundled[0], note


def _dimensions(dataset: Mapping, findings: list[str]) -> tuple[Dimension, ...]:
    holder = dataset["dimension"]
    if not isinstance(holder, Mapping):
        raise BrokenData("“dimension” is not an object.")
    ids = dataset.get("id", holder.get("id"))
    sizes = dataset.get("size", holder.get("size"))
    if not isinstance(ids, list) or not ids:
        raise BrokenData("The key “id” is missing or no list.")
    if not isinstance(sizes, list) or len(sizes) != len(ids):
        raise BrokenData("“size” does not have one entry for each of “id”.")
    if len({str(each) for each in ids}) != len(ids):
        raise BrokenData("“id” names the same dimension twice.")
    if not all(isinstance(each, str | int) for each in ids):
        raise BrokenData("“id” holds something that is no name.")
    by_id = _roles(dataset.get("role", holder.get("role")), findings)
    return tuple(
        _dimension(holder, str(name), _size(name, size), by_id.get(str(name)), findings)
        for name, size in zip(ids, sizes, strict=True)
    )


def _roles(given: Any, findings: list[str]) -> dict[str, Role]:
    """Roles by dimension; what is written otherwise than the format says is told and left."""
    found: dict[str, Role] = {}
    if given is not None and not isinstance(given, Mapping):
        findings.append("“role” is no object and is left aside.")
        return found
    for role in ROLES:
        names = (given or {}).get(role)
        for name in [names] if isinstance(names, str) else list_of(names):
            found[str(name)] = role
    return found


def list_of(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _size(name: str, size: Any) -> int:
    try:
        whole = int(size)
    except (TypeError, ValueError) as error:
        raise BrokenData(f"“size” of “{name}” is no number: {size!r}.") from error
    if whole < 0 or isinstance(size, bool) or (isinstance(size, float) and size != whole):
        raise BrokenData(f"“size” of “{name}” is no whole number: {size!r}.")
    return whole


def _dimension(holder: Mapping, name: str, size: int, role, findings: list[str]) -> Dimension:
    described = holder.get(name)
    if not isinstance(described, Mapping):
        raise BrokenData(f"“dimension.{name}” is missing.")
    category = described.get("category") or {}
    if not isinstance(category, Mapping):
        raise BrokenData(f"“dimension.{name}.category” is not an object.")
    labels = category.get("label") or {}
    if not isinstance(labels, Mapping):
        raise BrokenData(f"“dimension.{name}.category.label” is not an object.")
    codes = _codes(name, category.get("index"), labels)
    if len(codes) != size:
        raise BrokenData(f"“dimension.{name}” has {len(codes)} categories, but “size” says {size}.")
    texts = tuple(str(labels.get(code, code)) for code in codes)
    if len(set(texts)) != len(texts):
        findings.append(f"“{name}” has categories with the same label; the codes tell them apart.")
    return Dimension(name, _text(described.get("label")) or name, codes, texts, role)


def _codes(name: str, index: Any, labels: Any) -> tuple[str, ...]:
    where = f"“dimension.{name}.category"
    if index is None and not labels:
        raise BrokenData(f"{where}” has neither index nor label.")
    if index is None or (labels and index in ([], {})):
        return tuple(str(code) for code in labels)
    if isinstance(index, list):
        codes = [str(code) for code in index]
    elif isinstance(index, Mapping):
        try:
            places = sorted((int(place), str(code)) for code, place in index.items())
        except (TypeError, ValueError) as error:
            raise BrokenData(f"{where}.index” has a place that is no number.") from error
        if [place for place, _ in places] != list(range(len(places))):
            raise BrokenData(f"{where}.index” does not count 0, 1, 2 … without gaps.")
        codes = [code for _, code in places]
    else:
        raise BrokenData(f"{where}.index” is neither list nor object.")
    if len(set(codes)) != len(codes):
        raise BrokenData(f"{where}.index” has the same code twice.")
    return tuple(codes)


def _values(
    dataset: Mapping, dimensions: tuple[Dimension, ...], findings: list[str]
) -> tuple[array, dict[int, str], dict[int, str]]:
    given = dataset.get("value")
    if given is None:
        raise BrokenData("The key “value” is missing.")
    if given == []:  # PxWebApi 2's metadata; the table may be far too large to hold
        findings.append("“value” is empty: the file holds metadata only.")
        return array("d"), {}, {}
    cells = product(dimensions)
    status = dataset.get("status")
    values, symbols = array("d", [NAN]) * cells, {}
    if isinstance(given, list):
        if len(given) != cells:
            raise BrokenData(f"“value” has {len(given)} cells, but the sizes make {cells}.")
        items = enumerate(given)
    elif isinstance(given, Mapping):
        items = ((_place(key, cells), cell) for key, cell in given.items())
    else:
        raise BrokenData("“value” is neither list nor object.")
    for place, cell in items:
        _put(place, cell, values, symbols, findings)
    marks = _marks(status, cells)
    for place in range(cells):
        if values[place] != values[place]:  # not a number
            symbols[place] = marks.pop(place, "") or symbols.get(place) or "null"
    return values, symbols, {place: mark for place, mark in marks.items() if mark}


def _place(key: str, cells: int) -> int:
    try:
        place = int(key)
    except ValueError as error:
        raise BrokenData(f"“value” has the key “{key}”, which is no place.") from error
    if not 0 <= place < cells:
        raise BrokenData(f"“value” has the key “{key}”, outside of 0 to {cells - 1}.")
    return place


def _put(place: int, cell: Any, values: array, symbols: dict, findings: list[str]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise BrokenData(f"“value” {place} is neither number, text nor null.")
    parsed = number(str(cell))
    if parsed is None:
        symbols[place] = TOKENS.get(str(cell), str(cell))
        return
    if isinstance(cell, str) and not any("as text" in each for each in findings):
        findings.append("Numbers are written as text.")
    values[place] = parsed


def _marks(status: Any, cells: int) -> dict[int, str]:
    """Status by cell: one text for all, a list, or an object by place."""
    if isinstance(status, Mapping) and isinstance(status.get("value"), list | Mapping):
        status = status["value"]  # Eurostat's old answers nest it
    if isinstance(status, str):
        return dict.fromkeys(range(cells), status)
    if isinstance(status, list):
        if len(status) == 1 and cells != 1:
            return dict.fromkeys(range(cells), str(status[0])) if status[0] else {}
        return {place: str(mark) for place, mark in enumerate(status) if mark}
    if isinstance(status, Mapping):
        return {_place(key, cells): str(mark) for key, mark in status.items() if mark}
    return {}


def _unit(dataset: Mapping) -> str | None:
    """The unit, when all contents share one."""
    bases = set()
    for described in dataset["dimension"].values():
        if isinstance(described, Mapping) and isinstance(described.get("category"), Mapping):
            for unit in (described["category"].get("unit") or {}).values():
                if isinstance(unit, Mapping) and (base := unit.get("base") or unit.get("label")):
                    bases.add(str(base))
    return bases.pop() if len(bases) == 1 else None


def _text(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) else None
