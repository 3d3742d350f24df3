"""What sources state of areas and regions: languages by law, people, square kilometres."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.places.models.areas import Area
from samkraft.places.models.regions import Region


class LanguageArea(models.Model):
    """A language that law gives a standing in an area.

    `language` is a code by ISO 639 ("smi": Sami, the variety is not stated); empty with `basis`
    "none found" when somebody looked and found nothing.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="language_areas")
    language = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=60)
    valid_from = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=200, blank=True)
    source = models.TextField()

    class Meta:
        ordering = ["area", "language"]
        constraints = [
            models.UniqueConstraint(fields=["area", "language"], name="language_once_per_area"),
            models.CheckConstraint(
                condition=~Q(language="") | Q(basis="none found"), name="language_or_none_found"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.name or self.basis}"


def _one_subject(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(area=None, region__isnull=False) | Q(area__isnull=False, region=None),
        name=name,
    )


class Population(models.Model):
    """People living in an area or a region on a date, as one source states it."""

    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="populations"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="populations"
    )
    date = models.DateField()
    measure = models.CharField(max_length=20, default="total")
    value = models.PositiveIntegerField()
    source = models.TextField()
    source_date = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["area", "region", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "date", "measure", "source"], name="population_once_per_source_area"
            ),
            models.UniqueConstraint(
                fields=["region", "date", "measure", "source"],
                name="population_once_per_source_region",
            ),
            _one_subject("population_of_area_or_region"),
        ]

    def __str__(self) -> str:
        return f"{self.area or self.region} {self.date}: {self.value}"


class AreaSize(models.Model):
    """Square kilometres of an area or a region; `measure` says what was counted (land, total)."""

    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="sizes")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="sizes")
    km2 = models.DecimalField(max_digits=10, decimal_places=2)
    measure = models.CharField(max_length=120)
    reference_date = models.CharField(max_length=10)
    source = models.TextField()
    source_date = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["area", "region", "reference_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "reference_date", "measure", "source"],
                name="size_once_per_source_area",
            ),
            models.UniqueConstraint(
                fields=["region", "reference_date", "measure", "source"],
                name="size_once_per_source_region",
            ),
            _one_subject("size_of_area_or_region"),
        ]

    def __str__(self) -> str:
        return f"{self.area or self.region}: {self.km2} km²"
