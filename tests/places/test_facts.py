import csv
import shutil
from collections import Counter
from datetime import date

import pytest

from samkraft.journal.models import Entry
from samkraft.places.models import Area, AreaSize, CodeChange, Membership, Population, Region
from samkraft.places.operations import FACTS, FactsUnreadable, change_members, load_facts
from samkraft.places.operations.factfiles import COLUMNS
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_every_shipped_fact_is_loaded(facts):
    assert facts.new == {
        "areas.csv": 155,
        "code_changes.csv": 59,
        "regions.csv": 6,
        "memberships.csv": 42,
        "language_areas.csv": 28,
        "populations.csv": 714,
        "area_sizes.csv": 25,
    }
    assert Counter(Area.objects.valid_on(date(2024, 1, 1)).values_list("parent__code", "kind")) == {
        (None, "country"): 2,
        ("NO", "county"): 3,
        ("SE", "county"): 2,
        ("18", "municipality"): 41,
        ("55", "municipality"): 21,
        ("24", "municipality"): 15,
        ("25", "municipality"): 14,
    }


def test_nordland_had_44_municipalities_before_2020_and_troms_24(facts):
    inside = Area.objects.valid_on(date(2019, 12, 31)).filter(kind="municipality", country="NO")
    assert Counter(inside.values_list("parent__code", flat=True)) == {"18": 44, "19": 24}


def test_loading_again_changes_nothing_and_stays_silent(facts):
    again = load_facts(by=None, at=NOON)
    assert not again.anything
    assert Entry.objects.filter(operation="load_facts").count() == 1


def test_what_people_changed_since_is_kept(facts):
    polar, traena = Region.objects.get(slug="polarsirkelradet"), Area.objects.get(code="1835")
    change_members(region=polar, remove={traena: "2027"}, by=None, at=NOON)
    Region.objects.filter(pk=polar.pk).update(accent="#123456")
    assert not load_facts(by=None, at=NOON).anything
    assert Membership.objects.get(area=traena).valid_until == date(2028, 1, 1)


def test_every_fact_has_a_source_and_no_address_of_a_machine(facts):
    for model in (Area, CodeChange, Region, Membership, Population, AreaSize):
        assert not model.objects.filter(source="").exists()
    for name in COLUMNS:
        text = (FACTS / name).read_text(encoding="utf-8")
        assert not any(path in text for path in ("/work", "/home", "/tmp", "file:"))


def test_every_area_ends_when_it_changes_and_every_split_is_whole_or_unknown(facts):
    for change in CodeChange.objects.select_related("old", "new"):
        assert (change.old.valid_until, change.new.valid_from) == (change.on, change.on)
    for area in Area.objects.exclude(valid_until=None):
        weights = [change.weight for change in area.changes_out.all()]
        assert weights, f"{area} ended and nothing says what became of it"
        assert None in weights or sum(weights) == 1


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FACTS, tmp_path / "facts")
    return tmp_path / "facts"


def _set(folder, name, line, **values):
    """Change values on one line of a fact file (the header is line 1)."""
    path = folder / name
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True)))
    for column, value in values.items():
        rows[line - 1][rows[0].index(column)] = value
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_faults_are_told_together_with_file_and_line_and_nothing_is_loaded(folder):
    _set(folder, "populations.csv", 2, value="many")
    _set(folder, "populations.csv", 3, code="9999")
    _set(folder, "code_changes.csv", 8, date="2013-01-02")
    _set(folder, "memberships.csv", 2, first="2014-13")
    _set(folder, "area_sizes.csv", 2, source="nobody")
    with pytest.raises(FactsUnreadable) as caught:
        load_facts(by=None, at=NOON, folder=folder)
    assert sorted(caught.value.faults) == [
        "area_sizes.csv line 2: source “nobody” is not in sources.csv",
        "code_changes.csv line 8: municipality 1901 does not exist until 2013-01-02",
        "memberships.csv line 2: first: “2014-13” is not a day of the calendar.",
        "populations.csv line 2: value “many” is not a number",
        "populations.csv line 3: no municipality 9999 in NO in areas.csv",
    ]
    assert not Area.objects.exists()


@pytest.mark.parametrize(
    ("name", "values", "fault"),
    [
        ("areas.csv", {"names": "Norge"}, "names “Norge” is not of the form nb=Harstad"),
        ("areas.csv", {"names": "xx=Norge"}, "“xx” is not a language"),
        ("areas.csv", {"kind": "planet"}, "kind “planet” is not known"),
        ("areas.csv", {"valid_from": "2020"}, "valid_from: “2020” is not a full date"),
        ("regions.csv", {"area": "SE:county:99"}, "area SE:county:99 is not in areas.csv"),
        ("regions.csv", {"predecessor": "ofoten"}, "predecessor ofoten is no region"),
        ("code_changes.csv", {"weight": "2"}, "weight 2 is not a share from 0 to 1"),
        ("code_changes.csv", {"weight": "0.5"}, "a merger takes the whole area"),
        ("code_changes.csv", {"change": "swap"}, "change “swap” is not one of merger, split"),
        ("populations.csv", {"value": "-1"}, "value -1 is negative"),
        ("populations.csv", {"region": "ofoten"}, "region “ofoten” is not in regions.csv"),
        ("memberships.csv", {"last": "2013"}, "last is before first"),
    ],
)
def test_a_bad_row_is_named(folder, name, values, fault):
    _set(folder, name, 2, **values)
    with pytest.raises(FactsUnreadable) as caught:
        load_facts(by=None, at=NOON, folder=folder)
    assert any(found.startswith(f"{name} line 2: {fault}") for found in caught.value.faults)


def test_a_missing_file_and_a_wrong_header_are_named(folder):
    (folder / "populations.csv").write_text("place,people\n", encoding="utf-8")
    with pytest.raises(FactsUnreadable, match=r"populations.csv line 1: the columns must be reg"):
        load_facts(by=None, at=NOON, folder=folder)
    (folder / "areas.csv").unlink()
    with pytest.raises(FactsUnreadable, match=r"areas.csv: the file is missing"):
        load_facts(by=None, at=NOON, folder=folder)


def test_the_same_fact_twice_is_named(folder):
    lines = (folder / "populations.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([*lines, lines[1]]) + "\n"
    (folder / "populations.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FactsUnreadable, match=r"populations.csv line 716: says the same as line 2"):
        load_facts(by=None, at=NOON, folder=folder)


def test_a_corrected_fact_is_taken_over(facts, folder):
    _set(folder, "populations.csv", 2, value="47283")
    loaded = load_facts(by=None, at=NOON, folder=folder)
    assert loaded.changed["populations.csv"] == 1
    assert Population.objects.get(area__code="1804", date=date(2010, 1, 1)).value == 47_283
