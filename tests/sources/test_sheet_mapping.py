"""Somebody's own sheet, read by a saved mapping."""

import io

import pytest
import yaml
from openpyxl import Workbook

from samkraft.calc.observations import Row
from samkraft.calc.status import Status
from samkraft.sources.sheets.mapping import SheetMapping, WrongMapping
from samkraft.sources.sheets.observe import BrokenSheet, observe_sheet

LONG = """
columns: {area: kommun, period: år, sex: kön, value: antal, status: flagga}
constants: {measure: pupils}
scheme: sweden
sexes: {kvinnor: F, män: M, totalt: T, okänt: ""}
"""
WIDE = """
columns: {area: kommun}
wide: period
constants: {measure: distance}
scheme: sweden
skip: 3
stop: Källa
"""


def read(text, mapping, name="elever.csv", **changes):
    value = {**yaml.safe_load(mapping), **changes}
    content = text if isinstance(text, bytes) else text.encode()
    observations, findings = observe_sheet(content, SheetMapping.of(value), name=name)
    assert findings == ()
    return observations.rows()


def test_a_long_table_with_decimal_comma_thousands_blanks_and_flags():
    text = (
        "kommun;år;kön;antal;flagga\n"
        "2580 Luleå;2024;kvinnor;1 234,5;\n"
        "2580 Luleå;2024;män;..;\n"
        "25;2024K1;totalt;7;p\n"
        "25;2024;okänt;1;\n"
    )
    assert read(text, LONG) == [
        Row("pupils", "SE-2580", "2024", "F", "T", 1234.5, Status.VALID),
        Row("pupils", "SE-2580", "2024", "M", "T", None, Status.MISSING),
        Row("pupils", "SE-25", "2024Q1", "T", "T", 7.0, Status.PROVISIONAL),
    ]


def test_a_wide_table_with_title_rows_and_a_source_line():
    text = "Avstånd till natur\nkm\n\nkommun\t2023\t2024\n180\t1,5\t\n2580\t2\t*\nKälla: SCB\t\t\n"
    assert read(text, WIDE, digits=4, scale={"distance": 10}) == [
        Row("distance", "SE-0180", "2023", "T", "T", 15.0, Status.VALID),
        Row("distance", "SE-0180", "2024", "T", "T", None, Status.MISSING),
        Row("distance", "SE-2580", "2023", "T", "T", 20.0, Status.VALID),
        Row("distance", "SE-2580", "2024", "T", "T", None, Status.SUPPRESSED),
    ]


def test_the_headers_may_be_measures_and_a_group_picks_the_code():
    mapping = {"columns": {"area": "#1", "period": "year"}, "wide": "measure", "pattern": "n_(.*)",
               "measures": {"births": "born"}, "scheme": "own"}  # fmt: skip
    assert read("place,year,n_births\nNO-1833,2024,3\n", yaml.safe_dump(mapping)) == [
        Row("born", "NO-1833", "2024", "T", "T", 3.0, Status.VALID)
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_sheet_may_be_written_in_any_usual_encoding(encoding):
    text = "kommun;år;kön;antal;flagga\r\n25;2024;män;1;\r\n".encode(encoding)
    assert read(text, LONG) == [Row("pupils", "SE-25", "2024", "M", "T", 1.0, Status.VALID)]


def test_a_spreadsheet_is_read_from_the_sheet_named():
    book = Workbook()
    book.active.title = "Om"
    for row in (["Avstånd"], [None], [None], ["kommun", 2023, 2024], [2580, 1.5, ".."]):
        book.create_sheet("Data") if "Data" not in book.sheetnames else None
        book["Data"].append(row)
    data = io.BytesIO()
    book.save(data)
    assert read(data.getvalue(), WIDE, sheet="Data") == [
        Row("distance", "SE-2580", "2023", "T", "T", 1.5, Status.VALID),
        Row("distance", "SE-2580", "2024", "T", "T", None, Status.MISSING),
    ]
    with pytest.raises(BrokenSheet, match="no sheet “Blad”; there are Om, Data"):
        read(data.getvalue(), WIDE, sheet="Blad")


@pytest.mark.parametrize(
    ("decimal", "text", "value"),
    [("", "1,234", 1.234), (".", '"1,234"', 1234.0), (",", "1.234", 1234.0), (",", "1.234,5", 1234.5),
     (".", '"1,234.5"', 1234.5), ("", "−3", -3.0), ("", "12 %", 12.0)],
)  # fmt: skip
def test_commas_and_full_stops_by_what_the_mapping_says(decimal, text, value):
    rows = read(f"kommun;år;kön;antal;flagga\n25;2024;män;{text};\n", LONG, decimal=decimal)
    assert rows[0].value == value


def test_every_cell_at_fault_is_named_with_file_line_and_column():
    text = (
        'kommun;år;kön;antal;flagga\n25;2024;män;"många\nmånga";\n'
        "Luleå;2024;män;1;\n25;24;män;1;\n25;2024;båda;1;\n25;2024;män;1;q\n25;2023;män;1;;;x\n"
    )
    with pytest.raises(BrokenSheet) as broken:
        read(text, LONG)
    assert broken.value.problems == (
        "elever.csv, line 2, column “antal”: “många\nmånga” is neither a number nor a known sign.",
        "elever.csv, line 4, column “kommun”: “Luleå” is no known area.",
        "elever.csv, line 5, column “år”: “24” is no known period.",
        "elever.csv, line 6, column “kön”: “båda” is no known sex.",
        "elever.csv, line 7: “q” is no known status.",
        "elever.csv, line 8: 7 cells under 5 columns.",
    )


def test_the_same_observation_twice_is_refused_with_both_lines():
    with pytest.raises(BrokenSheet, match="line 3: pupils SE-25 2024 M T stands on line 2 already"):
        read("kommun;år;kön;antal;flagga\n25;2024;män;1;\n25;2024;män;2;\n", LONG)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kommun;år;kön;flagga\n", "line 1: there is no column “antal”"),
        ("kommun;år;kön;antal;flagga;Antal\n", "several columns “antal”"),
        ("", "no rows"),
        (b"PK\x03\x04nonsense", "elever.csv: This is not a readable XLSX"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(text, said):
    with pytest.raises(BrokenSheet, match=said):
        read(text, LONG)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "where the value stands"),
        ({"colums": {}}, "“colums” is not known"),
        ({"columns": {"value": "x"}}, "says the measure"),
        ({"columns": {"value": "x", "place": "y"}}, "“place” is no part"),
        ({"wide": "area"}, "“wide” is “area”"),
        ({"wide": "period", "columns": {"value": "x"}}, "leave out “value”"),
        ({"skip": "many"}, "many"),
        ({"symbols": {"cells": {"-": "nothing"}}}, "nothing"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_key(value, said):
    with pytest.raises(WrongMapping, match=said):
        SheetMapping.of(value)
