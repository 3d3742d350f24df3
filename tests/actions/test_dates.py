"""Dates as people write them."""

from calendar import isleap
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.actions.rules.dates import NEVER, NotATime, When, parse_when

WRITTEN = {
    "2027": ("2027-01-01", "2027-12-31"),
    "2027-05": ("2027-05-01", "2027-05-31"),
    "2028-02": ("2028-02-01", "2028-02-29"),
    "2027-05-03": ("2027-05-03", "2027-05-03"),
    "3.5.2027": ("2027-05-03", "2027-05-03"),
    "3 May 2027": ("2027-05-03", "2027-05-03"),
    "May 3 2027": ("2027-05-03", "2027-05-03"),
    "29. februar 2028": ("2028-02-29", "2028-02-29"),
    "autumn 2027": ("2027-09-01", "2027-11-30"),
    "Hösten 2027": ("2027-09-01", "2027-11-30"),
    "høst 2027": ("2027-09-01", "2027-11-30"),
    "hausten 2027": ("2027-09-01", "2027-11-30"),
    "syksyllä 2027": ("2027-09-01", "2027-11-30"),
    "čakča 2027": ("2027-09-01", "2027-11-30"),
    "2027 autumn": ("2027-09-01", "2027-11-30"),
    "winter 2028": ("2027-12-01", "2028-02-29"),
    "vinteren 2027/28": ("2027-12-01", "2028-02-29"),
    "maj 2027": ("2027-05-01", "2027-05-31"),
    "toukokuu 2027": ("2027-05-01", "2027-05-31"),
    "Q3 2027": ("2027-07-01", "2027-09-30"),
    "2027Q4": ("2027-10-01", "2027-12-31"),
    "3. kvartal 2027": ("2027-07-01", "2027-09-30"),
    "first half 2027": ("2027-01-01", "2027-06-30"),
    "andra halvåret 2027": ("2027-07-01", "2027-12-31"),
    "by 2027": ("2027-01-01", "2027-12-31"),
    "innen sommeren 2027": ("2027-06-01", "2027-08-31"),
    "senast maj 2027": ("2027-05-01", "2027-05-31"),
    "end of 2027": ("2027-10-01", "2027-12-31"),
    "early 2027": ("2027-01-01", "2027-03-31"),
    "slutet av maj 2027": ("2027-05-22", "2027-05-31"),
    "2027–2029": ("2027-01-01", "2029-12-31"),
    "2027-2029": ("2027-01-01", "2029-12-31"),
    "2027-29": ("2027-01-01", "2029-12-31"),
    "2027/28": ("2027-01-01", "2028-12-31"),
    "2027-05 – 2027-09": ("2027-05-01", "2027-09-30"),
    "våren – hösten 2027": ("2027-03-01", "2027-11-30"),
}
NOTHING = [
    "soon", "autumn", "2027-13", "2027-02-29", "31.4.2027", "29 February 2027", "Q5 2027",
    "2029-2027", "winter 2027/30", "summer 2027/28", "2027 2028", "autumn winter 2027", "27",
    "1827", "x" * 50, "–", "- 2027", "2027 -",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_a_written_time_spans_its_days(text):
    first, last = WRITTEN[text]
    assert parse_when(text) == When(text, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_time_is_refused(text):
    with pytest.raises(NotATime):
        parse_when(text)


def test_nothing_is_no_time():
    assert parse_when("  ") == NEVER
    assert not NEVER


def test_white_space_does_not_count():
    assert parse_when("  autumn \n 2027 ") == When(
        "autumn 2027", date(2027, 9, 1), date(2027, 11, 30)
    )


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back(day):
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day:%Y%m%d}"):
        assert parse_when(text) == When(text, day, day)


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_months_fill_the_year_without_gap_or_overlap(year, month):
    found = parse_when(f"{year}-{month:02}")
    following = parse_when(f"{year + month // 12}-{month % 12 + 1:02}") if year < 2199 else None
    if following:
        assert (following.first - found.last).days == 1
    if month == 2:
        assert found.last.day == (29 if isleap(year) else 28)


@given(st.integers(1901, 2199))
def test_seasons_follow_each_other_all_year(year):
    parts = [parse_when(f"{name} {year}") for name in ("winter", "spring", "summer", "autumn")]
    assert [(b.first - a.last).days for a, b in pairwise(parts)] == [1, 1, 1]


@given(st.text(max_size=60))
def test_any_text_is_a_time_in_order_or_refused(text):
    try:
        found = parse_when(text)
    except NotATime:
        return
    assert found == NEVER or found.first <= found.last
