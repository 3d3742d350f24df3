"""Changes to the words of a draft, in the original and in translation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.operations.draft import locked_draft, locked_element
from samkraft.plans.operations.errors import ChangedMeanwhile, EmptyText

VERSION_TEXTS = ("title", "vision", "slogan", "summary")


@transaction.atomic
def reword_element(
    *,
    element: Element,
    text: str,
    by,
    at: datetime,
    body: str | None = None,
    responsible: str | None = None,
    revision: int | None = None,
) -> Element:
    """Word an element anew in its original language; translations become stale by themselves.

    Raises NotADraft, NotAllowed, EmptyText, ChangedMeanwhile.
    """
    found = locked_element(element, by, revision)
    if not text.strip():
        raise EmptyText
    before = _words(found)
    words = Texts.read(found.text)
    language = words.original or found.version.plan.language
    found.text = words.with_original(language, text).value()
    if body is not None:
        found.body = _with_original(found.body, language, body)
    if responsible is not None:
        found.responsible = responsible.strip()
    return _saved(found, "reword-element", before, by, at)


@transaction.atomic
def translate_element(
    *,
    element: Element,
    lang: str,
    by,
    at: datetime,
    text: str | None = None,
    body: str | None = None,
    revision: int | None = None,
) -> Element:
    """Give an element's words in another language, made from the original as it stands now.

    An empty text takes the translation away, None leaves it as it is. Raises NotADraft, NotAllowed, UnknownLanguage,
    ChangedMeanwhile.
    """
    found = locked_element(element, by, revision)
    before = _words(found)
    if text is not None:
        found.text = Texts.read(found.text).with_translation(lang, text).value()
    if body is not None:
        found.body = Texts.read(found.body).with_translation(lang, body).value()
    return _saved(found, "translate-element", before, by, at)


@transaction.atomic
def reword_version(
    *,
    version: PlanVersion,
    by,
    at: datetime,
    words: dict[str, str],
    first_year: int | None = None,
    last_year: int | None = None,
    revision: int | None = None,
) -> PlanVersion:
    """Word title, vision, slogan or summary anew (keys of `words`) and set the years.

    Raises NotADraft, NotAllowed, EmptyText (a plan needs a title), ChangedMeanwhile, ValueError.
    """
    draft = _draft(version, by, revision)
    before = _version_words(draft)
    for name, text in words.items():
        if name not in VERSION_TEXTS:
            raise ValueError(name)
        if name == "title" and not text.strip():
            raise EmptyText
        present = getattr(draft, name)
        language = Texts.read(present).original or draft.plan.language
        setattr(draft, name, _with_original(present, language, text))
    draft.first_year, draft.last_year = first_year, last_year
    return _saved_version(draft, "reword-version", before, by, at)


@transaction.atomic
def translate_version(
    *,
    version: PlanVersion,
    lang: str,
    words: dict[str, str],
    by,
    at: datetime,
    revision: int | None = None,
) -> PlanVersion:
    """Give title, vision, slogan or summary in another language.

    Raises NotADraft, NotAllowed, UnknownLanguage, ChangedMeanwhile, ValueError.
    """
    draft = _draft(version, by, revision)
    before = _version_words(draft)
    for name, text in words.items():
        if name not in VERSION_TEXTS:
            raise ValueError(name)
        if Texts.read(getattr(draft, name)).original:
            setattr(
                draft, name, Texts.read(getattr(draft, name)).with_translation(lang, text).value()
            )
    return _saved_version(draft, "translate-version", before, by, at)


def _with_original(present: dict, language: str, text: str) -> dict:
    if not text.strip():
        return {}
    return Texts.read(present).with_original(language, text).value()


def _draft(version, by, revision):
    draft = locked_draft(version, by)
    if revision is not None and draft.revision != revision:
        raise ChangedMeanwhile(draft)
    return draft


def _words(element: Element) -> dict:
    return {"text": element.text, "body": element.body, "responsible": element.responsible}


def _version_words(version: PlanVersion) -> dict:
    state = {name: getattr(version, name) for name in VERSION_TEXTS}
    return {**state, "first_year": version.first_year, "last_year": version.last_year}


def _saved(element: Element, operation: str, before: dict, by, at: datetime) -> Element:
    if _words(element) == before:
        return element
    element.revision += 1
    element.save(update_fields=["text", "body", "responsible", "revision"])
    plan = element.version.plan
    journal.write(
        operation=operation,
        subject=element,
        by=by,
        at=at,
        label=element.worded(plan.language).text,
        region=plan.region.slug,
        before=before,
        after=_words(element),
    )
    return element


def _saved_version(draft: PlanVersion, operation: str, before: dict, by, at) -> PlanVersion:
    after = _version_words(draft)
    if after == before:
        return draft
    draft.revision += 1
    draft.save()
    journal.write(
        operation=operation,
        subject=draft,
        by=by,
        at=at,
        label=draft.titled(draft.plan.language).text,
        region=draft.plan.region.slug,
        before=before,
        after=after,
    )
    return draft
