"""Addresses made from words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.lib.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kultur, idrott och friluftsliv för alla", "kultur-idrott-och-friluftsliv-for-alla"),
        ("Bærekraftig øy på Tjøtta", "baerekraftig-oy-pa-tjotta"),
        ("Dielddanuorri – Ŋáđđe", "dielddanuorri-nadde"),
        ("Plan 2025–2030", "plan-2025-2030"),
        ("…", ""),
    ],
)
def test_nordic_letters_become_plain_ones(text, expected):
    assert slug(text) == expected


def test_a_long_address_is_cut_at_a_word():
    assert slug("ett tva tre fyra", longest=9) == "ett-tva"


@given(st.text(max_size=200), st.integers(5, 80))
def test_an_address_is_always_safe_and_short(text, longest):
    made = slug(text, longest=longest)
    assert len(made) <= longest
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
