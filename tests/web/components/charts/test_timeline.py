"""Where actions stand on a line of time."""

from datetime import date
from types import SimpleNamespace

import pytest

from samkraft.actions.rules.dates import When, parse_when
from samkraft.web.components.charts.timeline import Mark, Piece, Scale, drawn, pieces

TODAY = date(2026, 7, 2)
NEVER = When()


def scale() -> Scale:
    """The four years 2025 to 2028: 1461 days."""
    return Scale([date(2025, 1, 1), date(2028, 1, 1)], TODAY)


def at(day: date) -> str:
    return f"{(day - date(2025, 1, 1)).days / 1461 * 100:.2f}"


def row(start="", due="", stage="under_way", milestones=(), former=()):
    action = SimpleNamespace(start=parse_when(start), due=parse_when(due), stage=stage)
    return SimpleNamespace(
        action=action, former_start=(), former_due=tuple(map(parse_when, former)),
        milestones=[
            SimpleNamespace(due=parse_when(due), done_on=done, former=())
            for due, done in milestones
        ],
    )  # fmt: skip


def test_exact_days_are_one_sure_bar():
    (bar,) = pieces(parse_when("2025-01-01"), parse_when("2028-12-31"), scale())
    assert bar == Piece("sure", "0.00", "100.00")


def test_what_is_known_to_the_year_is_a_span_before_and_after_the_bar():
    found = pieces(parse_when("2025"), parse_when("2028"), scale())
    assert [(each.kind, each.x) for each in found] == [
        ("maybe", "0.00"), ("sure", at(date(2026, 1, 1))), ("maybe", at(date(2028, 1, 1))),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "due", "kinds"),
    [
        ("2026", "2026", ["maybe"]), ("", "2027", ["maybe"]), ("2026-05-01", "", ["open"]),
        ("2026", "", ["maybe", "open"]), ("", "", []),
    ],
)  # fmt: skip
def test_what_is_missing_or_overlaps_is_never_drawn_as_sure(start, due, kinds):
    found = pieces(parse_when(start), parse_when(due), scale())
    assert [each.kind for each in found] == kinds


def test_milestones_are_reached_late_or_to_come_and_dates_given_up_stay():
    drawing = drawn(
        [row("2025", "2028", milestones=[("2026-03-01", date(2026, 2, 1)), ("2026-04-01", None),
                                         ("2027-04-01", None)], former=["2027"])], TODAY,
    ).rows[0]  # fmt: skip
    assert drawing.marks == (
        Mark("former", at(date(2027, 12, 31))), Mark("reached", at(date(2026, 2, 1))),
        Mark("late", at(date(2026, 4, 1))), Mark("milestone", at(date(2027, 4, 1))),
    )  # fmt: skip


def test_nothing_is_late_in_what_has_ended():
    drawing = drawn([row("2025", "2028", "done", [("2026-04-01", None)])], TODAY).rows[0]
    assert (drawing.ended, [mark.kind for mark in drawing.marks]) == (True, ["milestone"])


def test_few_years_are_named_and_every_year_has_its_line():
    found = drawn([row("2020", "2038")], TODAY)
    assert len(found.ticks) == 19
    assert [year for _, year in found.ticks if year] == ["2020", "2023", "2026", "2029", "2032",
                                                         "2035", "2038"]  # fmt: skip


def test_what_lies_far_away_is_cut_at_the_edge():
    found = drawn([row("1950", "2190")], TODAY)
    assert (found.ticks[0], len(found.ticks)) == (("0.00", "2018"), 29)
    assert [(piece.kind, piece.x, piece.width) for piece in found.rows[0].pieces] == [
        ("maybe", "0.00", "0.40"), ("sure", "0.00", "100.00"), ("maybe", "100.00", "0.40"),
    ]  # fmt: skip


def test_no_rows_are_a_line_of_this_year():
    assert drawn([], TODAY).ticks == (("0.00", "2026"),)
