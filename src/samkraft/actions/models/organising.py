"""Who leads, steers and supports what in a plan, per priority area and changing over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Body, HeldQuerySet, Organisation
from samkraft.plans.models import Plan


class InvolvementRole(models.TextChoices):
    LEAD = "lead"
    SUPPORT = "support"
    STEERING = "steering"
    WORKING_GROUP = "working_group"
    REFERENCE = "reference"
    RESPONSIBLE = "responsible"


class Involvement(models.Model):
    """An organisation or a body has a role in a plan, or (with a key) in one element of it.

    Goes with its plan only while that was never public: a plan with versions cannot be deleted.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    element_key = models.SlugField(max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=14, choices=InvolvementRole.choices)
    note = models.TextField(blank=True)
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "element_key", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, body=None)
                | Q(organisation=None, body__isnull=False),
                name="involvement_of_one_actor",
            ),
            models.CheckConstraint(
                condition=Q(role__in=InvolvementRole.values), name="involvement_role_known"
            ),
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gte=F("active_from")),
                name="involvement_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.element_key} {self.role}"
