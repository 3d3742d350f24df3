"""An element: a piece of one version."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models.plans import PlanVersion
from samkraft.plans.models.roles import Role


class Element(models.Model):
    """A challenge, principle, priority area, goal, sub-goal, path, measure … of one version.

    `key` stays the same in every version of the plan and is the element's public address.
    `revision` counts its changes, so that two people editing at once both notice.
    A removed element of a draft keeps its row (`removed_at`) and can be taken back.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="elements")
    key = models.SlugField(max_length=80)
    role = models.CharField(max_length=14, choices=Role.choices)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField()
    text = models.JSONField()
    body = models.JSONField(default=dict, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    source = models.JSONField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="element_key_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="element_role_known"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="element_not_its_own_parent"
            ),
        ]
        indexes = [models.Index(fields=["key"], name="element_key")]

    def __str__(self) -> str:
        return self.worded("en").text

    def worded(self, lang: str) -> Shown:
        return Texts.read(self.text).shown(lang)
