"""Action plans that serve an adopted strategy, their treatment, and measures tied to sub-goals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region
from samkraft.plans.models import Plan


class ActionPlanState(models.TextChoices):
    DRAFT = "draft"
    IN_TREATMENT = "in_treatment"
    AGREED = "agreed"
    RUNNING = "running"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ActionPlan(models.Model):
    """What, how, when and who for a part of an adopted strategy.

    `answers` holds, by the key of a principle, how it was considered (texts). `published_at` is
    set when it leaves the draft state; from then on it is withdrawn and never deleted.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    title = models.JSONField()
    element_keys = models.JSONField(default=list, blank=True)
    initiated_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    initiator = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    coordinator_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    coordinator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    what = models.JSONField(default=dict, blank=True)
    how = models.JSONField(default=dict, blank=True)
    who = models.JSONField(default=dict, blank=True)
    resources = models.JSONField(default=dict, blank=True)
    networks = models.JSONField(default=dict, blank=True)
    children_and_young = models.JSONField(default=dict, blank=True)
    national_minorities = models.JSONField(default=dict, blank=True)
    sami = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=12, choices=ActionPlanState.choices, default=ActionPlanState.DRAFT
    )
    state_why = models.TextField(blank=True)
    demonstration = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="action_plan_slug_once"),
            models.CheckConstraint(
                condition=Q(state__in=ActionPlanState.values), name="action_plan_state_known"
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(first_day=None) | Q(last_day__gte=F("first_day")),
                name="action_plan_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | Q(published_at__isnull=False),
                name="action_plan_beyond_draft_is_public",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(state_why=""),
                name="action_plan_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.titled("en").text

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)


class Outcome(models.TextChoices):
    NOTED = "noted"
    SUPPORTED = "supported"
    AGREED = "agreed"
    RETURNED = "returned"
    DECLINED = "declined"


class Treatment(models.Model):
    """A body or an organisation has treated an action plan. Records are added, not changed."""

    action_plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="treatments")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    reference = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["action_plan", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, body=None)
                | Q(organisation=None, body__isnull=False),
                name="treatment_by_one_actor",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="treatment_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_plan_id} {self.on} {self.outcome}"


class Serving(models.Model):
    """A measure of a plan serves a goal or sub-goal: by keys, because adopted words stay."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    measure_key = models.SlugField(max_length=80)
    goal_key = models.SlugField(max_length=80)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "measure_key", "goal_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "measure_key", "goal_key"], condition=Q(ended_at=None),
                name="measure_tied_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_why=""), name="untied_with_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.measure_key} → {self.goal_key}"
