"""Milestones, and the dates that were given up for others."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.accounts.models import Person
from samkraft.actions.models.actions import Action
from samkraft.lib.texts import Shown, Texts


class Milestone(models.Model):
    """A step of an action; `criterion` says how one sees that it is reached."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="milestones")
    title = models.JSONField()
    criterion = models.JSONField(default=dict, blank=True)
    due_text = models.CharField(max_length=40, blank=True)
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "order", "pk"]
        indexes = [
            models.Index(
                fields=["due_last", "action"],
                condition=Q(done_on=None, withdrawn_at=None),
                name="milestone_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="milestone_withdrawn_with_a_reason",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.titled("en").text

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)


class FormerDate(models.Model):
    """A date as it was before it was moved, and why. `milestone` None: the action's own."""

    class Field(models.TextChoices):
        START = "start"
        DUE = "due"

    action = models.ForeignKey(Action, models.PROTECT, related_name="former_dates")
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, null=True, blank=True, related_name="former_dates"
    )
    field = models.CharField(max_length=5, choices=Field.choices)
    text = models.CharField(max_length=40, blank=True)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    moved_to = models.CharField(max_length=40, blank=True)
    moved_to_last = models.DateField(null=True, blank=True)
    why = models.TextField()
    moved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="date_moved_with_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.field}: {self.text} → {self.moved_to}"
