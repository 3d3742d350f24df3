"""What can stand in the way of a change to action plans and actions."""

from __future__ import annotations


class _Coded(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotAdopted(_Coded):
    """Actions serve adopted elements only. `code`: "plan-not-adopted" (no version in force) or
    "element-not-adopted"; `keys` are those at fault."""

    def __init__(self, code: str, keys: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.keys = keys


class BadAction(_Coded):
    """The action makes no sense: no-title, no-reason, not-a-date (see `NotATime`), dates-out-of-
    order, bad-tag, other-plan, other-region, external-id-taken, withdrawn, nobody, not-asked."""


class BadActionPlan(_Coded):
    """The action plan makes no sense: no-title, not-a-draft, days-out-of-order, one-actor, unknown-
    outcome, unknown-principle, published."""


class BadMilestone(_Coded):
    """no-title, no-reason, withdrawn, not-the-action's, in-the-future."""


class BadPart(_Coded):
    """A partner, dependency, document, answer, experiment or comment makes no sense: one-of-each,
    already-answered, ended, circle, other-plan, no-text, bad-address, unknown-value,
    not-a-principle, already-decided, no-reason."""


class BadMoney(_Coded):
    """nothing, negative, unknown-level, unknown-currency, year, no-reason, withdrawn, no-source,
    same-currency, not-positive."""


class BadReport(_Coded):
    """unknown-judgement, in-the-future, no-text, withdrawn, other-round."""


class BadRound(_Coded):
    """no-title, days-out-of-order, ended, no-reason, quiet."""


class BadPriority(_Coded):
    """no-name, weight, score, one-candidate, unknown-candidate, no-reason, ended, no-phase."""


class BadInvolvement(_Coded):
    """one-actor, unknown-role, unknown-element, dates-out-of-order, already-ended."""


class LinkRefused(_Coded):
    """The link of an e-mail does not work: broken, expired, used, ended (the right has ended),
    closed (the action is)."""
