"""Files with exactly what a page shows, read back by our own readers."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from samkraft.calc.status import Status
from samkraft.indicators.operations import load_files
from samkraft.indicators.published import published_file, published_indicator
from samkraft.indicators.published.extracts import extract_of
from samkraft.indicators.queries.exporting import HEADS, rows_of
from samkraft.indicators.queries.store import warehouse
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.reading import read_data
from samkraft.sources.registry import sources
from tests.conftest import NOON
from tests.factories import deliver, make_area, make_change, make_council, make_indicator

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def page():
    """A page with a sum, groups, members, a gap, an estimate over a split and a country."""
    day = date(2020, 1, 1)
    country = make_area("NO", kind="country")
    old, new = make_area("1", valid_until=day), make_area("2", valid_from=day, parent=country)
    make_change(old, new, "split", weight=0.5, convention=True)
    make_council("2", "3", slug="nord", name={"sv": {"text": 'Nord; "här", =1+1'}})
    found = make_indicator("people", by_sex=True, title={"sv": {"text": "Folk"}})
    groups = {("T", "T"): 8, ("F", "T"): 3.25, ("T", "65+"): 2}
    deliver(found, {
        **{(area, period, *group): value * times
           for area, period, times in [("NO-1", "2019", 1), ("NO-3", "2019", 2), ("NO-2", "2020", 3),
                                       ("NO-3", "2020", 4), ("NO", "2020", 50)]
           for group, value in groups.items()},
        ("NO-2", "2021"): 7, ("NO-3", "2021"): Status.SUPPRESSED,
    })  # fmt: skip
    return published_indicator("people", "sv", place="nord", today=TODAY)


def rows(page):
    """The rows as the page has them: place, sex, age, period, value, status, comparable."""
    return [
        (series.area, series.sex, series.age, point.period, point.value, str(point.status),
         point.comparable)
        for _, series in extract_of(page, "sv").series for point in series.points
    ]  # fmt: skip


def total(page):
    return sum(value for *_, value, _, _ in rows(page) if value is not None)


def test_the_rows_are_those_of_the_page_each_once(page):
    shown = [page.series, *page.sexes, *page.ages, *(each.series for each in page.members),
             *(each.series for each in page.compared)]  # fmt: skip
    expected = {
        (series.area, series.sex, series.age, point.period, point.value)
        for series in shown for point in series.points
    }  # fmt: skip
    found = [row[:5] for row in rows(page)]
    assert (len(found), set(found)) == (len(set(found)), expected)
    assert {row[0] for row in rows(page)} == {"nord", "NO-2", "NO-3", "NO"}
    assert [row[3:] for row in rows(page) if row[:3] == ("nord", "T", "T")] == [
        ("2019", 20.0, "estimated", False), ("2020", 56.0, "valid", True),
        ("2021", None, "suppressed", True),
    ]  # fmt: skip


def plain(cells):
    """A row of a sheet as `rows` writes it."""
    _, place, _, sex, age, period, value, status, comparable = cells
    number = None if value in ("", None) else float(value)
    return (place, sex, age, period, number, status, comparable == "yes")


def test_csv_has_the_pages_rows(page):
    text = published_file(page, "sv", "csv").decode("utf-8-sig")
    head, *body = csv.reader(io.StringIO(text, newline=""))
    assert (tuple(head), [plain(row) for row in body]) == (HEADS, rows(page))
    assert body[0][:3] == ["people", "nord", 'Nord; "här", =1+1']


def test_xlsx_has_the_pages_rows_and_says_where_they_are_from(page):
    book = load_workbook(io.BytesIO(published_file(page, "sv", "xlsx")), read_only=True)
    head, *body = book["figures"].iter_rows(values_only=True)
    assert (head, [plain(row) for row in body]) == (HEADS, rows(page))
    about = {row[0]: row[-1] for row in book["about"].iter_rows(values_only=True)}
    assert (about["title"], about["licence"][:8]) == ("Folk", "free use")


def test_a_name_that_looks_like_a_formula_is_a_text_in_a_sheet():
    make_council("1", slug="nord", name={"sv": {"text": "=1+1"}})
    found = make_indicator("people")
    deliver(found, {("NO-1", "2023"): 1})
    shown = published_indicator("people", "sv", place="nord", today=TODAY)
    book = load_workbook(io.BytesIO(published_file(shown, "sv", "xlsx")))
    cell = book["figures"]["C2"]
    assert (cell.value.lstrip("'"), cell.data_type) == ("=1+1", "s")


def test_json_stat_has_the_pages_rows(page):
    value = json.loads(published_file(page, "sv", "json"))
    axes = [value["dimension"][name]["category"]["index"] for name in value["id"]]
    found = []
    for at in sorted({*map(int, value["value"]), *map(int, value["status"])}):
        codes, rest = [], at
        for axis in reversed(axes):
            rest, place = divmod(rest, len(axis))
            codes.insert(0, axis[place])
        marks = value["status"].get(str(at), "").split()
        comparable = "not-comparable" not in marks
        status = next((mark for mark in marks if mark != "not-comparable"), "valid")
        found.append((*codes, value["value"].get(str(at)), status, comparable))
    assert sorted(found, key=str) == sorted(rows(page), key=str)
    assert [len(axis) for axis in axes] == value["size"]


def test_our_own_files_are_read_back_with_the_same_sum(page, tmp_path):
    (tmp_path / "a.json").write_bytes(published_file(page, "sv", "json"))
    (tmp_path / "a.csv").write_bytes(published_file(page, "sv", "csv"))
    stat, sheet = read_data(tmp_path / "a.json"), read_data(tmp_path / "a.csv")
    numbers = [value for value in stat.values if value == value]
    assert (sum(numbers), len(numbers)) == (
        pytest.approx(total(page)), len([row for row in rows(page) if row[4] is not None]),
    )  # fmt: skip
    assert [each.code for each in stat.dimensions] == ["place", "sex", "age", "period"]
    assert sheet.summary()["cells"] == len(rows(page)) * len(HEADS)


def test_json_stat_becomes_the_same_observations_again(page, tmp_path):
    (tmp_path / "a.json").write_bytes(published_file(page, "sv", "json"))
    mapping = TableMapping(
        area="place", scheme="own", areas={"nord": ""}, constants={"measure": "people"}
    )
    source = sources()["jsonstat"]
    found, _ = observe(read_data(tmp_path / "a.json"), mapping, source=source)
    known = {(r.area, r.sex, r.age, r.period): r.value for r in found.rows() if r.value is not None}
    assert known == {
        row[:4]: row[4] for row in rows(page) if row[0] != "nord" and row[4] is not None
    }


def test_our_own_csv_is_taken_in_again_without_a_mapping(page, tmp_path):
    path = tmp_path / "a.csv"
    text = published_file(page, "sv", "csv").decode("utf-8-sig")
    kept = [line for line in text.splitlines(keepends=True) if ",nord," not in line]
    path.write_text("".join(kept).replace("people,", "folk,"), encoding="utf-8", newline="")
    load_files(paths=[path], table="own/folk", by=None, at=NOON)
    found = [(r.area, r.sex, r.age, r.period, r.value, str(r.status))
             for r in warehouse().read("folk").rows()]  # fmt: skip
    assert sorted(found, key=str) == sorted(
        (row[:6] for row in rows(page) if row[0] != "nord"), key=str
    )


def test_a_page_without_figures_gives_empty_files():
    make_indicator("people")
    shown = published_indicator("people", "sv", today=TODAY)
    assert list(rows_of(extract_of(shown, "sv"))) == []
    assert published_file(shown, "sv", "csv").decode("utf-8-sig") == ",".join(HEADS) + "\r\n"
    assert json.loads(published_file(shown, "sv", "json"))["size"] == [0, 0, 0, 0]


def test_another_format_is_refused(page):
    with pytest.raises(KeyError):
        published_file(page, "sv", "pdf")
