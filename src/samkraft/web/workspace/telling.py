"""The journal in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from samkraft.accounts.queries import names_of
from samkraft.actions.models import Action
from samkraft.journal.models import Entry
from samkraft.journal.queries import entries_of_region
from samkraft.lib.texts import LANGUAGES, Texts
from samkraft.plans.rules.comparison import Words, compare_words
from samkraft.web.components import words
from samkraft.web.components.templatetags.parts import day
from samkraft.web.workspace.actions.sentences import SENTENCES as ABOUT_ACTIONS
from samkraft.web.workspace.following.sentences import SENTENCES as ABOUT_ORGANISING

SENTENCES: dict[str, str] = {
    # plans and versions
    "create-plan": N_("%(who)s started the plan “%(what)s”."),
    "name-level": N_("%(who)s decided what the plan calls one of its levels: “%(name)s”."),
    "start-draft": N_("%(who)s started a new draft of “%(what)s”."),
    "discard-draft": N_("%(who)s discarded a draft of “%(what)s”."),
    "open-consultation": N_("%(who)s opened “%(what)s” for comment from %(start)s to %(end)s."),
    "adopt-version": N_("%(who)s recorded that “%(what)s” was adopted by %(body)s on %(on)s."),
    "withdraw-version": N_("%(who)s withdrew “%(what)s” from %(on)s."),
    "reword-version": N_("%(who)s changed the title, vision, introduction or years of “%(what)s”."),
    "translate-version": N_("%(who)s translated title, vision or introduction of “%(what)s”."),
    "record-change": N_("%(who)s noted in the change log: “%(what)s”."),
    # the parts of a plan
    "add-element": N_("%(who)s added “%(what)s” (%(kind)s)."),
    "move-element": N_("%(who)s moved “%(what)s”."),
    "split-element": N_("%(who)s split a text in two; the first is now “%(what)s”."),
    "merge-elements": N_("%(who)s joined two texts into “%(what)s”."),
    "remove-element": N_("%(who)s took out “%(what)s”."),
    "restore-element": N_("%(who)s put back “%(what)s”."),
    "reword-element": N_("%(who)s reworded “%(what)s”."),
    "translate-element": N_("%(who)s translated “%(what)s”."),
    # links
    "link-element": N_("%(who)s linked a part of the plan to %(target)s."),
    "unlink-element": N_("%(who)s took away the link to %(target)s."),
    "add-framework": N_("%(who)s started the list of objectives “%(what)s”."),
    "add-objective": N_("%(who)s added the objective “%(what)s”."),
    # figures
    "add-indicator": N_("%(who)s defined the indicator %(what)s."),
    "change-indicator": N_("%(who)s changed what is said of the indicator %(what)s."),
    "withdraw-indicator": N_("%(who)s withdrew the indicator %(what)s."),
    "deliver-figures": N_("%(who)s took in new figures of %(what)s."),
    "decide-held-delivery": N_("%(who)s decided about a delivery of %(what)s that was held back."),
    "load-catalogue": N_("%(who)s loaded the catalogue of indicators."),
    "follow-element": N_("%(who)s chose an indicator that %(what)s is followed by."),
    "unfollow-element": N_("%(who)s took away an indicator that %(what)s was followed by."),
    "order-indicators": N_("%(who)s changed the order of the indicators of %(what)s."),
    "set-target": N_("%(who)s set a target for %(what)s."),
    "end-target": N_("%(who)s ended a target for %(what)s."),
    "add-topic": N_("%(who)s added a topic to the follow-up: %(what)s."),
    "change-topic": N_("%(who)s renamed a topic of the follow-up: %(what)s."),
    "order-topics": N_("%(who)s changed the order of topics in the follow-up: %(what)s."),
    "set-charts": N_("%(who)s chose the charts of a topic: %(what)s."),
    "end-topic": N_("%(who)s ended a topic of the follow-up: %(what)s."),
    "write-reading": N_("%(who)s wrote what the figures mean: %(what)s."),
    "publish-reading": N_("%(who)s published what the figures mean: %(what)s."),
    "discard-reading": N_("%(who)s threw away a draft of what the figures mean: %(what)s."),
    # people and organisations
    "register-person": N_("%(who)s registered %(person)s."),
    "give-role": N_("%(who)s made %(person)s %(role)s."),
    "end-role": N_("%(who)s ended the role of %(person)s as %(former)s."),
    "give-installation-role": N_("%(who)s made %(person)s %(role)s for the whole installation."),
    "end-installation-role": N_("%(who)s ended the role of %(person)s as %(former)s."),
    "end-person": N_("%(who)s ended the account of %(person)s."),
    "describe-self": N_("%(who)s changed the own name or language."),
    "register-organisation": N_("%(who)s registered the organisation %(what)s."),
    "describe-organisation": N_("%(who)s changed the organisation %(what)s."),
    # places
    "load-facts": N_("%(who)s loaded facts about places."),
    "define-region": N_("%(who)s set up the region."),
    "describe-region": N_("%(who)s changed how the region is described."),
    "change-members": N_("%(who)s changed which places belong to the region."),
    "record-area": N_("%(who)s recorded the place %(what)s."),
    "record-code-change": N_("%(who)s recorded a change of a place's code: %(what)s."),
    "record-population": N_("%(who)s recorded a population figure: %(what)s."),
    # documents
    "receive-document": N_("%(who)s uploaded the document “%(what)s”."),
    "read-document": N_("The document “%(what)s” was read."),
    "fail-document": N_("The document “%(what)s” could not be read."),
    "make-draft": N_("%(who)s made a draft from the document “%(what)s”."),
    "drop-document": N_("%(who)s dropped the document “%(what)s”."),
}
SENTENCES |= ABOUT_ACTIONS | ABOUT_ORGANISING
PAGE = 50
TEXTS = ("title", "vision", "slogan", "summary", "text", "body")
LABELS = {
    "title": N_("Title"),
    "vision": N_("Vision"),
    "slogan": N_("Motto"),
    "summary": N_("Introduction"),
    "text": N_("Text"),
    "body": N_("Explanation"),
    "responsible": N_("Responsible"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One text before and after, as runs of words. `lang` is the language of the words."""

    label: str
    lang: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the journal."""

    number: int
    at: datetime
    region: str
    sentence: str
    why: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the journal; `older` is where the next one begins, None on the last."""

    entries: tuple[Told, ...]
    older: int | None
    newest: bool


