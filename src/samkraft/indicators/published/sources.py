"""The sources: how old their figures are, what changed there, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samkraft.indicators.models import HeldDelivery, Refresh, RefreshState
from samkraft.sources.registry import sources


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a person should look at: the indicator, and a sentence."""

    indicator: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source. `indicators` are bound to it, `fetched` of them have figures.

    `state` is the worst of its indicators'; `oldest` and `newest` are when figures last came.
    """

    name: str
    publisher: str
    licence: str
    homepage: str
    calendar: str
    indicators: int
    fetched: int
    state: str
    oldest: datetime | None
    newest: datetime | None
    changed: datetime | None
    due: datetime | None
    done: int
    total: int
    alarms: tuple[Alarm, ...]
    failed: tuple[Alarm, ...]
    held: tuple[Alarm, ...]


_WORST = (
    RefreshState.HELD, RefreshState.FAILED, RefreshState.RUNNING, RefreshState.WAITING,
    RefreshState.NEVER, RefreshState.OK,
)  # fmt: skip


def published_sources() -> tuple[SourceRow, ...]:
    """Every source that an indicator is bound to, those that need a person first. Two queries."""
    rows = Refresh.objects.filter(indicator__withdrawn_at=None).select_related("indicator")
    by_source: dict[str, list[Refresh]] = {}
    for row in rows:
        by_source.setdefault(row.indicator.source, []).append(row)
    held = HeldDelivery.objects.filter(accepted=None).select_related("indicator")
    waiting: dict[str, list[Alarm]] = {}
    for each in held:
        waiting.setdefault(each.indicator.source, []).append(
            Alarm(each.indicator.slug, each.reason)
        )
    facts = sources()
    told = [
        _row(name, facts.get(name), found, tuple(waiting.get(name, ())))
        for name, found in by_source.items()
        if name != "computed"
    ]
    return tuple(sorted(told, key=lambda row: (_WORST.index(row.state), row.name)))


def _row(name: str, source, rows: list[Refresh], held: tuple[Alarm, ...]) -> SourceRow:
    came = [row.fetched_at for row in rows if row.fetched_at]
    changed = [row.changed_at for row in rows if row.changed_at]
    due = [row.due_at for row in rows if row.due_at]
    running = [row for row in rows if row.state == RefreshState.RUNNING]
    return SourceRow(
        name=name,
        publisher=source.publisher if source else "",
        licence=source.licence if source else "",
        homepage=source.homepage if source else "",
        calendar=source.calendar if source else "",
        indicators=len(rows),
        fetched=len(came),
        state=min((row.state for row in rows), key=_WORST.index),
        oldest=min(came, default=None),
        newest=max(came, default=None),
        changed=max(changed, default=None),
        due=min(due, default=None),
        done=sum(row.done for row in running),
        total=sum(row.total for row in running),
        alarms=tuple(Alarm(r.indicator.slug, text) for r in rows for text in r.alarms),
        failed=tuple(
            Alarm(r.indicator.slug, r.message) for r in rows if r.state == RefreshState.FAILED
        ),
        held=held,
    )


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Who publishes a source's figures, and what may be done with them."""

    name: str
    publisher: str
    licence: str
    attribution: str
    homepage: str


def source_named(name: str) -> SourceFacts:
    """What is known of a source; only the name for figures that no service delivers."""
    found = sources().get(name)
    if found is None:
        return SourceFacts(name, "", "", "", "")
    return SourceFacts(name, found.publisher, found.licence, found.attribution, found.homepage)
