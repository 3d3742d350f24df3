"""Dependencies, documents, answers to the principles, and what is said among those involved."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from samkraft.actions.models import (
    Action,
    Comment,
    Considered,
    Dependency,
    Document,
    PrincipleAnswer,
)
from samkraft.actions.operations.errors import BadPart
from samkraft.actions.operations.held import journal_action, locked_action, require_act
from samkraft.actions.queries.elements import adopted_elements
from samkraft.lib.texts import Texts

WEB_ADDRESS = URLValidator(schemes=["http", "https"])


@transaction.atomic
def need_action(*, action: Action, needs: Action, by, at: datetime, note: str = "") -> Dependency:
    """The action needs another one first, of any plan of the region; never in a circle.

    Raises NotAllowed, BadPart("circle"|"other-region").
    """
    found = locked_action(action, by, at, "update")
    if needs.plan.region_id != found.plan.region_id:
        raise BadPart("other-region")
    rows = Dependency.objects.select_for_update().filter(
        action__plan__region=found.plan.region_id, ended_at=None
    )
    if _reaches(dict_of(rows), needs.pk, found.pk):
        raise BadPart("circle")
    made, new = Dependency.objects.get_or_create(
        action=found, needs=needs, ended_at=None, defaults={"note": note.strip()}
    )
    if new:
        journal_action("need-action", found, by, at, subject=made, after={"needs": needs.slug})
    return made


@transaction.atomic
def end_dependency(*, dependency: Dependency, by, at: datetime, why: str = "") -> Dependency:
    """The action needs the other no longer. Raises NotAllowed, BadPart."""
    locked_action(dependency.action, by, at, "update")
    found = Dependency.objects.select_for_update().get(pk=dependency.pk)
    if found.ended_at:
        raise BadPart("ended")
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    journal_action("end-dependency", dependency.action, by, at, subject=found, why=why)
    return found


def dict_of(rows) -> dict[int, set[int]]:
    """What each action needs, by number."""
    found: dict[int, set[int]] = {}
    for action, needs in rows.values_list("action_id", "needs_id"):
        found.setdefault(action, set()).add(needs)
    return found


def _reaches(needs: dict[int, set[int]], start: int, goal: int) -> bool:
    seen, queue = set(), [start]
    while queue:
        at = queue.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            queue.extend(needs.get(at, ()))
    return False


@transaction.atomic
def add_document(*, action: Action, title: str, url: str, by, at: datetime) -> Document:
    """Point to a document or page about the action. Raises NotAllowed, BadPart."""
    found = locked_action(action, by, at, "update")
    if not title.strip():
        raise BadPart("no-text")
    try:
        WEB_ADDRESS(url.strip())
    except ValidationError:
        raise BadPart("bad-address") from None
    made = Document.objects.create(action=found, title=title.strip(), url=url.strip(), added_at=at)
    journal_action("add-document", found, by, at, subject=made, after={"url": made.url})
    return made


@transaction.atomic
def end_document(*, document: Document, by, at: datetime, why: str = "") -> Document:
    """Point to the document no longer. Raises NotAllowed, BadPart."""
    locked_action(document.action, by, at, "update")
    found = Document.objects.select_for_update().get(pk=document.pk)
    if found.ended_at:
        raise BadPart("ended")
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    journal_action("end-document", document.action, by, at, subject=found,
                   before={"url": found.url}, why=why)  # fmt: skip
    return found


@transaction.atomic
def answer_principle(
    *, action: Action, key: str, considered: str, by, at: datetime, text: Texts | None = None
) -> PrincipleAnswer:
    """Say how a principle of the plan was considered; a former answer stays in the journal.

    Raises NotAllowed, BadPart.
    """
    found = locked_action(action, by, at, "update")
    if considered not in Considered.values:
        raise BadPart("unknown-value")
    if key not in {row.key for row in adopted_elements(found.plan, "principle")}:
        raise BadPart("not-a-principle")
    there = found.principle_answers.filter(element_key=key).first()
    before = {"considered": there.considered, "text": there.text} if there else None
    made, _ = PrincipleAnswer.objects.update_or_create(
        action=found, element_key=key,
        defaults={"considered": considered, "text": text.value() if text else {},
                  "answered_at": at},
    )  # fmt: skip
    after = {"considered": considered, "text": made.text}
    if after != before:
        journal_action("answer-principle", found, by, at, subject=made, before=before,
                       after={"key": key} | after)  # fmt: skip
    return made


@transaction.atomic
def comment(*, action: Action, text: str, by, at: datetime) -> Comment:
    """Say something among those involved. Raises NotAllowed, BadPart."""
    found = locked_action(action, by, at, "comment")
    if not text.strip():
        raise BadPart("no-text")
    made = Comment.objects.create(action=found, person=by, text=text.strip(), written_at=at)
    journal_action("comment", found, by, at, subject=made)
    return made


@transaction.atomic
def withdraw_comment(*, comment: Comment, by, at: datetime) -> Comment:
    """Take back what was said: whoever said it, or an editor. Raises NotAllowed, BadPart."""
    region = comment.action.plan.region
    own = by is not None and by.pk == comment.person_id
    require_act(by, "comment" if own else "edit", region, at, action=comment.action)
    found = Comment.objects.select_for_update().get(pk=comment.pk)
    if found.withdrawn_at:
        raise BadPart("ended")
    found.withdrawn_at, found.text = at, ""
    found.save(update_fields=["withdrawn_at", "text"])
    journal_action("withdraw-comment", comment.action, by, at, subject=found)
    return found
