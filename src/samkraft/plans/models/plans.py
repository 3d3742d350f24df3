"""A plan, the names it gives its levels, its versions and the log of its changes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models import Organisation, Person
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region
from samkraft.plans.models.roles import Role


class PlanKind(models.TextChoices):
    STRATEGY = "strategy"
    ACTION_PLAN = "action-plan"
    AREA_STRATEGY = "area-strategy"
    PROGRAMME_PROJECT = "programme-project"


class State(models.TextChoices):
    DRAFT = "draft"
    CONSULTATION = "consultation"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


PUBLIC_STATES = (State.CONSULTATION, State.ADOPTED, State.SUPERSEDED, State.WITHDRAWN)


class Plan(models.Model):
    """What many bodies plan together. Its words live in its versions."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=PlanKind.choices, default=PlanKind.STRATEGY)
    language = models.CharField(max_length=5)
    initiated_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    commission = models.TextField(blank=True)
    demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PlanKind.values), name="plan_kind_known")
        ]

    def __str__(self) -> str:
        return self.slug


class Level(models.Model):
    """What a plan calls one of its parts, in its own words: målbild, delmål, vägar framåt."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="levels")
    role = models.CharField(max_length=14, choices=Role.choices)
    singular = models.JSONField()
    plural = models.JSONField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "role"], name="one_name_per_level"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="level_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.role}"


class PlanVersion(models.Model):
    """One wording of a plan. Only a draft can be changed; the database refuses the rest."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    title = models.JSONField()
    vision = models.JSONField(default=dict, blank=True)
    slogan = models.JSONField(default=dict, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    consultation_from = models.DateField(null=True, blank=True)
    consultation_until = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    deciding_body = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    document = models.URLField(max_length=400, blank=True)
    document_file = models.FileField(upload_to="documents/%Y/", blank=True, max_length=300)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="adopted"), name="one_adopted_version"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="draft"), name="one_draft_version"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="version_state_known"),
            models.CheckConstraint(
                condition=Q(adopted_on=None, deciding_body="")
                | (Q(adopted_on__isnull=False) & ~Q(deciding_body="")),
                name="adopted_on_and_body_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_on__isnull=False),
                name="adopted_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="public_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None)
                | Q(first_year=None)
                | Q(last_year__gte=F("first_year")),
                name="years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(consultation_until=None)
                | Q(consultation_until__gte=F("consultation_from")),
                name="consultation_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def period(self) -> str:
        """The years as they are written on the cover: 2025–2030, 2040, or nothing."""
        years = [str(year) for year in (self.first_year, self.last_year) if year]
        return "–".join(dict.fromkeys(years))

    def titled(self, lang: str) -> Shown:
        return Texts.read(self.title).shown(lang)


class ChangeNote(models.Model):
    """The change log of a living plan: what changed, why, who approved, what it means."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="changes")
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    on = models.DateField()
    what = models.TextField()
    reason = models.TextField()
    effect = models.TextField(blank=True)
    approved_by = models.CharField(max_length=200)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_a_reason"),
            models.CheckConstraint(condition=~Q(approved_by=""), name="change_has_an_approver"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.on}: {self.what[:60]}"
