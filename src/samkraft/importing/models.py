"""A document on its way to becoming a draft version: what was read and how it is corrected."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Person
from samkraft.places.models import Region
from samkraft.plans.models import Plan, PlanKind, PlanVersion, Role


class Stage(models.TextChoices):
    WAITING = "waiting"  # uploaded, a job will read it
    READING = "reading"
    REVIEW = "review"  # read; people look it over
    FAILED = "failed"  # could not be read; `error` says why in one sentence
    MADE = "made"  # has become a draft version
    DROPPED = "dropped"


class Document(models.Model):
    """An uploaded document and the reading of it.

    `lines` is the extracted text with its page numbers as [page or null, text] pairs, so that
    every item can be shown beside the lines it came from. The file itself is kept only until it
    has been read (`OriginalPart`). `alive_at` is the last moment the reading gave a sign of life.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.ForeignKey(
        PlanVersion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    filename = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.WAITING)
    pages_done = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    alive_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=PlanKind.choices, default=PlanKind.STRATEGY)
    title = models.TextField(blank=True)
    period = models.CharField(max_length=40, blank=True)
    vision = models.TextField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    head_revision = models.PositiveIntegerField(default=1)
    lines = models.JSONField(default=list)
    quotes = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="import_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage="failed") | ~Q(error=""), name="failed_import_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class OriginalPart(models.Model):
    """A piece of the file as it came, in the database so that it stands or falls with its record.

    In pieces, so that a large file is never held in memory as a whole.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="original")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="original_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"


class Item(models.Model):
    """One piece the reading found, or a person took up. `dropped` ones stay, out of sight."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="items")
    role = models.CharField(max_length=14, choices=Role.choices)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField()
    text = models.TextField()
    responsible = models.CharField(max_length=200, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    first_line = models.PositiveIntegerField(default=0)
    last_line = models.PositiveIntegerField(default=0)
    dropped = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["document", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="item_role_known"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="item_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(last_line__gte=F("first_line")), name="item_lines_in_order"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="item_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Step(models.Model):
    """One correction, with what it changed, so that it can be undone, the newest one first.

    `changes` is a list of {"item": number, "before": fields or null, "after": fields or null}.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=30)
    changes = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="step_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number} {self.what}"
