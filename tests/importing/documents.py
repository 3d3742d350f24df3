"""Small makers of imported documents, through the same operations a person uses."""

from __future__ import annotations

from pathlib import Path

from samkraft.importing.models import Document, Item
from samkraft.importing.operations import receive_reading
from samkraft.importing.reading import Reading
from tests.conftest import NOON
from tests.factories import make_region

LINES = (
    "Plan för Norra 2025–2030",
    "",
    "Hållbara samhällen",
    "Fler bor kvar",
    "Billigare bostäder",
    "Bättre bussar",
    "Friska vatten",
    "",
    "En rad som ingen förstod",
    "och dess fort-",
    "sättning",
)
# kind, text, parent, responsible, line
PIECES = (
    ("area", "Hållbara samhällen", None, None, 3),
    ("goal", "Fler bor kvar", 0, None, 4),
    ("path", "Billigare bostäder", 1, "Regionen", 5),
    ("path", "Bättre bussar", 1, None, 6),
    ("goal", "Friska vatten", 0, None, 7),
)


def a_reading(pieces=PIECES, lines=LINES, **plan) -> Reading:
    elements = [
        {
            "kind": kind, "text": text, "parent": parent, "responsible": responsible,
            "source": {"page": 1, "lines": [line, line]},
        }
        for kind, text, parent, responsible, line in pieces
    ]  # fmt: skip
    found = {
        "title": "Plan för Norra", "period": "2025–2030", "vision": "Ett gott liv",
        "language": "sv", "elements": elements, "quotes": [],
        "findings": [
            {
                "code": "unread-text", "text": "Two lines were not understood.",
                "source": {"page": 1, "lines": [9, 10]},
            }
        ],
    }  # fmt: skip
    return Reading({**found, **plan}, [[1, line] for line in lines], 1, [])


def make_document(region=None, reading: Reading | None = None, **fields) -> Document:
    """A document under review: an area with two goals, two paths under the first."""
    return receive_reading(
        region=region or make_region(), filename="plan.txt", size=200,
        reading=reading or a_reading(), by=None, at=NOON, **fields,
    )  # fmt: skip


def item(document: Document, text: str) -> Item:
    return document.items.select_related("document").get(text=text, dropped=False)


def shape(document: Document) -> list:
    """The tree as nested lists of (role, text, children), the obvious slow way."""

    def under(parent):
        rows = document.items.filter(dropped=False, parent=parent).order_by("order", "pk")
        return [(row.role, row.text, under(row)) for row in rows]

    return under(None)


def write_text(folder: Path, name: str = "plan.txt", text: str | None = None) -> Path:
    path = folder / name
    path.write_text(text if text is not None else "\n".join(LINES), encoding="utf-8")
    return path
