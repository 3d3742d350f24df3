"""Files as a delivery: figures that somebody has, instead of a service that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from samkraft.calc.observations import Observations
from samkraft.calc.quality import mass_change
from samkraft.indicators.models import Indicator, Refresh, RefreshState
from samkraft.indicators.operations.errors import BadTable
from samkraft.indicators.operations.publishing import publish_all
from samkraft.indicators.queries.store import warehouse
from samkraft.indicators.rules.fileread import FileFigures, figures_of_file
from samkraft.journal import operations as journal
from samkraft.lib.slugs import slug
from samkraft.lib.texts import Texts
from samkraft.warehouse.vintages import Vintage


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file load: its vintage, the indicators it holds, those made for it, what was noticed."""

    vintage: Vintage
    indicators: tuple[str, ...]
    made: tuple[str, ...]
    places: int
    notes: tuple[str, ...]


def load_files(
    *,
    paths: Sequence[Path],
    table: str,
    by: Any,
    at: datetime,
    mapping: Mapping[str, Any] | None = None,
    trusted: bool = False,
) -> Loaded:
    """Files as one delivery of `table` ("source/table").

    A measure that is no indicator yet becomes one, to be described later. Nothing is taken in
    unless every file can be read. Raises BadTable, BrokenData, FetchProblem, ValueError with one
    sentence that names the file, OSError.
    """
    source, _, name = table.partition("/")
    if not source or not name or "/" in name or slug(name) == "":
        raise BadTable(f"“{table}” is not SOURCE/TABLE, such as ssb/07459.")
    notes: list[str] = []
    measures: dict[str, FileFigures] = {}

    def batches() -> Iterator[Observations]:
        for path in paths:
            found = figures_of_file(path, mapping, source=source, table=name)
            notes.extend(found.notes)
            for measure in found.observations.measure.categories:
                if measure in measures:
                    raise ValueError(f"{path.name}: “{measure}” stands in another file too.")
                measures[measure] = found
            if not trusted:
                _refuse_loss(path, found.observations)
            yield found.observations

    vintage = warehouse().append(
        batches(), table=table, known_at=at, complete=True,
        provenance={"source": source, "table": name, "files": [path.name for path in paths]},
    )  # fmt: skip
    made = _indicators(measures, source, by, at)
    rows = Indicator.objects.filter(slug__in=measures)
    places = publish_all(at=at, indicators=rows)
    _note(rows, vintage, at)
    return Loaded(vintage, tuple(measures), made, places, tuple(dict.fromkeys(notes)))


def _refuse_loss(path: Path, observations: Observations) -> None:
    before = warehouse().read(list(observations.measure.categories))
    finding = mass_change(before, observations) if len(before) else None
    if finding is not None:
        raise BadTable(
            f"{path.name}: {finding.lost} of {finding.rows} figures would become zero or missing. "
            "Nothing was taken in; load with --trust if that is right."
        )


@transaction.atomic
def _indicators(measures: Mapping[str, FileFigures], source: str, by, at) -> tuple[str, ...]:
    """Make an indicator of every measure that is none yet."""
    known = set(Indicator.objects.filter(slug__in=measures).values_list("slug", flat=True))
    made = []
    for name, found in measures.items():
        if name in known:
            continue
        row = Indicator.objects.create(
            slug=name, title=Texts.of("en", found.titles.get(name) or name).value(),
            unit=(found.unit or "")[:60], decimals=found.decimals.get(name, 0), nature="index",
            direction="neutral", source=source[:20], by_sex=found.by_sex, by_age=found.by_age,
            evidence="Made when a file was loaded; nobody has described it yet.",
        )  # fmt: skip
        Refresh.objects.create(indicator=row)
        journal.write(operation="load-indicator", subject=row, by=by, at=at, label=name)
        made.append(name)
    return tuple(made)


def _note(rows, vintage: Vintage, at: datetime) -> None:
    changed = bool(vintage.new or vintage.revised or vintage.withdrawn)
    values = {
        "state": RefreshState.OK, "message": "", "tried_at": at, "fetched_at": at,
        "vintage": vintage.number, **({"changed_at": at} if changed else {}),
    }  # fmt: skip
    Refresh.objects.filter(indicator__in=rows).update(**values)
