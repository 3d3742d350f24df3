"""The words for units."""

import pytest

from samkraft.indicators.queries.units import unit_keys, unit_words


@pytest.mark.parametrize(
    ("unit", "lang", "words"),
    [
        ("people", "sv", "personer"),
        ("people", "nn", "personar"),
        ("people", "se", "people"),
        ("percent", "se", "%"),
        ("båtar per fjord", "fi", "båtar per fjord"),
        ("", "sv", ""),
    ],
)
def test_a_unit_is_told_in_the_readers_language_or_as_it_was_written(unit, lang, words):
    assert unit_words(unit, lang) == words


def test_every_unit_has_words_in_the_languages_of_the_interface():
    for unit in unit_keys():
        assert all(unit_words(unit, lang) for lang in ("sv", "nb", "nn", "fi", "se", "en")), unit
