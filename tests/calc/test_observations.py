import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.observations import Column, Observations, Row
from samkraft.calc.status import Status

rows = st.builds(
    Row,
    measure=st.sampled_from(["people", "jobs"]),
    area=st.sampled_from(["NO-1833", "SE-25", "NO"]),
    period=st.sampled_from(["2023", "2024"]),
    sex=st.sampled_from(["T", "F", "M"]),
    age=st.sampled_from(["T", "0-15", "65+"]),
    value=st.none() | st.floats(-1e9, 1e9),
    status=st.sampled_from(Status),
)


@given(st.lists(rows, max_size=8))
def test_rows_survive_the_way_through_columns(given_rows):
    assert Observations.of(given_rows).rows() == given_rows


@given(st.lists(st.text(max_size=3), max_size=8))
def test_texts_survive_their_encoding(texts):
    column = Column.of(texts)
    assert column.texts() == texts
    assert column.categories == tuple(dict.fromkeys(texts))


def test_one_text_stands_for_every_row():
    assert Column.same("NO", 3).texts() == ["NO", "NO", "NO"]


def test_a_missing_value_is_no_number_in_the_column():
    observations = Observations.of([Row("people", "NO", "2024", status=Status.MISSING)])
    assert np.isnan(observations.value).tolist() == [True]
    assert observations.status.tolist() == [Status.MISSING.number]
    assert len(observations) == 1
