"""The shipped facts against lists of the statistical office that lie beside the project."""

import csv
from datetime import date

import pytest

from samkraft.places.models import Area, CodeChange, LanguageArea, Membership, Population

pytestmark = pytest.mark.usefixtures("facts")
NORTH = ("18", "19")


def _rows(path, encoding="utf-8", delimiter=","):
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside the project")
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _municipalities(day):
    return set(
        Area.objects.valid_on(day)
        .filter(kind="municipality", country="NO")
        .values_list("code", flat=True)
    )


@pytest.mark.parametrize("year", [2013, 2017, 2019])
def test_codes_of_the_years_before_2020(shared, year):
    rows = _rows(shared / "data/codes" / f"klass_kommuner_{year}.csv", "latin-1", ";")
    listed = {row["code"] for row in rows if row["code"].startswith(NORTH)}
    assert _municipalities(date(year, 1, 1)) == listed


def test_codes_of_2020(shared):
    rows = _rows(shared / "data/codes/klass_kommuner_2020.csv", "latin-1", ";")
    ours = _municipalities(date(2020, 1, 1))
    listed = {row["code"] for row in rows if row["code"].startswith("18")}
    assert {code for code in ours if code.startswith("18")} == listed
    assert ours - listed <= {row["code"] for row in rows}


def test_every_code_since_1994_and_its_municipality_of_2024(shared):
    rows = _rows(shared / "data/codes/no_kommuner_1994_2024_groups.csv")
    ours = set(
        Area.objects.filter(kind="municipality", country="NO").values_list("code", flat=True)
    )
    listed = {row["KODE"]: row["GRUPPEKODE"][2:] for row in rows}
    assert {code for code in listed if code[:2] in ("18", "19", "55")} == {
        code for code in ours if code[:2] in ("18", "19", "55")
    }
    for change in CodeChange.objects.filter(
        old__kind="municipality", kind__in=("merger", "recode")
    ):
        new = listed[change.new.code]
        assert listed[change.old.code] in (new, "Rest")


def test_changes_of_new_year_2020(shared):
    path = shared / "data/codes/klass_kommuner_med_endringer_fra2019_til2020.csv"
    listed = {
        (row["kommuner_2019"][:4], row["kommuner_2020"][:4], row["splittes"] == "1")
        for row in _rows(path, "cp1252", ";")
        if row["kommuner_2019"].startswith(NORTH)
        and row["kommuner_2019"][:4] != row["kommuner_2020"][:4]
    }
    ours = CodeChange.objects.filter(on=date(2020, 1, 1), old__kind="municipality")
    assert {(row.old.code, row.new.code, row.kind == "split") for row in ours} == listed


def test_every_population_of_the_collected_facts(shared):
    rows = _rows(shared / "facts/population.csv")
    assert len(rows) == Population.objects.count() == 714
    ours = {
        (row.area.country, row.area.code, row.date.isoformat()): row.value
        for row in Population.objects.select_related("area").exclude(area=None)
    }
    assert ours == {
        (row["country"], row["code"], row["date"]): int(row["population"])
        for row in rows
        if not row["code"].startswith("R:")
    }


def test_every_swedish_municipality_of_the_two_counties(shared):
    rows = _rows(shared / "facts/municipalities_se.csv")
    ours = Area.objects.filter(country="SE", kind="municipality")
    assert {(area.code, area.name["sv"]["text"], area.parent.code) for area in ours} == {
        (row["scb_code"], row["name"], row["county_code"])
        for row in rows
        if len(row["scb_code"]) == 4
    }


def test_every_membership_and_language_area(shared):
    members = _rows(shared / "facts/region_memberships.csv")
    assert sorted(Membership.objects.values_list("area__code", flat=True)) == sorted(
        row["municipality_code"] for row in members
    )
    languages = _rows(shared / "facts/language_areas.csv")
    assert sorted(LanguageArea.objects.values_list("area__code", "name")) == sorted(
        (row["code"], row["language"].replace("(none found)", "")) for row in languages
    )
