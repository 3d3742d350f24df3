"""`samkraft data recode`: a table of counts by the municipality codes of another year."""

from __future__ import annotations

from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any

import typer

from samkraft.cli import says

NAMED = 20  # codes listed before the rest is only counted


def recode(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX or Parquet.")],
    to: Annotated[int, typer.Option("--to", help="The year whose codes are wanted.")],
    changes: Annotated[list[Path], typer.Option(help="Lists of code changes; repeat for more.")],
    area: Annotated[list[str], typer.Option(help="The column of codes; two for flows.")],
    value: Annotated[str, typer.Option(help="The column of counts.")],
    out: Annotated[Path, typer.Option(help="The CSV to write.")],
    more: Annotated[list[Path] | None, typer.Argument(help="More lists of changes.")] = None,
    weights: Annotated[Path | None, typer.Option(help="CSV: old, new, weight.")] = None,
    period: Annotated[str, typer.Option(help="The column of years; found when not given.")] = "",
    start: Annotated[int | None, typer.Option("--from", help="The year of the codes.")] = None,
) -> None:
    """Add up counts by the codes of another year; `comparable` tells what was only estimated."""
    from samkraft.sources.recoding.counts import recoded
    from samkraft.sources.recoding.tables import write_csv

    if not 1900 <= to <= 2200:
        says.refuse(f"{to} is no year.")
    if not 1 <= len(area) <= 2:
        says.refuse("Name one column of areas, or two for flows.")
    work = _work(file, to, [*changes, *(more or [])], weights, area, value, period, start)
    try:
        write_csv(out, work.heads, recoded(work))
    except OSError as error:
        says.refuse(f"{out} cannot be written: {error.strerror}.")
    _tell(work)
    if work.unknown or work.later or work.ended:
        raise typer.Exit(says.NOT_POSSIBLE)


def _work(file: Path, to: int, changes: list[Path], weights: Path | None, area: list[str],
          value: str, period: str, start: int | None) -> Any:  # fmt: skip
    """The table of a file with all that the lists tell of its codes."""
    from samkraft.sources.recoding.lists import read_change_list, read_weights
    from samkraft.sources.recoding.succession import Succession
    from samkraft.sources.recoding.tables import read_columns
    from samkraft.sources.recoding.work import WrongColumn, last_counts, work_on

    lists = [_read(path, lambda path: read_change_list(path.read_bytes())) for path in changes]
    together = reduce(or_, lists)
    stated = _read(weights, lambda path: read_weights(path.read_bytes())) if weights else ()
    succession = Succession.of(together, stated, to)
    table = _read(file, read_columns)
    columns = {"areas": area, "value": value, "period": period, "start": start}
    try:
        work = work_on(table, succession=succession, **columns)
    except WrongColumn as error:
        says.refuse(f"{file.name}: {error}")
    if counted := last_counts(work):
        work.succession = Succession.of(together, (*stated, *counted), to)
    return work


def _read(path: Path, read: Any) -> Any:
    """What is in a file, or one clear line."""
    from samkraft.sources.tables import BrokenData

    try:
        return read(path)
    except BrokenData as error:
        says.refuse(f"{path.name}: {error}")
    except OSError as error:
        says.refuse(f"{path} cannot be opened: {error.strerror}.")


def _tell(work: Any) -> None:
    if work.later:
        year = work.succession.year
        says.note(f"Later than {year}, so their codes are kept: {_listed(list(work.later))}.")
    if work.described:
        says.note(f"Left out, for they describe the old areas: {', '.join(work.described)}.")
    for old, shares in work.agreed.items():
        parts = ", ".join(f"{share.new} {share.weight:.4g}" for share in shares)
        says.note(f"Divided by convention, not by a count: {old} → {parts}.")
    for old, (news, counted) in work.counted.items():
        parts = ", ".join(f"{new} {weight:.4g}" for new, weight in news.items())
        says.note(f"Divided as its parts were last counted, in {counted or 'the table'}: "
                  f"{old} → {parts}.")  # fmt: skip
    for old, shares in work.unknown.items():
        parts = ", ".join(share.new for share in shares)
        says.note(f"No share is stated, so there is no value: {old} → {parts}.")
    if work.ended:
        says.note(f"No list says what became of {_listed(list(work.ended))}.")
    for new, times in work.zeros.items():
        says.note(f"Only zeros for {new} in {_span(times)}: a code it had then may be missing.")
    for new, times in work.absent.items():
        says.note(f"No rows for {new} in {_span(times)}: it may be counted with another.")
    for new, times in work.emptied.items():
        when = sorted(set(times))
        several = _span(times)
        parts = dict.fromkeys(part for time in when for part in work.lacking[time, new])
        says.note(f"No value for {new} in {several}: no rows of {_listed(list(parts))}.")
    if work.filled:
        says.note(f"Counted as zero where a part had no row of its own: {work.filled} rows.")
    held = dict.fromkeys(code for head in work.areas for code in work.table[head].categories)
    alone = [code or "(empty)" for code in held if code not in work.succession.named]
    if alone and work.succession.named:
        says.note(f"In no list, so kept as they are: {_listed(alone)}.")


def _span(times: list[str]) -> str:
    when = sorted(set(times))
    return f"{when[0]}–{when[-1]}" if len(when) > 1 else when[0]


def _listed(codes: list[str]) -> str:
    rest = len(codes) - NAMED
    return ", ".join(codes[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
