"""The history of an action: who did what, when and why, with every value before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts.models import Body, Organisation
from samkraft.accounts.queries import names_of
from samkraft.actions.models import (
    Action,
    Comment,
    Dependency,
    Document,
    Experiment,
    Milestone,
    Money,
    Partner,
    PrincipleAnswer,
    StatusReport,
)
from samkraft.journal.models import Entry
from samkraft.journal.queries import entries_about_all
from samkraft.lib.texts import LANGUAGES, Shown
from samkraft.plans.models import Plan
from samkraft.plans.rules.comparison import compare_words
from samkraft.web.components import actionwords
from samkraft.web.workspace.actions.sentences import LABELS
from samkraft.web.workspace.pages import newest_version, titled
from samkraft.web.workspace.telling import Change, Told, people_in, told

HANGING = (
    Milestone, Partner, Money, Dependency, Document, PrincipleAnswer, Experiment, Comment,
    StatusReport,
)  # fmt: skip
TABLES = {
    "stage": "stage", "judgement": "judgement", "consent": "consent", "answer": "answer",
    "considered": "considered", "decision": "decision", "level": "level",
}  # fmt: skip


def plan_title(plan: Plan, *, public: bool = False) -> Shown:
    """The title of the version people work with, in the plan's language; `public`: never a
    draft's, for those who may not see one."""
    return titled(newest_version(plan, public=public))


def entries(desk, limit: int | None = None) -> list[Told]:
    """What was done to an action and what hangs on it, newest first."""
    action = desk.action
    subjects: list[tuple[type, Any]] = [(Action, [action.pk])]
    subjects += [(kind, kind.objects.filter(action=action).values("pk")) for kind in HANGING]
    found = entries_about_all(subjects, limit=limit)
    people = people_in(found) | {number for each in found for number in _people(each)}
    names = names_of(people)
    named = _named(found) | {("person", number): name for number, name in names.items()}
    lines = told(found, names, titles={})
    return [
        replace(line, changes=tuple(changes(entry, named)))
        for line, entry in zip(lines, found, strict=True)
    ]


def changes(entry: Entry, named: dict) -> Iterable[Change]:
    """Every value that was set or changed, in words."""
    before, after = entry.before or {}, entry.after or {}
    for name, label in LABELS.items():
        was, is_ = before.get(name), after.get(name)
        if name not in after or was == is_:
            continue
        if isinstance(was, dict) or isinstance(is_, dict):
            yield from _texts(_(label), was or {}, is_ or {})
            continue
        words = _said(name, was, named), _said(name, is_, named)
        if words[0] != words[1]:
            yield Change(_(label), "", compare_words(*words))


def _texts(label: str, before: dict, after: dict) -> Iterable[Change]:
    for lang in {**before, **after}:
        was, is_ = (str((of.get(lang) or {}).get("text", "")) for of in (before, after))
        if was != is_:
            yield Change(f"{label}, {LANGUAGES.get(lang, lang)}", lang, compare_words(was, is_))


def _said(name: str, value: Any, named: dict) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if (name, value) in named:
        return named[name, value]
    if name == "person":
        return _("somebody who has left")
    return actionwords.named(value, TABLES[name]) if name in TABLES else str(value)


def _people(entry: Entry) -> set[int]:
    found = {(side or {}).get("person") for side in (entry.before, entry.after)}
    return {number for number in found if isinstance(number, int)}


def _named(found: list[Entry]) -> dict[tuple[str, str], str]:
    """The names of organisations and bodies that stand in the entries by their address."""
    lang, names = get_language(), {}
    slugs = {
        name: {side[name] for entry in found for side in (entry.before, entry.after)
               if side and isinstance(side.get(name), str)}
        for name in ("organisation", "body")
    }  # fmt: skip
    for row in Organisation.objects.filter(slug__in=slugs["organisation"]):
        names["organisation", row.slug] = row.named(lang).text
    regions = {entry.region for entry in found}
    for row in Body.objects.filter(slug__in=slugs["body"], region__slug__in=regions):
        names["body", row.slug] = row.named(lang).text
    return names
