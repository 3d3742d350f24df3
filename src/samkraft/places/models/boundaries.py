"""The outline of an area, for maps on screen."""

from __future__ import annotations

from django.db import models

from samkraft.places.models.areas import Area


class Boundary(models.Model):
    """`geometry` is GeoJSON (longitude, latitude, WGS 84), simplified for a screen.

    `year` is the year the borders are of; `source` who published them and under which licence.
    """

    area = models.OneToOneField(Area, models.CASCADE, related_name="boundary")
    geometry = models.JSONField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.TextField()

    class Meta:
        ordering = ["area"]
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return str(self.area)
