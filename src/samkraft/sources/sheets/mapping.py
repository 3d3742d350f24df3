"""A saved mapping: what the columns of somebody's own sheet mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from samkraft.calc.observations import KEYS
from samkraft.sources.connector.symbols import Symbols

COLUMNS = (*KEYS, "value", "status")
USUAL = {"cells": {"": "missing", "..": "missing", ".": "not_applicable", ":": "suppressed",
                   "*": "suppressed", "x": "suppressed", "n/a": "missing"},
         "flags": {"p": "provisional", "e": "estimated"}}  # fmt: skip


class WrongMapping(ValueError):
    """The mapping itself is wrong; the message names the key."""


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How a sheet becomes observations.

    `columns`: measure, area, period, sex, age, value, status → the header of a column (capitals
    aside) or its place ("#3"). `wide`: measure, period, sex or age stands in the headers instead,
    of all columns that match `pattern` (a regular expression; its first group, if any, is the
    code). `constants` say what no column does. `skip`: rows above the header; `stop`: the text
    that begins the first row after the table. `sheet`: the name, or place from 1, in an XLSX.
    `decimal`: "," or "." ("" takes either, "1,234" is then 1.234). `digits`: codes of places are
    filled up with zeros in front. `scheme`: of places (norway, sweden, finland, kolada, nuts,
    own). `measures`, `areas`, `periods`, `sexes`, `ages`: the sheet's word → ours, "" leaves the
    row out. `scale`: our measure → factor.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    wide: str = ""
    pattern: str = r"(?:19|20)\d\d.*"
    constants: Mapping[str, str] = field(default_factory=dict)
    skip: int = 0
    stop: str = ""
    sheet: str = ""
    delimiter: str = ""
    encoding: str = ""
    decimal: str = ""
    digits: int = 0
    scheme: str = "own"
    measures: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)
    ages: Mapping[str, str] = field(default_factory=dict)
    scale: Mapping[str, float] = field(default_factory=dict)
    symbols: Symbols = field(default_factory=lambda: Symbols.of(USUAL))

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> SheetMapping:
        """A mapping as YAML writes it. Raises WrongMapping."""
        known = {each.name: each for each in fields(cls)}
        if not isinstance(value, Mapping):
            raise WrongMapping("The mapping is no list of keys and values.")
        if wrong := set(value) - set(known):
            raise WrongMapping(
                f"The key “{min(wrong)}” is not known; there are {', '.join(known)}."
            )
        try:
            made = cls(**{name: _read(name, given) for name, given in value.items()})
        except (TypeError, ValueError, AttributeError) as error:
            raise WrongMapping(str(error)) from error
        made._check()
        return made

    def _check(self) -> None:
        if wrong := (set(self.columns) - set(COLUMNS)) | (set(self.constants) - set(KEYS)):
            raise WrongMapping(f"“{min(wrong)}” is no part of an observation.")
        if self.wide and self.wide not in ("measure", "period", "sex", "age"):
            raise WrongMapping(f"“wide” is “{self.wide}”; write measure, period, sex or age.")
        if self.wide and "value" in self.columns:
            raise WrongMapping("With “wide” the values stand in many columns: leave out “value”.")
        if not self.wide and "value" not in self.columns:
            raise WrongMapping("“columns” does not say where the value stands.")
        for key in ("measure", "area", "period"):
            if key not in self.columns and key not in self.constants and key != self.wide:
                raise WrongMapping(f"Neither a column nor a constant says the {key}.")
        if self.decimal not in ("", ",", "."):
            raise WrongMapping(f"“decimal” is “{self.decimal}”; write a comma or a full stop.")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise WrongMapping(f"“pattern” is no regular expression: {error}.") from error


def _read(name: str, given: Any) -> Any:
    if name == "symbols":
        return Symbols.of({**USUAL, **given, "cells": {**USUAL["cells"], **given.get("cells", {})}})
    if name in ("skip", "digits"):
        return int(given)
    if name == "scale":
        return {str(key): float(each) for key, each in given.items()}
    if name in ("columns", "constants", "measures", "areas", "periods", "sexes", "ages"):
        return {str(key): "" if each is None else str(each) for key, each in given.items()}
    return str(given)
