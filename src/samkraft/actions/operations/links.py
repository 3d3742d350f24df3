"""Links in e-mails: one person may make one update of one action without logging in.

A link is signed and carries its own end; it stops working when it was used, when the person's
right ends or when the action is closed. It gives no other right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.signing import BadSignature, Signer

from samkraft.accounts.models import Person
from samkraft.actions.models import Action, Round, StatusReport
from samkraft.actions.operations.errors import LinkRefused
from samkraft.actions.operations.held import day_of
from samkraft.actions.queries.standing import may_act
from samkraft.actions.rules.stages import OPEN

SALT = "samkraft.actions.update"
LIVES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class UpdateLink:
    """What a valid link allows; `mark` is kept with the report that was made by it."""

    person: Person
    action: Action
    round: Round | None
    until: date
    mark: str


def update_token(
    *, person: Person, action: Action, at: datetime, round: Round | None = None
) -> str:
    """A token for one update; it lives for thirty days, or until two weeks after the round."""
    until = day_of(at) + LIVES
    if round is not None:
        until = max(until, round.closes + timedelta(days=14))
    value = [person.pk, action.pk, round.pk if round else 0, until.isoformat(),
             day_of(at).isoformat()]  # fmt: skip
    return Signer(salt=SALT).sign_object(value, compress=False).replace(":", "~")


def read_update_token(token: str, *, at: datetime) -> UpdateLink:
    """What a token allows now. Raises LinkRefused with the reason's code."""
    try:
        value = Signer(salt=SALT).unsign_object(token.replace("~", ":"))
        person_id, action_id, round_id, until, _ = value
        until = date.fromisoformat(until)
    except (BadSignature, ValueError, TypeError, UnicodeError):
        raise LinkRefused("broken") from None
    if until < day_of(at):
        raise LinkRefused("expired")
    mark = sha256(token.encode()).hexdigest()
    if StatusReport.objects.filter(link=mark).exists():
        raise LinkRefused("used")
    action = (
        Action.objects.select_related("plan__region", "organisation", "body", "person")
        .filter(pk=action_id, withdrawn_at=None)
        .first()
    )
    if action is None or action.stage not in OPEN:
        raise LinkRefused("closed")
    person = Person.objects.select_related("organisation").filter(pk=person_id).first()
    if person is None or not may_act(
        person, "update", action.plan.region, on=day_of(at), action=action
    ):
        raise LinkRefused("ended")
    found = Round.objects.filter(pk=round_id, ended_at=None).first() if round_id else None
    return UpdateLink(person, action, found, until, mark)
