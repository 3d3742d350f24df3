"""What belongs to an action: partners, dependencies, documents, answers, experiments, comments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Organisation, Person
from samkraft.actions.models.actions import Action


class Answer(models.TextChoices):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Partner(models.Model):
    """An organisation takes part. Its own people answer the invitation and tell of their part."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.INVITED)
    invited_on = models.DateField()
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_why = models.TextField(blank=True)
    part = models.JSONField(default=dict, blank=True)
    part_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "organisation"], condition=Q(ended_at=None),
                name="partner_once_per_action",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="partner_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="invited", answered_at=None)
                | (~Q(answer="invited") & Q(answered_at__isnull=False)),
                name="partner_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_why=""), name="partner_ended_with_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.action_id}: {self.organisation_id} {self.answer}"


class Dependency(models.Model):
    """The action needs another one first. There are no circles; the operation sees to it."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="needs")
    needs = models.ForeignKey(Action, models.PROTECT, related_name="needed_by")
    note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["action", "pk"]
        verbose_name_plural = "dependencies"
        constraints = [
            models.UniqueConstraint(
                fields=["action", "needs"], condition=Q(ended_at=None), name="dependency_once"
            ),
            models.CheckConstraint(condition=~Q(action=F("needs")), name="dependency_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} needs {self.needs_id}"


class Document(models.Model):
    """A document or page about the action, by its address."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=400)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["action", "pk"]

    def __str__(self) -> str:
        return self.title


class Considered(models.TextChoices):
    YES = "yes"
    NO = "no"
    NOT_RELEVANT = "not_relevant"


class PrincipleAnswer(models.Model):
    """How a principle of the plan was considered in an action."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="principle_answers")
    element_key = models.SlugField(max_length=80)
    considered = models.CharField(max_length=12, choices=Considered.choices)
    text = models.JSONField(default=dict, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["action", "element_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "element_key"], name="principle_answered_once"
            ),
            models.CheckConstraint(
                condition=Q(considered__in=Considered.values), name="principle_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.element_key}: {self.considered}"


class Decision(models.TextChoices):
    CONTINUE = "continue"
    ADJUST = "adjust"
    STOP = "stop"


class Experiment(models.Model):
    """Something tried out: what we believe, how we will know, what came of it. To fail is normal."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="experiments")
    hypothesis = models.JSONField()
    how_we_know = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    lesson = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    started_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None)
                | (Q(decision__in=Decision.values) & Q(decided_on__isnull=False)),
                name="experiment_decision_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.started_on}"


class Comment(models.Model):
    """Said among those involved; never public."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="comments")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["action", "pk"]

    def __str__(self) -> str:
        return f"{self.action_id} {self.written_at:%Y-%m-%d}"
