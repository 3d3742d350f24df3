"""What became of a code by a year, when several lists tell of it.

Rules, in this order, for a code of a period:

1. Weights that somebody stated, and the code's own division, are followed change by change.
2. A list that names the code of the year directly is believed: it knows better than the chain
   that Haram (1534) became Haram (1580) again after four years inside Ålesund (1507).
3. Else the changes are followed one after another.

A division without stated shares goes in equal parts, marked as a convention, except where the
old code lives on: nobody can say how large the part is that it gave away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samkraft.calc.shares import Change, Share, shares_between
from samkraft.sources.recoding.lists import ChangeList

BEGINNING = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Succession:
    """Answers from lists of changes, for one year to come to."""

    lists: ChangeList
    year: int

    @classmethod
    def of(cls, lists: ChangeList, weights: Iterable[Change], year: int) -> Succession:
        """`weights` as `read_weights` gives them, in the place of what the lists say."""
        changes = list(lists.changes)
        for old in dict.fromkeys(change.old for change in (weights := tuple(weights))):
            stated = [change for change in weights if change.old == old]
            news = {change.new for change in stated}
            days = [c.on for c in changes if c.old == old and c.new in news and c.new != old]
            day = max(days, default=_day_after(lists, old, year))
            changes = [c for c in changes if (c.old, c.on) != (old, day)]
            changes += [replace(change, on=day) for change in stated]
        full = replace(lists, changes=tuple(_equal_parts(changes)))
        return cls(full, year)

    def shares(self, code: str, on: date) -> tuple[Share, ...]:
        """The codes of 1 January of the year that `code`, as used on a day, belongs to."""
        until = date(self.year, 1, 1)
        out = [change for change in self.lists.changes if change.old == code]
        ended = bool(out) and max(c.on for c in out) <= on and not self._alive(code, on)
        since = max(c.on for c in out) - timedelta(days=1) if ended else on
        walked = shares_between(self.lists.changes, [code], since=since, until=until)
        named = self.lists.direct.get(self.year, {}).get(code)
        divided = len({c.new for c in out if since < c.on <= until}) > 1
        if named is None or divided or {share.new for share in walked} == set(named):
            return walked
        weight = 1 / len(named)
        return tuple(Share(code, new, weight, len(named) > 1) for new in named)

    def in_use(self, code: str, on: date) -> bool | None:
        """Whether a code was in use on a day; None when no list tells."""
        if code in self.lists.in_use:
            first, last = self.lists.in_use[code]
            return (first or 0) <= on.year <= last
        out = [c.on for c in self.lists.changes if c.old == code and c.new != code]
        into = [c.on for c in self.lists.changes if c.new == code and c.old != code]
        survives = any(c.old == c.new == code for c in self.lists.changes)
        if out and not survives:
            born = not into or min(into) <= on or min(into) > max(out)
            return max(out) > on and born
        # Others may have joined a code that was there before them: only its own past would tell.
        return None

    def codes(self) -> tuple[str, ...]:
        """Every code the lists know of, in their order."""
        named = [code for each in self.lists.direct.values() for code in each]
        changed = [code for c in self.lists.changes for code in (c.old, c.new)]
        return tuple(dict.fromkeys((*named, *changed)))

    def _alive(self, code: str, on: date) -> bool:
        """Whether a code that gave something away was there still, or again, on the day."""
        last = max(c.on for c in self.lists.changes if c.old == code)
        return any(
            c.new == code and (last < c.on <= on or (c.old == code and c.on == last))
            for c in self.lists.changes
        )


def _day_after(lists: ChangeList, code: str, year: int) -> date:
    last = lists.in_use.get(code, (None, year - 1))[1]
    return date(last + 1, 1, 1)


def _equal_parts(changes: Iterable[Change]) -> Iterable[Change]:
    changes = tuple(changes)
    for change in changes:
        if change.weight is not None:
            yield change
            continue
        together = [c for c in changes if (c.old, c.on) == (change.old, change.on)]
        lives_on = any(c.new == c.old for c in together)
        if lives_on or any(c.weight is not None for c in together):
            yield change
        else:
            yield replace(change, weight=1 / len(together), convention=True)
