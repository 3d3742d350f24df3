"""The copy of the newest figures, one row for each indicator and place, that pages read."""

from __future__ import annotations

from django.db import models

from samkraft.indicators.models.definitions import Indicator


class Latest(models.Model):
    """All figures of one indicator in one place as they are known now, packed.

    `area` is the place written as in `calc.series` ("NO-1833"). The columns beside `packed`
    repeat the newest total (all sexes and ages), its trend (slope in units a year; direction as
    `calc.trend` names it) and its former value, so that lists and maps need not unpack. Rebuilt
    from the warehouse at any time.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="latest")
    area = models.CharField(max_length=80)
    period = models.CharField(max_length=8, blank=True)
    value = models.FloatField(null=True)
    status = models.CharField(max_length=14)
    before = models.FloatField(null=True)
    slope = models.FloatField(null=True)
    trend = models.CharField(max_length=10, blank=True)
    packed = models.BinaryField()

    class Meta:
        ordering = ["indicator", "area"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "area"], name="latest_once_per_area")
        ]
        indexes = [models.Index(fields=["area"], name="latest_area")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area} {self.period}"
