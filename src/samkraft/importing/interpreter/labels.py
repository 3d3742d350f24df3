"""Recognise headings that name a role: "Delmål:", "Strategiområde 1 Livskraft", "Våra målbilder"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from . import vocabulary as words
from .forms import Form, compound, find_form, forms, genitive, others, phrases
from .numbers import NUMBER_AFTER, YEAR, strip_number
from .words import ANDS, FINITE_VERBS, FRAMES

WORD = re.compile(r"[^\W_]+(?:[-'’:./&][^\W_]+)*|&")


@dataclass(frozen=True, slots=True)
class Label:
    """A heading word as it stands in a text.

    role       area, goal, … or: goalarea, facts, continuation, quote, other, mixed
    plural     it announces many things
    number     "1", "1:1", "IV" behind the word, else ""
    name       the text behind the label: the name of the thing itself, else ""
    qualifier  "for transport" in "Mål for transport", else ""
    listing    only lists and tables under it count, never its prose
    colon      a colon stands behind the label
    """

    role: str
    plural: bool
    number: str = ""
    name: str = ""
    qualifier: str = ""
    listing: bool = False
    colon: bool = False


_MODIFIERS = frozenset(words.MODIFIERS.split())
_FOLLOWERS = frozenset(words.FOLLOWERS.split())
_EXCERPTS = {"utdrag", "uddrag", "ote", "excerpt", "extract", "ur", "fra"}


@lru_cache(maxsize=4096)
def find_label(text: str) -> Label | None:
    """The label a heading or line begins with, or None when it names no role."""
    if len(text) > 1200:
        return None
    number, body = strip_number(text)
    if number.isdigit() and len(number) == 1 and text.strip()[1:2] not in ".) \t":
        number, body = "", text.strip()
    body = body.rstrip().removesuffix("?").rstrip() if len(body) < 90 else body
    head = body[:160]
    tokens = list(WORD.finditer(head))[:10]
    if not tokens or tokens[0].start() > 1:
        return None
    lows = [t.group().lower().rstrip(":.") for t in tokens]
    other = _other_chapter(body, lows)
    if other:
        return other
    continued = _continuation(body, lows)
    if continued:
        return continued
    hit = _scan(head, tokens, lows)
    if hit is None:
        return _phrase_inside(body, lows)
    form, end, first, certain = hit
    return _behind(form, body[end:], certain=certain, lead=first) or _phrase_inside(body, lows)


def _other_chapter(body: str, lows: list[str]) -> Label | None:
    exact, starts = others()
    words_only = tuple(w for w in lows)
    if len(body) > 110 or (body.rstrip().endswith(".") and len(lows) > 4):
        return None
    colon = body.rstrip().endswith(":")
    head = body.split(":")[0] if ":" in body else body
    plain = tuple(w.lower().rstrip(":.") for w in WORD.findall(head))
    stripped = tuple(w for w in plain if w not in _MODIFIERS and not w.isdigit())
    if (
        plain in exact
        or words_only in exact
        or (stripped in exact and len(plain) <= len(stripped) + 3)
    ):
        name = body.split(":", 1)[1].strip() if ":" in body else ""
        return Label("other", True, colon=colon) if not name or plain != stripped else None
    if _two_chapters(plain):
        return Label("other", True, colon=colon)
    numbered = len(plain) == 2 and len(lows) > 1 and (plain[1].isdigit() or len(plain[1]) == 1)
    if len(plain) > 9 or (":" in body and not colon and not numbered):
        return None
    for start in starts:
        if plain[: len(start)] == start:
            hit = find_form(list(plain), 0)
            if hit and hit[1] > len(start):
                return None
            role = "excerpt" if start[0] in _EXCERPTS else "other"
            return Label(role, True, colon=colon)
    return None


def _two_chapters(plain: tuple[str, ...]) -> bool:
    """ "Genomförande och lärande": a chapter beside the plan, and something more."""
    if not 3 <= len(plain) <= 5 or plain[0] not in FRAMES or plain[1] not in ANDS:
        return False
    return not any(find_form(list(plain), at) for at in range(2, len(plain)))


_TAILS = tuple(
    phrase
    for text in words.PLURAL["continuation"].values()
    for phrase in phrases(text)
    if phrase[0] in {"etter", "efter", "after"} or phrase[-1] in {"jälkeen", "päätyttyä"}
)


def _continuation(body: str, lows: list[str]) -> Label | None:
    """ "What we work on after the programme": the end of the programme tells, wherever it stands."""
    if len(lows) > 9 or body.rstrip().endswith((".", ",")) or ":" in body.rstrip().rstrip(":"):
        return None
    for phrase in _TAILS:
        if any(tuple(lows[i : i + len(phrase)]) == phrase for i in range(len(lows))):
            return Label("continuation", True, colon=body.rstrip().endswith(":"))
    return None


def _phrase_inside(body: str, lows: list[str]) -> Label | None:
    """ "Fakta Nordregionen": the facts word before a name."""
    form = forms().get((lows[0],))
    short = len(lows) <= 5 and not body.rstrip().endswith((".", ",")) and ":" not in body
    if form and form.role == "facts" and short:
        return Label("facts", True)
    return None


def _scan(
    head: str, tokens: list[re.Match[str]], lows: list[str]
) -> tuple[Form, int, int, bool] | None:
    """Skip modifiers and one genitive, then look for the heading words."""
    at = genitives = 0
    while at < min(len(lows), 5):
        if at and head[tokens[at - 1].end() : tokens[at].start()].strip():
            return None
        hit = find_form(lows, at)
        if hit:
            return hit[0], tokens[at + hit[1] - 1].end(), at, genitives == 0
        if lows[at] in _MODIFIERS:
            at += 1
        elif genitives < 2 and genitive(lows[at]) and at + 1 < len(lows):
            genitives += 1
            at += 1
        else:
            break
    if at < len(lows):
        joined = compound(lows[at])
        if joined and len(lows) == at + 1:
            return joined, tokens[at].end(), at, True
    return None


def _behind(form: Form, rest: str, *, certain: bool, lead: int) -> Label | None:
    """Read what stands behind the heading words: number, name, qualifier or nothing."""
    plain = rest.strip()
    numbered = NUMBER_AFTER.match(rest) if rest[:1] in " \t" or not rest else None
    if numbered and not YEAR.match(rest):
        name = rest[numbered.end() :].strip().lstrip(":.)–—- ").strip()
        role = form.numbered or form.role
        if form.role == "area" and not name and numbered["number"].isalpha() and len(plain) > 1:
            return None
        return Label(role, False, numbered["number"], name, colon=":" in rest)
    if form.numbered:
        if plain[:1] in {":", "–", "—"} and len(plain) > 1 and lead == 0:
            return Label(form.numbered, False, "", plain[1:].strip(), colon=True)
        return None
    make = _maker(form)
    if not plain or plain in {":", "."}:
        return make(colon=plain == ":")
    if not certain and lead and not plain.startswith(("(", ":")) and not _follows(plain):
        return None
    if plain[0] == ":":
        return make(name=plain[1:].strip(), colon=True)
    if plain[0] in "–—-" and rest[:1].isspace():
        return make(name=plain[1:].strip()) if lead == 0 else None
    return _qualified(form, make, plain)


def _maker(form: Form):  # type: ignore[no-untyped-def]
    def make(*, name: str = "", qualifier: str = "", colon: bool = False, role: str = "") -> Label:
        if name.startswith("(") and name.endswith(")"):
            name = ""
        return Label(role or form.role, form.plural, "", name, qualifier, form.listing, colon)

    return make


def _follows(plain: str) -> bool:
    first = WORD.match(plain)
    return bool(first and first.group().lower() in _FOLLOWERS) or bool(YEAR.match(plain))


def _qualified(form: Form, make, plain: str) -> Label | None:  # type: ignore[no-untyped-def]
    """ "Mål for transport:", "Tiltak (innspill):", "Mål og tiltak", "Tiltak 2025–2028"."""
    head, colon, name = plain.partition(":")
    if plain[0] == "(":
        closing = plain.rfind(")")
        name = plain[closing + 1 :].strip().lstrip(":").strip() if closing > 0 else ""
        return make(name=name, colon=":" in plain)
    comma = plain[0] == ","
    if not comma and not _follows(plain):
        return None
    if len(head.split()) > 9 or (not colon and plain.rstrip().endswith((".", ","))):
        return None
    if comma and not colon:
        return None
    lows = [w.lower() for w in WORD.findall(head)]
    if lows and lows[0] in {"og", "och", "and", "ja", "samt", "&", "sekä", "eller", "or"}:
        return _joined(form, make, lows, name.strip(), bool(colon))
    if any(low in words_that_tell(form.role) for low in lows):
        return None
    return make(name=name.strip(), qualifier=head.strip(" ,"), colon=bool(colon))


def words_that_tell(role: str) -> frozenset[str]:
    """Finite verbs that show a line to be a sentence about the role, not its heading."""
    if role in {"continuation", "path", "challenge", "advice"}:
        return frozenset()
    return FINITE_VERBS


def _joined(form: Form, make, lows: list[str], name: str, colon: bool) -> Label | None:  # type: ignore[no-untyped-def]
    """Two heading words with "and" between them: a chapter that holds both."""
    at = 1
    while at < len(lows) and lows[at] in _MODIFIERS:
        at += 1
    hit = find_form(lows, at) if at < len(lows) else None
    if hit is None:
        at_end = at < len(lows) and len(lows) == at + 1 and form.plural
        return (
            make(name=name, colon=colon)
            if at_end and (form.role in {"result", "facts", "advice"})
            else None
        )
    other = hit[0].role
    if other == form.role:
        return make(name=name, colon=colon)
    role = "area" if "area" in (form.role, other) else "mixed"
    if {form.role, other} <= {"path", "measure"}:
        role = form.role
    return Label(role, True, name=name, colon=colon)
