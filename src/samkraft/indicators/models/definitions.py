"""What an indicator measures and where it comes from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.accounts.models import Person
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region


class Nature(models.TextChoices):
    """What kind of number it is; only counts and amounts may be added up."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    INDEX = "index"
    RATIO = "ratio"


class Direction(models.TextChoices):
    """The way that is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Frequency(models.TextChoices):
    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"


class Indicator(models.Model):
    """A measure that goals can be followed by.

    `slug` is its public name and its measure in the warehouse. `source` names a source of
    `sources/`, or is one of facts (shipped with the product), computed (out of another
    indicator, as `query` says) and manual (values are entered by `responsible`). `region` is
    empty for the shared catalogue and set for a region's own. `small_below` is the smallest
    count that may be shown where counts are of people (None: no limit).
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField()
    official = models.CharField(max_length=300, blank=True)
    explanation = models.JSONField(default=dict, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    nature = models.CharField(max_length=8, choices=Nature.choices)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    frequency = models.CharField(max_length=10, choices=Frequency.choices, default=Frequency.YEAR)
    by_sex = models.BooleanField(default=False)
    by_age = models.BooleanField(default=False)
    levels = models.JSONField(default=list, blank=True)
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="weighs"
    )
    source = models.CharField(max_length=20)
    code = models.CharField(max_length=80, blank=True)
    query = models.JSONField(default=dict, blank=True)
    rule = models.CharField(max_length=20, default="planned_path")
    small_below = models.PositiveSmallIntegerField(null=True, blank=True)
    checked = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    responsible = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    demonstration = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nature__in=Nature.values), name="indicator_nature_known"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="indicator_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="indicator_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)

    @property
    def additive(self) -> bool:
        """Whether a region's value is the sum of its members'."""
        return self.nature in (Nature.COUNT, Nature.AMOUNT)
