"""The draft while it is being gathered: elements that still may be merged and moved."""

from __future__ import annotations

from dataclasses import dataclass, field

from .paragraphs import Para


@dataclass(slots=True, eq=False)
class Piece:
    """One element in the making. `own` marks a section of its own, `group` the list it came from,
    `sure` is False for a goal read out of a sentence that only counts where no other stands."""

    kind: str
    text: str
    first: int
    last: int
    page: int | None
    parent: Piece | None = None
    responsible: str | None = None
    own: bool = False
    group: int = 0
    number: str = ""
    sure: bool = True

    @property
    def key(self) -> str:
        """The text as compared with others."""
        return fold(self.text)


@dataclass(slots=True)
class Stretch:
    """Lines that were not understood, with why."""

    first: int
    last: int
    page: int | None
    items: int = 1


@dataclass(slots=True)
class Draft:
    """All that is gathered on one walk through the document.

    hints    elements without an area, with the words behind their label: "Mål for samferdsel"
    """

    pieces: list[Piece] = field(default_factory=list)
    unread: list[Stretch] = field(default_factory=list)
    vision: tuple[str, Para] | None = None
    groups: int = 0
    hints: list[tuple[Piece, str]] = field(default_factory=list)

    def add(
        self,
        kind: str,
        text: str,
        para: Para,
        parent: Piece | None,
        *,
        own: bool = False,
        responsible: str | None = None,
        number: str = "",
    ) -> Piece:
        """Add an element; its parent is checked against its number ("2.1" belongs to "2")."""
        piece = Piece(
            kind,
            text,
            para.first,
            para.last,
            para.page,
            parent,
            responsible,
            own,
            self.groups,
            number,
        )
        self.pieces.append(piece)
        return piece

    def skip(self, para: Para) -> None:
        """Note lines that could not be placed."""
        self.unread.append(Stretch(para.first, para.last, para.page))


def fold(text: str) -> str:
    """Lower case, letters and digits only: how texts are compared."""
    return " ".join("".join(c.lower() if c.isalnum() else " " for c in text).split())
