"""What the import says: what a finding means, what a step did, why something was refused."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import gettext_noop as N_

from samkraft.importing.models import Step
from samkraft.importing.operations import (
    ChangedMeanwhile,
    NoSuchLines,
    NothingToUndo,
    NotInReview,
    NotThere,
    NoWords,
    OtherLanguage,
)
from samkraft.importing.outline import UnreadableDocument
from samkraft.plans.operations import DraftExists

FINDINGS = {
    "area-without-goals": _l("An area has no goal"),
    "duplicate-text": _l("The same text stands twice"),
    "goal-without-paths": _l("Nothing stands under a goal"),
    "language-unsure": _l("The language is uncertain"),
    "measures-not-tied": _l("Measures are not tied to sub-goals"),
    "no-elements": _l("No goals or measures were found"),
    "no-vision": _l("No vision was found"),
    "order-differs": _l("The order differs between two places"),
    "reader-note": _l("A remark on the file"),
    "unread-text": _l("Text that was not understood"),
    "worded-differently": _l("The same thing is worded in two ways"),
}
STEPS = {
    "words": _l("Changed the words"),
    "kind": _l("Changed the kind"),
    "move": _l("Moved"),
    "split": _l("Split in two"),
    "merge": _l("Joined with the one above"),
    "drop": _l("Left out"),
    "take-up": _l("Took up lines"),
    "head": _l("Changed title, period, vision, language or kind of plan"),
}
REFUSED: dict[type[Exception], str] = {
    ChangedMeanwhile: N_(
        "Somebody else changed this while you worked. Nothing was overwritten, and what you "
        "wrote is still here."
    ),
    NotInReview: N_("The document is not being looked over any more, so it cannot be changed."),
    NotThere: N_("It cannot be moved there. Choose another place."),
    NoWords: N_("Write some words here. To take it out, use “Leave out” instead."),
    NoSuchLines: N_("There are no such lines in the document, or no words in them."),
    NothingToUndo: N_("There is nothing to undo: this is how the document was read."),
    OtherLanguage: N_(
        "The document is written in another language than the plan. Make a plan of its own of it."
    ),
    DraftExists: N_(
        "The plan already has a draft. Go on with that one, or discard it before you start another."
    ),
}
UNDO_CHANGED = N_(
    "Somebody else has done something since, so your step is not the newest any more. Look at "
    "what was done last, and undo that first."
)
REFUSALS = (*REFUSED, UnreadableDocument)


def finding(code: str) -> str:
    """What a finding of the reading is about, in a few words."""
    return str(FINDINGS.get(code, code))


def step_words(step: Step) -> str:
    """What a step did, with the words it did it to."""
    what = str(STEPS.get(step.what, step.what))
    about = next((each for each in step.changes if each["item"] is not None), None)
    if about is None:
        return what
    text = (about["before"] or about["after"])["text"]
    short = text if len(text) <= 60 else text[:58] + "…"
    return f"{what}: “{short}”"


def refused(error: Exception) -> str:
    """Why something was not done, in the page's language (sentences of the readers: English)."""
    for kind, text in REFUSED.items():
        if isinstance(error, kind):
            return _(text)
    return str(error)
