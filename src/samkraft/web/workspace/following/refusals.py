"""What the operations of organising refuse, in plain words. The workspace's refusals take them in."""

from __future__ import annotations

from django.utils.translation import gettext_noop as N_

from samkraft.accounts.operations import BadBody, BodyChanged
from samkraft.actions.operations import (
    BadActionPlan,
    BadInvolvement,
    BadMoney,
    BadPart,
    BadPriority,
    BadRound,
    NotAdopted,
)
from samkraft.actions.rules.stages import WrongStage

_REASON = N_("Write why.")
_DATES = N_("The end is before the beginning.")
_ENDED = N_("It was ended before, so nothing was changed.")
_ONE_ACTOR = N_("Choose an organisation or a body.")

SAID: dict[type[Exception], str] = {
    BodyChanged: N_(
        "Somebody else changed this while you worked. Nothing was overwritten. "
        "Look at how it stands now, and try again."
    ),
    BadBody: N_("What is said of the body does not fit together."),
    NotAdopted: N_(
        "The plan has no adopted version. Action plans and ties serve adopted plans only."
    ),
    BadActionPlan: N_("The action plan does not fit together."),
    BadInvolvement: N_("The role does not fit together."),
    BadPriority: N_("It does not fit together."),
    BadRound: N_("The round does not fit together."),
    BadMoney: N_("The amount does not fit together."),
    BadPart: N_("It does not fit together."),
    WrongStage: N_("It cannot pass from where it stands to there."),
}

# What an exception's `code` says more exactly, by the kind of exception.
CODES: dict[tuple[type[Exception], str], str] = {
    (BadBody, "no-name"): N_("Write a name."),
    (BadBody, "unknown-kind"): N_("Choose the kind of body from the list."),
    (BadBody, "no-reason"): _REASON,
    (BadBody, "nobody"): N_("Choose a person or an organisation, or write a name."),
    (BadBody, "unknown-role"): N_("Choose one of the roles in the list."),
    (BadBody, "dates-out-of-order"): _DATES,
    (BadBody, "already-ended"): _ENDED,
    (BadBody, "body-ended"): N_("The body has ended by then, so nobody can sit in it."),
    (NotAdopted, "plan-not-adopted"): N_(
        "The plan has no adopted version. Action plans and ties serve adopted plans only."
    ),
    (NotAdopted, "element-not-adopted"): N_(
        "Something that was chosen is not in the adopted version of the plan. Choose another part."
    ),
    (BadActionPlan, "no-title"): N_("Write a title."),
    (BadActionPlan, "days-out-of-order"): N_("The last day is before the first."),
    (BadActionPlan, "one-actor"): _ONE_ACTOR,
    (BadActionPlan, "unknown-outcome"): N_("Choose what came of it from the list."),
    (BadActionPlan, "unknown-principle"): N_("A principle is not in the adopted plan any more."),
    (BadActionPlan, "not-in-treatment"): N_(
        "It is still a draft, or it was withdrawn. Send it to treatment first."
    ),
    (BadActionPlan, "ended"): N_("It has ended or was withdrawn, so it is not changed any more."),
    (BadInvolvement, "one-actor"): _ONE_ACTOR,
    (BadInvolvement, "unknown-role"): N_("Choose one of the roles in the list."),
    (BadInvolvement, "unknown-element"): N_("This part is not in the plan any more."),
    (BadInvolvement, "other-region"): N_("The body belongs to another region."),
    (BadInvolvement, "dates-out-of-order"): _DATES,
    (BadInvolvement, "already-ended"): _ENDED,
    (BadPriority, "no-name"): N_("Write a name."),
    (BadPriority, "weight"): N_("Write a weight above 0 and below 1000."),
    (BadPriority, "score"): N_("Choose a number from 1 to 5."),
    (BadPriority, "one-candidate"): N_("Choose what is weighed."),
    (BadPriority, "unknown-candidate"): N_("This is not in the plan any more."),
    (BadPriority, "no-reason"): _REASON,
    (BadPriority, "no-phase"): N_("Write in which phase it was decided."),
    (BadPriority, "ended"): N_("Nobody weighs by this criterion any more."),
    (BadRound, "no-title"): N_("Write a title."),
    (BadRound, "days-out-of-order"): N_("The last day is before the first."),
    (BadRound, "no-reason"): _REASON,
    (BadRound, "ended"): N_("The round was ended before, so nothing was changed."),
    (BadRound, "quiet"): N_("Quiet days need a first and a last day, the first one first."),
    (BadRound, "unknown-currency"): N_("Choose one of the currencies in the list."),
    (BadRound, "stale-after"): N_("Write a number of days from 1 to 3650."),
    (BadMoney, "unknown-currency"): N_("Choose one of the currencies in the list."),
    (BadMoney, "same-currency"): N_("Choose two different currencies."),
    (BadMoney, "not-positive"): N_("Write a number above 0."),
    (BadMoney, "no-source"): N_("Write who says so."),
    (BadPart, "no-reason"): _REASON,
    (BadPart, "ended"): _ENDED,
    (BadPart, "unknown-value"): N_("Only a measure can be tied, and only to a goal or path."),
    (WrongStage, "no-reason"): _REASON,
    (WrongStage, "not-allowed"): N_("It cannot pass from where it stands to there."),
}
