"""PX files."""

import json
import math

import pytest

from samkraft.sources.px.read import read_px
from samkraft.sources.reading import read_data
from samkraft.sources.tables import BrokenData

HEAD = """CHARSET="ANSI";
MATRIX="T1";SUBJECT-CODE="BE";SUBJECT-AREA="Befolkning";DECIMALS=0;
TITLE="Folkmängd efter "
"region och år";
CONTENTS="Folkmängd";UNITS="antal; personer";
STUB="region";HEADING="år";
VALUES("region")="Luleå","Boden";CODES("region")="2580","2582";
VALUES("år")="2023","2024","2025";TIMEVAL("år")=TLIST(A1),"2023","2024","2025";
"""


def px(data, head=HEAD, encoding="cp1252"):
    return read_px((head + data).encode(encoding))


def test_a_table_is_read_with_its_dimensions_and_numbers():
    table = px('DATA=\n1 2.5 -3\n4 ".." 6;')
    assert [(d.code, d.role, d.codes) for d in table.dimensions] == [
        ("region", "geo", ("2580", "2582")),
        ("år", "time", ("2023", "2024", "2025")),
    ]
    assert [v for v in table.values if not math.isnan(v)] == [1, 2.5, -3, 4, 6]
    assert table.symbols == {4: ".."}
    assert (table.title, table.unit) == ("Folkmängd efter region och år", "antal; personer")


@pytest.mark.parametrize(
    "data", ["DATA=1,2,3,4,5,6;", "DATA=1 2 3;\n4 5 6;", "DATA=\t1\t2\t3\r\n4 5 6 ;"]
)
def test_every_kind_of_separator_is_understood(data):
    assert list(px(data).values) == [1, 2, 3, 4, 5, 6]


def test_every_kind_of_symbol_is_kept_as_written():
    table = px('DATA="." ".." - "......" : 6;')
    assert table.summary()["symbols"] == {".": 1, "..": 1, "-": 1, "......": 1, ":": 1}


def test_rows_that_carry_their_keys_are_spread_and_absent_rows_are_nil():
    table = px('DATA=\n"2582",4 5 6;', HEAD + 'KEYS("region")=CODES;')
    assert table.symbols == {0: "-", 1: "-", 2: "-"}
    assert list(table.values)[3:] == [4, 5, 6]


def test_a_key_that_is_not_there_is_refused_with_its_row():
    with pytest.raises(BrokenData, match="row 1: “9999”"):
        px('DATA=\n"9999",4 5 6;', HEAD + 'KEYS("region")=CODES;')


@pytest.mark.parametrize(
    ("head", "data", "said"),
    [
        (HEAD, "DATA=1 2 3;", "3 cells.*make 6"),
        (HEAD.replace('VALUES("år")', 'VALUES("tid")'), "DATA=1;", "no VALUES.*år"),
        (HEAD.replace('"Luleå","Boden";', '"Luleå,"Boden";'), "DATA=1 2 3 4 5 6;", "Line 7"),
        (HEAD.replace('HEADING="år"', 'HEADING="region"'), "DATA=1;", "twice"),
        (HEAD, "", "ends without DATA|expected"),
        ("", "hello", "Line 1"),
    ],
)
def test_a_broken_table_is_refused_with_what_is_at_fault(head, data, said):
    with pytest.raises(BrokenData, match=said):
        px(data, head)


def test_a_note_whose_quotes_are_not_closed_does_not_stop_the_reading():
    table = px("DATA=1 2 3 4 5 6;", HEAD + 'NOTE="Något "här" är fel;\nSOURCE="SCB";\n')
    assert table.findings[0].startswith("Line 9")
    assert list(table.values) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ('CHARSET="ANSI";CODEPAGE="iso-8859-15";', "iso-8859-15"),
        ('CHARSET="ANSI";\nCODEPAGE="utf-8";', "utf-8"),
        ("", "cp850"),
    ],
)
def test_the_letters_are_read_by_what_the_file_says(line, encoding):
    text = HEAD.replace('CHARSET="ANSI";', line.replace(";CODEPAGE", ";\nCODEPAGE"))
    assert px("DATA=1 2 3 4 5 6;", text, encoding).dimensions[1].label == "år"


def test_every_file_of_the_offices_agrees_with_the_truth(shared):
    truth = json.loads((shared / "data/px/EXPECTED.json").read_text(encoding="utf-8"))
    wrong = {}
    for name, expected in truth.items():
        if "error" in expected or not expected["complete"]:
            continue
        found = read_data(shared / "data" / name).summary()
        sizes = [each["size"] for each in found["dimensions"]]
        same = (
            found["numeric"] == expected["numeric"]
            and found["symbols"] == expected["symbols"]
            and found["encoding"] == expected["encoding"]
            and math.isclose(found["sum"], expected["sum"], rel_tol=1e-12)
            and sizes == [each[3] for each in expected["dims"]]
        )
        if not same:
            wrong[name] = found
    assert wrong == {}
    assert len(truth) > 30


def test_files_that_cannot_be_trusted_are_refused(shared):
    truth = json.loads((shared / "data/px/EXPECTED.json").read_text(encoding="utf-8"))
    for name in (name for name, expected in truth.items() if "error" in expected):
        with pytest.raises(BrokenData):
            read_data(shared / "data" / name)
