"""What the parts of a followed-up year share: its days, its words and who is meant."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.actions.models import ActionPlan
from samkraft.lib.texts import Texts
from samkraft.places.models import Area
from samkraft.plans.models import Plan

NO_WORDS = Texts()


class Frame:
    """A file, the plan it follows up, and the steps collected so far."""

    def __init__(self, plan: Plan, facts: dict, now: datetime) -> None:
        self.plan, self.facts, self.lang, self.today = plan, facts, facts["language"], now.date()
        self.by = person(facts.get("by"))
        self.steps: list[tuple[date, int, object]] = []
        self.bodies: dict[str, Body] = {}
        self.action_plans: dict[str, ActionPlan] = {}

    def _on(self, day: int | date, step) -> None:
        self.steps.append((self._day(day), len(self.steps), step))

    def _day(self, day: int | date) -> date:
        return day if isinstance(day, date) else self.today + timedelta(days=day)

    def _when(self, text: str) -> str:
        """“~+4m” and the like, counted from today; other times as they are written."""
        found = re.fullmatch(r"~([+-]\d+)([dmy])", text)
        if found is None:
            return text
        count, unit = int(found[1]), found[2]
        if unit == "d":
            return (self.today + timedelta(days=count)).isoformat()
        if unit == "y":
            return str(self.today.year + count)
        months = self.today.year * 12 + self.today.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"

    def _texts(self, words: dict[str, str] | str | None) -> Texts:
        if not words:
            return NO_WORDS
        if isinstance(words, str):
            return Texts.of(self.lang, words)
        texts = Texts.of(self.lang, words[self.lang])
        for lang, text in words.items():
            if lang != self.lang:
                texts = texts.with_translation(lang, text)
        return texts


def organisation(slug: str | None) -> Organisation | None:
    return Organisation.objects.get(slug=slug) if slug else None


def person(email: str | None) -> Person | None:
    return Person.objects.get(email=email) if email else None


def area(code: str) -> Area:
    country, code = code.split(":")
    return Area.objects.get(country=country, code=code, kind="municipality", valid_until=None)
