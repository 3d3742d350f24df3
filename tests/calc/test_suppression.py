import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from samkraft.calc.suppression import CannotProtect, exposed, suppress, with_totals


def tables(*shape):
    """Mostly numbers worth publishing, some small ones, some zeros."""
    counts = st.sampled_from([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40])
    return arrays(np.int64, shape, elements=counts, fill=st.nothing())


def attacked(full, withheld):
    """What a reader can work out: for each withheld cell the width of what it may be.

    Published are all other cells of the table with totals; nobody is counted below zero.
    """
    cells = [tuple(at) for at in np.argwhere(withheld)]
    column = {at: k for k, at in enumerate(cells)}
    equations, sides = [], []
    for axis, size in enumerate(full.shape):
        for line in np.ndindex(*(s for k, s in enumerate(full.shape) if k != axis)):
            row, side = np.zeros(len(cells)), 0.0
            for k in range(size):
                at = (*line[:axis], k, *line[axis:])
                sign = -1.0 if k == size - 1 else 1.0
                if at in column:
                    row[column[at]] = sign
                else:
                    side -= sign * full[at]
            if row.any():
                equations.append(row)
                sides.append(side)
    widths = []
    for k in range(len(cells)):
        aim = np.eye(len(cells))[k]
        low = linprog(aim, A_eq=np.array(equations), b_eq=sides)
        high = linprog(-aim, A_eq=np.array(equations), b_eq=sides)
        widths.append(np.inf if high.status == 3 else -high.fun - low.fun)
    return widths


def test_a_small_cell_takes_three_others_with_it():
    table = np.array([[2, 20, 30], [40, 50, 60], [9, 8, 70]])
    found = suppress(table)
    assert found.primary.tolist() == [[True, False, False], [False] * 3, [False] * 3]
    assert found.mask.tolist() == [[True, True, False], [False] * 3, [True, True, False]]
    assert not found.totals[-1].any()
    assert not found.totals[:, -1].any()


def test_small_cells_that_hide_each_other_need_no_others():
    table = np.array([[2, 3, 50], [1, 4, 60], [70, 80, 90]])
    found = suppress(table)
    assert found.mask.tolist() == [[True, True, False], [True, True, False], [False] * 3]
    assert not found.secondary.any()


def test_zeros_are_published_and_protect_nothing():
    table = np.array([[2, 0, 30], [0, 0, 40], [50, 60, 70]])
    found = suppress(table)
    assert found.mask.tolist() == [[True, False, True], [False] * 3, [True, False, True]]


def test_a_row_with_one_number_follows_from_its_total():
    with pytest.raises(CannotProtect) as refused:
        suppress(np.array([[2, 0], [30, 40]]))
    assert refused.value.cells == ((0, 0),)


def test_totals_are_withheld_where_asked_and_needed():
    found = suppress(np.array([[2, 0], [30, 40]]), suppress_totals=True)
    assert found.mask[0].tolist() == [True, False]
    assert found.totals[0, 2]
    assert not exposed(found.totals).any()


def test_a_table_without_small_cells_is_published_whole():
    assert not suppress(np.full((3, 4), 5)).totals.any()


def test_a_list_with_a_total_needs_two():
    assert suppress(np.array([3, 10, 20])).mask.tolist() == [True, True, False]


def test_totals_stand_in_the_last_places():
    assert with_totals(np.array([[1.0, 2.0], [3.0, np.nan]])).tolist() == [
        [1, 2, 3],
        [3, 0, 3],
        [4, 2, 6],
    ]


def check(table, threshold, suppress_totals):
    full = with_totals(np.asarray(table, float))
    try:
        found = suppress(table, threshold, suppress_totals=suppress_totals)
    except CannotProtect as refused:
        assert not suppress_totals
        check_refusal(full, refused)
        return
    inner = tuple(slice(0, size) for size in np.shape(table))
    assert (found.primary == ((table > 0) & (table < threshold))).all()
    assert (found.totals[inner] == found.mask).all()
    assert not (found.totals & (full == 0)).any()
    if not suppress_totals:
        outer = found.totals.copy()
        outer[inner] = False
        assert not outer.any()
    assert all(width > 1e-6 for width in attacked(full, found.totals))


def check_refusal(full, refused):
    """With every count withheld that may be, the cells still follow from the totals."""
    inner = tuple(slice(0, size - 1) for size in full.shape)
    everything = np.zeros(full.shape, bool)
    everything[inner] = full[inner] > 0
    open_cells = exposed(everything)
    assert all(open_cells[cell] for cell in refused.cells)


@settings(max_examples=40, deadline=None)
@given(tables(4, 4), st.sampled_from([3, 5]), st.booleans())
def test_no_cell_of_a_table_can_be_worked_out(table, threshold, suppress_totals):
    check(table, threshold, suppress_totals)


@settings(max_examples=25, deadline=None)
@given(tables(2, 3, 3), st.booleans())
def test_no_cell_of_a_cube_can_be_worked_out(table, suppress_totals):
    check(table, 5, suppress_totals)


@settings(max_examples=30, deadline=None)
@given(tables(4, 5))
def test_no_cell_is_withheld_needlessly(table):
    found = suppress(table + 1, 5, suppress_totals=True)
    for cell in np.argwhere(found.totals & (with_totals(table + 1.0) >= 5)):
        fewer = found.totals.copy()
        fewer[tuple(cell)] = False
        assert exposed(fewer).any()


@settings(max_examples=25, deadline=None)
@given(arrays(bool, (4, 4)))
def test_exposed_cells_are_those_the_attack_finds(mask):
    assume(mask.any())
    full = with_totals(np.full((4, 4), 10.0))
    withheld = np.zeros((5, 5), bool)
    withheld[:4, :4] = mask
    found = [width <= 1e-6 for width in attacked(full, withheld)]
    assert exposed(withheld)[withheld].tolist() == found


def test_a_county_by_sex_and_age_is_protected_in_time():
    random = np.random.default_rng(7)
    table = random.poisson(20, size=(2, 8, 40))
    found = suppress(table, 10)
    assert found.primary.any()
    assert not exposed(found.totals).any()
