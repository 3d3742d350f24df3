"""Prioritising by stated criteria: each member's view, and what was chosen or dropped and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.accounts.models import Organisation, Person
from samkraft.actions.models.actions import Action
from samkraft.actions.models.plans import ActionPlan
from samkraft.plans.models import Plan


class Criterion(models.Model):
    """What candidates are weighed by, in a plan or in one action plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    action_plan = models.ForeignKey(
        ActionPlan, models.PROTECT, null=True, blank=True, related_name="criteria"
    )
    name = models.JSONField()
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    order = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_weighs_something")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.order}"


class Opinion(models.Model):
    """What a member organisation, or a person for none, thinks of a candidate: 1 to 5.

    The candidate is an element of the plan, or an action. A changed view replaces the row; the
    former one stays in the journal.
    """

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="opinions")
    element_key = models.SlugField(max_length=80, blank=True)
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    score = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion", "element_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action=None) & ~Q(element_key="")
                | Q(action__isnull=False, element_key=""),
                name="opinion_on_one_candidate",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="opinion_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id} {self.element_key or self.action_id}: {self.score}"


class Choice(models.Model):
    """A candidate was chosen or dropped in a phase, with the reason; never changed afterwards."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    element_key = models.SlugField(max_length=80, blank=True)
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="choices"
    )
    chosen = models.BooleanField()
    phase = models.CharField(max_length=80)
    why = models.TextField()
    decided_by = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action=None) & ~Q(element_key="")
                | Q(action__isnull=False, element_key=""),
                name="choice_of_one_candidate",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="choice_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.phase}: {self.element_key or self.action_id}"
