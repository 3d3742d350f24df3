from datetime import date

import pytest

from samkraft.lib.periods import NotADate, Span, counting_moment, in_words, parse_day, parse_span


def test_a_date_covers_the_days_its_precision_allows():
    assert parse_span("2014") == Span(date(2014, 1, 1), date(2014, 12, 31), "year")
    assert parse_span("2017-11") == Span(date(2017, 11, 1), date(2017, 11, 30), "month")
    assert parse_span("2016-12") == Span(date(2016, 12, 1), date(2016, 12, 31), "month")
    assert parse_span("2023-10-31") == Span(date(2023, 10, 31), date(2023, 10, 31), "day")


def test_the_day_after_a_span_is_the_first_one_outside():
    assert parse_span("2018").after == date(2019, 1, 1)
    assert parse_span("2023-10-31").after == date(2023, 11, 1)


@pytest.mark.parametrize("text", ["", "14", "2014-13", "2015-02-30", "1.1.2015", "2015-1-1"])
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(NotADate):
        parse_span(text)


def test_a_full_date_is_asked_for_where_a_day_is_needed():
    assert parse_day("2015-01-01") == date(2015, 1, 1)
    with pytest.raises(NotADate):
        parse_day("2015-01")


def test_new_years_eve_and_new_years_day_are_one_count():
    assert counting_moment(date(2014, 12, 31)) == date(2015, 1, 1)
    assert counting_moment(date(2015, 1, 1)) == date(2015, 1, 1)


def test_a_date_in_words():
    assert in_words(date(2015, 1, 1)) == "1 January 2015"
