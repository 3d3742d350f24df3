"""Texts in several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.lib.texts import LANGUAGES, Shown, Texts, UnknownLanguage

words = st.text(min_size=1, max_size=20).filter(str.strip)
codes = st.sampled_from(sorted(LANGUAGES))


def test_a_translation_is_shown_to_its_reader_and_the_original_to_others():
    texts = Texts.of("sv", "Mål").with_translation("fi", "Tavoite")
    assert texts.shown("fi") == Shown("Tavoite", "fi", "fi")
    assert texts.shown("en") == Shown("Mål", "sv", "en")
    assert texts.shown("en").substitute


def test_nynorsk_readers_get_bokmal_before_a_foreign_original():
    texts = Texts.of("sv", "Mål").with_translation("nb", "Mål på bokmål")
    assert texts.shown("nn").lang == "nb"


def test_a_translation_is_stale_from_the_moment_its_source_changes():
    texts = Texts.of("sv", "Mål").with_translation("nb", "Mål")
    assert not texts.stale("nb")
    assert texts.with_original("sv", "Nytt mål").stale("nb")
    assert not texts.with_original("sv", "  Mål ").stale("nb")


def test_an_empty_translation_is_taken_away():
    texts = Texts.of("sv", "Mål").with_translation("nb", "Mål").with_translation("nb", " ")
    assert texts.languages == ("sv",)


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownLanguage):
        Texts.of("xx", "word")


def test_no_text_at_all_is_shown_as_nothing():
    assert Texts().shown("sv") == Shown("", "sv", "sv")
    assert not Texts().shown("sv").substitute


@given(codes, words, st.lists(st.tuples(codes, words), max_size=5))
def test_what_is_stored_is_read_back(original, text, translations):
    texts = Texts.of(original, text)
    for code, translated in translations:
        texts = texts.with_translation(code, translated)
    assert Texts.read(texts.value()) == texts
    assert texts.original == original


@given(codes, words, st.lists(st.tuples(codes, words), max_size=5), codes)
def test_every_reader_is_shown_something_and_told_its_language(original, text, given_, asked):
    texts = Texts.of(original, text)
    for code, translated in given_:
        texts = texts.with_translation(code, translated)
    shown = texts.shown(asked)
    assert texts.get(shown.lang) == shown.text
    assert shown.substitute == (shown.lang != asked)
