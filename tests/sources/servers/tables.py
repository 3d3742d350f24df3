"""Small tables that the local PxWeb servers hold."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class SmallTable:
    """A table: codes by variable, and a function of the codes that gives a number or a symbol.

    `groupings`: codelist → group → members, of the variable `grouped`. `totals`: the code by which
    a variable may be left out.
    """

    title: str
    codes: dict[str, list[str]]
    value: Callable[..., float | str]
    time: str = "Tid"
    content: str = "ContentsCode"
    unit: str = "personer"
    updated: str = "2026-02-20T07:00:00Z"
    next_update: str = "2027-02-19T07:00:00Z"
    discontinued: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    totals: dict[str, str] = field(default_factory=dict)
    grouped: str = "Region"
    groupings: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def variable(self, name: str) -> str | None:
        """The variable by its name, capitals aside."""
        return next((code for code in self.codes if code.lower() == name.lower()), None)

    def dataset(self, chosen: Mapping[str, list[str]], sums: Mapping[str, Any] | None = None):
        """JSON-stat 2 of these codes; `sums` are groups to add up."""
        cells = [
            self._cell(dict(zip(chosen, codes, strict=True)), sums or {})
            for codes in itertools.product(*chosen.values())
        ]
        status = {str(at): cell for at, cell in enumerate(cells) if isinstance(cell, str)}
        value = {
            "version": "2.0", "class": "dataset", "label": self.title, "source": "Testbyrån",
            "updated": self.updated, "id": list(chosen),
            "size": [len(codes) for codes in chosen.values()],
            "role": {"time": [self.time], "metric": [self.content]},  # no geo, as at SCB
            "dimension": {name: self._dimension(name, codes) for name, codes in chosen.items()},
            "extension": {"px": {"tableid": "T", "nextUpdate": self.next_update}},
            "value": [None if isinstance(cell, str) else cell for cell in cells],
        }  # fmt: skip
        return {**value, "status": status} if status else value

    def _cell(self, place: dict[str, str], sums: Mapping[str, Any]) -> float | str:
        name = next((each for each in place if each == self.grouped), None)
        if name and place[name] in sums:
            return sum(
                cell for member in sums[place[name]]
                if not isinstance(cell := self.value(**{**place, name: member}), str)
            )  # fmt: skip
        return self.value(**place)

    def _dimension(self, name: str, codes: list[str]) -> dict[str, Any]:
        category: dict[str, Any] = {
            "index": {code: at for at, code in enumerate(codes)},
            "label": {code: self.labels.get(code, code) for code in codes},
        }
        if name == self.content:
            category["unit"] = {code: {"base": self.unit, "decimals": 0} for code in codes}
        extension: dict[str, Any] = {"elimination": name in self.totals, "show": "value"}
        if name in self.totals:
            extension["eliminationValueCode"] = self.totals[name]
        return {"label": name.lower(), "category": category, "extension": extension}


def population(**changes: Any) -> SmallTable:
    """Six places, two sexes and their total, three years: 54 cells; 2582 in 2023 is hidden."""

    def value(Region: str, Kon: str, ContentsCode: str, Tid: str) -> float | str:
        if (Region, Tid) == ("2582", "2023"):
            return ":"
        return int(Region) * 10 + {"1": 1, "2": 2, "0": 3}[Kon] + (int(Tid) - 2020) * 1000

    table = SmallTable(
        title="Folkmängd",
        codes={
            "Region": ["00", "25", "2510", "2580", "2582", "2584"],
            "Kon": ["0", "1", "2"],
            "ContentsCode": ["BE1"],
            "Tid": ["2022", "2023", "2024"],
        },
        value=value,
        totals={"Kon": "0"},
        groupings={"agg_Kust": {"K-1": ["2580", "2582"], "K-2": ["2584"]}},
    )
    for name, given in changes.items():
        setattr(table, name, given)
    return table
