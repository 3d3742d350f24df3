"""What an action plan lacks, and what is still needed before it counts."""

from __future__ import annotations

from samkraft.actions.models import ActionPlan
from samkraft.actions.queries.elements import adopted_elements
from samkraft.actions.rules.quality import Finding, Treated, Written, missing, still_needed
from samkraft.lib.texts import Texts
from samkraft.plans.models import PlanVersion

WORDS = ("what", "how", "who", "resources", "networks", "children_and_young",
         "national_minorities", "sami")  # fmt: skip


def quality(plan: ActionPlan, lang: str) -> tuple[Finding, ...]:
    """What is missing of the instructions; never blocks. Two queries."""
    words = {name: Texts.read(getattr(plan, name)).shown(lang).text for name in WORDS}
    return missing(
        Written(
            **words, when=plan.last_day is not None,
            coordinator=bool(plan.coordinator_id or plan.coordinator_organisation_id),
            elements=len(plan.element_keys),
            actions=plan.actions.filter(withdrawn_at=None).count(),
            principles={
                row.key: row.worded(lang).text
                for row in adopted_elements(plan.plan, "principle")
            },
            answers=frozenset(plan.answers),
        )
    )  # fmt: skip


def lacking(plan: ActionPlan, lang: str) -> tuple[Finding, ...]:
    """Why it does not count as part of the strategy yet; nothing when it does. Two queries."""
    rows = plan.treatments.select_related("body", "organisation").order_by("on", "pk")
    treated = [
        Treated(
            (row.body or row.organisation).named(lang).text,
            row.body_id is not None and row.body.kind == "committee", row.outcome,
        )
        for row in rows
    ]  # fmt: skip
    adopted = PlanVersion.objects.filter(plan=plan.plan_id, state="adopted").exists()
    return still_needed(plan.state, treated, plan_adopted=adopted)
