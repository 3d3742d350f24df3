"""The parts of a version as the editor shows them: a tree of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element, Link, PlanVersion, Role
from samkraft.plans.published.values import level_names
from samkraft.plans.queries import version_tree
from samkraft.plans.rules.order import Node
from samkraft.web.components import words


@dataclass(frozen=True, slots=True)
class Row:
    """One part with what an editor wants to know at a glance. `kind` is the plan's own word."""

    pk: int
    key: str
    role: str
    kind: str
    text: Shown
    body: Shown
    responsible: str
    revision: int
    parent: int | None
    links: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    first: bool
    last: bool
    children: tuple[Row, ...]

    def walk(self) -> Iterator[Row]:
        """This part and all below it, as they are read."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """All rows of a version. `kinds` gives the plan's word for each kind of part."""

    top: tuple[Row, ...]
    kinds: dict[str, str]

    def walk(self) -> Iterator[Row]:
        for row in self.top:
            yield from row.walk()

    def find(self, pk: int | None) -> Row | None:
        return next((row for row in self.walk() if row.pk == pk), None)

    def siblings(self, row: Row) -> tuple[Row, ...]:
        above = self.find(row.parent)
        return above.children if above else self.top

    def places(self, *, but: Row | None = None) -> list[tuple[int, str]]:
        """Every part as a choice of “where”, indented; what stands below `but` is left out."""
        found: list[tuple[int, str]] = []

        def visit(rows: tuple[Row, ...], depth: int) -> None:
            for row in rows:
                if but is None or row.pk != but.pk:
                    words_ = row.text.text
                    short = words_ if len(words_) <= 70 else f"{words_[:69]}…"
                    found.append((row.pk, f"{'– ' * depth}{row.kind}: {short}"))
                    visit(row.children, depth + 1)

        visit(self.top, 0)
        return found


def outline_of(version: PlanVersion) -> Outline:
    """The rows of a version. Three queries, however many parts."""
    plan = version.plan
    names = level_names(list(plan.levels.all()), get_language())
    kinds = {
        role: (names[role][0].text if role in names else "") or words.word(role)
        for role in Role.values
    }
    links: dict[str, int] = {}
    for key in Link.objects.filter(plan=plan).values_list("element_key", flat=True):
        links[key] = links.get(key, 0) + 1
    wanted = [code for code in plan.region.languages if code != plan.language]
    nodes = version_tree(version)
    return Outline(_rows(nodes, None, plan.language, kinds, links, wanted), kinds)


def _rows(nodes: tuple[Node[Element], ...], parent, lang, kinds, links, wanted) -> tuple[Row, ...]:
    return tuple(
        _row(node, parent, lang, kinds, links, wanted, index == 0, index == len(nodes) - 1)
        for index, node in enumerate(nodes)
    )


def _row(node, parent, lang, kinds, links, wanted, first, last) -> Row:
    element = node.row
    text = Texts.read(element.text)
    return Row(
        pk=element.pk,
        key=element.key,
        role=element.role,
        kind=kinds[element.role],
        text=text.shown(lang),
        body=Texts.read(element.body).shown(lang),
        responsible=element.responsible,
        revision=element.revision,
        parent=parent,
        links=links.get(element.key, 0),
        missing=tuple(code for code in wanted if text.get(code) is None),
        stale=tuple(code for code in text.languages if text.stale(code)),
        first=first,
        last=last,
        children=_rows(node.children, element.pk, lang, kinds, links, wanted),
    )
