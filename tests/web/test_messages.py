"""Interface texts: every language has every text, and placeholders survive translation."""

import re

import pytest

from samkraft.web import messages

LANGUAGES = [language for language in messages.LANGUAGES if language != "en"]


def test_no_language_lacks_a_text():
    assert {language: texts for language, texts in messages.gaps().items() if texts} == {}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_placeholders_are_the_same_in_the_translation(language):
    catalog = messages._read(messages._path(language), language)
    wrong = []
    for message in catalog:
        if not message.id:
            continue
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = set(re.findall(r"%\(\w+\)[sd]", originals[-1]))
        wrong += [text for text in strings if set(re.findall(r"%\(\w+\)[sd]", text)) != wanted]
    assert wrong == []


@pytest.mark.parametrize("language", ["se", "fi", "nn"])
def test_languages_that_await_a_native_reader_say_so(language):
    head = messages._path(language).read_text(encoding="utf-8")[:300]
    assert re.search("await", head, re.IGNORECASE)
