"""Comparison of versions."""

from hypothesis import given
from hypothesis import strategies as st

from samkraft.plans.rules.comparison import Comparison, Moved, Piece, Words, compare, compare_words
from samkraft.plans.rules.order import placed, tree


def goals(*keys, text=None):
    return [Piece(key, "goal", text or key, None, place) for place, key in enumerate(keys)]


def test_one_goal_taken_to_the_top_is_one_move():
    before, after = goals("a", "b", "c", "d"), goals("d", "a", "b", "c")
    assert compare(before, after) == Comparison(
        added=(), removed=(), moved=(Moved(before[3], after[0]),), reworded=(), unchanged=3
    )


def test_added_removed_and_reworded_are_told_apart():
    before = [*goals("a", "b"), Piece("c", "goal", "Gamla ord", None, 2)]
    after = [*goals("a"), Piece("c", "goal", "Nya ord", None, 1), Piece("e", "goal", "e", None, 2)]
    result = compare(before, after)
    assert [piece.key for piece in result.added] == ["e"]
    assert [piece.key for piece in result.removed] == ["b"]
    assert result.reworded[0].words == (
        Words("removed", "Gamla"), Words("added", "Nya"), Words("same", " ord"),
    )  # fmt: skip
    assert (result.moved, result.unchanged) == ((), 1)


texts = st.text(alphabet="abcå .,\n", max_size=40)


@given(texts, texts)
def test_the_runs_of_words_give_both_texts_back(before, after):
    runs = compare_words(before, after)
    assert "".join(run.text for run in runs if run.change != "removed") == after
    assert "".join(run.text for run in runs if run.change != "added") == before


orders = st.permutations("abcdefg").flatmap(
    lambda keys: st.tuples(st.just(keys), st.permutations(keys), st.integers(0, 7))
)


def slow_fewest_moves(before, after):
    """The obvious twin: the longest common order by trying every subset."""
    best = 0
    for subset in range(1 << len(after)):
        chosen = [key for bit, key in enumerate(after) if subset >> bit & 1]
        if [key for key in before if key in chosen] == chosen:
            best = max(best, len(chosen))
    return len(after) - best


@given(orders)
def test_as_few_elements_as_possible_are_called_moved(given_orders):
    before, after, _ = given_orders
    result = compare(goals(*before), goals(*after))
    assert len(result.moved) == slow_fewest_moves(before, after)


@given(orders)
def test_every_element_is_accounted_for_once_or_as_reworded_too(given_orders):
    before, after, cut = given_orders
    result = compare(goals(*before[:cut]), goals(*after))
    assert len(result.removed) == 0 if cut < 7 else True
    assert len(result.added) + result.unchanged + len(result.moved) == len(after)


@given(orders)
def test_a_version_compared_with_itself_has_no_difference(given_orders):
    before, *_ = given_orders
    assert compare(goals(*before), goals(*before)).empty


@given(st.lists(st.integers(), unique=True, min_size=1), st.integers(-3, 20), st.data())
def test_placing_keeps_the_others_in_order(siblings, position, data):
    moved = data.draw(st.sampled_from(siblings))
    result = placed(siblings, moved, position)
    assert sorted(result) == sorted(siblings)
    assert [s for s in result if s != moved] == [s for s in siblings if s != moved]
    assert result.index(moved) == max(0, min(position, len(siblings) - 1))


@given(st.lists(st.integers(-1, 30), max_size=30))
def test_a_tree_shows_every_row_once(parents):
    rows = [(number, parent if parent < number else None) for number, parent in enumerate(parents)]
    rows = [(number, None if parent == -1 else parent) for number, parent in rows]
    nodes = tree(rows, number=lambda row: row[0], parent=lambda row: row[1])
    assert sorted(node.row[0] for top in nodes for node in top.walk()) == [r[0] for r in rows]
