"""What the operations on actions refuse, in plain words, and at which field it stands."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from samkraft.actions import operations as acting
from samkraft.web.workspace import refusals

NO_TIME = N_(
    "“%(text)s” is no time. Write a day, a month, a season or a year, such as 2027-05-03, "
    "May 2027, autumn 2027 or 2027."
)
KINDS: tuple[type[Exception], ...] = (
    acting.BadAction,
    acting.BadMilestone,
    acting.BadMoney,
    acting.BadPart,
    acting.BadReport,
    acting.NotAdopted,
    acting.NotATime,
    acting.WrongStage,
)
SENTENCES: dict[str, str] = {
    "plan-not-adopted": N_(
        "The plan has no adopted version. Actions carry out what was adopted, so record the "
        "decision about the plan first."
    ),
    "element-not-adopted": N_(
        "One of the chosen parts is not in the adopted version any more. Choose among those "
        "that are."
    ),
    "no-title": N_("Write what is to be done."),
    "no-reason": N_("Write why."),
    "dates-out-of-order": N_("It cannot be finished before it starts. Change one of the dates."),
    "bad-tag": N_("A tag is one or a few words of letters and digits, at most 40 signs."),
    "other-plan": N_("That belongs to another plan."),
    "other-region": N_("That belongs to another region."),
    "external-id-taken": N_("Another action of this plan has this number. Choose another one."),
    "withdrawn": N_("It was withdrawn meanwhile, so nothing was changed."),
    "nobody": N_("No person is named as responsible, so there is no name to show."),
    "not-asked": N_("Nobody was asked, so there is nothing to answer."),
    "one-actor": N_("Choose one organisation or one body, not both."),
    "body-ended": N_("That body has ended. Choose one that exists today."),
    "in-the-future": N_("That day has not come yet. Write today's date or an earlier one."),
    "stage": N_("Choose one of the stages in the list."),
    "not-allowed": N_("It cannot pass from where it stands to that. Choose one from the list."),
    "no-owner-after": N_("Say who carries it on in ordinary operation."),
    "no-follow-up-date": N_("Say on which day somebody is to look at it again."),
    "not-the-action's": N_("That milestone belongs to another action."),
    "ended": N_("It was ended or taken away meanwhile, so nothing was changed."),
    "already-answered": N_("It was answered before."),
    "circle": N_("That would go in a circle: the other one already waits for this one."),
    "no-text": N_("Write some words here."),
    "bad-address": N_("Write a whole web address that begins with http:// or https://."),
    "unknown-value": N_("Choose one from the list."),
    "not-a-principle": N_("That principle is not in the adopted version any more."),
    "nothing": N_("Write what was promised or what was spent; one of them is enough."),
    "negative": N_("Write an amount of zero or more, below a hundred billion."),
    "unknown-level": N_("Choose one from the list."),
    "unknown-currency": N_("Choose one from the list."),
    "year": N_("Write a year between 1990 and 2150."),
    "unknown-judgement": N_("Choose how it goes."),
    "other-round": N_("That round belongs to another plan."),
}
# The field that is wrong when something is refused for this reason; first one that is there.
FIELDS: dict[str, tuple[str, ...]] = {
    "no-title": ("title",),
    "no-reason": ("why",),
    "dates-out-of-order": ("due",),
    "bad-tag": ("tags",),
    "external-id-taken": ("external_id",),
    "element-not-adopted": ("elements",),
    "in-the-future": ("on",),
    "no-owner-after": ("handed_to_name",),
    "no-follow-up-date": ("follow_up_on",),
    "circle": ("needs",),
    "bad-address": ("url",),
    "nothing": ("promised",),
    "negative": ("promised",),
    "year": ("year",),
    "not-allowed": ("stage",),
}


def said(error: Exception) -> str:
    """The refusal in the page's language."""
    if isinstance(error, acting.NotATime):
        return _(NO_TIME) % {"text": error.text}
    if isinstance(error, KINDS) and (text := SENTENCES.get(getattr(error, "code", ""))):
        return _(text)
    return refusals.said(error)


def place(form, error: Exception) -> None:
    """Put the refusal into the form: at its field when it has one, else above all."""
    names = FIELDS.get(getattr(error, "code", ""), ())
    form.add_error(next((name for name in names if name in form.fields), None), said(error))
