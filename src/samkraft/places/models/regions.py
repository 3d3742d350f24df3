"""Regions as dated sets of areas."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.lib.texts import Shown, Texts
from samkraft.places.models.areas import Area
from samkraft.places.models.periods import ValidQuerySet, dates_in_order, once


class Region(models.Model):
    """A named set of areas that plan together: a county, a regional council, a city region.

    `area` is set when the region is itself an official area with totals of its own.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.JSONField()
    kind = models.CharField(max_length=30)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="regions")
    sentence = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list)
    accent = models.CharField(max_length=7, blank=True)
    demonstration = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    source = models.TextField(blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [dates_in_order("region_dates_in_order")]

    def __str__(self) -> str:
        return self.slug

    def named(self, lang: str) -> Shown:
        return Texts.read(self.name).shown(lang)


class Precision(models.TextChoices):
    """How exactly a date is known; `unknown` goes with no date at all."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    UNKNOWN = "unknown"


class Membership(models.Model):
    """An area belongs to a region for a period (`valid_until` is the first day after)."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships")
    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    from_precision = models.CharField(
        max_length=7, choices=Precision.choices, default=Precision.UNKNOWN
    )
    until_precision = models.CharField(
        max_length=7, choices=Precision.choices, default=Precision.UNKNOWN
    )
    status = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        ordering = ["region", "area", "valid_from"]
        constraints = [
            *once(["region", "area"], "membership_once_per_period"),
            dates_in_order("membership_dates_in_order"),
            models.CheckConstraint(
                condition=Q(valid_from=None, from_precision="unknown")
                | (Q(valid_from__isnull=False) & ~Q(from_precision="unknown")),
                name="membership_from_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None, until_precision="unknown")
                | (Q(valid_until__isnull=False) & ~Q(until_precision="unknown")),
                name="membership_until_has_precision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.area}"
