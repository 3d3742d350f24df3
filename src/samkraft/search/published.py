"""Finding public pages, with the hits marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from samkraft.lib.texts import NEAR

START, END = "\x02", "\x03"
LIMIT = 50


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text; `hit` when it matches what was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. `title` and `excerpt` come as runs, so that hits can be marked."""

    kind: str
    region: str
    path: str
    lang: str
    title: tuple[Run, ...]
    excerpt: tuple[Run, ...]


def find(asked: str, *, lang: str, region: str = "", limit: int = LIMIT) -> list[Hit]:
    """Pages in which every word asked for begins some word, best first.

    A page that exists in several languages is given once: in `lang`, else in a near language,
    else in the one that matched best. An empty question finds nothing.
    """
    words = re.findall(r"\w+", asked)[:12]
    if not words:
        return []
    sql, values = (_postgresql if connection.vendor == "postgresql" else _sqlite)(words)
    if region:
        sql = sql.replace("/*region*/", "AND d.region = %s")
        values.append(region)
    with connection.cursor() as cursor:
        cursor.execute(sql + " LIMIT %s", [*values, limit * 4])
        rows = cursor.fetchall()
    return _once_per_page(rows, lang)[:limit]


def _sqlite(words: list[str]) -> tuple[str, list]:
    question = " ".join(f'"{word}"*' for word in words)
    return (
        "SELECT d.kind, d.region, d.path, d.lang, "
        "highlight(search_fts, 0, char(2), char(3)), "
        "snippet(search_fts, 1, char(2), char(3), '…', 24) "
        "FROM search_fts JOIN search_document d ON d.id = search_fts.rowid "
        "WHERE search_fts MATCH %s /*region*/ ORDER BY bm25(search_fts, 6.0, 1.0)",
        [question],
    )


def _postgresql(words: list[str]) -> tuple[str, list]:
    question = " & ".join(f"{word}:*" for word in words)
    mark = f"StartSel={START}, StopSel={END}"
    return (
        "SELECT d.kind, d.region, d.path, d.lang, "
        f"ts_headline('simple', d.title, q, '{mark}, HighlightAll=true'), "
        f"ts_headline('simple', d.body, q, '{mark}, MaxFragments=1, MaxWords=24, MinWords=12') "
        "FROM search_document d, to_tsquery('simple', %s) q "
        "WHERE (setweight(to_tsvector('simple', d.title), 'A') || "
        "setweight(to_tsvector('simple', d.body), 'D')) @@ q /*region*/ "
        "ORDER BY ts_rank(setweight(to_tsvector('simple', d.title), 'A') || "
        "setweight(to_tsvector('simple', d.body), 'D'), q) DESC, d.id",
        [question],
    )


def _once_per_page(rows: list[tuple], lang: str) -> list[Hit]:
    wanted = (lang, *NEAR.get(lang, ()))
    best: dict[str, tuple] = {}
    for row in rows:
        path, found_in = row[2], row[3]
        kept = best.get(path)
        if kept is None or (found_in in wanted and kept[3] not in wanted) or found_in == lang:
            best[path] = row if kept is None else (*row[:2], path, *row[3:])
    return [
        Hit(kind, region, path, found_in, _runs(title), _runs(excerpt or ""))
        for kind, region, path, found_in, title, excerpt in best.values()
    ]


def _runs(marked: str) -> tuple[Run, ...]:
    runs = []
    for index, part in enumerate(re.split(f"[{START}{END}]", marked)):
        if part:
            runs.append(Run(part, hit=index % 2 == 1))
    return tuple(runs)
