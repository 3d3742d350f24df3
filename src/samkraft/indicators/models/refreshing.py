"""How the figures of an indicator were last fetched, and deliveries held back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samkraft.accounts.models import Person
from samkraft.indicators.models.definitions import Indicator


class RefreshState(models.TextChoices):
    """`HELD`: a delivery waits for a person. `WAITING`: quiet hours or a limit; goes on by itself."""

    NEVER = "never"
    RUNNING = "running"
    OK = "ok"
    WAITING = "waiting"
    HELD = "held"
    FAILED = "failed"


class Refresh(models.Model):
    """The state of an indicator's figures: when it was tried, when they last came and changed.

    `vintage` is the number of the newest delivery in the warehouse; `fingerprint` describes the
    source's table as it was; `alarms` are sentences about what changed there; `done` of `total`
    parts have come when a fetch is under way.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="refresh")
    state = models.CharField(max_length=8, choices=RefreshState.choices, default=RefreshState.NEVER)
    message = models.TextField(blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    source_updated = models.CharField(max_length=40, blank=True)
    vintage = models.PositiveIntegerField(null=True, blank=True)
    fingerprint = models.JSONField(default=dict, blank=True)
    alarms = models.JSONField(default=list, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["indicator"]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.state}"


class HeldDelivery(models.Model):
    """A delivery that looked wrong (a mass change to zero or missing) and waits for a person.

    `file` is the name of the delivery under the data directory's `held/`.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="held")
    at = models.DateTimeField()
    reason = models.TextField()
    file = models.CharField(max_length=200)
    provenance = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=None, decided_at=None)
                | Q(accepted__isnull=False, decided_at__isnull=False),
                name="held_decided_with_a_moment",
            ),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(accepted=None), name="one_delivery_held"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.at:%Y-%m-%d}"
