"""Bodies of a region – steering groups, committees, networks – and who sits there, from–until."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samkraft.accounts.models.people import HeldQuerySet, Organisation, Person
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Area, Region


class BodyKind(models.TextChoices):
    STEERING_GROUP = "steering_group"
    WORKING_GROUP = "working_group"
    COUNCIL = "council"
    COMMITTEE = "committee"
    SECRETARIAT = "secretariat"
    NETWORK = "network"
    YOUTH_COUNCIL = "youth_council"
    REFERENCE_GROUP = "reference_group"
    OTHER = "other"


class BodyQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Bodies that exist on `day`: from `valid_from` (None: always) to before `valid_until`."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gt=day),
        )


class Body(models.Model):
    """A group that decides or works together in a region; it may belong to an organisation.

    `existing` marks a standing body; a new structure says in `new_reason` why none of those did.
    `area` is the municipality of a working group. `revision` counts its changes.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=16, choices=BodyKind.choices)
    name = models.JSONField()
    mandate = models.JSONField(default=dict, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    existing = models.BooleanField(default=True)
    new_reason = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["region", "kind", "slug"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="body_slug_once_per_region"),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_known"),
            models.CheckConstraint(
                condition=Q(existing=True) | ~Q(new_reason=""), name="new_body_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                name="body_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.named("en").text

    def named(self, lang: str) -> Shown:
        return Texts.read(self.name).shown(lang)


class SeatRole(models.TextChoices):
    CHAIR = "chair"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"
    OBSERVER = "observer"


class Seat(models.Model):
    """Somebody sits in a body: a person, an organisation's place, or a name in words.

    `published_name`: the person has agreed that the name is shown; else only role and organisation.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=10, choices=SeatRole.choices, default=SeatRole.MEMBER)
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)
    published_name = models.BooleanField(default=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["body", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False) | ~Q(name=""),
                name="seat_is_somebodys",
            ),
            models.CheckConstraint(condition=Q(role__in=SeatRole.values), name="seat_role_known"),
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gte=F("active_from")),
                name="seat_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.role}"
