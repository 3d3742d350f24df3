"""Elements told without a list: sentences and paragraphs under a label, run-in heads."""

from __future__ import annotations

from .draft import Draft, Piece
from .items import attribute_of, sentences, split_attributes
from .lists import strip_label_sentence
from .parts import Part
from .prose import listing_sentence, run_in_head
from .scopes import Scope, scope_after
from .sections import Section

SINGLES = {
    "area",
    "goal",
    "subgoal",
    "path",
    "measure",
    "challenge",
    "principle",
    "result",
    "advice",
    "continuation",
}
LOOSE = {"result", "advice", "measure", "challenge", "principle", "goal", "subgoal", "path"}


def goal_before_list(section: Section, parts: list[Part], kind: str) -> Part | None:
    if kind != "goal" or not section.label or parts[0].kind != "text" or section.label.qualifier:
        return None
    first = parts[0]
    if len(parts) < 2 or parts[1].kind not in ("item", "cell") or len(first.text.split()) > 25:
        return None
    if (
        first.text.rstrip().endswith(":")
        or len(sentences(first.text)) > 1
        or listing_sentence(first.text)
    ):
        return None
    single = first.text.endswith(".") is False or not section.label.plural
    return first if single else None


def loose_texts(section: Section, kind: str, scope: Scope, draft: Draft) -> Scope:
    """No list under the label: the heading's sentences or paragraphs are the elements."""
    texts = [p for p in section.parts if p.kind == "text" and attribute_of(p.text) is None]
    if not texts or any(c.role in SINGLES for c in section.children):
        return scope
    if kind in ("challenge", "principle"):
        _run_in_heads(texts, kind, scope, draft)
        return scope
    if section.role == "continuations" and _in_plan(section):
        return scope
    if kind not in LOOSE or texts[0].text.rstrip().endswith(":"):
        return scope
    chosen = _sentences_as_elements(texts, kind)
    added = [_add_text(draft, kind, text, part, scope) for part, text in chosen]
    return scope_after(added, kind, scope)


def _in_plan(section: Section) -> bool:
    """ "Videre arbeid" as the last chapter of a plan with areas tells how the plan is used."""
    top = section
    while top.parent is not None:
        top = top.parent
    return any(one.role == "area" for one in top.walk())


def _add_text(draft: Draft, kind: str, text: str, part: Part, scope: Scope) -> Piece:
    responsible = None
    if kind == "measure":
        text, responsible = split_attributes(text)
    return draft.add(
        kind, strip_label_sentence(text), part.para, scope.parent_for(kind), responsible=responsible
    )


def _sentences_as_elements(texts: list[Part], kind: str) -> list[tuple[Part, str]]:
    short = [p for p in texts if len(p.text.split()) <= 30 and len(sentences(p.text)) == 1]
    if kind in ("result", "advice", "path", "measure"):
        return [(p, p.text) for p in (texts if kind in ("result", "advice") else short)]
    if len(short) == len(texts) and len(texts) > 1:
        return [(p, p.text) for p in texts]
    first = texts[0]
    return [(first, sentences(first.text)[0])]


def _run_in_heads(texts: list[Part], kind: str, scope: Scope, draft: Draft) -> None:
    heads = [(p, run_in_head(p.text)) for p in texts]
    for part, head in heads:
        if head:
            draft.add(kind, head, part.para, scope.area if kind == "challenge" else None, own=True)
