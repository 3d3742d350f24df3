"""Corrections, each answering one form; what was typed never gets lost."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.utils.translation import gettext as _

from samkraft.importing import operations
from samkraft.importing.models import Document, Item
from samkraft.importing.queries import review_of
from samkraft.web.components import words
from samkraft.web.workspace.importing import forms
from samkraft.web.workspace.importing.access import document_page, item_page
from samkraft.web.workspace.importing.panels import Panel, back_to, head_of, places, review_page
from samkraft.web.workspace.importing.words import REFUSALS, UNDO_CHANGED, refused, step_words
from samkraft.web.workspace.pages import doing


@item_page
def change(request, item: Item):
    """Words, kind and who is responsible."""
    form = forms.ChangeForm(request.POST, auto_id="change-%s")
    return _corrected(
        request, item, "change", form,
        lambda data: operations.change_item(item=item, **data, **doing(request)),
        _("Saved."),
    )  # fmt: skip


@item_page
def kind(request, item: Item):
    """The kind alone, for keys and quick changes."""
    form = forms.KindForm(request.POST)
    said = _("“%(text)s” is now: %(kind)s.") % {
        "text": item.text,
        "kind": words.word(request.POST.get("role", "")),
    }
    return _corrected(
        request, item, "kind", form,
        lambda data: operations.change_item(item=item, **data, **doing(request)),
        said,
    )  # fmt: skip


@item_page
def move(request, item: Item):
    """To a place under any other item."""
    form = forms.MoveForm(request.POST, auto_id="move-%s", places=_places(item))

    def act(data):
        parent = Item.objects.filter(pk=data["parent"] or None, document=item.document).first()
        position = data["position"] - 1 if data["position"] else 1_000_000
        operations.move_item(
            item=item, parent=parent, position=position, revision=data["revision"], **doing(request)
        )

    return _corrected(request, item, "move", form, act, _("Moved."))


@item_page
def step(request, item: Item):
    """One step up, down, in or out."""
    form = forms.StepForm(request.POST)
    return _corrected(
        request, item, "step", form,
        lambda data: operations.nudge_item(
            item=item, direction=data["do"], revision=data["revision"], **doing(request)
        ),
        _("Moved."),
    )  # fmt: skip


@item_page
def split(request, item: Item):
    """One item becomes two neighbours."""
    form = forms.SplitForm(request.POST, auto_id="split-%s")
    return _corrected(
        request, item, "split", form,
        lambda data: operations.split_item(
            item=item, texts=(data["first"], data["second"]), revision=data["revision"],
            **doing(request),
        ),
        _("Split in two."),
    )  # fmt: skip


@item_page
def merge(request, item: Item):
    """Join with the one above."""
    form = forms.RevisionForm(request.POST)
    return _corrected(
        request, item, "merge", form,
        lambda data: operations.merge_upward(item=item, **data, **doing(request)),
        _("Joined with the one above."),
    )  # fmt: skip


@item_page
def leave_out(request, item: Item):
    """Leave an item out; what is below it moves up."""
    form = forms.RevisionForm(request.POST)
    return _corrected(
        request, item, "drop", form,
        lambda data: operations.drop_item(item=item, **data, **doing(request)),
        _("Left out. “Undo” brings it back."),
    )  # fmt: skip


@document_page("edit", post_only=True)
def take_up(request, document: Document):
    """Make an item of lines."""
    form = forms.TakeForm(request.POST, auto_id="take-%s", places=places(review_of(document)))

    def act(data):
        parent = Item.objects.filter(pk=data.pop("parent") or None, document=document).first()
        return operations.take_up_lines(document=document, parent=parent, **data, **doing(request))

    return _answered(request, document, Panel(name="take_up", given=form), act, _("Taken up."))


@document_page("edit", post_only=True)
def head(request, document: Document):
    """Title, period, vision, language and kind of plan."""
    form = forms.HeadForm(request.POST, auto_id="head-%s")

    def act(data):
        seen = data.pop("revision")
        operations.change_head(document=document, words=data, revision=seen, **doing(request))

    return _answered(request, document, Panel(name="head", given=form), act, _("Saved."), "head")


@document_page("edit", post_only=True)
def undo(request, document: Document):
    """Undo the newest step, if it is still the one the person saw."""
    seen = request.POST.get("number", "")
    try:
        step = operations.undo_step(
            document=document, number=int(seen) if seen.isdigit() else None, **doing(request)
        )
        messages.success(request, _("Undone: %(step)s") % {"step": step_words(step)})
    except operations.ChangedMeanwhile:
        messages.warning(request, _(UNDO_CHANGED))
    except REFUSALS as error:
        messages.warning(request, refused(error))
    return back_to(document)


def _corrected(request, item: Item, name: str, form, act: Callable, done: str):
    return _answered(request, item.document, Panel(item=item, name=name, given=form), act, done)


def _answered(request, document: Document, panel: Panel, act: Callable, done: str, at="reading"):
    """Act on the form of the panel; when that is refused, show it again with all that was typed."""
    form = panel.given
    if form.is_valid():
        try:
            result = act(dict(form.cleaned_data))
        except REFUSALS as error:
            _take_refusal(document, panel, error)
        else:
            messages.success(request, done)
            item = result if isinstance(result, Item) else panel.item
            return back_to(document, _living(item), at)
    if panel.item is not None and panel.name in ("kind", "step", "merge", "drop"):
        messages.warning(request, " ".join(form.non_field_errors()) or _("Nothing was changed."))
        return back_to(document, _living(panel.item))
    panel.status = panel.status if panel.status != 200 else 422
    return review_page(request, document, panel)


def _take_refusal(document: Document, panel: Panel, error: Exception) -> None:
    """Put a refusal into the form, and how a thing stands that somebody else has changed."""
    panel.status = 409
    current = getattr(error, "current", None)
    if isinstance(current, Item):
        current.document = document
        panel.item, panel.current = current, current
    elif isinstance(current, Document):
        panel.current = current
    if panel.current is not None:
        typed = panel.given.data.copy()
        seen = current.revision if isinstance(current, Item) else head_of(current)["revision"]
        typed["revision"] = str(seen)
        panel.given.data = typed
    panel.given.add_error(None, refused(error))


def _living(item: Item | None) -> Item | None:
    """The item to go back to; what stands above when it is gone."""
    found = Item.objects.filter(pk=item.pk).first() if item else None
    if found is not None and found.dropped:
        return Item.objects.filter(pk=found.parent_id, dropped=False).first()
    return found


def _places(item: Item) -> list[tuple[int, str]]:
    return places(review_of(item.document), item)
