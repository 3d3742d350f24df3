import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.figures import Figure
from samkraft.calc.kinds import MeasureKind, NotAdditive
from samkraft.calc.observations import Observations, Row
from samkraft.calc.regions import Beside, RegionPoint, as_series, beside, region, sum_regions
from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status

COUNT, SHARE = MeasureKind.COUNT, MeasureKind.SHARE


def one(area, *values, first=2023):
    points = []
    for at, value in enumerate(values):
        if isinstance(value, Status):
            points.append(Point(str(first + at), None, value))
        else:
            points.append(Point(str(first + at), value))
    return Series(area, tuple(points))


def test_counts_are_added_up():
    assert region([one("A", 3.0), one("B", 4.0), one("C", 9.0)], {"A", "B"}, COUNT) == (
        RegionPoint("2023", 7.0, Status.VALID, ("A", "B"), (), 7.0),
    )


def test_a_member_without_a_value_leaves_the_region_without_one():
    assert region([one("A", 3.0), one("B", Status.SUPPRESSED)], {"A", "B", "C"}, COUNT) == (
        RegionPoint("2023", None, Status.SUPPRESSED, ("A",), ("B", "C"), 3.0),
    )


def test_a_member_without_a_series_is_missing():
    assert region([one("A", 3.0)], {"A", "B"}, COUNT) == (
        RegionPoint("2023", None, Status.MISSING, ("A",), ("B",), 3.0),
    )


def test_without_any_member_there_is_nothing_not_zero():
    assert region([one("A", 3.0)], {"B"}, COUNT) == (
        RegionPoint("2023", None, Status.MISSING, (), ("B",), None),
    )


def test_percentages_are_never_added():
    with pytest.raises(NotAdditive):
        region([one("A", 30.0), one("B", 40.0)], {"A", "B"}, SHARE)


@pytest.mark.parametrize("kind", [MeasureKind.MEDIAN, MeasureKind.INDEX])
def test_medians_and_indices_are_not_put_together(kind):
    series = [one("A", 30.0), one("B", 40.0)]
    with pytest.raises(NotAdditive):
        region(series, {"A", "B"}, kind, denominators=series)


def test_shares_are_weighted_by_their_denominator():
    people = [one("A", 300.0), one("B", 100.0)]
    found = region([one("A", 30.0), one("B", 40.0)], {"A", "B"}, SHARE, denominators=people)
    assert found == (RegionPoint("2023", 32.5, Status.VALID, ("A", "B"), (), 32.5),)


def test_a_missing_denominator_is_a_missing_member():
    found = region(
        [one("A", 30.0), one("B", 40.0)], {"A", "B"}, SHARE, denominators=[one("A", 300.0)]
    )
    assert found == (RegionPoint("2023", None, Status.MISSING, ("A",), ("B",), 30.0),)


def test_members_of_the_date_make_a_break_where_they_change():
    series = [one("A", 3.0, 4.0), one("B", 5.0, 6.0)]
    members = {"2023": {"A"}, "2024": {"A", "B"}}
    assert region(series, members, COUNT) == (
        RegionPoint("2023", 3.0, Status.VALID, ("A",), (), 3.0, comparable=False),
        RegionPoint("2024", 10.0, Status.VALID, ("A", "B"), (), 10.0),
    )


def test_todays_members_make_no_break():
    series = [one("A", 3.0, 4.0), one("B", 5.0, 6.0)]
    assert as_series("AB", region(series, {"A", "B"}, COUNT)) == one("AB", 8.0, 10.0)


def test_a_break_in_a_member_is_a_break_in_the_region():
    broken = Series("A", (Point("2023", 3.0, comparable=False),))
    (point,) = region([broken], {"A"}, COUNT)
    assert not point.comparable


def test_a_published_total_stands_beside_the_own_sum():
    (own,) = region([one("A", 3.0), one("B", 4.0)], {"A", "B"}, COUNT)
    assert beside(Point("2023", 8.0), own) == Beside(Figure(8.0), Figure(7.0), 1.0)
    assert beside(None, own) == Beside(Figure(None, Status.MISSING), Figure(7.0), None)


values = st.integers(0, 1000).map(float) | st.sampled_from(
    [Status.SUPPRESSED, Status.MISSING, Status.NOT_YET]
)


@given(
    st.dictionaries(st.sampled_from("ABCD"), st.tuples(values, values), min_size=1),
    st.sets(st.sampled_from("ABCD"), min_size=1),
    st.sets(st.sampled_from("ABCD"), min_size=1),
)
def test_the_mass_path_gives_what_each_region_alone_gives(table, first, second):
    series = [one(area, *numbers) for area, numbers in table.items()]
    rows = [
        Row("people", one.area, point.period, value=point.value, status=point.status)
        for one in series
        for point in one.points
    ]
    regions = {"first": first, "second": {"2023": second}}
    found = {
        (row.area, row.period): (row.value, row.status)
        for row in sum_regions(Observations.of(rows), regions).observations.rows()
    }
    expected = {
        (code, point.period): (point.value, point.status)
        for code, members in regions.items()
        for point in region(series, members, COUNT)
        if any(area in table for area in (members if code == "first" else second))
    }
    assert found == expected


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 10**6)), min_size=1, max_size=6))
def test_a_regions_share_is_that_of_its_people(members):
    areas = [f"{k}" for k in range(len(members))]
    series = [one(area, share) for area, (share, _) in zip(areas, members, strict=True)]
    people = [one(area, float(n)) for area, (_, n) in zip(areas, members, strict=True)]
    (point,) = region(series, areas, SHARE, denominators=people)
    had = sum(share / 100 * n for share, n in members)
    assert point.value == pytest.approx(100 * had / sum(n for _, n in members))
