import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.importing.rules import Worded, joined, plain_name, recognised, years


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Ett mål", "om vatten"], "Ett mål om vatten"),
        (["en håll-", "bar framtid"], "en hållbar framtid"),
        (["mat-", "och vatten"], "mat- och vatten"),
        (["Nord-", "Norge"], "Nord- Norge"),
        (["", "  ", "x"], "x"),
        (["skogs\u00adbruk"], "skogsbruk"),
        ([], ""),
    ],
)
def test_lines_become_one_text(lines, text):
    assert joined(lines) == text


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025–2030", (2025, 2030)), ("2040", (None, 2040)), ("", (None, None)),
        ("fra 2030 til 2025", (2025, 2030)), ("12025", (None, None)),
    ],
)  # fmt: skip
def test_years_of_a_period(period, expected):
    assert years(period) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd"), ("..", "document"), ("", "document"),
        ("plan\x00\n.pdf", "plan.pdf"), ("å" * 200 + ".docx", "å" * 75 + ".docx"),
    ],
)  # fmt: skip
def test_names_of_files(name, expected):
    assert plain_name(name) == expected


def test_recognising_takes_the_same_words_first_and_then_the_likest():
    old = [
        Worded("a", "goal", "Fler arbetstillfällen i länet"),
        Worded("b", "goal", "Fler arbetstillfällen i hela länet"),
        Worded("c", "path", "Fler arbetstillfällen i länet"),
    ]
    new = [
        Worded(1, "goal", "Fler arbetstillfällen i hela vårt län"),
        Worded(2, "goal", "fler arbetstillfällen i länet."),
        Worded(3, "measure", "Fler arbetstillfällen i länet"),
        Worded(4, "path", "Något helt annat"),
    ]
    assert recognised(old, new) == {2: "a", 1: "b"}


PIECES = st.lists(
    st.tuples(st.sampled_from(["goal", "path"]), st.text("abc ", min_size=1, max_size=8)),
    max_size=12,
)


@given(PIECES, PIECES)
def test_each_old_piece_is_used_once_and_kinds_agree(old, new):
    before = [Worded(f"k{n}", *piece) for n, piece in enumerate(old)]
    after = [Worded(n, *piece) for n, piece in enumerate(new)]
    pairs = recognised(before, after)
    assert len(set(pairs.values())) == len(pairs)
    roles = {piece.name: piece.role for piece in (*before, *after)}
    assert all(roles[key] == roles[name] for name, key in pairs.items())


@given(PIECES)
def test_an_unchanged_plan_is_recognised_wholly_and_in_order(pieces):
    before = [Worded(f"k{n}", *piece) for n, piece in enumerate(pieces)]
    after = [Worded(n, *piece) for n, piece in enumerate(pieces)]
    assert recognised(before, after) == {n: f"k{n}" for n in range(len(pieces))}
