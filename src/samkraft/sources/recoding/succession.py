"""What became of a code by a year, when several lists tell of it.

Rules, in this order, for a code of a period:

1. Where the code itself was divided, the division is followed, by stated weights if there are.
2. A list that names the code of the year directly is believed: it knows better than the chain
   that Haram (1534) became Haram (1580) again after four years inside Ålesund (1507).
3. Else the changes are followed one after another.

Where a code went into another and both are named under different codes of the year, that other
was divided again, though no list may say so: `restored` tells of what it was made up.
A division without stated shares goes in equal parts, marked as a convention, except where the
old code lives on: nobody can say how large the part is that it gave away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samkraft.calc.shares import Change, Share, shares_between
from samkraft.sources.recoding.lists import ChangeList


@dataclass(frozen=True, slots=True)
class Succession:
    """Answers from lists of changes, for 1 January of one year to come to."""

    year: int
    direct: Mapping[str, tuple[str, ...]]
    years: Mapping[str, tuple[int | None, int]]
    out: Mapping[str, tuple[Change, ...]]
    into: Mapping[str, tuple[Change, ...]]
    restored: Mapping[str, Mapping[str, tuple[str, ...]]]
    named: frozenset[str]

    @classmethod
    def of(cls, lists: ChangeList, weights: Iterable[Change], year: int) -> Succession:
        """`weights` as `read_weights` gives them stand in the place of what the lists say."""
        weights = tuple(weights)
        restored = _restored(lists, year)
        stated = {change.old for change in (*lists.changes, *weights)}
        unknown = tuple(Change(old, new, date.min, None) for old, news in restored.items()
                        for new in news if old not in stated)  # fmt: skip
        changes = _weighted(lists, (*weights, *unknown), year)
        changes = _equal_parts(changes, apart=set(restored))
        out: dict[str, tuple[Change, ...]] = {}
        into: dict[str, tuple[Change, ...]] = {}
        for change in changes:
            out[change.old] = (*out.get(change.old, ()), change)
            if change.new != change.old:
                into[change.new] = (*into.get(change.new, ()), change)
        return cls(year, lists.direct.get(year, {}), lists.in_use, out, into, restored,
                   lists.named)  # fmt: skip

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code the lists know of, in their order."""
        return tuple(dict.fromkeys((*self.direct, *self.out, *self.into)))

    @property
    def known(self) -> frozenset[str]:
        """Every code that occurs in the lists, on either side."""
        targets = (new for news in self.direct.values() for new in news)
        return self.named.union(self.codes, self.years, targets)

    def shares(self, code: str, on: date) -> tuple[Share, ...]:
        """The codes of the year that `code`, as it was used on a day, belongs to."""
        until = date(self.year, 1, 1)
        own = self.out.get(code, ())
        ended = max((change.on for change in own), default=None)
        if ended and ended <= on and not self._survives(code, ended, on):
            on = ended - timedelta(days=1)
        walked = shares_between(self._ahead(code), [code], since=on, until=until)
        named = self.direct.get(code)
        divided = len({change.new for change in own if on < change.on <= until}) > 1
        if named is None or divided or {share.new for share in walked} == set(named):
            return walked
        return tuple(Share(code, new, 1 / len(named), len(named) > 1) for new in named)

    def in_use(self, code: str, on: date) -> bool | None:
        """Whether a code was in use on a day; None when no list tells."""
        if code in self.years:
            first, last = self.years[code]
            return (first or 0) <= on.year <= last
        own = self.out.get(code, ())
        if not own or any(change.new == code for change in own):
            # Others may have joined a code that was there before: only its end would tell.
            return None
        born = min((change.on for change in self.into.get(code, ())), default=date.min)
        return born <= on < max(change.on for change in own)

    def _survives(self, code: str, ended: date, on: date) -> bool:
        """Whether a code that gave something away was still, or again, there on the day."""
        stays = any(change.new == code and change.on == ended for change in self.out[code])
        return stays or any(ended < change.on <= on for change in self.into.get(code, ()))

    def _ahead(self, code: str) -> list[Change]:
        """The changes of a code and of all that it can become."""
        found, seen, ahead = [], set(), [code]
        while ahead:
            here = ahead.pop()
            if here not in seen:
                seen.add(here)
                found += self.out.get(here, ())
                ahead += [change.new for change in self.out.get(here, ())]
        return found


def _weighted(lists: ChangeList, weights: tuple[Change, ...], year: int) -> list[Change]:
    """The changes of the lists with the stated weights instead of their own.

    A division that only the weights tell of happened after the code's last year, or by `year`.
    """
    changes = list(lists.changes)
    for old in dict.fromkeys(change.old for change in weights):
        stated = [change for change in weights if change.old == old]
        news = {change.new for change in stated}
        last = lists.in_use.get(old, (None, year - 1))[1]
        days = [c.on for c in changes if c.old == old and c.new in news]
        day = max(days, default=date(last + 1, 1, 1))
        changes = [change for change in changes if (change.old, change.on) != (old, day)]
        changes += [replace(change, on=day) for change in stated]
    return changes


def _restored(lists: ChangeList, year: int) -> dict[str, dict[str, tuple[str, ...]]]:
    """Codes that were divided again: new code of the year → the former codes that lie in it."""
    direct = {old: news[0] for old, news in lists.direct.get(year, {}).items() if len(news) == 1}
    parts: dict[str, dict[str, tuple[str, ...]]] = {}
    for change in lists.changes:
        if change.weight == 1 and change.old in direct and change.new in direct:
            held = parts.setdefault(change.new, {direct[change.new]: ()})
            new = direct[change.old]
            held[new] = (*held.get(new, ()), change.old)
    return {old: held for old, held in parts.items() if len(held) > 1}


def _equal_parts(changes: Iterable[Change], apart: set[str]) -> list[Change]:
    """Equal shares by convention where none is stated and the old code came to its end.

    Not for codes `apart`: a town and a village that parted again were never halves.
    """
    together: dict[tuple[str, date], list[Change]] = {}
    for change in changes:
        together.setdefault((change.old, change.on), []).append(change)
    found = []
    for (old, _), held in together.items():
        if old in apart or any(change.weight is not None or change.new == old for change in held):
            found += held
        else:
            found += [replace(each, weight=1 / len(held), convention=True) for each in held]
    return found
