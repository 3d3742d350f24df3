"""The comparison of two public versions."""

from __future__ import annotations

from dataclasses import dataclass

from samkraft.plans.published.pages import PublishedPlan, published_plan
from samkraft.plans.published.values import PublishedElement
from samkraft.plans.rules.comparison import Comparison, Piece, Words, compare, compare_words


@dataclass(frozen=True, slots=True)
class PublishedComparison:
    """Two public versions of a plan and what differs; `names` gives each key's words."""

    before: PublishedPlan
    after: PublishedPlan
    comparison: Comparison
    title: tuple[Words, ...]
    vision: tuple[Words, ...]
    names: dict[str, str]


def published_comparison(slug: str, number: int, other: int, lang: str) -> PublishedComparison:
    """What changed from public version `number` to public version `other`. Raises NotPublic."""
    before = published_plan(slug, lang, number=number)
    after = published_plan(slug, lang, number=other)
    return PublishedComparison(
        before=before,
        after=after,
        comparison=compare(pieces(before), pieces(after)),
        title=compare_words(before.version.title.text, after.version.title.text),
        vision=compare_words(before.vision.text, after.vision.text),
        names={
            element.key: element.text.text for plan in (before, after) for element in plan.walk()
        },
    )


def pieces(plan: PublishedPlan) -> list[Piece]:
    """The plan's elements as they are compared, in document order."""
    found: list[Piece] = []

    def visit(elements: tuple[PublishedElement, ...], parent: str | None) -> None:
        for position, element in enumerate(elements):
            found.append(
                Piece(
                    element.key,
                    element.role,
                    element.text.text,
                    parent,
                    position,
                    element.body.text,
                )
            )
            visit(element.children, element.key)

    visit(plan.top, None)
    return found
