"""Choosing the reader by content; Kolada, PxWeb, CSV and XLSX."""

import json

import pytest
from openpyxl import Workbook

from samkraft.sources.reading import read_data
from samkraft.sources.sheets.read import parse_number
from samkraft.sources.tables import BrokenData


def written(tmp_path, content, name="file.json"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_data(path).summary()


def kolada(*values, **more):
    row = {"kpi": "N1", "municipality": "2580", "period": 2025, "values": list(values)}
    return {"values": [row], "count": 1, **more}


def test_kolada_keeps_missing_and_withdrawn_values_apart(tmp_path):
    summary = written(
        tmp_path,
        kolada(
            {"gender": "T", "status": "", "value": 31.5, "isdeleted": False},
            {"gender": "K", "status": "Privacy", "value": None, "isdeleted": False},
            {"gender": "M", "status": "", "value": 4, "isdeleted": True},
        ),
    )
    assert (summary["format"], summary["cells"], summary["numeric"]) == ("kolada", 3, 1)
    assert summary["symbols"] == {"Privacy": 1, "deleted": 1}


def test_a_page_of_several_says_so(tmp_path):
    summary = written(tmp_path, kolada({"gender": "T", "value": 1}, next_url="x"))
    assert "one page of several" in summary["findings"][0]


def test_a_broken_kolada_row_is_refused(tmp_path):
    with pytest.raises(BrokenData, match="“values” 0 has no “period”"):
        written(tmp_path, {"values": [{"kpi": "N1", "municipality": "1", "values": []}]})


def test_the_description_of_a_pxweb_table(tmp_path):
    summary = written(
        tmp_path,
        {"title": "Folkmängd", "variables": [
            {"code": "Region", "text": "region", "values": ["25"], "valueTexts": ["Norrbotten"]},
            {"code": "Tid", "text": "år", "values": ["2024", "2025"], "time": True}]},
    )  # fmt: skip
    assert (summary["format"], summary["cells"], summary["numeric"]) == ("pxweb-metadata", 2, 0)
    assert [each["role"] for each in summary["dimensions"]] == [None, "time"]


def test_pxwebs_own_answer_has_its_values_as_texts(tmp_path):
    summary = written(
        tmp_path,
        {"columns": [{"code": "Region", "text": "region", "type": "d"},
                     {"code": "A", "text": "antal", "type": "c"}],
         "data": [{"key": ["25"], "values": ["12"]}, {"key": ["24"], "values": [".."]}]},
    )  # fmt: skip
    assert (summary["numeric"], summary["symbols"], summary["sum"]) == (1, {"..": 1}, 12)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_csv_is_read_with_any_separator_and_codes_stay_codes(tmp_path, sign):
    text = sign.join(["kod", "namn", "antal"]) + "\n" + sign.join(["0180", "Å", "1 234"]) + "\n"
    summary = written(tmp_path, text.encode(), "file.csv")
    assert (summary["numeric"], summary["sum"]) == (1, 1234)
    assert summary["symbols"] == {"0180": 1, "Å": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_in_any_usual_encoding(tmp_path, encoding):
    summary = written(tmp_path, "namn;värde\nÄlvsbyn;2,5\n".encode(encoding), "file.csv")
    assert (summary["dimensions"][1]["last"], summary["sum"]) == ("värde", 2.5)


def test_a_spreadsheet_is_read(tmp_path):
    book = Workbook()
    for row in (["kommun", "antal"], ["Luleå", 80321], ["Boden", ".."]):
        book.active.append(row)
    book.save(tmp_path / "file.xlsx")
    summary = read_data(tmp_path / "file.xlsx").summary()
    assert (summary["format"], summary["numeric"], summary["sum"]) == ("xlsx", 1, 80321)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234,5", 1234.5), ("−3", -3), ("12.4", 12.4), ("0", 0), ("0180", None), ("..", None),
     ("", None), ("1,2,3", None), ("2025M01", None)],
)  # fmt: skip
def test_numbers_as_people_write_them(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{broken", "Line 1"),
        (b"<html>Too many requests</html>", "web page"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b"", "empty"),
        (b"PK\x03\x04garbage", "XLSX"),
        (b'{"title": "Too many cells selected", "status": 400, "detail": ""}', "Too many cells"),
        (b"[" * 200_000, "JSON|nested"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path, content, said):
    with pytest.raises(BrokenData, match=said):
        written(tmp_path, content)
