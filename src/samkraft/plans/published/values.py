"""The frozen values that pages, the API and reports share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element, Level, PlanVersion
from samkraft.plans.rules.order import Node, tree


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A public version: `number` counts from 1; dates are None when not known."""

    number: int
    state: str
    title: Shown
    period: str
    published_at: datetime | None
    consultation_from: date | None
    consultation_until: date | None
    adopted_on: date | None
    deciding_body: str
    reference: str
    document: str
    ended_on: date | None
    end_reason: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedElement:
    """An element in its place. `level` is what the plan calls such elements (one of them)."""

    key: str
    role: str
    level: Shown
    text: Shown
    body: Shown
    responsible: str
    depth: int
    children: tuple[PublishedElement, ...]
    languages: tuple[str, ...]

    def walk(self) -> Iterator[PublishedElement]:
        """This element and all below it, as they are read."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of(self, *roles: str) -> tuple[PublishedElement, ...]:
        """The children that play one of these parts."""
        return tuple(child for child in self.children if child.role in roles)


def version_value(version: PlanVersion, lang: str) -> PublishedVersion:
    """The frozen value of a public version."""
    return PublishedVersion(
        number=version.number,
        state=version.state,
        title=version.titled(lang),
        period=version.period,
        published_at=version.published_at,
        consultation_from=version.consultation_from,
        consultation_until=version.consultation_until,
        adopted_on=version.adopted_on,
        deciding_body=version.deciding_body,
        reference=version.reference,
        document=version.document or (version.document_file.name if version.document_file else ""),
        ended_on=version.ended_on,
        end_reason=version.end_reason,
        reason=version.reason,
    )


def level_names(levels: list[Level], lang: str) -> dict[str, tuple[Shown, Shown]]:
    """Singular and plural of each level the plan has named, by role."""
    return {
        level.role: (
            Texts.read(level.singular).shown(lang),
            Texts.read(level.plural).shown(lang),
        )
        for level in levels
    }


def element_tree(
    rows: list[Element], names: dict[str, tuple[Shown, Shown]], lang: str
) -> tuple[PublishedElement, ...]:
    """Nest the elements of one version; `rows` come sorted by order."""
    nodes = tree(rows, number=lambda row: row.pk, parent=lambda row: row.parent_id)
    return tuple(_element(node, names, lang) for node in nodes)


def _element(
    node: Node[Element], names: dict[str, tuple[Shown, Shown]], lang: str
) -> PublishedElement:
    row = node.row
    words = Texts.read(row.text)
    return PublishedElement(
        key=row.key,
        role=row.role,
        level=names[row.role][0] if row.role in names else Shown("", lang, lang),
        text=words.shown(lang),
        body=Texts.read(row.body).shown(lang),
        responsible=row.responsible,
        depth=node.depth,
        children=tuple(_element(child, names, lang) for child in node.children),
        languages=words.languages,
    )
