"""An action: what, how, when and who; what it serves; its tags."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.actions.models.plans import ActionPlan
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Area
from samkraft.plans.models import Plan


class Stage(models.TextChoices):
    PROPOSED = "proposed"
    DECIDED = "decided"
    UNDER_WAY = "under_way"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"
    HANDED_OVER = "handed_over"


class Consent(models.TextChoices):
    """Whether the responsible has agreed to carry the action; NONE: nobody needed to be asked."""

    NONE = "none"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Action(models.Model):
    """Something that is done. Start and due are words ("autumn 2027") with the days they span.

    `stages` tells the way so far: [{"stage", "on", "why"}]. `published_at` is None for a proposal
    that nobody of the region has taken up. `last_report_on`, `judgement` and `silent_since` follow
    the newest status report, so that lists need not look it up. `tags` is a copy of the
    `ActionTag` rows, which are there for filtering.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    action_plan = models.ForeignKey(
        ActionPlan, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    number = models.PositiveIntegerField()
    slug = models.SlugField(max_length=80)
    external_id = models.CharField(max_length=80, blank=True)
    title = models.JSONField()
    how = models.JSONField(default=dict, blank=True)
    start_text = models.CharField(max_length=40, blank=True)
    start_first = models.DateField(null=True, blank=True)
    start_last = models.DateField(null=True, blank=True)
    due_text = models.CharField(max_length=40, blank=True)
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.JSONField(default=dict, blank=True)
    name_published = models.BooleanField(default=False)
    owned_since = models.DateField()
    consent = models.CharField(max_length=8, choices=Consent.choices, default=Consent.NONE)
    consent_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    consent_at = models.DateTimeField(null=True, blank=True)
    consent_why = models.TextField(blank=True)
    new_structure_reason = models.TextField(blank=True)

    stage = models.CharField(max_length=11, choices=Stage.choices, default=Stage.PROPOSED)
    stage_why = models.TextField(blank=True)
    stage_since = models.DateField()
    stages = models.JSONField(default=list, blank=True)
    handed_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_to_name = models.CharField(max_length=200, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)

    target_groups = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    judgement = models.CharField(max_length=11, blank=True)
    last_report_on = models.DateField(null=True, blank=True)
    silent_since = models.DateField()
    demonstration = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "number"]
        indexes = [
            models.Index(fields=["plan", "stage", "number"], name="action_plan_stage"),
            models.Index(fields=["due_last"], name="action_due"),
            models.Index(fields=["silent_since"], name="action_silent"),
            models.Index(fields=["stage"], name="action_stage"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_number_once"),
            models.UniqueConstraint(fields=["plan", "slug"], name="action_slug_once"),
            models.UniqueConstraint(
                fields=["plan", "external_id"], condition=~Q(external_id=""),
                name="action_external_id_once",
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="action_stage_known"),
            models.CheckConstraint(
                condition=Q(consent__in=Consent.values), name="action_consent_known"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["paused", "stopped", "handed_over"]) | ~Q(stage_why=""),
                name="action_stage_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(stage="handed_over")
                | (
                    Q(follow_up_on__isnull=False)
                    & (Q(handed_to__isnull=False) | ~Q(handed_to_name=""))
                ),
                name="action_handed_over_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="action_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(start_first=None) | Q(due_last=None) | Q(due_last__gte=F("start_first")),
                name="action_dates_in_order",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.titled("en").text

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)


class ActionElement(models.Model):
    """The action serves an element of its plan, by the element's key."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="elements")
    element_key = models.SlugField(max_length=80)

    class Meta:
        ordering = ["action", "pk"]
        indexes = [models.Index(fields=["element_key"], name="action_element_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "element_key"], name="action_serves_an_element_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} → {self.element_key}"


class ActionTag(models.Model):
    """A tag of an action: youth, green, preparedness, or one of the region's own."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="tag_rows")
    tag = models.SlugField(max_length=40)

    class Meta:
        ordering = ["action", "tag"]
        constraints = [models.UniqueConstraint(fields=["action", "tag"], name="action_tag_once")]

    def __str__(self) -> str:
        return self.tag
