"""People, organisations and roles."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Area, Region


class OrganisationKind(models.TextChoices):
    """The kinds of actor in the actor map, from region to cooperation body."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    MUNICIPAL_ASSOCIATION = "municipal-association"
    REGIONAL_COUNCIL = "regional-council"
    COUNTY_BOARD = "county-board"
    STATE_AGENCY = "state-agency"
    UNIVERSITY = "university"
    RESEARCH_INSTITUTE = "research-institute"
    CIVIL_SOCIETY = "civil-society"
    BUSINESS = "business"
    BUSINESS_ASSOCIATION = "business-association"
    COOPERATION_BODY = "cooperation-body"
    SAMI_BODY = "sami-body"
    YOUTH_COUNCIL = "youth-council"
    PROGRAMME_OWNER = "programme-owner"
    OTHER = "other"


class Organisation(models.Model):
    """A sovereign body that takes part: `mandate` says in plain words what it may decide."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    name = models.JSONField()
    mandate = models.JSONField(default=dict, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    regions = models.ManyToManyField(Region, related_name="+", blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gt=F("active_from")),
                name="organisation_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.named("en").text

    def named(self, lang: str) -> Shown:
        return Texts.read(self.name).shown(lang)


class PersonManager(BaseUserManager):
    def get_by_natural_key(self, username):
        """E-mail addresses are compared without regard to case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who logs in. As little personal data as the work needs."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="nb")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="person_email_unique")
        ]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Rights come from `rules` predicates alone; there is no table of permissions."""
        from rules import has_perm

        return self.is_active and has_perm(perm, self, obj)


class HeldQuerySet(models.QuerySet):
    def held_on(self, day):
        """Roles that hold on `day`: from `active_from` to before `active_until`."""
        return self.filter(Q(active_until=None) | Q(active_until__gt=day), active_from__lte=day)


class RegionRole(models.Model):
    """What a person may do in one region, from one day until another."""

    class Role(models.TextChoices):
        READER = "reader"
        CONTRIBUTOR = "contributor"
        EDITOR = "editor"
        COORDINATOR = "coordinator"

    person = models.ForeignKey(Person, models.CASCADE, related_name="region_roles")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["region", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "region"],
                condition=Q(active_until=None),
                name="one_open_role_per_region",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["reader", "contributor", "editor", "coordinator"]),
                name="region_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.region}"


class InstallationRole(models.Model):
    """What a person may do in the whole installation."""

    class Role(models.TextChoices):
        PROGRAMME = "programme"
        ADMINISTRATOR = "administrator"

    person = models.ForeignKey(Person, models.CASCADE, related_name="installation_roles")
    role = models.CharField(max_length=14, choices=Role.choices)
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(active_until=None),
                name="one_open_installation_role",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["programme", "administrator"]),
                name="installation_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"