def leaf(region: str, before: str) -> Leaf:
    """The journal of a region (empty: of the installation) from the entry `before` downwards."""
    number = int(before) if before.isdigit() else None
    found = entries_of_region(region, before=number, limit=PAGE + 1)
    shown = found[:PAGE]
    return Leaf(
        entries=tuple(told(shown, names_of(people_in(shown)))),
        older=shown[-1].pk if len(found) > PAGE else None,
        newest=number is None,
    )


def people_in(entries: Iterable[Entry]) -> set[int]:
    """The numbers of everybody who acts, or is acted upon, in these entries."""
    found: set[int] = set()
    for entry in entries:
        found |= {number for number in (entry.by, _person(entry)) if number}
    return found


def told(
    entries: Iterable[Entry], names: dict[int, str], titles: dict[str, str] | None = None
) -> list[Told]:
    """The entries as sentences; `names` gives the names of `people_in` the entries. What was done
    to actions begins with their `titles`, which are looked up when they are not given."""
    entries = list(entries)
    titles = titles_of_actions(entries) if titles is None else titles
    return [
        Told(
            entry.pk,
            entry.at,
            entry.region,
            _about(entry, titles) + _sentence(entry, names),
            entry.why if entry.why != "merged" else "",
            tuple(_changes(entry)),
        )
        for entry in entries
    ]


def _about(entry: Entry, titles: dict[str, str]) -> str:
    return titles.get(entry.label, "") if entry.operation in ABOUT_ACTIONS else ""


def titles_of_actions(entries: Iterable[Entry]) -> dict[str, str]:
    """What goes before a sentence about an action, by the label of its entry. One query."""
    labels = {each.label for each in entries if each.operation in ABOUT_ACTIONS}
    if not labels:
        return {}
    slugs = {label.rpartition("/")[2] for label in labels}
    rows = Action.objects.filter(slug__in=slugs).select_related("plan")
    lang = get_language()
    return {f"{row.plan.slug}/{row.slug}": f"{row.titled(lang).text}: " for row in rows}


def _sentence(entry: Entry, names: dict[int, str]) -> str:
    who = _name(entry.by, names) if entry.by else _("Samkraft")
    template = SENTENCES.get(entry.operation.replace("_", "-"))
    if template is None:
        return f"{who}: {entry.operation} – {entry.label}"
    before, after = entry.before or {}, entry.after or {}
    values = {
        "who": who,
        "what": entry.label,
        "person": _name(_person(entry), names),
        "role": words.word(_code(after.get("role"))),
        "former": words.word(_code(before.get("role"))),
        "kind": words.word(_code(after.get("role"))),
        "name": Texts.read(_mapping(after.get("singular"))).shown("nb").text,
        "body": after.get("body", ""),
        "on": _day(after.get("on")),
        "start": _day(after.get("from")),
        "end": _day(after.get("until")),
        "target": after.get("objective") or after.get("key") or after.get("plan") or "",
    }
    return _(template) % values


def _person(entry: Entry) -> int | None:
    """People stand in labels by their number: “#12”."""
    number = entry.label.removeprefix("#")
    return int(number) if entry.label.startswith("#") and number.isdigit() else None


def _name(number: int | None, names: dict[int, str]) -> str:
    return names.get(number or 0) or _("somebody who has left")


def _changes(entry: Entry) -> Iterable[Change]:
    before, after = entry.before or {}, entry.after or {}
    if not (entry.before and entry.after):
        return
    for name in TEXTS:
        old, new = _mapping(before.get(name)), _mapping(after.get(name))
        for lang in {**old, **new}:
            was, is_ = _words(old, lang), _words(new, lang)
            if was != is_:
                label = f"{_(LABELS[name])}, {LANGUAGES.get(lang, lang)}"
                yield Change(label, lang, compare_words(was, is_))
    if (was := before.get("responsible", "")) != (is_ := after.get("responsible", "")):
        yield Change(_(LABELS["responsible"]), "", compare_words(was, is_))


def _code(value: Any) -> str:
    """A role as its code; the role in an action is written in words and is none."""
    return value if isinstance(value, str) else ""


def _mapping(value: Any) -> dict:
    return value if isinstance(value, dict) else {}


def _words(texts: dict, lang: str) -> str:
    entry = texts.get(lang)
    return entry.get("text", "") if isinstance(entry, dict) else ""


def _day(value: Any) -> str:
    try:
        return day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value or "")
