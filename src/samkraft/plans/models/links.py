"""Links between levels: to another plan, a national or EU objective, Agenda 2030."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region
from samkraft.plans.models.plans import Plan


class Framework(models.Model):
    """A set of objectives at one level: Agenda 2030, the EU's cohesion policy, a nation's."""

    class Tier(models.TextChoices):
        LOCAL = "local"
        REGIONAL = "regional"
        NATIONAL = "national"
        EU = "eu"
        GLOBAL = "global"

    slug = models.SlugField(max_length=60, unique=True)
    tier = models.CharField(max_length=10, choices=Tier.choices)
    country = models.CharField(max_length=2, blank=True)
    name = models.JSONField()
    source = models.TextField(blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["tier", "slug"]

    def __str__(self) -> str:
        return self.slug


class Objective(models.Model):
    """One objective of a framework, by its own code ("8.5", "RCO83")."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=30)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    checked = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["framework", "order"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="objective_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.code}"

    def named(self, lang: str) -> Shown:
        return Texts.read(self.name).shown(lang)


class Link(models.Model):
    """From an element of a plan (or, with an empty key, the whole plan) to another level.

    The link belongs to the element's key, so it holds for every version in which the key lives.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="links")
    element_key = models.SlugField(max_length=80, blank=True)
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="links"
    )
    target_plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="linked_from"
    )
    target_key = models.SlugField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "element_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, target_plan=None, target_key="")
                | Q(objective=None, target_plan__isnull=False),
                name="link_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["plan", "element_key", "objective"],
                condition=Q(objective__isnull=False),
                name="link_to_objective_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "element_key", "target_plan", "target_key"],
                condition=Q(target_plan__isnull=False),
                name="link_to_plan_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}/{self.element_key} → {self.objective or self.target_plan}"
