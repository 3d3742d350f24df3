"""Actions as they were made, and what happened to them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from samkraft.actions import operations as acting
from samkraft.actions.models import Action
from samkraft.demonstration.followup.frame import Frame, area, organisation, person


class Actions(Frame):
    """The actions of a file."""

    def _action(self, facts: dict) -> None:
        slug: list[str] = []
        self._on(facts["day"], lambda at: slug.append(self._create(facts, at)))
        if trial := facts.get("experiment"):
            self._on(trial["day"], lambda at: acting.begin_experiment(
                action=self._found(slug[0]), hypothesis=self._texts(trial["hypothesis"]),
                how_we_know=self._texts(trial["how_we_know"]), by=self.by, at=at,
            ))  # fmt: skip
            self._on(trial["conclude"]["day"], lambda at: self._conclude(slug[0], trial, at))
        for event in facts.get("events", ()):
            self._on(event["day"], lambda at, event=event: self._event(slug[0], event, at))

    def _create(self, facts: dict, at: datetime) -> str:
        made = acting.create_action(
            plan=self.plan, stage=facts.get("stage", "decided"), public=facts.get("public", True),
            demonstration=True, by=person(facts["made_by"]) if "made_by" in facts else self.by,
            at=at, values=acting.ActionValues(
                title=self._texts(facts["title"]), how=self._texts(facts["how"]),
                start=self._when(facts.get("start", "")), due=self._when(facts.get("due", "")),
                elements=facts["elements"], tags=facts.get("tags", ()),
                target_groups=facts.get("groups", ()), areas=[area(a) for a in facts.get("areas", ())],
                action_plan=self.action_plans[facts["action_plan"]]
                if "action_plan" in facts else None,
            ),
        )  # fmt: skip
        carried = acting.Responsible(
            organisation=organisation(facts.get("organisation")),
            body=self.bodies.get(facts.get("body", "")),
            person=person(facts.get("person")),
            role=self._texts(facts.get("role")),
        )
        if carried != acting.Responsible():
            made = acting.assign_action(
                action=made, revision=made.revision, responsible=carried, by=self.by, at=at
            )
        if made.consent == "asked" and not facts.get("waits"):
            acting.answer_assignment(action=made, accepted=True, by=self.by, at=at)
        self._parts(made, facts, at)
        return made.slug

    def _parts(self, action: Action, facts: dict, at: datetime) -> None:
        doing = {"action": action, "by": self.by, "at": at}
        for each in facts.get("milestones", ()):
            acting.add_milestone(
                title=self._texts(each["title"]), due=self._when(each["due"]),
                criterion=self._texts(each.get("criterion")), **doing,
            )  # fmt: skip
        for each in facts.get("money", ()):
            acting.add_money(values=self._money(each), **doing)
        for each in facts.get("partners", ()):
            partner = acting.invite_partner(
                organisation=organisation(each["organisation"]), role=each["role"], **doing
            )
            if "answer" in each:
                acting.answer_invitation(
                    partner=partner, accepted=each["answer"] == "accepted",
                    why=each.get("why", ""), by=self.by, at=at,
                )  # fmt: skip
        for key, each in facts.get("principles", {}).items():
            acting.answer_principle(
                key=key, considered=each["considered"], text=self._texts(each.get("text")), **doing
            )
        for slug in facts.get("needs", ()):
            acting.need_action(needs=self._found(slug), **doing)

    def _money(self, facts: dict) -> acting.MoneyValues:
        year = facts["year"]
        amounts = {k: Decimal(facts[k]) for k in ("promised", "spent") if k in facts}
        return acting.MoneyValues(
            level=facts["level"], year=year if year > 1000 else self.today.year + year,
            currency=facts["currency"], organisation=organisation(facts.get("organisation")),
            funder=facts.get("funder", ""), **amounts,
        )  # fmt: skip

    def _conclude(self, slug: str, trial: dict, at: datetime) -> None:
        experiment = self._found(slug).experiments.get()
        end = trial["conclude"]
        acting.conclude_experiment(
            experiment=experiment, revision=experiment.revision, decision=end["decision"],
            outcome=self._texts(end["outcome"]), lesson=self._texts(end["lesson"]),
            by=self.by, at=at,
        )  # fmt: skip

    def _event(self, slug: str, event: dict, at: datetime) -> None:
        """What happened on a day: several things may come together."""
        action = self._found(slug)
        by = person(event["by"]) if "by" in event else self.by
        milestones = list(action.milestones.order_by("order", "pk"))
        if "accept" in event or "decline" in event:
            acting.answer_assignment(
                action=action, accepted="accept" in event, why=event.get("why", ""), at=at,
                by=person(event.get("accept") or event.get("decline")),
            )  # fmt: skip
            if event.get("accept") and action.person_id:
                acting.publish_name(action=action, agreed=True, by=action.person, at=at)
        if "move_milestone" in event:
            moved = milestones[event["move_milestone"]]
            due = self._when(event["to"])
            acting.move_milestone(milestone=moved, due=due, why=event["why"], by=by, at=at)
        if "due" in event:
            due = self._when(event["due"])
            acting.move_dates(
                action=action, start=action.start_text, due=due, why=event["why"], by=by, at=at
            )
        if "reached" in event:
            acting.reach_milestone(
                milestone=milestones[event["reached"]], on=at.date(), by=by, at=at
            )
        if said := event.get("report"):
            names = ("text", "deviation", "cause", "correction")
            acting.update_action(
                action=action, by=by, at=at,
                said=acting.Said(said["judgement"], **{n: self._texts(said.get(n)) for n in names}),
            )  # fmt: skip
        if "stage" in event:
            self._stage(action, event, by, at)

    def _stage(self, action: Action, event: dict, by, at: datetime) -> None:
        after = event.get("follow_up")
        acting.move_stage(
            action=action, stage=event["stage"], why=event.get("why", ""), by=by, at=at,
            handed_to=organisation(event.get("to")) if event["stage"] == "handed_over" else None,
            handed_to_name=event.get("to_name", ""),
            follow_up_on=self._day(after) if after else None,
        )  # fmt: skip

    def _found(self, slug: str) -> Action:
        return Action.objects.select_related("plan__region", "person").get(
            plan=self.plan, slug=slug
        )
