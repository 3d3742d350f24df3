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
from samkraft.plans.operations import (
    AddressTaken,
    ChangedMeanwhile,
    DraftExists,
    NotADraft,
    NothingToAdopt,
    WrongParent,
    WrongState,
)
from samkraft.plans.operations.errors import EmptyText
from samkraft.plans.operations.links import NoSuchElement

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
}
# NotAllowed is left out: it becomes a page of its own.
REFUSALS = tuple(kind for kind in SAID if kind is not NotAllowed)


def said(error: Exception) -> str:
    """The refusal in the page's language."""
    for kind, text in SAID.items():
        if isinstance(error, kind):
            return _(text)
    return str(error)
