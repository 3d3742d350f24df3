"""`samkraft data fetch`: one indicator after the other, with progress."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from samkraft.cli import says
from samkraft.cli.showing import place_key, several


def fetch_all(names: list[str], *, source: str, areas: list[str], at: datetime) -> int:
    """Refresh the indicators asked for (all that can be fetched, without names).

    Gives the exit code: 0 all came, 1 some did not (said on stderr).
    """
    from samkraft.indicators.operations import NotFetchable, refresh
    from samkraft.indicators.operations.errors import DeliveryHeld
    from samkraft.indicators.rules.asking import BindingIncomplete
    from samkraft.sources.connector.problems import FetchProblem, QuietHours, Unavailable

    areas = several(areas)
    if areas:  # `--area A B`: what follows the first place is a place too
        areas += [name for name in names if _like_place(name)]
        names = [name for name in names if not _like_place(name)]
    chosen, failed = _chosen(names, source), 0
    wanted = [place_key(each) for each in areas]
    stopped: dict[str, str] = {}  # a source that does not answer is asked once only
    for indicator in chosen:
        if reason := stopped.get(indicator.source):
            says.note(f"{indicator.slug}: {reason}")
            failed += 1
            continue
        try:
            with _bar(indicator.slug) as progress:
                done = refresh(
                    indicator=indicator, areas=wanted or areas_of(indicator), by=None, at=at,
                    progress=progress,
                )  # fmt: skip
        except (Unavailable, QuietHours) as problem:
            stopped[indicator.source] = str(problem)
            says.note(f"{indicator.slug}: {problem}")
            failed += 1
        except (FetchProblem, BindingIncomplete, DeliveryHeld, NotFetchable) as problem:
            says.note(f"{indicator.slug}: {problem}")
            failed += 1
        else:
            new = done.vintage
            print(f"{indicator.slug}: {new.new} new, {new.revised} revised, {new.same} same")
    if not chosen:
        says.note("There is nothing to fetch: no indicator is bound to this source.")
        return says.NOT_POSSIBLE
    return says.NOT_POSSIBLE if failed else says.DONE


def _like_place(text: str) -> bool:
    return re.fullmatch(r"[A-Z]{2}(-\d+)?|\d{2,4}", text) is not None


def areas_of(indicator) -> list[str]:
    """The places an indicator is fetched for: for Kolada every Swedish one that is known."""
    from django.utils import timezone

    from samkraft.indicators.queries.geography import fetched_areas

    return fetched_areas(indicator.source, timezone.localdate())


def _chosen(names: Iterable[str], source: str) -> list:
    from samkraft.indicators.models import Indicator
    from samkraft.indicators.operations.refreshing import NOT_FETCHED
    from samkraft.indicators.published import NoSuchIndicator
    from samkraft.indicators.published.pages import indicator_named
    from samkraft.sources.registry import sources

    if source and source not in sources():
        says.refuse(f"“{source}” is no source; there are {', '.join(sorted(sources()))}.")
    try:
        rows = [indicator_named(name) for name in names]
    except NoSuchIndicator as error:
        says.refuse(str(error))
    if not names:
        known = Indicator.objects.filter(withdrawn_at=None, source__in=sources())
        rows = list(known.exclude(source__in=NOT_FETCHED))
    return [row for row in rows if not source or row.source == source]


class _bar:
    """A progress bar on a terminal; elsewhere nothing, for the lines at the end say enough."""

    def __init__(self, name: str) -> None:
        console = Console(stderr=True)
        columns = (TextColumn(name), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._progress.add_task(name, total=None)

    def __enter__(self):
        self._progress.start()
        return lambda done, total: self._progress.update(self._task, completed=done, total=total)

    def __exit__(self, *_) -> None:
        self._progress.stop()
