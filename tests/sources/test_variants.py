"""Files as they really are: every format's odd ways, and what cannot be read said in words."""

import contextlib
import io
import json
import random

import pytest
from openpyxl import Workbook

from samkraft.sources.px.read import read_px
from samkraft.sources.reading import read_data
from samkraft.sources.tables import BrokenData
from tests.sources.test_jsonstat import DATASET, changed
from tests.sources.test_px import HEAD

SIX = "DATA=1 2 3 4 5 6;"


def summary(tmp_path, content, name="file.json"):
    path = tmp_path / name
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    path.write_bytes(content)
    return read_data(path).summary()


def px(text, encoding="cp1252"):
    return read_px(text.encode(encoding)).summary()


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "DATA=1 2 3 4 5 6",
        HEAD + "DATA = 1 2 3\r\n4 5 6\r\n;\r\n\x1a",
        HEAD + "DATA=1;2;3;\n4;5;6;",
        HEAD + "DATA=1, 2, 3,\n4, 5, 6,\n;",
        HEAD + 'DATA="1" "2" "3" 4 5 6;',
        HEAD.replace('CHARSET="ANSI"', 'Charset = "ANSI"') + SIX,
        HEAD.replace('VALUES("region")=', 'VALUES ( "region" ) = ') + SIX,
        HEAD.replace('"Luleå","Boden"', '"Lu"\n"leå",\n"Bo;den"') + SIX,
        HEAD.replace('STUB="region"', 'LANGUAGE="sv";STUB[sv]="region"') + SIX,
        HEAD + 'NOTE="Något "här" är ""fel"".";\n' + SIX,
        HEAD + 'KEYS("region")=VALUES;\nDATA="Luleå" 1 2 3\n"Boden",4,5,6;',
        "\n \n" + HEAD + SIX,
    ],
)
def test_px_is_read_however_it_is_laid_out(text):
    found = px(text)
    sizes = [each["size"] for each in found["dimensions"]]
    assert (sizes, found["numeric"], found["symbols"], found["sum"]) == ([2, 3], 6, {}, 21.0)


@pytest.mark.parametrize(
    ("line", "encoding", "found"),
    [
        ('CHARSET="ANSI";', "utf-8", "utf-8"),
        ("", "utf-8", "utf-8"),
        ('CHARSET="ANSI";', "utf-8-sig", "utf-8"),
        ('CHARSET="ANSI";\nCODEPAGE="iso-8859-15";', "iso-8859-15", "iso-8859-15"),
        ('CHARSET="OEM";\nCODEPAGE="cp850";', "cp850", "cp850"),
        ('CHARSET="ANSI";\nCODEPAGE="no such";', "cp1252", "cp1252"),
    ],
)
def test_px_is_read_in_the_letters_it_is_written_in(line, encoding, found):
    read = px(HEAD.replace('CHARSET="ANSI";', line) + SIX, encoding)
    assert (read["encoding"], read["dimensions"][1]["label"]) == (found, "år")


def test_px_numbers_are_only_what_is_a_number():
    found = px(HEAD + "DATA=1E3 .5 1_0 NaN * ....;")
    assert (found["sum"], found["symbols"]) == (1000.5, {"1_0": 1, "NaN": 1, "*": 1, "....": 1})


def test_a_code_that_stands_twice_is_told():
    found = px(HEAD.replace('"2580","2582"', '"2580","2580"') + SIX)
    assert found["findings"] == ["Line 7: “region” has the same code or value twice."]


@pytest.mark.parametrize(
    ("value", "numeric", "symbols"),
    [
        (changed(value=[float("nan"), 1, 2, 3], status=None), 3, {"NaN": 1}),
        (
            changed(value=["1", "..", "3,5", None], status={"3": ":"}),
            1,
            {"..": 1, "3,5": 1, ":": 1},
        ),
        (changed(value={}, status=None), 0, {"null": 4}),
        (changed(role=["geo"], status=None), 3, {"null": 1}),
        (changed(role={"time": "Tid"}, status=None), 3, {"null": 1}),
        ({"a": DATASET, "b": DATASET}, 3, {"..": 1}),
    ],
)
def test_json_stat_in_odd_ways(tmp_path, value, numeric, symbols):
    found = summary(tmp_path, value)
    assert (found["numeric"], found["symbols"]) == (numeric, symbols)


def test_flags_beside_numbers_are_kept_apart_from_symbols():
    from samkraft.sources.jsonstat.read import read_jsonstat

    table = read_jsonstat(changed(status={"0": "p", "2": ":"}))
    assert (table.flags, table.symbols) == ({0: "p"}, {2: ":"})


