"""Forms whose texts are asked for in each language of a region."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy

from samkraft.lib.texts import LANGUAGES, Texts
from samkraft.web.workspace.forms.plain import PlainForm


def languages_of(spoken: Iterable[str], *texts: dict | None) -> list[str]:
    """The languages to ask in: that of the original first, then the region's, then others."""
    found = [Texts.read(text) for text in texts]
    first = [text.original for text in found[:1] if text.original]
    kept = [code for text in found for code in text.languages]
    wanted = dict.fromkeys([*first, *spoken, *kept])
    return [code for code in wanted if code in LANGUAGES] or ["en"]


class WordedForm(PlainForm):
    """A form with some texts in several languages. `worded` makes the field of each text; the
    first language is the original, and only there a required text is asked for."""

    worded: dict[str, Callable[[], forms.Field]] = {}

    def __init__(self, *arguments, languages: list[str], **options):
        super().__init__(*arguments, **options)
        self.languages = languages
        own = list(self.fields)
        names = [
            self._ask(name, make(), code)
            for name, make in self.worded.items() for code in languages
        ]  # fmt: skip
        self.order_fields(self.order(names, own))

    def order(self, names: list[str], own: list[str]) -> list[str]:
        """The texts stand first."""
        return [*names, *own]

    def _ask(self, name: str, field: forms.Field, code: str) -> str:
        if len(self.languages) > 1:
            field.label = format_lazy("{} ({})", field.label, LANGUAGES[code])
        if code != self.languages[0]:
            field.required, field.help_text = False, ""
        field.widget.attrs["lang"] = code
        self.fields[f"{name}_{code}"] = field
        return f"{name}_{code}"

    @classmethod
    def of(cls, languages: Iterable[str], **texts: dict | None) -> dict[str, str]:
        """First values for texts as they are stored."""
        return {
            f"{name}_{code}": Texts.read(value).get(code) or ""
            for name, value in texts.items() for code in languages
        }  # fmt: skip

    def texts(self, name: str, present: dict[str, Any] | None = None) -> Texts:
        """What was written, upon what is there; a translation that was not touched stays as old
        as it is."""
        found = Texts.read(present)
        for code in self.languages:
            typed = self.cleaned_data[f"{name}_{code}"].strip()
            found = reworded(found, code, typed)
        return found if any(text for _, text, *_ in found.entries) else Texts()


def reworded(found: Texts, code: str, typed: str) -> Texts:
    """A text with new words in one language; the same words change nothing."""
    if typed == (found.get(code) or ""):
        return found
    if found.original in (None, code):
        return found.with_original(code, typed)
    return found.with_translation(code, typed)
