"""A year of a plan's follow-up: organisation, action plans, priorities, and the actions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from samkraft.accounts import operations as people
from samkraft.actions import operations as acting
from samkraft.actions.models import Rate
from samkraft.demonstration.followup.actions import Actions
from samkraft.demonstration.followup.frame import area, organisation, person


class FollowUpYear(Actions):
    """One file, played through from its first day to its last."""

    def build(self) -> None:
        """Collect what happened, then let it happen in its order."""
        facts = self.facts
        for each in facts.get("bodies", ()):
            self._body(each)
        for each in facts.get("involvements", ()):
            self._on(each["since"], lambda at, each=each: self._involve(each, at))
        for each in facts.get("rates", ()):
            self._rate(each)
        if habits := facts.get("habits"):
            self._on(habits.get("last_meeting", -400), lambda at: self._habits(habits, at))
        for each in facts.get("action_plans", ()):
            self._action_plan(each)
        for each in facts.get("rounds", ()):
            self._on(each["opens"], lambda at, each=each: self._round(each, at))
        self._priorities()
        for each in facts.get("actions", ()):
            self._action(each)
        for day, _, step in sorted(self.steps, key=lambda each: each[:2]):
            step(datetime.combine(day, time(9), UTC))

    # who is organised how

    def _body(self, facts: dict) -> None:
        since = facts.get("since")

        def form(at: datetime) -> None:
            self.bodies[facts["slug"]] = people.form_body(
                region=self.plan.region, slug=facts["slug"], kind=facts["kind"],
                name=self._texts(facts["name"]), mandate=self._texts(facts.get("mandate")),
                organisation=organisation(facts.get("organisation")),
                area=area(facts["area"]) if facts.get("area") else None,
                existing="new_reason" not in facts, new_reason=facts.get("new_reason", ""),
                valid_from=self._day(since) if since else None, by=None, at=at,
            )  # fmt: skip

        self._on(since or self._first_day(), form)
        for seat in facts.get("seats", ()):
            self._on(seat["since"], lambda at, seat=seat: self._seat(facts["slug"], seat, at))
        if "end" in facts:
            self._on(facts["end"], lambda at: people.end_body(
                body=self.bodies[facts["slug"]], on=at.date(), why="Programmet er slutt.",
                by=None, at=at,
            ))  # fmt: skip

    def _first_day(self) -> int | date:
        given = [each["since"] for each in self.facts.get("bodies", ()) if each.get("since")]
        return min(given, key=self._day)

    def _seat(self, slug: str, facts: dict, at: datetime) -> None:
        until = facts.get("until")
        people.give_seat(
            body=self.bodies[slug], role=facts["role"], active_from=at.date(),
            person=person(facts.get("email")), organisation=organisation(facts.get("organisation")),
            name=facts.get("name", ""), published_name=facts.get("name_shown", False),
            active_until=self._day(until) if until else None, by=None, at=at,
        )  # fmt: skip

    def _involve(self, facts: dict, at: datetime) -> None:
        until = facts.get("until")
        acting.involve(
            plan=self.plan, role=facts["role"], active_from=at.date(), key=facts.get("key", ""),
            organisation=organisation(facts.get("organisation")),
            body=self.bodies.get(facts.get("body", "")), note=facts.get("note", ""),
            active_until=self._day(until) if until else None, by=None, at=at,
        )  # fmt: skip

    def _rate(self, facts: dict) -> None:
        if not Rate.objects.filter(base=facts["base"], quote=facts["quote"]).exists():
            self._on(facts["day"], lambda at: acting.state_rate(
                base=facts["base"], quote=facts["quote"], on=at.date(), rate=Decimal(facts["rate"]),
                source=facts["source"], by=None, at=at,
            ))  # fmt: skip

    def _habits(self, facts: dict, at: datetime) -> None:
        quiet = [tuple(map(date.fromisoformat, pair)) for pair in facts.get("quiet", ())]
        meeting = facts.get("last_meeting")
        values = acting.HabitValues(
            currency=facts["currency"], stale_after=facts["stale_after"], quiet=quiet,
            last_meeting_on=self._day(meeting) if meeting else None,
        )  # fmt: skip
        acting.set_habits(plan=self.plan, values=values, by=None, at=at)

    def _round(self, facts: dict, at: datetime) -> None:
        acting.open_round(
            plan=self.plan, title=self._texts(facts["title"]), opens=at.date(),
            closes=self._day(facts["closes"]), by=self.by, at=at,
        )  # fmt: skip

    def _priorities(self) -> None:
        made: list = []
        for each in self.facts.get("criteria", ()):
            self._on(-400, lambda at, each=each: made.append(acting.add_criterion(
                plan=self.plan, name=self._texts(each["name"]), weight=Decimal(each["weight"]),
                by=None, at=at,
            )))  # fmt: skip
        for key, members in self.facts.get("opinions", {}).items():
            for slug, scores in members.items():
                self._on(-390, lambda at, key=key, slug=slug, scores=scores: [
                    acting.give_opinion(
                        criterion=criterion, score=score, element_key=key,
                        organisation=organisation(slug), by=None, at=at,
                    )
                    for criterion, score in zip(made, scores, strict=True)
                ])  # fmt: skip
        for each in self.facts.get("choices", ()):
            self._on(each["day"], lambda at, each=each: acting.record_choice(
                plan=self.plan, chosen=each["chosen"], phase=each["phase"], why=each["why"],
                on=at.date(), decided_by=each["by"], element_key=each.get("key", ""),
                action=self._found(each["action"]) if "action" in each else None, by=None, at=at,
            ))  # fmt: skip

    # action plans

    def _action_plan(self, facts: dict) -> None:
        self._on(facts["day"], lambda at: self._initiate(facts, at))
        for step in facts["life"]:
            self._on(step["day"], lambda at, step=step: self._treat(facts["slug"], step, at))

    def _initiate(self, facts: dict, at: datetime) -> None:
        names = ("title", "what", "how", "who", "resources", "networks", "children_and_young",
                 "national_minorities", "sami")  # fmt: skip
        made = acting.initiate_action_plan(
            plan=self.plan,
            by=None,
            at=at,
            initiated_by=organisation(facts["initiated_by"]),
            demonstration=True,
            values=acting.ActionPlanValues(
                **{name: self._texts(facts.get(name)) for name in names},
                elements=facts["elements"],
                first_day=self._day(facts["from"]) if "from" in facts else None,
                last_day=self._day(facts["until"]) if "until" in facts else None,
                answers={k: self._texts(v) for k, v in facts.get("answers", {}).items()},
            ),
        )
        self.action_plans[facts["slug"]] = made
        acting.set_coordinator(
            action_plan=made, organisation=organisation(facts["coordinator"]), by=None, at=at
        )

    def _treat(self, slug: str, step: dict, at: datetime) -> None:
        found = self.action_plans[slug]
        if "to" in step:
            acting.move_action_plan(action_plan=found, state=step["to"], by=None, at=at)
            return
        acting.record_treatment(
            action_plan=found, on=at.date(), outcome=step["outcome"],
            organisation=organisation(step["by"].get("organisation")),
            body=self.bodies.get(step["by"].get("body", "")),
            reference=step.get("reference", ""), note=step.get("note", ""), by=None, at=at,
        )  # fmt: skip
