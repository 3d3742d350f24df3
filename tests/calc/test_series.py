from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status

HIDDEN = Point("2023", None, Status.SUPPRESSED)
SERIES = Series("NO-1833", (Point("2021", 1.0), Point("2022", 2.0), HIDDEN))


def test_the_latest_point_has_a_number():
    assert SERIES.latest == Point("2022", 2.0)


def test_known_points_have_numbers():
    assert SERIES.known == (Point("2021", 1.0), Point("2022", 2.0))


def test_a_point_without_a_number_is_found_with_its_status():
    assert SERIES.at("2023") == HIDDEN
    assert SERIES.at("2024") is None


def test_a_series_without_numbers_has_no_latest_point():
    assert Series("NO-1833", (HIDDEN,)).latest is None


def test_only_what_comes_after_the_last_break_compares_with_the_newest():
    points = (
        Point("2018", 1.0, comparable=False),
        Point("2019", None, Status.MISSING),
        Point("2020", 2.0),
        Point("2021", 3.0, comparable=False),
    )
    assert Series("NO-1806", points).comparable == (points[2], points[3])
    assert Series("NO-1806", ()).comparable == ()
