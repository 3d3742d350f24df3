"""What running text says: goals inside sentences, lead-ins of lists, run-in heads."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from .items import sentences
from .labels import WORD, Label, find_label
from .vocabulary import LIST_ONLY, PLURAL, SINGULAR
from .words import FINITE_VERBS

_MAIN = (
    r"(?:hovedmålet|hovudmålet|huvudmålet|hovedmålsettingen|hovedmålsætningen|"
    r"(?:det |den )?(?:overordnede|overordna|övergripande|overordnet) (?:målet|målsettingen|målsetjinga|"
    r"målsättningen|mål|målsætning)|päätavoite(?:ena|emme)?|"
    r"(?:the )?(?:main|overall|overarching|principal) (?:goal|objective|aim))"
)
_ANY = (
    r"(?:målet(?: vårt)?|vårt mål|vårt mål|målsättningen|målsettingen|målsetjinga|målsætningen|"
    r"vores mål|tavoitteena|tavoitteemme|(?:our|the) (?:goal|aim|objective))"
)
_LINK = (
    r"(?: (?:for|för|med|of|for the|of the|i|in)(?: [\w-]+){1,4}?)? "
    r"(?:er|är|is|on|var|was|blir|bliver|vert)(?: (?:derfor|därför|dermed|difor|også|även))?"
    r"(?:,)? (?:(?:å|att|at|om å|that|to)(?: |:)|(?=[a-zäö]+(?:a|ä)\b))"
)
_MAIN_GOAL = re.compile(rf"\b{_MAIN}{_LINK}\s*(?P<goal>.+)$", re.IGNORECASE)
_ANY_GOAL = re.compile(rf"^{_ANY}{_LINK}\s*(?P<goal>.+)$", re.IGNORECASE)
_FIRST_MEASURE = re.compile(
    r"\b(?:første|viktigste|viktigaste|neste|nästa|första|first|next) (?:tiltak\w*|åtgärd\w*|insats\w*|measure|action)"
    r" (?:er|är|is|blir) (?:å|att|to) (?P<text>.+)$",
    re.IGNORECASE,
)
_VISION = re.compile(
    r"\b(?:vår |vores |our |the |regionens |länets |fylkets |planens |maakunnan |strategins )?"
    r"(?:vision|visjon|visio)(?:en|mme|s)?(?: (?:vår|for|för) ?[\w-]*)?"
    r"(?: (?:är|er|is|on|lyder|lyd|kuuluu|reads),?)?(?P<link> (?:att|at|that|to|å)\b|\s*:)?\s*(?P<text>.+)$",
    re.IGNORECASE,
)
_WE_WILL = re.compile(
    r"(?:\bvi (?:vil|vill|skal|ska)|\bme (?:vil|skal)|\bwe (?:will|want to|shall)|\baiomme|\bhaluamme)"
    r"(?: (?:derfor|därför|difor|therefore|også|även))?\s*:$",
    re.IGNORECASE,
)


def goals_in_prose(text: str) -> list[tuple[str, str, bool]]:
    """(kind, text, sure) for goals and a vision told in sentences; unsure ones need an empty area."""
    found: list[tuple[str, str, bool]] = []
    for sentence in sentences(text):
        main = _MAIN_GOAL.search(sentence)
        if main and _worthy(main["goal"]):
            found.append(("goal", main["goal"].strip(), True))
            continue
        any_goal = _ANY_GOAL.match(sentence)
        if any_goal and _worthy(any_goal["goal"]):
            found.append(("goal", any_goal["goal"].strip(), False))
            continue
        measure = _FIRST_MEASURE.search(sentence)
        if measure and _worthy(measure["text"]):
            found.append(("measure", measure["text"].strip(), True))
        vision = _vision_in(sentence)
        if vision:
            found.append(("vision", vision, True))
    return found


def _worthy(goal: str) -> bool:
    return 2 <= len(goal.split()) <= 60 and not goal.rstrip().endswith(":")


def _vision_in(sentence: str) -> str:
    match = _VISION.search(sentence)
    if not match or match.start() > 40:
        return ""
    text = match["text"].strip()
    quoted = text[:1] in '«”“"„'
    if not (quoted or match["link"]) or len(text.split()) < 3:
        return ""
    return text.strip('«»”“"„ ') if quoted else text


@lru_cache(maxsize=1)
def _role_words() -> dict[str, str]:
    """Single heading words and their role, for looking inside lead-in sentences."""
    found: dict[str, str] = {}
    for table in (SINGULAR, PLURAL):
        for role in ("area", "goal", "subgoal", "measure", "challenge", "principle", "advice"):
            for text in table.get(role, {}).values():
                for phrase in text.split(";"):
                    found.setdefault(phrase.strip(), role)
    for text in LIST_ONLY.values():
        for phrase in text.split(";"):
            found.pop(phrase.strip(), None)
    for plain in (
        "områder",
        "områden",
        "område",
        "områdene",
        "områdena",
        "areas",
        "aluetta",
        "painopistettä",
        "satsingsområder",
        "teman",
        "temaer",
        "themes",
        "kärkeä",
        "teemaa",
        "pillars",
    ):
        found[plain] = "area"
    for plain, role in (
        ("tavoitetta", "goal"),
        ("haastetta", "challenge"),
        ("periaatetta", "principle"),
        ("toimenpidettä", "measure"),
        ("tavoitteita", "goal"),
        ("målen", "goal"),
    ):
        found[plain] = role
    return found


def listing_sentence(text: str) -> str:
    """The role of a list, from the words of the sentence that leads into it, or ""."""
    if not text.rstrip().endswith(":"):
        return ""
    last = sentences(text)[-1]
    label: Label | None = find_label(last)
    if label and not label.name:
        return "" if label.role in ("other", "mixed") else _plain(label.role)
    if _WE_WILL.search(last):
        return "path"
    words = [w.lower() for w in WORD.findall(last)]
    roles = [_role_words()[w] for w in words if w in _role_words()]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    roles += [_role_words()[p] for p in pairs if p in _role_words()]
    if roles:
        return (
            "area" if "area" in roles and not {"goal", "measure"} & set(roles[-1:]) else roles[-1]
        )
    earlier = [w.lower() for w in WORD.findall(text)]
    return "area" if any(_role_words().get(w) == "area" for w in earlier) else ""


# Goals that others have set, which a plan's first chapters like to list.
_OTHERS = re.compile(
    r"\b(?:nasjonal\w*|nationell?\w*|national\w*|kansalli\w*|valtakunnalli\w*|global\w*|internasjonal\w*|"
    r"internationell?\w*|fn:?s?|yk:n|un|agenda 2030|bærekraftsmål\w*|berekraftsmål\w*|hållbarhetsmål\w*|"
    r"verdensmål\w*|miljömål\w*|eu:?n?s?|european|europeisk\w*|regjeringen\w*|regeringen\w*|hallituksen|"
    r"statlige?|statliga)\b",
    re.IGNORECASE,
)


def tells_of_others(text: str) -> bool:
    """Whether the sentence before a list speaks of national, European or global goals."""
    return text.rstrip().endswith(":") and bool(_OTHERS.search(sentences(text)[-1]))


def _plain(role: str) -> str:
    return {"continuation": "measure", "goalarea": "area"}.get(role, role)


def run_in_head(text: str) -> str:
    """ "Attract people. The region …" gives "Attract people"; a first sentence with a verb gives ""."""
    parts = sentences(text)
    if len(parts) < 2:
        head, colon, rest = text.partition(": ")
        return head if colon and _is_head(head) and len(rest.split()) >= 3 else ""
    first = parts[0]
    if not first.endswith("."):
        first, colon, _ = first.partition(": ")
        return first if colon and _is_head(first) else ""
    return first[:-1] if _is_head(first[:-1]) else ""


def _is_head(head: str) -> bool:
    words = [w.lower() for w in WORD.findall(head)]
    told = bool(set(words) & FINITE_VERBS) and len(words) > 3
    return 0 < len(words) <= 8 and not told
