"""Reading a file of statistics, whatever its format: decided by content, not by name."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

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
        return _spreadsheet(path)
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
    if isinstance(value, dict) and "title" in value and "status" in value and "detail" in value:
        raise BrokenData(f"The service answered with an error: {value['title']}.")
    return read_jsonstat(value)


def _spreadsheet(path: Path) -> Table:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from samkraft.sources.sheets.read import read_rows

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > 4 * MOST_BYTES or unpacked > 200 * max(path.stat().st_size, 100_000):
                raise BrokenData("The spreadsheet would unpack to far more than it should.")
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise BrokenData("This is not a readable XLSX spreadsheet.") from error
    return read_rows(rows)
