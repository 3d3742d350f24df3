"""Status reports, update rounds, reminders, and how a plan wants to be followed up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Person
from samkraft.actions.models.actions import Action
from samkraft.actions.models.money import Currency
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Plan


class FollowUp(models.Model):
    """How one plan is followed up; without a row the defaults hold.

    `quiet`: [[first, last]] days of the year without reminders, as ISO dates, both included.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="+")
    currency = models.CharField(max_length=3, choices=Currency.choices)
    stale_after = models.PositiveSmallIntegerField(default=120)
    quiet = models.JSONField(default=list, blank=True)
    reminders = models.BooleanField(default=True)
    last_meeting_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stale_after__gt=0), name="stale_after_some_days")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}"


class Round(models.Model):
    """From one day to another everybody who carries something tells how it goes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    title = models.JSONField()
    opens = models.DateField()
    closes = models.DateField()
    made_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "-opens", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="round_days_in_order"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_why=""), name="round_ended_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.titled("en").text

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)


class Judgement(models.TextChoices):
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"
    ACHIEVED = "achieved"
    STOPPED = "stopped"
    CANNOT_TELL = "cannot_tell"


class StatusReport(models.Model):
    """What a person says of an action on a day. Never changed, least of all by a computed sign.

    `link` is the mark of the e-mail link it was sent by, so that a link works once.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="reports")
    on = models.DateField()
    judgement = models.CharField(max_length=11, choices=Judgement.choices)
    text = models.JSONField(default=dict, blank=True)
    deviation = models.JSONField(default=dict, blank=True)
    cause = models.JSONField(default=dict, blank=True)
    correction = models.JSONField(default=dict, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="reports")
    reported_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reported_at = models.DateTimeField()
    link = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["action", "-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(judgement__in=Judgement.values), name="judgement_known"
            ),
            models.UniqueConstraint(
                fields=["link"], condition=~Q(link=""), name="update_link_used_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.on}: {self.judgement}"


class Reminder(models.Model):
    """Somebody was reminded of something: once for each kind, thing and period."""

    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "period", "person"], name="reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.period}"
