"""Changes to the tree of a draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.journal import operations as journal
from samkraft.lib.slugs import slug
from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.models.roles import PARENTS
from samkraft.plans.operations.draft import locked_draft, locked_element, renumber, siblings_of
from samkraft.plans.operations.errors import EmptyText, WrongParent
from samkraft.plans.rules.addresses import BESIDE_PARTS
from samkraft.plans.rules.order import placed


@transaction.atomic
def add_element(
    *,
    version: PlanVersion,
    role: str,
    text: Texts,
    by,
    at: datetime,
    parent: Element | None = None,
    position: int | None = None,
    body: Texts | None = None,
    responsible: str = "",
    source: dict | None = None,
    key: str | None = None,
) -> Element:
    """Add an element to a draft, last among its siblings unless `position` (from 0) is given.

    `key` is made from the words unless given. Raises NotADraft, NotAllowed, WrongParent,
    EmptyText.
    """
    version = locked_draft(version, by)
    if not text.shown(version.plan.language):
        raise EmptyText
    _fits(role, parent, version)
    siblings = siblings_of(version, parent)
    element = Element.objects.create(
        version=version,
        key=free_key(version, key or text.shown(version.plan.language).text),
        role=role,
        parent=parent,
        order=len(siblings),
        text=text.value(),
        body=body.value() if body else {},
        responsible=responsible.strip(),
        source=source,
    )
    if position is not None and position < len(siblings):
        siblings.insert(position, element)
        renumber(siblings)
    _journal("add-element", element, by, at, after=_state(element))
    return element


@transaction.atomic
def move_element(
    *,
    element: Element,
    parent: Element | None,
    position: int,
    by,
    at: datetime,
    revision: int | None = None,
    role: str | None = None,
) -> Element:
    """Move an element, with all below it, to `position` (from 0) under `parent`.

    `role` changes its kind at the same time. Raises NotADraft, NotAllowed, WrongParent,
    ChangedMeanwhile.
    """
    moved = locked_element(element, by, revision)
    before = _state(moved)
    if parent is not None:
        parent = Element.objects.get(pk=parent.pk, version=moved.version, removed_at=None)
    _not_below_itself(moved, parent)
    moved.role = role or moved.role
    _fits(moved.role, parent, moved.version)
    left_behind = siblings_of(moved.version, moved.parent)
    there = siblings_of(moved.version, parent)
    moved.parent = parent
    moved.revision += 1
    moved.save(update_fields=["parent", "revision", "role"])
    by_number = {sibling.pk: sibling for sibling in [*there, moved]}
    order = placed([sibling.pk for sibling in there], moved.pk, position)
    renumber([by_number[number] for number in order])
    renumber([sibling for sibling in left_behind if sibling.pk not in by_number])
    moved.refresh_from_db()
    _journal("move-element", moved, by, at, before=before, after=_state(moved))
    return moved


@transaction.atomic
def split_element(
    *, element: Element, texts: tuple[str, str], by, at: datetime, revision: int | None = None
) -> tuple[Element, Element]:
    """Split one element in two neighbours, in the original language; children stay with the
    first. Raises NotADraft, NotAllowed, EmptyText, ChangedMeanwhile."""
    first = locked_element(element, by, revision)
    if not all(text.strip() for text in texts):
        raise EmptyText
    words = Texts.read(first.text)
    language = words.original or first.version.plan.language
    before = _state(first)
    first.text = words.with_original(language, texts[0]).value()
    first.revision += 1
    first.save(update_fields=["text", "revision"])
    _journal("split-element", first, by, at, before=before, after=_state(first))
    siblings = [sibling.pk for sibling in siblings_of(first.version, first.parent)]
    second = add_element(
        version=first.version,
        role=first.role,
        text=Texts.of(language, texts[1]),
        parent=first.parent,
        position=siblings.index(first.pk) + 1,
        responsible=first.responsible,
        source=first.source,
        by=by,
        at=at,
    )
    return first, second


@transaction.atomic
def merge_elements(
    *,
    into: Element,
    other: Element,
    by,
    at: datetime,
    text: str | None = None,
    revision: int | None = None,
    other_revision: int | None = None,
) -> Element:
    """Join `other` into `into`: its words come after, its children move over, it is removed.

    `text` replaces the joined words. Raises NotADraft, NotAllowed, WrongParent, ChangedMeanwhile.
    """
    kept = locked_element(into, by, revision)
    gone = locked_element(other, by, other_revision)
    if kept.pk == gone.pk or kept.version_id != gone.version_id:
        raise WrongParent(str(gone))
    _not_below_itself(gone, kept)
    words, others = Texts.read(kept.text), Texts.read(gone.text)
    language = words.original or kept.version.plan.language
    joined = text or f"{words.get(language) or ''} {others.shown(language).text}"
    before = _state(kept)
    children = [*siblings_of(kept.version, kept), *siblings_of(kept.version, gone)]
    for child in children:
        _fits(child.role, kept, kept.version)
    Element.objects.filter(parent=gone).update(parent=kept)
    renumber(children)
    kept.text = words.with_original(language, joined).value()
    kept.revision += 1
    kept.save(update_fields=["text", "revision"])
    _take_out(gone, at)
    _journal("merge-elements", kept, by, at, before=before, after=_state(kept))
    _journal("remove-element", gone, by, at, before=_state(gone), why="merged")
    return kept


@transaction.atomic
def remove_element(
    *, element: Element, by, at: datetime, revision: int | None = None, why: str = ""
) -> list[Element]:
    """Take an element and all below it out of the draft; `restore_element` brings it back.

    Gives the removed elements, the asked one first. Raises NotADraft, NotAllowed,
    ChangedMeanwhile.
    """
    top = locked_element(element, by, revision)
    if top.removed_at is not None:
        return []
    removed = [top, *_below(top)]
    for gone in removed:
        _take_out(gone, at)
    renumber(siblings_of(top.version, top.parent))
    _journal("remove-element", top, by, at, before=_state(top), why=why)
    return removed


@transaction.atomic
def restore_element(*, element: Element, by, at: datetime) -> Element:
    """Bring back a removed element with what was removed together with it, last among its
    siblings; to the top level when its former parent is gone. Raises NotADraft, NotAllowed."""
    top = locked_element(element, by)
    if top.removed_at is None:
        return top
    moment = top.removed_at
    if top.parent_id and top.parent.removed_at is not None:
        top.parent = None
    top.order = len(siblings_of(top.version, top.parent))
    together = [each for each in _below(top) if each.removed_at == moment]
    for each in (top, *together):
        each.removed_at = None
        each.revision += 1
    Element.objects.bulk_update([top, *together], ["removed_at", "revision", "parent", "order"])
    _journal("restore-element", top, by, at, after=_state(top))
    return top


def free_key(version: PlanVersion, wanted: str) -> str:
    """A key from words that no element of any version of the plan has, so that it stays unique
    for good: a key that once meant one thing must never come to mean another."""
    base = slug(wanted, longest=60) or "del"
    taken = set(
        Element.objects.filter(version__plan=version.plan_id, key__startswith=base).values_list(
            "key", flat=True
        )
    )
    # words that are addresses of their own beside the elements
    taken |= BESIDE_PARTS
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def _fits(role: str, parent: Element | None, version: PlanVersion) -> None:
    if parent is not None and parent.version_id != version.pk:
        raise WrongParent("The parent belongs to another version.")
    if (parent.role if parent else None) not in PARENTS[role]:
        raise WrongParent(f"A {role} cannot stand under {parent.role if parent else 'the top'}.")


def _not_below_itself(element: Element, parent: Element | None) -> None:
    above = parent
    while above is not None:
        if above.pk == element.pk:
            raise WrongParent("An element cannot stand below itself.")
        above = above.parent


def _below(top: Element) -> list[Element]:
    rows = list(Element.objects.select_for_update().filter(version=top.version_id))
    by_parent: dict[int | None, list[Element]] = {}
    for row in rows:
        by_parent.setdefault(row.parent_id, []).append(row)
    found, queue = [], [top.pk]
    while queue:
        children = by_parent.get(queue.pop(), [])
        found.extend(children)
        queue.extend(child.pk for child in children)
    return found


def _take_out(element: Element, at: datetime) -> None:
    if element.removed_at is None:
        element.removed_at = at
        element.revision += 1
        element.save(update_fields=["removed_at", "revision"])


def _state(element: Element) -> dict:
    return {
        "role": element.role,
        "parent": element.parent.key if element.parent_id else None,
        "order": element.order,
        "text": element.text,
        "body": element.body,
        "responsible": element.responsible,
    }


def _journal(operation, element, by, at, *, before=None, after=None, why="") -> None:
    plan = element.version.plan
    journal.write(
        operation=operation,
        subject=element,
        by=by,
        at=at,
        label=element.worded(plan.language).text,
        region=plan.region.slug,
        before=before,
        after=after,
        why=why,
    )
