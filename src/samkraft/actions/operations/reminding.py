"""Reminding: once, in the person's language, not after an answer, not on quiet days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from samkraft.accounts.models import Person
from samkraft.actions.models import Reminder
from samkraft.actions.operations.held import day_of
from samkraft.actions.operations.letters import letter
from samkraft.actions.queries.reminding import Due, due_reminders
from samkraft.actions.rules.quiet import next_working_day
from samkraft.actions.rules.reminding import KINDS


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder in the list that is printed. `waits_until` is set on quiet days, `failed` when
    the e-mail could not be sent (it is tried again the next time)."""

    kind: str
    region: str
    plan: str
    action: str
    title: str
    about: str
    day: date
    person: int
    email: str
    waits_until: date | None = None
    failed: str = ""


def remind(*, at: datetime, base_url: str, send: bool = True) -> tuple[Told, ...]:
    """Remind everybody of what is due, overdue, stale or unowned, and was not told before.

    One e-mail for each person. Without `send` nothing is sent or kept.
    """
    today = day_of(at)
    dues, found = due_reminders(today)
    now: dict[int, list[Due]] = {}
    told = []
    for due in dues:
        free = next_working_day(today, found.habits[due.action.plan_id].quiet)
        if free > today:
            told.append(_told(due, waits_until=free))
        else:
            now.setdefault(due.person.pk, []).append(due)
    for of in now.values():
        of.sort(key=lambda due: (KINDS.index(due.matter.kind), due.matter.day))
        failed = _send(of[0].person, of, base_url, at) if send else ""
        told += [_told(due, failed=failed) for due in of]
    return tuple(told)


def _send(person: Person, dues: list[Due], base_url: str, at: datetime) -> str:
    """Send one letter and keep that it was sent; gives what went wrong, or nothing.

    The rows are written first and only stay when the letter has left: two that remind at the
    same time do not send twice, and a letter that was not sent is not lost.
    """
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(
                Reminder(
                    kind=due.matter.kind,
                    about=due.matter.about,
                    period=due.matter.period,
                    person=person,
                    action=due.action,
                    sent_at=at,
                )
                for due in dues
            )
            written = letter(person, dues, base_url=base_url, at=at)
            send_mail(written.subject, written.body, None, [written.to])
    except IntegrityError:
        return "Sent by another process at the same time."
    except (OSError, SMTPException) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _told(due: Due, *, waits_until: date | None = None, failed: str = "") -> Told:
    plan = due.action.plan
    return Told(
        kind=due.matter.kind, region=plan.region.slug, plan=plan.slug, action=due.action.slug,
        title=due.action.titled(plan.language).text, about=due.matter.about, day=due.matter.day,
        person=due.person.pk, email=due.person.email, waits_until=waits_until, failed=failed,
    )  # fmt: skip
