"""The page of a review, with one item (or the head) open for changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from samkraft.accounts.rules import may
from samkraft.importing.models import Document, Item
from samkraft.importing.queries import Review, review_of
from samkraft.importing.queries.review import window_of
from samkraft.web.workspace.forms.parts import SplitForm as Halves
from samkraft.web.workspace.importing import forms
from samkraft.web.workspace.importing.words import finding, step_words
from samkraft.web.workspace.pages import page

SHORT = 70


@dataclass(slots=True)
class Panel:
    """What is open: `given` is the form that came back with errors, `current` how a thing that
    somebody else changed stands now."""

    item: Item | None = None
    name: str = ""
    given: Any = None
    current: Any = None
    status: int = 200

    @property
    def typed(self) -> str:
        """The words that were typed, to be shown when the piece they belong to is gone."""
        data = self.given.data if self.given is not None else {}
        words = (data.get(name, "").strip() for name in ("text", "first", "second"))
        return " ".join(filter(None, words))


def review_page(request, document: Document, panel: Panel | None = None) -> HttpResponse:
    """The review with its panel; editing parts only for those who may edit."""
    panel = panel or _asked(request, document)
    line = panel.item.first_line if panel.item else _number(request.GET.get("from"))
    take = request.GET.get("take", "").partition("-")
    review = review_of(document, window_of(line))
    editing = may(request.user, "edit", document.region)
    return page(
        request,
        "importing/review.html",
        region=document.region,
        tab="imports",
        document=document,
        review=review,
        editing=editing,
        panel=panel if editing else Panel(),
        open=panel.item.pk if editing and panel.item else None,
        forms=_forms(document, review, panel, take) if editing else {},
        findings=[(finding(each.code), each) for each in review.findings],
        newest=review.newest and step_words(review.newest),
        roles=forms.role_choices(),
        status=panel.status,
    )


def back_to(document: Document, item: Item | None = None, at: str = "reading") -> HttpResponse:
    """Back to the review, at an item or a place on the page."""
    response = redirect("workspace:import_review", document.pk)
    start = window_of(item.first_line) if item else 1
    response["Location"] += f"?from={start}" if start > 1 else ""
    response["Location"] += f"#item-{item.pk}" if item else f"#{at}"
    return response


def places(review: Review, without: Item | None = None) -> list[tuple[int, str]]:
    """The items that something can stand under, indented; `without` one and all below it."""
    found, hidden = [], None
    for row in review.rows:
        if hidden is not None and row.depth > hidden:
            continue
        hidden = row.depth if without is not None and row.item.pk == without.pk else None
        if hidden is None:
            text = row.item.text
            short = text if len(text) <= SHORT else text[: SHORT - 1] + "…"
            found.append((row.item.pk, f"{'– ' * row.depth}{short}"))
    return found


def _asked(request, document: Document) -> Panel:
    """The panel that the address asks for."""
    asked = request.GET.get("open", "")
    if asked == "head":
        return Panel(name="head")
    if not asked.isdigit():
        return Panel()
    item = document.items.filter(pk=int(asked), dropped=False).first()
    return Panel(item=item, name="change") if item else Panel()


def _forms(document: Document, review: Review, panel: Panel, take: tuple) -> dict[str, Any]:
    """The forms of the page, the one that was sent as it came."""
    found: dict[str, Any] = {
        "take_up": forms.TakeForm(
            auto_id="take-%s",
            places=places(review),
            initial={"first": take[0], "last": take[2], "role": "measure"},
        )
    }
    if panel.name == "head":
        found["head"] = forms.HeadForm(auto_id="head-%s", initial=head_of(document))
    if panel.item is not None:
        found |= _item_forms(panel.item, review)
    if panel.given is not None:
        found[panel.name] = panel.given
    return found


def _item_forms(item: Item, review: Review) -> dict[str, Any]:
    as_is = {"revision": item.revision}
    place = {"parent": item.parent_id or ""}
    words = {"role": item.role, "text": item.text, "responsible": item.responsible}
    return {
        "change": forms.ChangeForm(auto_id="change-%s", initial={**as_is, **words}),
        "move": forms.MoveForm(
            auto_id="move-%s", places=places(review, item), initial={**as_is, **place}
        ),
        "split": forms.SplitForm(auto_id="split-%s", initial={**as_is, **Halves.halves(item.text)}),
    }


def head_of(document: Document) -> dict[str, Any]:
    names = ("title", "period", "vision", "language", "kind")
    return {"revision": document.head_revision, **{n: getattr(document, n) for n in names}}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 1
