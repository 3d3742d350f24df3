"""Small tables, lists of changes as the publishers write them."""

import csv

import pytest
from typer.testing import CliRunner

from samkraft.cli import data

# As a sheet of Klass: Windows-1252, no-break spaces, splittes = the old one is divided.
SHEET = """kommuner_2019;kommuner_2020;splittes
1804 - Bodø;1804 - Bodø;0
1805 - Narvik;1806 - Narvik;0
1854 - Ballangen;1806 - Narvik;0
1849 - Hamarøy;1875 - Hamarøy;0
1850 - Tysfjord;1806 - Narvik;1
1850 - Tysfjord;1875 - Hamarøy;1
1903 - Harstad;5402 - Harstad;0
""".replace(" - ", "\xa0-\xa0").encode("cp1252")
TABLE = """area,name,year,age,n
1804,Bodø,2019,0,7
1805,Narvik,2019,0,10
1854,Ballangen,2019,0,3
1849,Hamarøy,2019,0,4
1850,Tysfjord,2019,0,5
1903,Harstad,2019,0,8
1804,Bodø,2019,1,1
1805,Narvik,2019,1,20
1854,Ballangen,2019,1,2
1849,Hamarøy,2019,1,6
1850,Tysfjord,2019,1,2
1903,Harstad,2019,1,9
1806,Narvik,2020,0,16
1875,Hamarøy,2020,0,7
"""
HARAM = """GRUPPEKODE,GRUPPETEKST,KODE,TEKST
K.1508,Ålesund,1504,Ålesund (1977-2019)
K.1508,Ålesund,1507,Ålesund (2020-2023)
K.1508,Ålesund,1508,Ålesund
K.1580,Haram,1534,Haram (-2019)
K.1580,Haram,1580,Haram
"""
FIVE = """kommunenummer_2013;kommunenavn_2013;kommunenummer_2020;kommunenavn_2020
1504;Ålesund;1507;Ålesund
1534;Haram;1507;Ålesund
"""
CONVENTION = "Divided by convention, not by a count: 1850 → 1806 0.5, 1875 0.5.\n"


@pytest.fixture
def recode(tmp_path):
    """Recodes a text by lists (name=content); gives the run and the rows written."""

    def run(table, *words, **files):
        (tmp_path / "table.csv").write_text(table, encoding="utf-8")
        for name, content in files.items():
            content = content if isinstance(content, bytes) else content.encode()
            (tmp_path / f"{name}.csv").write_bytes(content)
        out = tmp_path / "out.csv"
        given = ["recode", tmp_path / "table.csv", *words, "--value", "n", "--out", out]
        for name in files:
            given += ["--weights" if name == "weights" else "--changes", tmp_path / f"{name}.csv"]
        found = CliRunner().invoke(data.app, [str(word) for word in given])
        if not out.exists():
            return found, None
        with out.open(encoding="utf-8", newline="") as file:
            return found, [",".join(row) for row in csv.reader(file)]

    return run


def test_counts_are_added_up_and_what_was_divided_is_marked(recode):
    run, rows = recode(TABLE, "--to", "2020", "--area", "area", sheet=SHEET)
    assert rows == [
        "area,year,age,n,comparable",
        "1804,2019,0,7,yes",
        "1806,2019,0,15.5,no",
        "1875,2019,0,6.5,no",
        "5402,2019,0,8,yes",
        "1804,2019,1,1,yes",
        "1806,2019,1,23,no",
        "1875,2019,1,7,no",
        "5402,2019,1,9,yes",
        "1806,2020,0,16,yes",
        "1875,2020,0,7,yes",
    ]
    said = "Left out, for they describe the old areas: name.\n" + CONVENTION
    assert (run.exit_code, run.stdout, run.stderr) == (0, "", said)


def test_stated_weights_are_counts_unless_they_say_otherwise(recode):
    weights = "old,new,weight\n1850,1806,0.6\n1850,1875,0.4\n"
    _, rows = recode(TABLE, "--to", "2020", "--area", "area", sheet=SHEET, weights=weights)
    assert rows[2:4] == ["1806,2019,0,16,yes", "1875,2019,0,6,yes"]


