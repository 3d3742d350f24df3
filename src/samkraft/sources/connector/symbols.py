"""What the signs mean that services write where a number is missing, or beside one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from samkraft.calc.status import Status
from samkraft.sources.connector.problems import Finding, NotUnderstood

# What the readers themselves put where the file says nothing.
OF_THE_READERS = {"null": Status.MISSING, "": Status.MISSING, "absent": Status.MISSING}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign stands for: a status, and a number where the sign is one ("-" for zero)."""

    status: Status
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs of a source. `unknown`: "stop" raises NotUnderstood, "warn" takes the cell as
    missing and says so; a sign never vanishes.

    `empty` is the meaning of a cell about which nothing is said.
    """

    cells: Mapping[str, Meaning] = field(default_factory=dict)
    flags: Mapping[str, Status] = field(default_factory=dict)
    unknown: Literal["stop", "warn"] = "stop"

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Symbols:
        """Signs as a source.yml writes them. Raises ValueError for an unknown status.

        cells: {"..": missing, "-": zero}; flags: {p: provisional}; unknown: stop | warn
        """
        cells = {str(sign): _meaning(str(text)) for sign, text in value.get("cells", {}).items()}
        flags = {str(sign): Status(text) for sign, text in value.get("flags", {}).items()}
        unknown = value.get("unknown", "stop")
        if unknown not in ("stop", "warn"):
            raise ValueError(f"symbols: unknown is “{unknown}”; write stop or warn.")
        return cls(cells, flags, unknown)

    def meaning(self, sign: str, findings: dict[str, Finding]) -> Meaning:
        """What a sign in the place of a number means."""
        known = self.cells.get(sign) or self.cells.get(sign.strip('"').strip().lower())
        if known is not None:
            return known
        if sign in OF_THE_READERS:
            return Meaning(OF_THE_READERS[sign])
        status = self._flagged(sign)
        if status is not None:
            return Meaning(Status.MISSING if status.has_value else status)
        self._unknown(sign, "in the place of a number", findings)
        return Meaning(Status.MISSING)

    def beside(self, sign: str, findings: dict[str, Finding]) -> Status:
        """What a sign beside a number means."""
        status = self._flagged(sign)
        if status is not None:
            return status
        if sign in self.cells:
            return self.cells[sign].status
        self._unknown(sign, "beside a number", findings)
        return Status.VALID

    def _flagged(self, sign: str) -> Status | None:
        """Of several flags written together ("bp") the strongest; None when one is unknown."""
        if sign in self.flags:
            return self.flags[sign]
        letters = [each for each in sign if each not in "|, "]
        if not letters or any(each not in self.flags for each in letters):
            return None
        return max((self.flags[each] for each in letters), key=lambda status: status.number)

    def _unknown(self, sign: str, where: str, findings: dict[str, Finding]) -> None:
        text = f"The sign “{sign}” {where} is not known; add it to the source's symbols."
        if self.unknown == "stop":
            raise NotUnderstood(text)
        findings.setdefault(f"{where}{sign}", Finding("unknown-symbol", text, "alarm"))


def _meaning(text: str) -> Meaning:
    if text == "zero":
        return Meaning(Status.VALID, 0.0)
    return Meaning(Status(text))
