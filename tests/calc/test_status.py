import pytest

from samkraft.calc.status import SEVERITY, Status, combined


def test_every_status_keeps_its_number_on_disk():
    assert [Status.of(number) for number in range(7)] == [
        Status.VALID,
        Status.PROVISIONAL,
        Status.ESTIMATED,
        Status.SUPPRESSED,
        Status.NOT_APPLICABLE,
        Status.MISSING,
        Status.NOT_YET,
    ]
    assert [status.number for status in Status] == list(range(7))


def test_an_unknown_number_is_refused():
    with pytest.raises(IndexError):
        Status.of(7)


def test_three_statuses_go_with_a_value():
    assert [status for status in Status if status.has_value] == [
        Status.VALID,
        Status.PROVISIONAL,
        Status.ESTIMATED,
    ]


def test_severity_ranks_every_status_and_those_without_a_value_last():
    assert sorted(SEVERITY) == sorted(Status)
    assert [status.has_value for status in SEVERITY] == [True] * 3 + [False] * 4


def test_what_is_withheld_wins_over_what_is_unknown():
    assert combined([Status.VALID, Status.SUPPRESSED, Status.MISSING]) == Status.SUPPRESSED
    assert combined([Status.PROVISIONAL, Status.NOT_YET]) == Status.NOT_YET
    assert combined([Status.VALID, Status.PROVISIONAL]) == Status.PROVISIONAL
    assert combined([Status.ESTIMATED, Status.PROVISIONAL]) == Status.ESTIMATED


def test_nothing_to_combine_is_missing():
    assert combined([]) == Status.MISSING
