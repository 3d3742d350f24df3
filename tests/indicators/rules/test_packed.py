"""Figures of one place as bytes and back, with what cannot be compared; and kept deliveries."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc.observations import Observations, Row
from samkraft.calc.recoding import Recoded
from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.indicators.rules.folding import folded, in_order
from samkraft.indicators.rules.keeping import read_kept, write_kept
from samkraft.indicators.rules.packed import pack, pack_all, unpack, unpack_whole
from samkraft.indicators.rules.unfolding import series_by_area

VALUED = st.tuples(
    st.integers(-10_000, 10_000).map(lambda n: n / 10),
    st.sampled_from([Status.VALID, Status.PROVISIONAL, Status.ESTIMATED]),
)
BARE = st.tuples(
    st.none(), st.sampled_from([Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE])
)
GROUPS = st.tuples(st.sampled_from("TFM"), st.sampled_from(["T", "0-15", "16-64", "65+"]))


@st.composite
def a_series(draw, area="NO-1833"):
    sex, age = draw(GROUPS)
    years = sorted(draw(st.sets(st.integers(1990, 2030), min_size=1, max_size=8)))
    points = tuple(Point(str(year), *draw(VALUED | BARE), draw(st.booleans())) for year in years)
    return Series(area, points, sex, age)


SERIES = st.lists(a_series(), min_size=1, max_size=6, unique_by=lambda one: (one.sex, one.age))


@settings(max_examples=40)
@given(SERIES)
def test_what_is_packed_comes_back_the_same(series):
    recoded = folded("m", series)
    data = pack(recoded, slice(0, len(recoded.observations)))
    assert sorted(unpack(data, "NO-1833"), key=_group) == sorted(series, key=_group)


@settings(max_examples=40)
@given(SERIES)
def test_the_whole_is_read_alone_and_stands_first(series):
    recoded = folded("m", series)
    data = pack(recoded, slice(0, len(recoded.observations)))
    whole = [one for one in series if _group(one) == ("T", "T")]
    assert unpack_whole(data, "NO-1833") == (whole or [Series("NO-1833", ())])[0]
    assert [one for one in unpack(data, "NO-1833")[:1] if whole] == whole


@settings(max_examples=40)
@given(st.lists(a_series("NO-18"), max_size=2, unique_by=lambda one: (one.sex, one.age)), SERIES)
def test_many_places_at_once_are_packed_as_one_by_one(county, series):
    recoded = folded("m", county + series)
    found = {area: unpack(data, area) for area, data in pack_all(recoded)}
    assert {area: sorted(each, key=_group) for area, each in found.items()} == {
        area: sorted(each, key=_group)
        for area, each in (("NO-18", county), ("NO-1833", series)) if each
    }  # fmt: skip


@settings(max_examples=40)
@given(SERIES)
def test_folding_and_unfolding_are_each_others_reverse(series):
    found = series_by_area(folded("m", series))
    assert sorted(found["NO-1833"], key=_group) == sorted(series, key=_group)


def _group(series):
    return series.sex, series.age


@settings(max_examples=40)
@given(st.lists(st.sampled_from([
    Row("m", area, period, sex, value=1.0)
    for area in ("NO", "NO-18", "NO-1833") for period in ("2023", "2024Q1") for sex in "TFM"
]), unique=True))  # fmt: skip
def test_columns_are_put_in_the_order_of_their_texts_with_their_marks(rows):
    marks = np.array([row.sex == "F" for row in rows], bool)
    found = in_order(Recoded(Observations.of(rows), marks))
    assert found.observations.rows() == sorted(
        rows, key=lambda row: (row.measure, row.area, row.sex, row.age, row.period)
    )
    assert found.comparable.tolist() == [row.sex == "F" for row in found.observations.rows()]


def test_a_delivery_that_waits_is_kept_whole(tmp_path):
    rows = [Row("m", "NO-1833", "2023", "F", "65+", 1.5, Status.PROVISIONAL),
            Row("m", "NO-18", "2024", value=None, status=Status.SUPPRESSED)]  # fmt: skip
    write_kept(tmp_path / "kept.npz", Observations.of(rows))
    assert read_kept(tmp_path / "kept.npz").rows() == rows
