"""Fetching an indicator's figures from its source."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.conf import settings
from django.db import transaction

from samkraft.calc.observations import Observations, Row
from samkraft.calc.status import Status
from samkraft.indicators.models import Frequency, Indicator, Refresh, RefreshState
from samkraft.indicators.operations.deliveries import Delivered, deliver
from samkraft.indicators.operations.errors import DeliveryHeld, NotFetchable
from samkraft.indicators.queries.store import fetching_folder, raw_folder
from samkraft.indicators.rules.asking import BindingIncomplete, our_area, question, reading
from samkraft.indicators.rules.preparation import among, taken
from samkraft.sources.connector.context import Context, Fetched
from samkraft.sources.connector.fingerprints import Fingerprint, differences
from samkraft.sources.connector.http import Patience
from samkraft.sources.connector.observing import observe
from samkraft.sources.connector.problems import FetchProblem, QuietHours, Unavailable
from samkraft.sources.connector.raw import RawStore
from samkraft.sources.registry import fetch, sources

# How long figures may lie before they are asked for again.
KEEP = {
    Frequency.YEAR: timedelta(days=30), Frequency.HALF_YEAR: timedelta(days=14),
    Frequency.QUARTER: timedelta(days=7), Frequency.MONTH: timedelta(days=3),
}  # fmt: skip
AGAIN = timedelta(hours=6)
NOT_FETCHED = ("facts", "computed", "manual", "file")


def context_for(
    at: datetime, progress: Callable[[int, int], None] = lambda done, total: None
) -> Context:
    """The world of a fetch in this installation, as if it were `at`."""
    return Context(
        state_dir=fetching_folder(), raw=RawStore(raw_folder()), now=lambda: at,
        addresses=dict(settings.SOURCE_ADDRESSES), progress=progress,
        patience=Patience(attempts=settings.FETCH_ATTEMPTS),
    )  # fmt: skip


def refresh(
    *,
    indicator: Indicator,
    areas: Collection[str],
    by: Any,
    at: datetime,
    context: Context | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Delivered:
    """Fetch an indicator's figures for these places and take them in.

    What goes wrong stands in its `Refresh` too. Raises NotFetchable, FetchProblem, DeliveryHeld.
    """
    if indicator.source in NOT_FETCHED or indicator.source not in sources():
        raise NotFetchable(indicator)
    _state(indicator, RefreshState.RUNNING, at, message="")
    context = context or context_for(at, _noting(indicator, progress))
    try:
        asked = question(indicator.source, indicator.code, indicator.query, areas)
        fetched = fetch(asked, source=indicator.source, context=context)
        delivered = _deliver(indicator, fetched, by, at, areas)
    except QuietHours as problem:
        _state(indicator, RefreshState.WAITING, at, str(problem), due_at=problem.until)
        raise
    except Unavailable as problem:
        due = problem.retry_at or at + AGAIN
        _state(indicator, RefreshState.WAITING, at, str(problem), due_at=due)
        raise
    except (FetchProblem, BindingIncomplete) as problem:
        _state(indicator, RefreshState.FAILED, at, str(problem), due_at=at + KEEP["year"])
        raise
    except DeliveryHeld:
        raise
    except Exception as problem:
        _state(indicator, RefreshState.FAILED, at, f"{type(problem).__name__}: {problem}")
        raise
    return delivered


def _deliver(
    indicator: Indicator, fetched: Fetched, by, at: datetime, areas: Collection[str]
) -> Delivered:
    """What was fetched, of these places only when some are named, is taken in."""
    source = sources()[indicator.source]
    mapping = reading(indicator.source, indicator.slug, indicator.code, indicator.query)
    observations, findings = observe(fetched.tables, mapping, source=source)
    gone = _withdrawn(indicator, fetched)
    if gone is not None:  # Kolada sends what it took back as a row without a value
        observations = taken(observations, ~among(observations, gone))
    if areas:
        wanted = [code in set(areas) for code in observations.area.categories]
        observations = taken(observations, np.array(wanted, bool)[observations.area.codes])
    alarms = [each.text for each in (*fetched.findings, *findings) if each.severity == "alarm"]
    alarms += _changed_table(indicator, fetched.fingerprint)
    provenance = {
        "source": source.name, "publisher": source.publisher, "licence": source.licence,
        "attribution": source.attribution, "table": fetched.query.table,
        "query": fetched.query.value(), "raw": list(fetched.raw), "updated": fetched.updated,
        "notes": [each.text for each in (*fetched.findings, *findings)],
    }  # fmt: skip
    delivered = deliver(
        indicator=indicator, observations=observations, provenance=provenance, by=by, at=at,
        complete=not areas and _asks_for_all(fetched), withdraw=gone,
    )  # fmt: skip
    Refresh.objects.filter(indicator=indicator).update(
        fingerprint=fetched.fingerprint.value(), alarms=alarms,
        source_updated=(fetched.updated or "")[:40], done=0, total=0,
        due_at=at + KEEP[indicator.frequency],
    )  # fmt: skip
    return delivered


def _asks_for_all(fetched: Fetched) -> bool:
    """Whether a later answer to the same question holds all of this one: “the newest three” do
    not, so what they leave out must not be taken for withdrawn."""
    codes = (code for chosen in fetched.query.select.values() for code in chosen)
    return not any(code.upper().startswith(("TOP(", "BOTTOM(")) for code in codes)


def _changed_table(indicator: Indicator, now: Fingerprint) -> list[str]:
    former = Refresh.objects.filter(indicator=indicator).values_list("fingerprint", flat=True)
    before = former.first()
    if not before:
        return []
    found = differences(Fingerprint.of(before), now)
    return [each.text for each in found if each.severity == "alarm"]


def _withdrawn(indicator: Indicator, fetched: Fetched) -> Observations | None:
    rows = [
        Row(indicator.slug, our_area(each.area), each.period, {"K": "F"}.get(each.sex, each.sex),
            status=Status.MISSING)
        for each in fetched.withdrawn
    ]  # fmt: skip
    return Observations.of(rows) if rows else None


def _noting(indicator: Indicator, progress: Callable[[int, int], None]):
    """Progress for whoever waits, and in the record for the sources page."""

    def note(done: int, total: int) -> None:
        Refresh.objects.filter(indicator=indicator).update(done=done, total=total)
        progress(done, total)

    return note


@transaction.atomic
def _state(indicator: Indicator, state: str, at: datetime, message: str, **values) -> None:
    Refresh.objects.update_or_create(
        indicator=indicator,
        defaults={"state": state, "message": message, "tried_at": at, **values},
    )
