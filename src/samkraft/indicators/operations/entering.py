"""Figures entered by hand, and figures out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from samkraft.accounts.rules import NotAllowed, may
from samkraft.calc.observations import Observations, Row
from samkraft.calc.periods import parse_period
from samkraft.calc.status import Status
from samkraft.indicators.models import Indicator
from samkraft.indicators.operations.deliveries import Delivered, deliver
from samkraft.indicators.operations.errors import NotManual
from samkraft.indicators.rules.preparation import taken


def may_enter(person, indicator: Indicator) -> bool:
    """Whether a person may enter figures: who is responsible, and who may edit in the region."""
    if indicator.source != "manual" or indicator.region is None:
        return False
    if person is not None and indicator.responsible_id == person.pk and person.is_active:
        return True
    return may(person, "edit", indicator.region)


def enter_value(
    *,
    indicator: Indicator,
    area: str,
    period: str,
    value: float | None,
    by,
    at: datetime,
    status: Status | None = None,
    sex: str = "T",
    age: str = "T",
    note: str = "",
) -> Delivered:
    """Enter one figure of a manual indicator, in its unit; None with the reason as `status`.

    A figure entered again is a revision: the former one stays in the history. Raises NotManual,
    NotAllowed, NotAPeriod, ValueError.
    """
    if indicator.source != "manual":
        raise NotManual(indicator.slug)
    if not may_enter(by, indicator):
        raise NotAllowed("edit", indicator.region or "the installation")
    status = status or (Status.MISSING if value is None else Status.VALID)
    if status.has_value != (value is not None):
        raise ValueError("A figure has a number, or a reason why it has none.")
    row = Row(indicator.slug, area, str(parse_period(period)), sex, age, value, status)
    return deliver(
        indicator=indicator,
        observations=Observations.of([row]),
        provenance={"source": "manual", "by": by.pk if by else None, "note": note.strip()},
        by=by,
        at=at,
        complete=False,
        trusted=True,
    )


def load_file(
    *,
    path: Path,
    table: str,
    mapping: dict[str, Any],
    by: Any,
    at: datetime,
    indicators: Sequence[Indicator] | None = None,
) -> dict[str, Delivered]:
    """A file as a delivery of `table` ("source/table"), one indicator after the other.

    `mapping` is a saved mapping (docs/figures.md); measures that are no indicators are refused.
    Raises BrokenData, FetchProblem, ValueError with one sentence, OSError.
    """
    from samkraft.indicators.rules.fileread import observations_of_file

    observations, notes = observations_of_file(path, mapping)
    known = {row.slug: row for row in indicators or Indicator.objects.all()}
    names = observations.measure.categories
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"{path.name}: there is no indicator “{unknown[0]}”.")
    found = {}
    for code, name in enumerate(names):
        found[name] = deliver(
            indicator=known[name],
            observations=_of(observations, code),
            table=f"{table}/{name}" if len(names) > 1 else table,
            provenance={"source": table.partition("/")[0], "file": path.name, "notes": notes},
            by=by,
            at=at,
        )
    return found


def _of(observations: Observations, code: int) -> Observations:
    return taken(observations, observations.measure.codes == code)
