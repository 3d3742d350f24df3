"""Figures entered by hand."""

from __future__ import annotations

from datetime import datetime
from math import isfinite

from django.utils import timezone

from samkraft.accounts.rules import NotAllowed, may
from samkraft.calc.observations import Observations, Row
from samkraft.calc.periods import parse_period
from samkraft.calc.status import Status
from samkraft.indicators.models import Indicator
from samkraft.indicators.operations.deliveries import Delivered, deliver
from samkraft.indicators.operations.errors import NotManual


def may_enter(person, indicator: Indicator) -> bool:
    """Whether a person may enter figures: who is responsible, and who may edit in the region."""
    if indicator.source != "manual" or indicator.region is None:
        return False
    if person is not None and person.is_active and indicator.responsible_id == person.pk:
        return not person.ends_on or person.ends_on > timezone.localdate()
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
    if value is not None and not isfinite(value):
        raise ValueError("A figure is a finite number.")
    row = Row(indicator.slug, area, str(parse_period(period)), sex, age, value, status)
    return deliver(
        indicator=indicator,
        observations=Observations.of([row]),
        provenance={"source": "manual", "note": note.strip()},  # who: in the journal only
        by=by,
        at=at,
        complete=False,
        trusted=True,
    )
