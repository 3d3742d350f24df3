"""What a table looked like, and what has changed in it since: an alarm before wrong figures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from samkraft.sources.connector.problems import Finding, Severity
from samkraft.sources.tables import Table


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable with its codes and the labels they had."""

    code: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    time: bool = False


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A table's description without its figures and without the time of its last update."""

    table: str
    title: str
    variables: tuple[Variable, ...]
    units: Mapping[str, str] = field(default_factory=dict)
    discontinued: bool = False

    @property
    def digest(self) -> str:
        """A checksum that is the same while nothing but times of update changes."""
        return hashlib.sha256(json.dumps(self.value(), sort_keys=True).encode()).hexdigest()

    def value(self) -> dict[str, Any]:
        """The fingerprint as JSON."""
        return asdict(self)

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Fingerprint:
        """The fingerprint out of its JSON."""
        variables = tuple(
            Variable(v["code"], tuple(v["codes"]), tuple(v["labels"]), v["time"])
            for v in value["variables"]
        )
        units = dict(value["units"])
        return cls(value["table"], value["title"], variables, units, value["discontinued"])


def fingerprint(
    name: str, table: Table, *, units: Mapping[str, str] | None = None, discontinued: bool = False
) -> Fingerprint:
    """The fingerprint of a table that was read (with figures or without)."""
    variables = tuple(
        Variable(each.code, each.codes, each.labels, each.role == "time")
        for each in table.dimensions
    )
    return Fingerprint(name, table.title or "", variables, dict(units or {}), discontinued)


def differences(former: Fingerprint, latter: Fingerprint) -> tuple[Finding, ...]:
    """What changed, in words. New periods are expected and only noted."""
    old = {each.code: each for each in former.variables}
    new = {each.code: each for each in latter.variables}
    found = [
        _said("variable-gone", f"The variable “{code}” is gone.") for code in old if code not in new
    ]
    found += [
        _said("variable-new", f"There is a new variable “{code}” ({len(new[code].codes)} codes).")
        for code in new
        if code not in old
    ]
    for code in old:
        if code in new:
            found += _codes(old[code], new[code])
    for code in sorted({*former.units} & {*latter.units}):
        if former.units[code] != latter.units[code]:
            text = f"The unit of “{code}” was “{former.units[code]}”, now “{latter.units[code]}”."
            found.append(_said("unit-changed", text))
    if latter.discontinued and not former.discontinued:
        found.append(_said("discontinued", "The table is discontinued: look for the new one."))
    if former.title != latter.title:
        text = f"The title was “{former.title}”, now “{latter.title}”."
        found.append(_said("title-changed", text, "note"))
    return tuple(found)


def _codes(old: Variable, new: Variable) -> list[Finding]:
    gone = [code for code in old.codes if code not in set(new.codes)]
    added = [code for code in new.codes if code not in set(old.codes)]
    found = []
    if gone:
        text = f"Codes are gone from “{old.code}”: {_shown(gone)}."
        found.append(_said("codes-gone", text))
    if added:
        expected: Severity = "note" if new.time else "alarm"
        text = f"There are new codes in “{old.code}”: {_shown(added)}."
        found.append(_said("codes-new", text, expected))
    labels = dict(zip(old.codes, old.labels, strict=True))
    renamed = [
        f"{code} was “{labels[code]}”, now “{label}”"
        for code, label in zip(new.codes, new.labels, strict=True)
        if code in labels and labels[code] != label
    ]
    if renamed:
        text = f"Codes of “{old.code}” have another name: {_shown(renamed)}."
        found.append(_said("labels-changed", text))
    return found


def _said(code: str, text: str, severity: Severity = "alarm") -> Finding:
    return Finding(code, text, severity)


def _shown(codes: list[str]) -> str:
    return ", ".join(codes[:8]) + (f" and {len(codes) - 8} more" if len(codes) > 8 else "")