def test_an_empty_index_leaves_the_order_to_the_labels(tmp_path):
    value = changed()
    value["dimension"]["Region"]["category"] = {"index": {}, "label": {"1": "Herøy", "2": "Herøy"}}
    found = summary(tmp_path, value)
    assert (found["dimensions"][0]["last"], len(found["findings"])) == ("2", 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_json_with_a_byte_order_mark(tmp_path, encoding):
    assert summary(tmp_path, json.dumps(DATASET).encode(encoding))["cells"] == 4


TITLED = "Tabell 1. Folkmängd\n\nkommun;2023;2024\nLuleå;1,5;2\nBoden;..;1 234\n\nKälla: SCB\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_with_title_rows_and_a_source_line(tmp_path, encoding):
    found = summary(tmp_path, TITLED.encode(encoding), "a.csv")
    assert (found["title"], found["source"], found["numeric"], found["sum"], found["symbols"]) == (
        "Tabell 1. Folkmängd", "Källa: SCB", 3, 1237.5, {"Luleå": 1, "Boden": 1, "..": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sizes", "numeric"),
    [
        ("sep=;\na;b\nx;1\n", [1, 2], 1),
        ("a;b;\nx;1;\ny;2;\n", [2, 3], 2),
        ("a;b\n1;2;3\n4\n", [2, 3], 4),  # a cell beyond the header is not lost
        ('"kommun","n"\n"Lule, å","1"\n"a\nb",2\n', [2, 2], 2),
        (";2024\nx;1\n", [1, 2], 1),
    ],
)
def test_csv_in_odd_ways(tmp_path, text, sizes, numeric):
    found = summary(tmp_path, text, "a.csv")
    assert ([each["size"] for each in found["dimensions"]], found["numeric"]) == (sizes, numeric)


def test_a_spreadsheet_with_title_rows(tmp_path):
    book = Workbook()
    for row in (["Tabell 1"], [], ["kommun", 2023, 2024], ["Luleå", 1, 2.5], ["Källa: SCB"]):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    found = summary(tmp_path, data.getvalue(), "a.xlsx")
    assert (found["title"], found["numeric"], found["sum"]) == ("Tabell 1", 2, 3.5)
    assert [each["size"] for each in found["dimensions"]] == [1, 3]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([{"id": "BE", "type": "l", "text": "x"}], "list of PxWeb folders"),
        ({"maxValues": 1, "maxCells": 2}, "limits"),
        ({"tables": [], "page": {}}, "list of tables"),
        ({"query": [], "response": {"format": "px"}}, "question to PxWeb"),
        ({"error": [{"status": 413, "label": "EXTRACTION_TOO_BIG"}]}, "EXTRACTION_TOO_BIG"),
        ({"type": "Parameter error", "title": "Non-existent value", "status": 400}, "Non-existent value"),
        ({"columns": [{"text": "x"}], "data": []}, "“columns” 0 has no “code”"),
        ({"columns": [{"code": "A"}], "data": [5]}, "“data” 0 is no object"),
        ({"values": [{"kpi": "N1", "municipality": "1", "period": 2020, "values": [{"value": "x"}]}]},
         "N1 1 2020 T has a “value” that is no number"),
        ({"values": [{"kpi": "N1", "municipality": "1", "period": 2020, "values": 3}]}, "“values” 0"),
        (changed(id=[["Region"], "Tid"]), "“id” holds something"),
    ],
)  # fmt: skip
def test_what_is_no_table_says_what_it_is(tmp_path, value, said):
    with pytest.raises(BrokenData, match=said):
        summary(tmp_path, value)


JUNK = [None, 1, -1, "x", "", [], {}, True, 1.5, [1], {"a": 1}, [None], [[]], 10**30]
KOLADA = {"values": [{"kpi": "N1", "municipality": "2580", "period": 2025,
                      "values": [{"gender": "T", "status": "", "value": 31.5}]}], "next_url": None}  # fmt: skip
ANSWER = {"columns": [{"code": "R", "type": "d"}, {"code": "A", "type": "c"}],
          "data": [{"key": ["25"], "values": ["12"]}]}  # fmt: skip
META = {
    "title": "F",
    "variables": [{"code": "R", "values": ["25"], "valueTexts": ["N"], "time": True}],
}


def spoilt(value, chance):
    """One value somewhere inside replaced or taken out."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.15:
        return chance.choice(JUNK)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key, made = chance.choice(keys), value.copy()
    if chance.random() < 0.1:
        del made[key]
    else:
        made[key] = spoilt(made[key], chance)
    return made


@pytest.mark.parametrize(
    "value", [DATASET, KOLADA, ANSWER, META, {"x": DATASET}], ids=list("abcde")
)
def test_whatever_is_spoilt_in_an_answer_it_is_read_or_refused(tmp_path, value):
    chance = random.Random(1)
    from samkraft.sources.reading import _json

    for _ in range(600):
        with contextlib.suppress(BrokenData):
            _json(json.dumps(spoilt(value, chance)).encode()).summary()
