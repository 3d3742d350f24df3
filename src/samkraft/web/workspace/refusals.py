"""What an operation refuses, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from samkraft.accounts.operations import (
    EmailTaken,
    LastAdministrator,
    LastCoordinator,
    UnknownRole,
)
from samkraft.accounts.rules import NotAllowed
from samkraft.indicators import operations as figures
from samkraft.plans.operations import (
    AddressTaken,
    AlreadyEnded,
    BadReading,
    BadTarget,
    ChangedMeanwhile,
    DraftExists,
    NotADraft,
    NothingToAdopt,
    WrongParent,
    WrongState,
)
from samkraft.plans.operations.errors import EmptyText
from samkraft.plans.operations.links import NoSuchElement
from samkraft.web.workspace.following import refusals as organising

SAID: dict[type[Exception], str] = {
    ChangedMeanwhile: N_(
        "Somebody else changed this while you worked. Nothing was overwritten. "
        "Look at how it stands now, and try again."
    ),
    NotADraft: N_("Only a draft can be changed. Start a new draft from this version."),
    NothingToAdopt: N_(
        "The version is empty. Add at least one goal, challenge or other part to it first."
    ),
    WrongParent: N_("It cannot stand there. Choose another place or another kind."),
    EmptyText: N_("Write some words here. To take it out, use “Take out” instead."),
    NoSuchElement: N_("What you wanted to link to is not there any more."),
    AddressTaken: N_("Another plan already has this address. Choose another one."),
    DraftExists: N_(
        "The plan already has a draft. Go on with that one, or discard it before you start another."
    ),
    WrongState: N_("The version has changed its state meanwhile, so this cannot be done to it."),
    EmailTaken: N_(
        "Somebody with this address is already registered. Use “Give a role to somebody who is "
        "registered” instead."
    ),
    LastCoordinator: N_(
        "A region needs at least one coordinator. Make somebody else coordinator first."
    ),
    LastAdministrator: N_(
        "The installation needs at least one administrator. Make somebody else administrator first."
    ),
    UnknownRole: N_("Choose one of the roles in the list."),
    NotAllowed: N_("You do not have the right to do this. Nothing was changed."),
    AlreadyEnded: N_("It was ended or published before, so nothing was changed."),
    BadTarget: N_("The target does not fit together."),
    BadReading: N_("It does not fit together."),
    figures.ChangedMeanwhile: N_(
        "Somebody else changed this while you worked. Nothing was overwritten. "
        "Look at how it stands now, and try again."
    ),
    figures.BadDefinition: N_("The indicator is not fully described."),
    figures.NotManual: N_("These figures come from a service and are not entered by hand."),
    figures.NotFetchable: N_("These figures are not fetched from a service."),
    figures.AlreadyDecided: N_("Somebody has decided about this delivery before."),
    **organising.SAID,
}
BAD_TARGET = {
    "not-a-period": N_("Write periods as 2026, 2026H1, 2026Q1 or 2026M01."),
    "mixed-periods": N_("All periods must be of the same kind: years, quarters or months."),
    "periods-out-of-order": N_(
        "The periods must stand in order: first where it starts, then the steps, last when it "
        "is to be reached."
    ),
    "milestone-twice": N_("Two steps have the same period."),
    "not-a-number": N_("Write a number that can be counted with."),
    "unknown-sex": N_("Choose all, women or men."),
    "unknown-rule": N_("Choose one of the ways of judging in the list."),
    "no-reason": N_("Write why."),
    "indicator-has-targets": N_("There are targets for it. End them first, each with its reason."),
}
# What an exception's `code` says more exactly than its kind.
CODES: dict[str, str] = {
    **BAD_TARGET,
    "unknown-view": N_("Choose what the chart shows from the list."),
    "too-many-charts": N_("A topic has room for twelve charts. Take one away first."),
    "chart-twice": N_("This chart is there already."),
    "no-title": N_("Write a title."),
    "shared": N_("It belongs to the catalogue that all regions share and is not changed here."),
    "unknown-nature": N_("Choose the kind of number from the list."),
    "unknown-direction": N_("Choose which way is better from the list."),
    "unknown-frequency": N_("Choose how often there are figures from the list."),
    "too-many-decimals": N_("At most six decimals are shown."),
}
# NotAllowed is left out: it becomes a page of its own.
REFUSALS = tuple(kind for kind in SAID if kind is not NotAllowed)


def said(error: Exception) -> str:
    """The refusal in the page's language."""
    if text := organising.CODES.get((type(error), getattr(error, "code", ""))):
        return _(text)
    if code := CODES.get(getattr(error, "code", "")):
        return _(code)
    for kind, text in SAID.items():
        if isinstance(error, kind):
            return _(text)
    return str(error)
