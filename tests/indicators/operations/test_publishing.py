"""From the warehouse to the copy that pages read, and back to how it was."""

import random
from datetime import date, timedelta

import pytest

from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.indicators.models import Latest
from samkraft.indicators.operations import publish_all
from samkraft.indicators.queries.figures import Shelf
from samkraft.indicators.rules.packed import unpack
from tests.conftest import NOON
from tests.factories import deliver, make_area, make_change, make_indicator

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
AGES = {"0-15": 10, "16-64": 20, "65+": 10}


def by_age(area, period, **changes):
    values = {**AGES, **changes}
    ages = {(area, period, "T", age): value for age, value in values.items()}
    return {(area, period): sum(values.values()), **ages}


def rows():
    """Everything but the keys of the rows."""
    fields = ["indicator__slug", "area", "period", "value", "status", "before", "slope", "trend"]
    return [
        (*row[:-1], bytes(row[-1]))
        for row in Latest.objects.order_by("indicator__slug", "area").values_list(*fields, "packed")
    ]


def series_of(indicator, area):
    return unpack(bytes(Latest.objects.get(indicator=indicator, area=area).packed), area)


def test_the_newest_figure_stands_beside_the_one_before_and_the_trend():
    found = make_indicator()
    values = {("NO-1", str(year)): 10.0 * year for year in range(2015, 2024)}
    deliver(found, values | {("NO-1", "2024"): Status.NOT_YET, ("NO-1", "2022"): None})
    row = Latest.objects.get()
    assert (row.area, row.period, row.value, row.status, row.before, row.slope, row.trend) == (
        "NO-1", "2023", 20230.0, "valid", 20210.0, 10.0, "up",
    )  # fmt: skip


def test_a_place_without_any_number_says_why():
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): Status.SUPPRESSED, ("NO-2", "2023", "F", "T"): 4})
    told = Latest.objects.order_by("area").values_list("area", "value", "status", "trend")
    assert list(told) == [("NO-1", None, "suppressed", "too_few"), ("NO-2", None, "missing", "")]


def test_neither_the_trend_nor_the_value_before_look_back_over_a_break():
    day = date(2020, 1, 1)
    old, new = make_area("1", valid_until=day), make_area("2", valid_from=day)
    make_change(old, new, "split", weight=0.5, convention=True)
    found = make_indicator()
    deliver(found, {("NO-1", str(year)): 100 for year in range(2010, 2020)}
            | {("NO-2", "2020"): 60, ("NO-3", "2019"): 1, ("NO-3", "2020"): 2})  # fmt: skip
    told = Latest.objects.order_by("area").values_list("area", "value", "before", "trend")
    assert list(told) == [
        ("NO-1", 100, 100, "unclear"), ("NO-2", 60, None, "too_few"), ("NO-3", 2, 1, "too_few"),
    ]  # fmt: skip


def test_few_people_are_hidden_on_pages_so_that_nobody_can_work_them_out():
    county = make_area("18", kind="county")
    for code in ("1", "2", "3"):
        make_area(code, parent=county)
    found = make_indicator(small_below=5)
    deliver(found, {("NO-1", "2023"): 3, ("NO-2", "2023"): 40, ("NO-3", "2023"): 50,
                    ("NO-18", "2023"): 93})  # fmt: skip
    told = dict(Latest.objects.values_list("area", "value"))
    assert told["NO-1"] is None
    assert [told["NO-2"], told["NO-3"], told["NO-18"]].count(None) >= 1
    assert Latest.objects.get(area="NO-1").status == "suppressed"
    then = Shelf(TODAY, NOON).series(found, list(told))
    assert {area: series[0].latest and series[0].latest.value
            for area, series in then.items()} == told  # fmt: skip


def test_what_is_computed_follows_its_base():
    base = make_indicator("people")
    share = make_indicator("share-65", nature="share", source="computed", code="",
                           query={"computed": "share", "of": "people", "ages": "65-"})  # fmt: skip
    deliver(base, by_age("NO-1", "2023"))
    assert series_of(share, "NO-1") == (Series("NO-1", (Point("2023", 25.0),)),)
    deliver(base, by_age("NO-1", "2023", **{"65+": 20}), at=NOON + DAY)
    assert series_of(share, "NO-1") == (Series("NO-1", (Point("2023", 40.0),)),)
    deliver(base, {("NO-1", "2023"): 50}, at=NOON + 2 * DAY, trusted=True)
    assert not Latest.objects.filter(indicator=share).exists()


def test_publishing_everything_again_gives_the_same_rows():
    base = make_indicator("people")
    make_indicator("change", source="computed", nature="rate", code="",
                   query={"computed": "change", "of": "people", "years": 1})  # fmt: skip
    deliver(base, by_age("NO-1", "2022") | by_age("NO-1", "2023"))
    deliver(make_indicator("births"), {("NO-1", "2023"): 3, ("NO-2", "2023"): Status.MISSING})
    before = rows()
    assert [row[:2] for row in before] == [
        ("births", "NO-1"), ("births", "NO-2"), ("change", "NO-1"), ("people", "NO-1"),
    ]  # fmt: skip
    Latest.objects.all().delete()
    publish_all(at=NOON)
    assert rows() == before


def test_publishing_everything_takes_away_what_is_not_known_any_more():
    found = make_indicator()
    Latest.objects.create(indicator=found, area="NO-1", status="valid", packed=b"")
    publish_all(at=NOON)
    assert not Latest.objects.exists()


@pytest.mark.parametrize("seed", range(5))
def test_as_it_was_known_then_is_what_the_pages_said_then(seed):
    chance = random.Random(seed)
    base = make_indicator("people")
    share = make_indicator("share", nature="share", source="computed", code="",
                           query={"computed": "share", "of": "people", "ages": "65-"})  # fmt: skip
    plain, said = {}, []
    for day in range(3):
        complete = chance.random() < 0.5
        brought = {
            key: chance.choice([value, value + day, Status.SUPPRESSED])
            for area in ("NO-1", "NO-2") for period in ("2022", "2023")
            for key, value in by_age(area, period).items() if chance.random() < 0.8
        }  # fmt: skip
        plain = brought if complete else plain | brought
        deliver(base, brought, at=NOON + day * DAY, complete=complete, trusted=True)
        pages = {(each, row.area): unpack(bytes(row.packed), row.area)
                 for each in (base, share) for row in Latest.objects.filter(indicator=each)}  # fmt: skip
        said.append((dict(plain), pages))
    for day, (values, pages) in enumerate(said):
        shelf = Shelf(TODAY, NOON + day * DAY + timedelta(hours=1))
        then = {(each, area): series for each in (base, share)
                for area, series in shelf.series(each, ["NO-1", "NO-2"]).items() if series}  # fmt: skip
        assert then == pages
        assert {
            (one.area, point.period, one.sex, one.age): point.value
            for (each, _), all_ in then.items() if each == base
            for one in all_ for point in one.points
        } == {
            (*key, "T", "T")[:4]: None if isinstance(value, Status) else float(value)
            for key, value in values.items()
        }  # fmt: skip


def test_before_the_first_delivery_nothing_was_known():
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): 1})
    assert Shelf(TODAY, NOON - DAY).series(found, ["NO-1"]) == {}
