"""A file of figures read into observations by a saved mapping."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samkraft.calc.observations import Observations
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.source import Source
from samkraft.sources.reading import read_data
from samkraft.sources.registry import sources
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.observe import observe_file

SHEETS = (".csv", ".tsv", ".txt", ".xlsx")


def observations_of_file(path: Path, mapping: Mapping[str, Any]) -> tuple[Observations, list[str]]:
    """The observations and what there is to tell about them.

    A mapping with `columns` is for a sheet; any other says how a table's dimensions are read
    (`source` names whose codes and symbols they are). Raises BrokenData, FetchProblem,
    ValueError, OSError.
    """
    given = dict(mapping)
    if "columns" in given:
        found, notes = observe_file(path, SheetMapping.of(given))
    else:
        source = _source(str(given.pop("source", "")))
        found, notes = observe(read_data(path), TableMapping.of(given), source=source)
    return found, [each.text for each in notes]


def _source(name: str) -> Source:
    known = sources()
    if name not in known:
        raise ValueError(
            f"The mapping's source “{name}” is not known; there are {', '.join(sorted(known))}."
        )
    return known[name]
