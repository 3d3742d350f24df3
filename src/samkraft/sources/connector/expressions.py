"""Value expressions of PxWebApi 2, worked out against a table's own codes.

They are worked out here, not by the service, so that a question can be counted, parted and
checked code by code, and asked of services that know no expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samkraft.sources.connector.problems import WrongQuery
from samkraft.sources.connector.splitting import Selection

CALL = re.compile(r"(TOP|BOTTOM|RANGE|FROM|TO)\(([^()]*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen of a variable; `otherwise` is chosen when nothing is said."""

    codes: tuple[str, ...]
    time: bool = False
    otherwise: str | None = None


def chosen(choices: Mapping[str, Choices], select: Mapping[str, Sequence[str]]) -> Selection:
    """The codes of every variable of a table, each once, in the table's order.

    A variable that is not named must have one code only, or a total. Raises WrongQuery.
    """
    names = {name.lower(): name for name in choices}
    asked: dict[str, Sequence[str]] = {}
    for name, expressions in select.items():
        if name.lower() not in names:
            raise WrongQuery(f"There is no variable “{name}”; there are {', '.join(choices)}.")
        asked[names[name.lower()]] = expressions
    return {name: _codes(name, each, asked.get(name)) for name, each in choices.items()}


def _codes(name: str, choices: Choices, asked: Sequence[str] | None) -> tuple[str, ...]:
    if asked is None and len(choices.codes) == 1:
        return choices.codes
    if asked is None and choices.otherwise in choices.codes:
        return (str(choices.otherwise),)
    if not asked:
        raise WrongQuery(
            f"Nothing is selected of “{name}”, which has {len(choices.codes)} codes "
            f"({', '.join(choices.codes[:5])} …)."
        )
    found = {code for text in asked for code in expand(name, text, choices)}
    return tuple(code for code in choices.codes if code in found)


def expand(name: str, text: str, choices: Choices) -> list[str]:
    """The codes one code or expression stands for. Raises WrongQuery when it is none."""
    exact = [code for code in choices.codes if code.lower() == text.lower()]
    if exact:
        return [text] if text in exact else exact
    if call := CALL.fullmatch(text.strip()):
        return _called(name, call[1].upper(), call[2], choices)
    if "*" in text or "?" in text:
        pattern = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in text)
        found = [c for c in choices.codes if re.fullmatch(pattern, c, re.IGNORECASE)]
        if found:
            return found
    raise WrongQuery(f"“{text}” is not among the {len(choices.codes)} codes of “{name}”.")


def _called(name: str, word: str, inside: str, choices: Choices) -> list[str]:
    # the newest period may stand first in a table; by text they are in order
    ordered = sorted(choices.codes) if choices.time else list(choices.codes)
    given = [part.strip() for part in inside.split(",")]
    if word in ("TOP", "BOTTOM"):
        try:
            count, offset = int(given[0]), int(given[1]) if len(given) > 1 else 0
        except ValueError as error:
            raise WrongQuery(f"“{word}({inside})” has no number.") from error
        from_end = (word == "TOP") == choices.time
        line = ordered[::-1] if from_end else ordered
        return line[offset : offset + count]
    places = [ordered.index(expand(name, code, Choices(choices.codes))[0]) for code in given]
    if len(places) != (2 if word == "RANGE" else 1):
        raise WrongQuery(f"“{word}({inside})” has {len(places)} codes.")
    first = min(places) if word != "TO" else 0
    last = max(places) if word != "FROM" else len(ordered) - 1
    return ordered[first : last + 1]
