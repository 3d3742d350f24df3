"""The journal of organising in plain words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as N_

SENTENCES: dict[str, str] = {
    "form-body": N_("%(who)s registered the body “%(what)s”."),
    "describe-body": N_("%(who)s changed the body “%(what)s”."),
    "end-body": N_("%(who)s ended the body “%(what)s”."),
    "give-seat": N_("%(who)s gave a seat in “%(what)s”."),
    "end-seat": N_("%(who)s ended a seat in “%(what)s”."),
    "agree-to-name": N_("%(who)s chose whether a name in “%(what)s” is shown."),
    "involve": N_("%(who)s gave a role in the plan: %(what)s."),
    "end-involvement": N_("%(who)s ended a role in the plan: %(what)s."),
    "initiate-action-plan": N_("%(who)s initiated an action plan: %(what)s."),
    "write-action-plan": N_("%(who)s changed what an action plan says: %(what)s."),
    "set-coordinator": N_("%(who)s said who coordinates an action plan: %(what)s."),
    "record-treatment": N_("%(who)s recorded who has treated an action plan: %(what)s."),
    "move-action-plan": N_("%(who)s passed an action plan on: %(what)s."),
    "tie-measure": N_("%(who)s tied a measure to a goal: %(what)s."),
    "untie-measure": N_("%(who)s took the tie of a measure away: %(what)s."),
    "add-criterion": N_("%(who)s added a criterion for priorities: %(what)s."),
    "change-criterion": N_("%(who)s changed a criterion for priorities: %(what)s."),
    "end-criterion": N_("%(who)s ended a criterion for priorities: %(what)s."),
    "give-opinion": N_("%(who)s kept a member's view of a candidate: %(what)s."),
    "record-choice": N_("%(who)s recorded what was chosen or dropped: %(what)s."),
    "open-round": N_("%(who)s opened an update round: %(what)s."),
    "change-round": N_("%(who)s changed an update round: %(what)s."),
    "end-round": N_("%(who)s broke off an update round: %(what)s."),
    "set-habits": N_("%(who)s said how the plan is followed up: %(what)s."),
    "import-actions": N_("%(who)s imported a list of actions: %(what)s."),
    "state-rate": N_("%(who)s stated a currency rate: %(what)s."),
}