def test_a_part_without_any_row_leaves_its_area_without_a_value(recode):
    table = "area,year,n\n1805,2019,10\n1849,2019,4\n1850,2019,2\n1903,2019,8\n"
    run, rows = recode(table, "--to", "2020", "--area", "area", sheet=SHEET)
    assert rows[1:] == ["1806,2019,,no", "1875,2019,5,no", "5402,2019,8,yes"]
    assert "No value for 1806 in 2019: no rows of 1854.\n" in run.stderr
    assert run.exit_code == 0


def test_a_cell_without_a_number_is_never_zero(recode):
    table = "area,year,n\n1805,2019,..\n1854,2019,3\n1850,2019,0\n1903,2019,8\n"
    _, rows = recode(table, "--to", "2020", "--area", "area", sheet=SHEET)
    assert rows[1] == "1806,2019,,no"


def test_a_row_left_out_where_the_part_has_others_is_zero(recode):
    table = "area,age,n\n1805,0,10\n1805,1,5\n1854,0,3\n1850,0,2\n1849,0,4\n1849,1,1\n"
    run, rows = recode(table, "--to", "2020", "--area", "area", "--from", "2019", sheet=SHEET)
    assert sorted(rows[1:]) == ["1806,0,14,no", "1806,1,5,no", "1875,0,5,no", "1875,1,1,no"]
    assert "Counted as zero where a part had no row of its own: 2 rows.\n" in run.stderr


def test_codes_lose_their_words_and_get_their_zeros_back(recode):
    sheet = "kommuner_2019;kommuner_2020;splittes\n0101 - Halden;3001 - Halden;0\n"
    for code in ("101", "0101 Halden", "K-0101"):
        table = f"area,year,n\n{code},2019,8\n"
        _, rows = recode(table, "--to", "2020", "--area", "area", sheet=sheet)
        assert rows[1:] == ["3001,2019,8,yes"]


def test_figures_later_than_the_year_are_kept_under_their_codes_and_told(recode):
    table = "area,year,n\n1903,2019,8\n5503,2024,9\n"
    run, rows = recode(table, "--to", "2020", "--area", "area", sheet=SHEET)
    assert rows[1:] == ["5402,2019,8,yes", "5503,2024,9,no"]
    assert run.stderr.startswith("Later than 2020, so their codes are kept: 2024.\n")
    assert run.exit_code == 1


def test_a_code_that_ended_without_a_known_successor_is_told(recode):
    group = "GRUPPEKODE,GRUPPETEKST,KODE,TEKST\nK.Rest,Rest,1805,Narvik (-2019)\n"
    run, rows = recode("area,year,n\n1805,2019,8\n", "--to", "2020", "--area", "area", list=group)
    assert rows[1:] == ["1805,2019,8,no"]
    assert (run.exit_code, run.stderr) == (1, "No list says what became of 1805.\n")


def test_zeros_and_gaps_where_all_others_have_people_are_told(recode):
    years = [str(year) for year in range(2001, 2012)]
    table = "area,year,n\n" + "".join(f"1804,{year},5\n1903,{year},7\n" for year in years)
    table = table.replace("1903,2001,7", "1903,2001,0").replace("1804,2003,5\n", "")
    longer = "kommunenummer_2020;kommunenavn_2020;historisk_nummer\n5402;H;1903\n1804;B;1804\n"
    run, rows = recode(table, "--to", "2020", "--area", "area", list=longer)
    assert "5402,2001,0,no" in rows
    assert run.stderr == (
        "Only zeros for 5402 in 2001: a code it had then may be missing.\n"
        "No rows for 1804 in 2003: it may be counted with another.\n"
    )


def test_a_table_without_years_is_followed_from_the_beginning(recode):
    run, rows = recode("area,n\n1903,8\n", "--to", "2020", "--area", "area", sheet=SHEET)
    assert (run.exit_code, rows) == (0, ["area,n,comparable", "5402,8,yes"])


def test_zeros_of_codes_that_were_not_in_use_do_no_harm(recode):
    table = TABLE + "5402,Harstad,2019,0,0\n1903,Harstad,2020,0,0\n5402,Harstad,2020,0,17\n"
    _, rows = recode(table, "--to", "2020", "--area", "area", sheet=SHEET)
    assert [row for row in rows if row.startswith("5402,")] == [
        "5402,2019,0,8,yes", "5402,2019,1,9,yes", "5402,2020,0,17,yes",
    ]  # fmt: skip


