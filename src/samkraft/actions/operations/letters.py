"""The words of a reminder, plain text in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from samkraft.accounts.models import Person
from samkraft.actions.models import Action
from samkraft.actions.operations.links import update_token
from samkraft.actions.queries.reminding import Due
from samkraft.actions.rules.stages import OPEN

# Matters that an update answers: these come with a link to it.
ANSWERED_BY_UPDATE = {
    "overdue", "milestone-late", "due", "milestone-due", "round-closing", "round-open", "stale",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder as it is sent. `lang` is the language of its words."""

    to: str
    subject: str
    body: str
    lang: str


def letter(person: Person, dues: Sequence[Due], *, base_url: str, at: datetime) -> Letter:
    """One letter with everything a person is to be reminded of."""
    lang, asked = language_of(person, dues[0].action)
    with translation.override(lang):
        subject = ngettext(
            "%(count)s thing waits for you in Samkraft",
            "%(count)s things wait for you in Samkraft", len(dues),
        ) % {"count": len(dues)}  # fmt: skip
        parts = [gettext("Hello %(name)s,") % {"name": person.name}]
        if lang != asked:
            parts.append(gettext("This message is not available in your language yet."))
        for action, of in _by_action(dues):
            parts.append(_about(person, action, of, lang, asked, base_url, at))
        parts.append(
            gettext(
                "A link works once, for this one update, without logging in. "
                "Do not pass it on. You are reminded of each thing once."
            )
        )
    return Letter(person.email, subject, "\n\n".join(parts) + "\n", lang)


def language_of(person: Person, action: Action) -> tuple[str, str]:
    """The language a letter is written in, and the one the person asked for.

    Northern Sámi awaits a native reader: until then the letter is in Norwegian or Swedish, as
    the region writes.
    """
    asked = person.language if person.language in dict(settings.LANGUAGES) else "en"
    if asked != "se":
        return asked, asked
    written = [code for code in (*action.plan.region.languages, action.plan.language)
               if code in ("nb", "nn", "sv")]  # fmt: skip
    return ("sv" if written and written[0] == "sv" else "nb"), asked


def _by_action(dues: Sequence[Due]) -> list[tuple[Action, list[Due]]]:
    found: dict[int, list[Due]] = {}
    for due in dues:
        found.setdefault(due.action.pk, []).append(due)
    return [(of[0].action, of) for of in found.values()]


def _about(person, action: Action, dues: list[Due], lang, asked, base_url, at: datetime) -> str:
    lines = [action.titled(lang).text, *(f"  - {sentence(due, lang)}" for due in dues)]
    answerable = [due for due in dues if due.matter.kind in ANSWERED_BY_UPDATE]
    if answerable and action.stage in OPEN:
        asking = next((due.round for due in answerable if due.round is not None), None)
        token = update_token(person=person, action=action, at=at, round=asking)
        lines.append("  " + gettext("Tell how it goes, in two minutes:"))
        lines.append(f"  {base_url}/{asked}/workspace/actions/update/{token}/")
    else:
        lines.append(f"  {base_url}/{asked}/workspace/")
    return "\n".join(lines)


def sentence(due: Due, lang: str) -> str:
    """One matter in the words of the page or letter it stands in; names in `lang`."""
    kind, day = due.matter.kind, date_format(due.matter.day, "DATE_FORMAT")
    said = {
        "overdue": gettext("It was due on %(day)s."),
        "milestone-late": gettext("The milestone “%(milestone)s” was due on %(day)s."),
        "due": gettext("It is due on %(day)s."),
        "milestone-due": gettext("The milestone “%(milestone)s” is due on %(day)s."),
        "round-closing": gettext("The round “%(round)s” still lacks your update; it closes on %(day)s."),
        "round-open": gettext("The round “%(round)s” asks for your update until %(day)s."),
        "stale": gettext("Nobody has told how it goes since %(day)s."),
        "asked": gettext("You are asked to carry it. Accept or decline."),
        "invited": gettext("You are invited to take part. Accept or decline."),
        "unowned": gettext("Nobody carries it."),
        "declined": gettext("Who was asked to carry it has declined."),
        "follow-up": gettext("It was handed over; it was agreed to look again on %(day)s."),
    }[kind]  # fmt: skip
    return said % {
        "day": day, "milestone": due.milestone.titled(lang).text if due.milestone else "",
        "round": due.round.titled(lang).text if due.round else "",
    }  # fmt: skip
