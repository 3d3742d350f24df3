"""Which stage an action may pass into from which, and when a reason is needed."""

from __future__ import annotations

ALLOWED: dict[str, frozenset[str]] = {
    "proposed": frozenset({"decided", "stopped"}),
    "decided": frozenset({"under_way", "paused", "stopped", "done"}),
    "under_way": frozenset({"paused", "done", "stopped", "handed_over"}),
    "paused": frozenset({"decided", "under_way", "stopped"}),
    "done": frozenset({"handed_over", "under_way"}),
    "stopped": frozenset({"decided", "under_way"}),
    "handed_over": frozenset({"under_way"}),
}
NEEDS_REASON = frozenset({"paused", "stopped", "handed_over"})
# Back from an end: that too needs its reason.
ENDS = frozenset({"done", "stopped", "handed_over"})
OPEN = ("proposed", "decided", "under_way", "paused")
RUNNING = ("decided", "under_way")
# Only whoever decides in the region takes up or turns down a proposal.
DECIDED_BY_EDITORS = frozenset({("proposed", "decided"), ("proposed", "stopped")})

ACTION_PLAN: dict[str, frozenset[str]] = {
    "draft": frozenset({"in_treatment", "withdrawn"}),
    "in_treatment": frozenset({"draft", "agreed", "withdrawn"}),
    "agreed": frozenset({"running", "withdrawn"}),
    "running": frozenset({"ended", "withdrawn"}),
    "ended": frozenset({"running"}),
    "withdrawn": frozenset(),
}


class WrongStage(Exception):
    """The passage is not allowed (`code` "not-allowed"), or something it needs is missing:
    "no-reason", "no-owner-after", "no-follow-up-date"."""

    def __init__(self, stage: str, wanted: str, code: str) -> None:
        super().__init__(f"From {stage} to {wanted}: {code}.")
        self.stage, self.wanted, self.code = stage, wanted, code


def require_passage(
    stage: str, wanted: str, *, why: str = "", owner_after: bool = False, follow_up: bool = False
) -> None:
    """Raise WrongStage unless an action in `stage` may become `wanted` with what is given."""
    if wanted not in ALLOWED.get(stage, ()):
        raise WrongStage(stage, wanted, "not-allowed")
    if (wanted in NEEDS_REASON or stage in ENDS) and not why.strip():
        raise WrongStage(stage, wanted, "no-reason")
    if wanted == "handed_over" and not owner_after:
        raise WrongStage(stage, wanted, "no-owner-after")
    if wanted == "handed_over" and not follow_up:
        raise WrongStage(stage, wanted, "no-follow-up-date")


def require_plan_passage(state: str, wanted: str, *, why: str = "") -> None:
    """Raise WrongStage unless an action plan in `state` may become `wanted`."""
    if wanted not in ACTION_PLAN.get(state, ()):
        raise WrongStage(state, wanted, "not-allowed")
    if (wanted == "withdrawn" or (state, wanted) == ("ended", "running")) and not why.strip():
        raise WrongStage(state, wanted, "no-reason")
