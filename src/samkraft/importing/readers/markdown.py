"""Reads Markdown by the CommonMark rules, with tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from samkraft.importing.outline import Block, Cell, Outline, UnreadableDocument
from samkraft.importing.readers.language_tags import two_letters
from samkraft.importing.readers.paragraphs import tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_CHARACTERS = 5_000_000
MAX_PARAGRAPH = 20_000
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FRONT_FIELD = re.compile(r"^(title|lang|language):[ \t]*(.*)$", re.MULTILINE)
HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
HTML_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
HTML_TAG = re.compile(r"<[^<>]*>")
LINE_BREAK = re.compile(r"^<br\s*/?>$", re.IGNORECASE)
STRONG, EMPHASIS = frozenset({"strong"}), frozenset({"em"})


def read_markdown(data: bytes) -> Outline:
    """The outline of a Markdown file; its lines are those of the file."""
    from markdown_it import MarkdownIt

    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(
            "The Markdown file holds more than 5 million characters; "
            "split it into smaller files and try again."
        )
    lines = tuple(text.rstrip("\n").split("\n"))
    text, fields = _without_front_matter(text)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    environment: dict[str, object] = {}
    walk = Walk(lines)
    for token in parser.parse(text, environment):
        # Looking for markup takes time by the square of the length, so endless paragraphs are
        # taken as they stand.
        if token.type == "inline" and len(token.content) <= MAX_PARAGRAPH:
            token.children = []
            parser.inline.parse(token.content, parser, environment, token.children)
        walk.take(token)
    return Outline(
        format="markdown",
        blocks=tuple(walk.blocks),
        lines=lines,
        title=fields.get("title") or None,
        language=two_letters(fields.get("lang") or fields.get("language")),
    )


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _without_front_matter(text: str) -> tuple[str, dict[str, str]]:
    found = FRONT_MATTER.match(text)
    if found is None:
        return text, {}
    fields = {key: content.strip().strip("\"'") for key, content in FRONT_FIELD.findall(found[0])}
    # Blank lines stand in for it, so that the line numbers stay those of the file.
    return "\n" * found[0].count("\n") + text[found.end() :], fields


@dataclass(slots=True)
class Walk:
    """Goes through the tokens of a file, knowing which list, table and quote is open."""

    lines: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)
    _lists: list[list[str | int | None]] = field(default_factory=list)
    _quotes: int = 0
    _level: int | None = None
    _span: tuple[int, int] = (0, 1)
    _bullet: str | None = None
    _table: int = -1
    _row: int = 0
    _column: int = 0
    _cell: Cell | None = None
    _last: int = 0

    def take(self, token: Token) -> None:
        """One token: an opening, a closing, or a piece of content."""
        if token.map is not None:
            self._span = (token.map[0], token.map[1])
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            offset = 1 if kind == "fence" else 0
            self._put(token.content.split("\n"), self._span[0] + offset)
        elif kind == "html_block":
            self._html(token.content)
        elif kind in ("heading_open", "heading_close"):
            self._level = int(token.tag[1]) if token.nesting > 0 else None
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif kind.endswith("list_open"):
            start = int(token.attrGet("start") or 1) if kind.startswith("ordered") else None
            self._lists.append([start, None])
        elif kind.endswith("list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._item(token)
        else:
            self._table_part(token)

    def _item(self, token: Token) -> None:
        count = self._lists[-1][0]
        if isinstance(count, int):
            self._bullet = f"{count}{token.markup}"
            self._lists[-1][0] = count + 1
        else:
            self._bullet = "•"

    def _table_part(self, token: Token) -> None:
        if token.type == "table_open":
            self._table, self._row = self._table + 1, -1
        elif token.type == "tr_open":
            self._row, self._column = self._row + 1, 0
        elif token.type in ("th_open", "td_open"):
            self._cell = Cell(self._table, self._row, self._column, token.type == "th_open")
            self._column += 1
        elif token.type in ("th_close", "td_close"):
            self._cell = None

    def _inline(self, token: Token) -> None:
        if not token.children:
            plain = token.content.split("\n")
            self._joined(plain, [False] * (len(plain) - 1), False, False)
            return
        parts: list[str] = [""]
        marked: set[frozenset[str]] = set()
        inside: list[str] = []
        breaks: list[bool] = []
        for child in token.children or []:
            if child.nesting:
                inside = [*inside, child.tag] if child.nesting > 0 else inside[:-1]
            elif child.type in ("softbreak", "hardbreak"):
                breaks.append(child.type == "hardbreak")
                parts.append("")
            elif child.type == "html_inline":
                if LINE_BREAK.match(child.content):
                    breaks.append(False)
                    parts.append("\n")
            else:
                parts[-1] += child.content
                if child.content.strip():
                    marked.add(frozenset(inside))
        bold = bool(marked) and all(marks & STRONG for marks in marked)
        italic = bool(marked) and all(marks & EMPHASIS for marks in marked)
        self._joined(parts, breaks, bold, italic)

    def _joined(self, parts: list[str], breaks: list[bool], bold: bool, italic: bool) -> None:
        """Puts the lines of a paragraph together again, except where its author broke them."""
        start = line = self._span[0]
        text = parts[0]
        pieces: list[tuple[str, int, int]] = []
        for hard, part in zip(breaks, parts[1:], strict=True):
            typed = part.startswith("\n")
            if (hard or typed) and self._level is None:
                pieces.append((text, start, line))
                text, start = "", line + (not typed)
            line += not typed
            text = f"{text} {part}" if text else part
        pieces.append((text, start, line))
        kept = [(tidy(text), first, last) for text, first, last in pieces]
        kept = [piece for piece in kept if piece[0].replace("\n", " ").strip()]
        for number, (text, first, last) in enumerate(kept):
            block = self._block(text.replace("\n", " "), first, last, number == len(kept) - 1)
            self.blocks.append(replace(block, bold=bold, italic=italic))

    def _html(self, content: str) -> None:
        def blank(found: re.Match[str]) -> str:
            return "\n" * found[0].count("\n")

        plain = HTML_COMMENT.sub(blank, content)
        plain = HTML_TAG.sub(blank, HTML_HIDDEN.sub(blank, plain))
        self._put(plain.split("\n"), self._span[0])

    def _put(self, texts: list[str], first: int) -> None:
        """Physical lines, such as those of a code block."""
        for number, text in enumerate(texts):
            if tidy(text):
                self.blocks.append(self._block(tidy(text), first + number, first + number, False))

    def _block(self, text: str, first: int, last: int, whole: bool) -> Block:
        # Lines count from 0 in the tokens; a file may end before the last map says so.
        top = min(first + 1, len(self.lines))
        end = min(max(last + 1, top), len(self.lines))
        gap = 0.0
        for number in range(self._last, top - 1):
            gap = gap + 1.0 if not self.lines[number].strip() else 0.0
        self._last = end
        bullet, self._bullet = self._bullet, None
        return Block(
            text,
            top,
            end,
            indent=2.0 * max(len(self._lists) - 1, 0),
            bullet=bullet,
            level=self._level,
            whole=whole,
            gap=gap,
            aside=self._quotes > 0,
            cell=self._cell,
        )
