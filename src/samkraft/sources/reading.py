"""Reading a file of statistics, whatever its format: decided by content, not by name."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path
from typing import Any

from samkraft.sources.tables import BrokenData, Table

MOST_BYTES = 400_000_000


def read_data(path: Path) -> Table:
    """Read PX, JSON-stat, Kolada, PxWeb, CSV or XLSX.

    Raises BrokenData with one sentence that names what is at fault, or OSError.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BrokenData(f"The file has {size / 1e6:.0f} MB; at most {MOST_BYTES // 1_000_000}.")
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        return read_spreadsheet(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        plain = data.decode("utf-16", errors="replace")
        if plain.lstrip()[:1] in ("{", "["):
            return _json(plain.encode())
    start = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return _json(data)
    if start[:1] == b"<":
        raise BrokenData("This is a web page or XML, not a table; the service may have refused.")
    if path.suffix.lower() == ".px" or _like_px(data):
        from samkraft.sources.px.read import read_px

        return read_px(data)
    from samkraft.sources.sheets.read import read_csv

    return read_csv(data)


def _like_px(data: bytes) -> bool:
    head = data[:3000].decode("latin-1")
    return len(re.findall(r'(?m)^\s*[A-Z][A-Z0-9-]+(?:\[\w+\])?(?:\("[^"]*"\))?=', head)) >= 3


def _json(data: bytes) -> Table:
    from samkraft.sources.jsonstat.read import read_jsonstat
    from samkraft.sources.kolada.read import looks_like_kolada, read_kolada
    from samkraft.sources.pxweb import read as pxweb

    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BrokenData(f"The file is not written in UTF-8 (byte {error.start}).") from error
    except json.JSONDecodeError as error:
        raise BrokenData(f"Line {error.lineno}: this is no valid JSON ({error.msg}).") from error
    except RecursionError as error:
        raise BrokenData("The JSON is nested too deeply to be statistics.") from error
    if pxweb.looks_like_metadata(value):
        return pxweb.read_metadata(value)
    if pxweb.looks_like_answer(value):
        return pxweb.read_answer(value)
    if looks_like_kolada(value):
        return read_kolada(value)
    if refused := _no_table(value):
        raise BrokenData(refused)
    return read_jsonstat(value)


def _no_table(value: Any) -> str:
    """What a parsed answer is that is no table, in a sentence; empty when it may be one."""
    first = value[0] if isinstance(value, list) and value else None
    if isinstance(first, dict) and {"dbid", "type"} & set(first):
        return "This is a list of PxWeb folders and tables, not a table."
    if not isinstance(value, dict) or "dimension" in value:
        return ""
    if isinstance(value.get("title"), str) and "status" in value:
        return f"The service answered with an error: {value['title']}."
    if error := value.get("error") or value.get("warning"):
        first = error[0] if isinstance(error, list) else error
        told = first.get("label", first) if isinstance(first, dict) else first
        return f"The service answered with an error: {told}."
    if isinstance(value.get("tables"), list):
        return "This is a list of tables (PxWebApi 2), not a table."
    if "maxDataCells" in value or "maxCells" in value or "maxValues" in value:
        return "This is what a PxWeb service says about its limits, not a table."
    if isinstance(value.get("query"), list):
        return "This is a question to PxWeb, not its answer."
    return ""


def read_spreadsheet(data: bytes) -> Table:
    """The first sheet of an XLSX file. Raises BrokenData."""
    from samkraft.sources.sheets.book import open_book
    from samkraft.sources.sheets.read import read_rows

    book = open_book(data)
    try:
        rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except (KeyError, ValueError, IndexError) as error:
        raise BrokenData("This is not a readable XLSX spreadsheet.") from error
    return read_rows(rows)
