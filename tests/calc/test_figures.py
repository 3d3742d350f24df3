from samkraft.calc.figures import Figure, ratio, total
from samkraft.calc.series import Point
from samkraft.calc.status import Status

HIDDEN = Figure(None, Status.SUPPRESSED)


def test_a_figure_is_made_of_a_point_a_number_or_nothing():
    assert Figure.of(Point("2024", 3.0, Status.PROVISIONAL)) == Figure(3.0, Status.PROVISIONAL)
    assert Figure.of(3) == Figure(3.0)
    assert Figure.of(None) == Figure(None, Status.MISSING)
    assert Figure.of(HIDDEN) == HIDDEN


def test_a_sum_with_a_withheld_part_is_withheld():
    assert total([Figure(3.0), HIDDEN]) == HIDDEN


def test_a_sum_carries_the_least_sure_status():
    assert total([Figure(3.0), Figure(4.0, Status.ESTIMATED)]) == Figure(7.0, Status.ESTIMATED)


def test_a_part_without_a_number_is_never_counted_as_zero():
    assert total([Figure(3.0), Figure(None, Status.NOT_YET)]) == Figure(None, Status.NOT_YET)


def test_nothing_divided_by_zero_is_not_applicable():
    assert ratio(Figure(3.0), Figure(0.0)) == Figure(None, Status.NOT_APPLICABLE)


def test_a_ratio_is_per_hundred_when_asked():
    assert ratio(Figure(1.0), Figure(4.0), per=100) == Figure(25.0)
    assert ratio(HIDDEN, Figure(4.0)) == HIDDEN
