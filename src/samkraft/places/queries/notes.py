"""Remarks beside an answer: a sentence with named values, so that a page can translate it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from samkraft.lib.periods import in_words

ENDED = gettext_noop(
    "The region's memberships are dated %(first)s–%(last)s; counted are the successors of its "
    "last members."
)
ENDED_UNCHANGED = gettext_noop(
    "The region's memberships are dated %(first)s–%(last)s; counted are its last members."
)
NOT_BEGUN = gettext_noop(
    "The region's memberships begin %(first)s; counted are its first members as they then were."
)
PREDECESSOR = gettext_noop("Its predecessor was %(name)s (%(slug)s).")
IMPRECISE = gettext_noop("When the memberships began or ended is known to the %(precision)s only.")
RECODED = gettext_noop("The same areas under other codes: %(pairs)s.")
SUCCEEDED = gettext_noop("%(new)s has taken the place of %(old)s.")
FORMERLY = gettext_noop("%(new)s was then %(old)s.")
LARGER = gettext_noop(
    "%(new)s also contains %(extra)s, which was not a member: the set of areas is not the same."
)
DIVIDED = gettext_noop("Only a part of %(old)s lies in %(new)s: the set of areas is not the same.")
COUNTED_EARLIER = gettext_noop(
    "There is no count of every member on %(on)s; the newest one before, of %(counted)s, is used."
)
TOTAL_EARLIER = gettext_noop(
    "There is no published total for %(on)s; the newest one before, of %(counted)s, is used."
)
SAME_MIDNIGHT = gettext_noop("%(counted)s and %(on)s are the same count: one midnight.")
DIFFERS = gettext_noop(
    "The published total, %(stated)s, is not the sum of the members, %(sum)s. Published totals "
    "are not recomputed from parts; both are kept."
)
STATED_ELSEWHERE = gettext_noop(
    "A total of %(stated)s is published for %(on)s (%(source)s). It cannot be checked: the "
    "members were last counted together on %(counted)s."
)
MEMBERS_UNCOUNTED = gettext_noop("On %(counted)s there is no figure for %(members)s.")
NO_COUNT = gettext_noop(
    "No population: within %(years)s years up to %(on)s there is no figure for %(members)s."
)
NO_COMMON_COUNT = gettext_noop(
    "No population: within %(years)s years up to %(on)s there is no day on which all members "
    "were counted."
)


@dataclass(frozen=True, slots=True)
class Note:
    """`message` with `values` to fill in; `text` is the English sentence."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.message % {key: _shown(value) for key, value in self.values.items()}

    def __str__(self) -> str:
        return self.text


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return in_words(value)
    return f"{value:,}" if isinstance(value, int) else str(value)
