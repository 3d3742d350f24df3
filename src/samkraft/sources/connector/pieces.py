"""Fetching a selection piece by piece: resumable, checked, all of one state of the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from samkraft.sources.connector.context import Query, Session
from samkraft.sources.connector.http import Answer
from samkraft.sources.connector.problems import Incomplete, NotData, TooManyCells
from samkraft.sources.connector.raw import Damaged
from samkraft.sources.connector.resuming import Plan, open_plan
from samkraft.sources.connector.splitting import Selection, cells, split
from samkraft.sources.tables import BrokenData, Table

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """How one service is asked for a piece.

    `ask` gives the answers (several when there are pages), `read` makes a table out of their
    bytes and checks it, `mark` names the state of the table that all pieces must share.
    """

    query: Query
    mark: str
    ask: Callable[[Selection], Sequence[Answer]]
    read: Callable[[Selection, list[bytes]], Table]


def fetch_selection(
    session: Session, asking: Asking, selection: Selection, *, most: int, each: int | None = None
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables of all pieces and the checksums of the raw answers.

    When the service finds even these pieces too large, they are made smaller.
    """
    while True:
        try:
            return fetch_pieces(session, asking, split(selection, most, each=each))
        except TooManyCells:
            most = min(most, cells(selection)) // 2
            if not most:
                raise


def fetch_pieces(
    session: Session, asking: Asking, pieces: Sequence[Selection]
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables of these pieces; goes on with what an interrupted fetch has got already."""
    plan = open_plan(
        session.context.state_dir,
        source=session.source.name,
        question=asking.query.value(),
        mark=asking.mark,
        pieces=pieces,
    )
    for _ in range(ROUNDS):
        tables = [_table(session, asking, plan, at, piece) for at, piece in enumerate(pieces)]
        states = {table.updated for table in tables}
        if len(states) == 1:
            plan.finish()
            return tuple(tables), tuple(sha for raw in plan.raw for sha in raw)
        newest = max(state or "" for state in states)
        for at, table in enumerate(tables):
            if (table.updated or "") != newest:
                plan.forget(at)
    raise Incomplete("The table was changed again and again while it was fetched.")


def _table(session: Session, asking: Asking, plan: Plan, at: int, piece: Selection) -> Table:
    contents = _had(session, plan, at)
    if contents is None:
        answers = asking.ask(piece)
        contents = [answer.body for answer in answers]
        table = _read(asking, piece, contents)
        sent: dict[str, Any] = {**asking.query.value(), "select": piece}
        plan.got(
            at,
            [session.keep(answer, table=asking.query.table, query=sent) for answer in answers],
        )
    else:
        table = _read(asking, piece, contents)
    session.context.progress(max(plan.done, at + 1), len(plan.pieces))
    return table


def _read(asking: Asking, piece: Selection, contents: list[bytes]) -> Table:
    try:
        return asking.read(piece, contents)
    except BrokenData as error:
        raise NotData(f"The answer is no table: {error}") from error


def _had(session: Session, plan: Plan, at: int) -> list[bytes] | None:
    """The answers a piece has already; None when it has none, or they are damaged."""
    if not plan.raw[at]:
        return None
    try:
        return [session.context.raw.content(sha) for sha in plan.raw[at]]
    except Damaged:
        return None
