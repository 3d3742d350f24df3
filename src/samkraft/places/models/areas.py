"""Areas with official codes, and what became of the codes.

An `Area` row is one code with one territory for one period. When a code lives on after a merger
(Bodø, 2005) there are two rows, before and after, tied by a `CodeChange`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.lib.texts import Shown, Texts
from samkraft.places.models.periods import ValidQuerySet, dates_in_order, once


class Area(models.Model):
    """A place with an official code, valid for a period (`valid_until` is the first day after).

    `valid_from` None means as far back as the facts reach (1994). `official` is the full name
    as the classification writes it, when that names several languages at once.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country"
        COUNTY = "county"
        MUNICIPALITY = "municipality"

    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=12)
    name = models.JSONField()
    official = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        ordering = ["country", "kind", "code", "valid_from"]
        constraints = [
            *once(["country", "kind", "code"], "area_code_once_per_period"),
            dates_in_order("area_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.named('en')}"

    def named(self, lang: str) -> Shown:
        return Texts.read(self.name).shown(lang)


class CodeChange(models.Model):
    """From `on`, the old area is (a part of) the new one.

    `weight` is the share of the old area that went to the new one, 0 to 1; None when nobody has
    stated it. `convention` marks a weight that statisticians agreed on without counting.
    """

    class Kind(models.TextChoices):
        MERGER = "merger"
        SPLIT = "split"
        RECODE = "recode"
        RENAME = "rename"

    old = models.ForeignKey(Area, models.PROTECT, related_name="changes_out")
    new = models.ForeignKey(Area, models.PROTECT, related_name="changes_in")
    on = models.DateField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    weight = models.FloatField(null=True, blank=True)
    convention = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.TextField()

    class Meta:
        ordering = ["on", "old__code", "new__code"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="change_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="change_between_two"),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__gte=0, weight__lte=1),
                name="change_weight_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(kind="split") | Q(weight__isnull=False, weight=1, convention=False),
                name="change_only_splits_divide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old.code} → {self.new.code} {self.on}"
