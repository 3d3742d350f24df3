import pytest

from samkraft.calc.observations import Observations, Row
from samkraft.calc.smallcells import NotATable, withhold
from samkraft.calc.status import Status
from samkraft.calc.suppression import CannotProtect

AGES = ("0-15", "16-64", "65+")


def cell(sex, age, value, area="NO-1811"):
    status = Status.SUPPRESSED if value is None else Status.VALID
    return Row("receivers", area, "2024", sex, age, value, status)


def municipality(area, women, men):
    rows = []
    for sex, numbers in (
        ("F", women),
        ("M", men),
        ("T", [a + b for a, b in zip(women, men, strict=True)]),
    ):
        rows += [cell(sex, age, float(n), area) for age, n in zip(AGES, numbers, strict=True)]
        rows.append(cell(sex, "T", float(sum(numbers)), area))
    return rows


def hidden(rows, **options):
    result = withhold(Observations.of(rows), **options).rows()
    assert [row for row in result if row.status != Status.SUPPRESSED] == [
        row for row, new in zip(rows, result, strict=True) if new.status != Status.SUPPRESSED
    ]
    return {(row.area, row.sex, row.age) for row in result if row.status == Status.SUPPRESSED}


def test_a_small_cell_is_hidden_with_those_that_give_it_away():
    rows = municipality("NO-1811", women=[2, 40, 20], men=[30, 50, 10])
    assert hidden(rows) == {("NO-1811", sex, age) for sex in "FM" for age in ("0-15", "65+")}


def test_areas_are_tables_of_their_own():
    rows = municipality("NO-1811", [2, 40, 20], [30, 50, 10])
    rows += municipality("NO-1812", [20, 40, 20], [30, 50, 10])
    assert {area for area, *_ in hidden(rows)} == {"NO-1811"}


def test_a_published_sum_of_areas_asks_for_cells_in_another_area():
    one, two = ([2, 40, 20], [30, 50, 10]), ([25, 45, 28], [35, 55, 18])
    county = [[a + b for a, b in zip(*both, strict=True)] for both in zip(one, two, strict=True)]
    rows = municipality("NO-1811", *one) + municipality("NO-1812", *two)
    rows += municipality("NO-18", *county)
    places = ("NO-1811", "NO-1812")
    assert hidden(rows, area_total="NO-18") == {
        (area, sex, age) for area in places for sex in "FM" for age in ("0-15", "65+")
    }


def test_a_dimension_with_a_total_only_is_left_out():
    rows = [cell("T", age, n) for age, n in zip(("T", *AGES), (53.0, 3.0, 40.0, 10.0), strict=True)]
    assert hidden(rows) == {("NO-1811", "T", "0-15"), ("NO-1811", "T", "65+")}


def test_a_single_number_is_withheld_only_where_totals_may_be():
    assert hidden([cell("T", "T", 3.0)]) == set()
    assert hidden([cell("T", "T", 3.0)], suppress_totals=True) == {("NO-1811", "T", "T")}


def test_what_cannot_be_protected_is_refused():
    with pytest.raises(CannotProtect):
        withhold(Observations.of(municipality("NO-1811", [2, 0, 0], [0, 50, 10])))


def test_totals_may_be_withheld_instead():
    rows = municipality("NO-1811", [2, 0, 0], [0, 50, 10])
    assert ("NO-1811", "F", "0-15") in hidden(rows, suppress_totals=True)


def test_totals_that_are_not_sums_are_refused():
    rows = municipality("NO-1811", [2, 40, 20], [30, 50, 10])
    rows[-1] = cell("T", "T", 500.0)
    with pytest.raises(NotATable):
        withhold(Observations.of(rows))
