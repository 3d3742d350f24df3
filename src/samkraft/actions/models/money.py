"""Money by level and funder, promised and spent by year, and dated rates between currencies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Organisation
from samkraft.actions.models.actions import Action


class MoneyLevel(models.TextChoices):
    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"
    EU = "eu"


class Currency(models.TextChoices):
    NOK = "NOK"
    SEK = "SEK"
    EUR = "EUR"


class Money(models.Model):
    """What one funder promised and what was spent in one year. Missing is None, never zero."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="money")
    level = models.CharField(max_length=8, choices=MoneyLevel.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    funder = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3, choices=Currency.choices)
    promised = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "year", "level", "pk"]
        verbose_name_plural = "money"
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=MoneyLevel.values), name="money_level_known"
            ),
            models.CheckConstraint(
                condition=Q(currency__in=Currency.values), name="money_currency_known"
            ),
            models.CheckConstraint(
                condition=Q(promised__isnull=False) | Q(spent__isnull=False),
                name="money_promised_or_spent",
            ),
            models.CheckConstraint(
                condition=(Q(promised=None) | Q(promised__gte=0))
                & (Q(spent=None) | Q(spent__gte=0)),
                name="money_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="money_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.year} {self.level}"


class Rate(models.Model):
    """On a day, one unit of `base` was worth `rate` units of `quote`, as a source states it."""

    base = models.CharField(max_length=3, choices=Currency.choices)
    quote = models.CharField(max_length=3, choices=Currency.choices)
    on = models.DateField()
    rate = models.DecimalField(max_digits=14, decimal_places=6)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["base", "quote", "-on"]
        constraints = [
            models.UniqueConstraint(fields=["base", "quote", "on"], name="rate_once_per_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_is_positive"),
            models.CheckConstraint(condition=~Q(base=F("quote")), name="rate_between_two"),
            models.CheckConstraint(condition=~Q(source=""), name="rate_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate} {self.quote} ({self.on})"
