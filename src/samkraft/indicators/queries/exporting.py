"""Figures as files: CSV, XLSX and JSON-stat 2, the same rows as a page shows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samkraft.calc.periods import parse_period
from samkraft.calc.series import Series

HEADS = (
    "indicator", "place", "place_name", "sex", "age", "period", "value", "status", "comparable"
)  # fmt: skip
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Extract:
    """What a page shows of an indicator. `series` are pairs of a place's name and its series."""

    indicator: str
    title: str
    unit: str
    decimals: int
    source: str
    licence: str
    updated: datetime | None
    as_of: datetime | None
    lang: str
    series: Sequence[tuple[str, Series]]
    notes: Sequence[str] = ()


def exported(extract: Extract, kind: str) -> bytes:
    """The file of a format: csv, xlsx or json (JSON-stat 2). Raises KeyError for another."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _jsonstat}[kind](extract)


def rows_of(extract: Extract) -> Iterable[tuple]:
    """One row for each place, sex, age and period; a value that is missing is empty."""
    for name, series in extract.series:
        for point in series.points:
            yield (
                extract.indicator, series.area, name, series.sex, series.age, point.period,
                "" if point.value is None else point.value, str(point.status),
                "yes" if point.comparable else "no",
            )  # fmt: skip


def _csv(extract: Extract) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows(rows_of(extract))
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark lets Excel read the letters


def _xlsx(extract: Extract) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.append(HEADS)
    for row in rows_of(extract):
        sheet.append([_cell(sheet, value) for value in row])
    about = book.create_sheet("about")
    for key, value in _about(extract).items():
        about.append([key, _cell(about, value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value):
    """A value for a cell; a text stays one though it looks like a formula."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str) or not value.startswith("="):
        return None if value == "" else value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _about(extract: Extract) -> Mapping[str, str]:
    return {
        "indicator": extract.indicator, "title": extract.title, "unit": extract.unit,
        "source": extract.source, "licence": extract.licence,
        "figures came": extract.updated.isoformat() if extract.updated else "",
        "as known on": extract.as_of.isoformat() if extract.as_of else "",
        "notes": "; ".join(extract.notes),
    }  # fmt: skip


def _jsonstat(extract: Extract) -> bytes:
    """JSON-stat 2.0 (json-stat.org/full): the dataset of places × sex × age × period."""
    axes = _axes(extract)
    at = [{code: k for k, code in enumerate(codes)} for codes in axes.values()]
    size = [len(codes) for codes in axes.values()]
    values: dict[str, float] = {}
    status: dict[str, str] = {}
    for _, series in extract.series:
        for point in series.points:
            place = 0
            key = (series.area, series.sex, series.age, point.period)
            for known, length, code in zip(at, size, key, strict=True):
                place = place * length + known[code]
            if point.value is not None:
                values[str(place)] = point.value
            marks = [] if point.status == "valid" else [str(point.status)]
            marks += [] if point.comparable else ["not-comparable"]
            if marks:
                status[str(place)] = " ".join(marks)
    return json.dumps(_dataset(extract, axes, size, values, status), ensure_ascii=False).encode()


def _axes(extract: Extract) -> dict[str, list[str]]:
    series = [each for _, each in extract.series]
    periods = {point.period for each in series for point in each.points}
    return {
        "place": list(dict.fromkeys(each.area for each in series)),
        "sex": list(dict.fromkeys(each.sex for each in series)),
        "age": list(dict.fromkeys(each.age for each in series)),
        "period": sorted(periods, key=parse_period),
    }


def _dataset(extract: Extract, axes, size, values, status) -> dict[str, Any]:
    names = {series.area: name for name, series in reversed(extract.series)}
    dimension = {
        name: {"label": name, "category": {"index": codes}} for name, codes in axes.items()
    }
    dimension["place"]["category"]["label"] = {code: names[code] for code in axes["place"]}
    return {
        "version": "2.0", "class": "dataset", "label": extract.title, "source": extract.source,
        "updated": extract.updated.isoformat() if extract.updated else None,
        "note": [text for text in (extract.licence, *extract.notes) if text],
        "id": list(axes), "size": size, "role": {"time": ["period"], "geo": ["place"]},
        "dimension": dimension, "value": values, "status": status,
        "extension": {"indicator": extract.indicator, "unit": extract.unit,
                      "decimals": extract.decimals,
                      "as_of": extract.as_of.isoformat() if extract.as_of else None},
    }  # fmt: skip
