"""Reading what PxWebApi 2 says about itself, a table and a grouping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samkraft.sources.connector.expressions import Choices
from samkraft.sources.connector.fingerprints import Fingerprint, fingerprint
from samkraft.sources.connector.limits import Rate, stated_rate
from samkraft.sources.jsonstat.read import read_jsonstat
from samkraft.sources.tables import BrokenData


@dataclass(frozen=True, slots=True)
class Config:
    """What the installation states; None where it states nothing (SSB's 0 calls in 0 s)."""

    cells: int | None
    rate: Rate | None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """A table without its figures; `choices` by variable, in the table's order."""

    fingerprint: Fingerprint
    choices: Mapping[str, Choices]
    updated: str | None
    next_update: str | None


@dataclass(frozen=True, slots=True)
class Codelist:
    """A grouping: its codes, and the codes of the table behind each."""

    codes: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]


def read_config(value: Mapping[str, Any]) -> Config:
    """The answer of /config."""
    cells = value.get("maxDataCells")
    return Config(
        cells if isinstance(cells, int) and cells > 0 else None,
        stated_rate(value.get("maxCallsPerTimeWindow"), value.get("timeWindow")),
        tuple(value.get("dataFormats", ())),
    )


def read_description(name: str, metadata: Mapping[str, Any], entry: Mapping[str, Any]):
    """A table's /metadata and its entry in /tables. Raises BrokenData."""
    table = read_jsonstat({**metadata, "value": []})
    choices = {}
    for each in table.dimensions:
        extension = metadata["dimension"][each.code].get("extension") or {}
        choices[each.code] = Choices(
            each.codes, each.role == "time", extension.get("eliminationValueCode")
        )
    px = (metadata.get("extension") or {}).get("px") or {}
    discontinued = bool(entry.get("discontinued") or px.get("discontinued"))
    units = units_of(metadata)
    return Description(
        fingerprint(name, table, units=units, discontinued=discontinued),
        choices,
        table.updated or entry.get("updated"),
        px.get("nextUpdate") or None,
    )


def units_of(metadata: Mapping[str, Any]) -> dict[str, str]:
    """The unit of every content, by its code."""
    found = {}
    for described in metadata["dimension"].values():
        for code, unit in (described.get("category", {}).get("unit") or {}).items():
            if isinstance(unit, Mapping) and unit.get("base"):
                found[str(code)] = str(unit["base"])
    return found


def read_codelist(value: Mapping[str, Any]) -> Codelist:
    """The answer of /codelists/{id}. Raises BrokenData."""
    try:
        members = {
            str(each["code"]): tuple(map(str, each.get("valueMap") or [each["code"]]))
            for each in value["values"]
        }
    except (KeyError, TypeError) as error:
        raise BrokenData("The grouping has no list of “values” with codes.") from error
    return Codelist(tuple(members), members)