def test_a_municipality_that_left_again_is_itself_and_the_town_is_divided_as_last_counted(recode):
    table = "area,year,n\n1504,2019,900\n1534,2019,100\n1507,2020,1010\n"
    run, rows = recode(table, "--to", "2024", "--area", "area", five=FIVE, haram=HARAM)
    assert rows[1:] == [
        "1508,2019,900,yes",
        "1580,2019,100,yes",
        "1508,2020,909,yes",
        "1580,2020,101,yes",
    ]
    assert run.stderr == (
        "Divided as its parts were last counted, in 2019: 1507 → 1508 0.9, 1580 0.1.\n"
    )


def test_without_a_count_of_its_parts_a_town_that_was_divided_has_no_value(recode):
    run, rows = recode(
        "area,year,n\n1507,2020,1010\n", "--to", "2024", "--area", "area", five=FIVE, haram=HARAM
    )
    assert rows[1:] == ["1508,2020,,no", "1580,2020,,no"]
    assert (run.exit_code, run.stderr) == (
        1,
        "No share is stated, so there is no value: 1507 → 1508, 1580.\n",
    )


def test_flows_are_recoded_on_both_sides(recode):
    flows = """home,home_name,work,n
1805,Narvik,1805,100
1805,Narvik,1854,5
1854,Ballangen,1805,20
1850,Tysfjord,1850,8
1903,Harstad,1805,3
"""
    run, rows = recode(
        flows, "--to", "2020", "--area", "home", "--area", "work", "--from", "2019", sheet=SHEET
    )
    assert rows == [
        "home,work,n,comparable",
        "1806,1806,129,no",
        "1875,1875,4,no",
        "5402,1806,3,no",
    ]
    assert run.stderr == "Left out, for they describe the old areas: home_name.\n" + CONVENTION


@pytest.mark.parametrize(
    "changes",
    [
        "old_code,new_code,change_date,type\n1903,5402,2020-01-01,recode\n",
        "country,kind,old,new,date,change,weight,convention\n"
        "NO,municipality,1903,5402,2020-01-01,recode,1,no\n",
        "oldCode;oldName;newCode;newName;changeOccurred\n1903;Harstad;5402;Harstad;2020-01-01\n",
        '{"codeChanges": [{"oldCode": "1903", "newCode": "5402", "changeOccurred": "2020-01-01"}]}',
        '"kommunenummer_2020";"kommunenavn_2020";"historisk_nummer"\n"5402";"Harstad";"1903"\n',
        "GRUPPEKODE,GRUPPETEKST,KODE,TEKST\nK.5402,Harstad,5402,Harstad\n"
        "K.5402,Harstad,1903,Harstad (2013-2019)\n",
    ],
)
def test_every_form_of_list_is_read(changes, recode):
    run, rows = recode("area,year,n\n1903,2019,8\n", "--to", "2020", "--area", "area", list=changes)
    assert (run.exit_code, run.stderr, rows[1:]) == (0, "", ["5402,2019,8,yes"])


@pytest.mark.parametrize(
    ("words", "files", "said"),
    [
        (["--to", "2020", "--area", "kode"], {"sheet": SHEET},
         "table.csv: There is no column “kode”; there are area, name, year, age, n.\n"),
        (["--to", "20", "--area", "area"], {"sheet": SHEET}, "20 is no year.\n"),
        (["--to", "2020", "--area", "area"], {"sheet": "a,b\n1,2\n"},
         "sheet.csv: This is no list of code changes that is known: a, b.\n"),
        (["--to", "2020", "--area", "area"],
         {"sheet": SHEET, "weights": "old,new,weight\n1850,1806,0.6\n"},
         "weights.csv: The weights of 1850 add up to 0.6, not to 1.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_writes_nothing(words, files, said, recode):
    run, rows = recode(TABLE, *words, **files)
    assert (run.exit_code, run.stdout, run.stderr, rows) == (2, "", said, None)
