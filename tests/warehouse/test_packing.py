from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc.observations import Observations, Row
from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.warehouse.bulkpacking import packed
from samkraft.warehouse.packing import NotPacked, groups, pack, unpack, unpack_total
from samkraft.warehouse.rows import ordered, taken
from tests.warehouse.synthetic import one_measure


def as_series(rows: list[Row], area: str) -> list[Series]:
    """The slow, obvious twin: series by series, the total first."""
    keys = sorted({(row.sex, row.age) for row in rows}, key=lambda at: (at != ("T", "T"), at))
    return [
        Series(
            area,
            tuple(Point(r.period, r.value, r.status) for r in rows if (r.sex, r.age) == (sex, age)),
            sex,
            age,
        )
        for sex, age in keys
    ]


def there_and_back(rows: list[Row]) -> list[Series]:
    """Pack and unpack the rows of one area."""
    seen = ordered(Observations.of(rows))
    ((_, area, place),) = groups(seen)
    return unpack(pack(seen, place), area)


TEXTS = st.text(max_size=5) | st.sampled_from(["T", "0-4", "65+", "10+2", "+", '"', "é"])
PERIODS = st.sampled_from(
    [*(str(year) for year in range(2010, 2025)), "2024Q1", "2024Q2", "2024Q4", "2023M12", "2024M01",
     "2024W01", "2024W02", "2024H1", "2024H2", "9999", "0000", "2010-2014", "2024+1", "+3", ""]
) | st.text(max_size=4)  # fmt: skip
VALUES = (
    st.none()
    | st.floats(allow_nan=False)
    | st.integers(-(10**18), 10**18).map(float)
    | st.integers(0, 1000).map(lambda tenths: tenths / 10)
    | st.decimals(-1000, 1000, places=6).map(float)
)
ROWS = st.lists(
    st.builds(
        Row,
        measure=st.just("N1"),
        area=st.just("SE-25"),
        period=PERIODS,
        sex=st.sampled_from("TFM") | TEXTS,
        age=TEXTS,
        value=VALUES,
        status=st.sampled_from(Status),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda row: (row.sex, row.age, row.period),
)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_series_come_back_as_they_were_packed(rows):
    rows = ordered(Observations.of(rows)).rows()
    expected = as_series(rows, "SE-25")
    found = there_and_back(rows)
    assert found == expected
    assert repr(found) == repr(expected)  # also -0.0


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_the_total_alone_is_the_first_of_all(rows):
    seen = ordered(Observations.of(rows))
    data = pack(seen, slice(0, len(seen)))
    first = unpack(data, "SE-25")[0]
    expected = first if (first.sex, first.age) == ("T", "T") else None
    assert unpack_total(data, "SE-25") == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_packing_in_bulk_means_the_same(areas):
    rows = [
        replace(row, measure=f"N{number % 2}", area=f"SE-{number}")
        for number, some in enumerate(areas)
        for row in some
    ]
    seen = ordered(Observations.of(rows))
    found = [(measure, area, unpack(data, area)) for measure, area, data in packed(seen)]
    expected = [
        (measure, area, unpack(pack(seen, place), area)) for measure, area, place in groups(seen)
    ]
    assert repr(found) == repr(expected)


def test_made_up_statistics_come_back_and_take_few_bytes():
    for ages in (1, 20):
        figures = ordered(one_measure("N1", ages, np.random.default_rng(ages)))
        size = 0
        bulk = packed(figures)
        for measure, area, place in list(groups(figures))[:20]:
            data = pack(figures, place)
            size += len(data)
            series = as_series(taken(figures, place).rows(), area)
            assert unpack(data, area) == series
            same_measure, same_area, in_bulk = next(bulk)
            assert (same_measure, same_area, unpack(in_bulk, area)) == (measure, area, series)
        assert size / (20 * 45 * ages) < 4


def test_a_long_run_of_one_kind_comes_back():
    rows = [Row("N1", "SE-25", f"p{number:06d}", value=1.0) for number in range(70_000)]
    assert there_and_back(rows) == as_series(rows, "SE-25")


def test_groups_are_the_runs_of_measure_and_area():
    rows = [Row("N1", "A", "1"), Row("N1", "A", "2"), Row("N1", "B", "1"), Row("N2", "B", "1")]
    assert list(groups(Observations.of(rows))) == [
        ("N1", "A", slice(0, 2)),
        ("N1", "B", slice(2, 3)),
        ("N2", "B", slice(3, 4)),
    ]
    assert list(groups(Observations.of([]))) == []


@pytest.mark.parametrize("data", [b"", b"\x02" + bytes(9), b"{}"])
def test_bytes_of_another_kind_are_refused(data):
    with pytest.raises(NotPacked, match="publish them again"):
        unpack(data, "SE-25")
