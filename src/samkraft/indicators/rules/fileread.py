"""A file of figures read into observations, by a saved mapping or by what the file itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from samkraft.calc.observations import Column, Observations
from samkraft.calc.status import Status
from samkraft.lib.slugs import slug
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.problems import NotUnderstood
from samkraft.sources.connector.source import Source
from samkraft.sources.reading import read_data
from samkraft.sources.registry import sources
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.observe import observe_sheet
from samkraft.sources.tables import BrokenData, Table

SHEETS = (".csv", ".tsv", ".txt", ".xlsx")
# The columns of our own download, so that what was taken out can be taken in.
OWN = {
    "columns": {"measure": "indicator", "area": "place", "period": "period", "sex": "sex",
                "age": "age", "value": "value", "status": "status"},
    "scheme": "own", "decimal": ".",
    "symbols": {
        "cells": {str(each): str(each) for each in Status if not each.has_value},
        "flags": {str(each): str(each) for each in Status if each.has_value},
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileFigures:
    """What a file holds: observations under our measures, their titles, and what was noticed."""

    observations: Observations
    notes: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    unit: str | None = None

    @property
    def by_sex(self) -> bool:
        return len(self.observations.sex.categories) > 1

    @property
    def by_age(self) -> bool:
        return len(self.observations.age.categories) > 1


def figures_of_file(
    path: Path, mapping: Mapping[str, Any] | None, *, source: str, table: str
) -> FileFigures:
    """The figures of a file.

    `mapping` with `columns` is for a sheet; any other says how a table's dimensions are read.
    Without one, a sheet must have the columns of our own download, and a table's dimensions are
    found by role and name. Raises BrokenData, FetchProblem, ValueError, OSError.
    """
    given = dict(mapping or {})
    if "columns" in given or (not given and path.suffix.lower() in SHEETS):
        found, notes = _sheet(path, given or OWN)
        texts = tuple(each.text for each in notes)
        return FileFigures(found, texts, decimals=_decimals(found))
    facts = _source(str(given.pop("source", source)))
    read = read_data(path)
    how = TableMapping.of(given or {"unknown": "warn"})
    try:
        found, notes = observe(read, how, source=facts)
    except NotUnderstood as error:
        raise NotUnderstood(f"{path.name}: {error} Say it in a mapping (--mapping).") from error
    named, titles = _named(found, read, how, source, table)
    texts = tuple(each.text for each in notes)
    return FileFigures(named, texts, titles, _decimals(named), read.unit)


def _sheet(path: Path, mapping: Mapping[str, Any]):
    try:
        return observe_sheet(path.read_bytes(), SheetMapping.of(mapping), name=path.name)
    except BrokenData as error:
        if mapping is OWN:
            raise BrokenData(
                f"{error} Without --mapping a sheet needs the columns of a download: "
                f"{', '.join(OWN['columns'].values())}."
            ) from error
        raise


def _source(name: str) -> Source:
    """The source whose codes and symbols a file has; an unknown one has codes as ours."""
    known = sources()
    if name in known:
        return known[name]
    return replace(known["sheet"], name=name)


def _named(
    found: Observations, read: Table, how: TableMapping, source: str, table: str
) -> tuple[Observations, dict[str, str]]:
    """Measures under names of ours: those of the mapping, else source, table and content."""
    codes = found.measure.categories
    chosen = set(how.measures.values()) | {how.constants.get("measure", "")}
    contents = next((each for each in read.dimensions if each.role == "metric"), None)
    labels = dict(zip(contents.codes, contents.labels, strict=True)) if contents else {}
    names, titles = [], {}
    for code in codes:
        if code in chosen:
            names.append(code)
            continue
        parts = [source, table] + ([code] if len(codes) > 1 and code else [])
        name = slug("-".join(parts), longest=80) or source
        names.append(name)
        titles[name] = (labels.get(code) if len(codes) > 1 else None) or read.title or table
    return replace(found, measure=Column(tuple(names), found.measure.codes)), titles


def _decimals(found: Observations) -> dict[str, int]:
    """How many decimals (0 to 3) each measure's figures have."""
    decimals = {}
    for code, name in enumerate(found.measure.categories):
        values = found.value[(found.measure.codes == code) & ~np.isnan(found.value)]
        places = 0
        while places < 3 and not np.allclose(values, np.round(values, places), atol=1e-9):
            places += 1
        decimals[name] = places
    return decimals
