"""Opening a spreadsheet that somebody else made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from samkraft.sources.tables import BrokenData

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_UNPACKED = 1_600_000_000


def open_book(data: bytes) -> Workbook:
    """The workbook, values instead of formulas. Raises BrokenData.

    An archive that would unpack to far more than a table does is not unpacked.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED or unpacked > 200 * max(len(data), 100_000):
            raise BrokenData("The spreadsheet would unpack to far more than it should.")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise BrokenData("This is not a readable XLSX spreadsheet.") from error
