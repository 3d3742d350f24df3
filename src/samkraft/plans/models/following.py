"""What a plan is followed by: indicators of its goals, targets, topics and readings.

All belong to the key of an element, like links, so they hold for every version in which the key
lives. What was public is ended with a moment and never deleted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Person
from samkraft.indicators.models import Indicator
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models.plans import Plan


class GoalIndicator(models.Model):
    """An element is followed by an indicator.

    `proposal` is True for a binding that ships with Samkraft and that nobody of the plan has
    confirmed.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goal_indicators")
    element_key = models.SlugField(max_length=80)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    proposal = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "element_key", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "element_key", "indicator"],
                condition=Q(ended_at=None),
                name="indicator_once_per_element",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.element_key}: {self.indicator_id}"


class Target(models.Model):
    """A value to reach: element × indicator × place × period, with its baseline.

    `place` is an official code ("SE-25") or a region's slug. Values are in the indicator's unit.
    `milestones` is a list of [period, value] between baseline and target. `rule` names how
    progress is judged; empty: the indicator's own rule.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets")
    element_key = models.SlugField(max_length=80)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    place = models.CharField(max_length=80)
    sex = models.CharField(max_length=1, default="T")
    age = models.CharField(max_length=10, default="T")
    baseline_period = models.CharField(max_length=8)
    baseline_value = models.FloatField(null=True, blank=True)
    period = models.CharField(max_length=8)
    value = models.FloatField()
    milestones = models.JSONField(default=list, blank=True)
    rule = models.CharField(max_length=20, blank=True)
    why = models.TextField(blank=True)
    demonstration = models.BooleanField(default=False)
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "element_key", "indicator", "place", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "element_key", "indicator", "place", "sex", "age", "period"],
                condition=Q(ended_at=None),
                name="one_target_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(period__gt=F("baseline_period")), name="target_after_its_baseline"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_why=""), name="target_ended_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.element_key}: {self.indicator_id} {self.period}"


class Topic(models.Model):
    """A heading of the follow-up under a priority area or challenge, with indicators in order."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="topics")
    element_key = models.SlugField(max_length=80)
    title = models.JSONField()
    order = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "order", "pk"]

    def __str__(self) -> str:
        return self.titled("en").text

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)


class TopicIndicator(models.Model):
    """One chart of a topic."""

    class View(models.TextChoices):
        """What the chart compares."""

        TIME = "time"
        SEXES = "sexes"
        AGES = "ages"
        PLACES = "places"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="charts")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    view = models.CharField(max_length=8, choices=View.choices, default=View.TIME)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["topic", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "indicator", "view"], name="chart_once_per_topic"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.indicator_id}"


class Reading(models.Model):
    """What a person read out of a topic's figures for one period. Earlier readings stay.

    `figures` keeps the values and verdicts as they stood when it was published, so that the
    page can say what has changed since. A draft has no `published_at` and can be changed.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="readings")
    period = models.CharField(max_length=8)
    seen = models.JSONField(default=dict, blank=True)
    why = models.JSONField(default=dict, blank=True)
    then = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=list, blank=True)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["topic", "-period", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(published_at=None), name="one_reading_in_hand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.period}"
