"""Questions about people and their roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samkraft.accounts.models import Body, Organisation, Person, RegionRole, Seat
from samkraft.accounts.rules import held_roles
from samkraft.places.models import Region


@dataclass(frozen=True, slots=True)
class MyRegion:
    """A region a person works in; `role` is the role or "administrator"/"programme"."""

    region: Region
    role: str


def regions_of(person: Person) -> list[MyRegion]:
    """The regions in which `person` sees more than the public does, by slug."""
    held = held_roles(person)
    by_region, installation = held.by_region, held.installation
    if installation:
        everywhere = "administrator" if "administrator" in installation else "programme"
        return [
            MyRegion(region, by_region.get(region.pk, everywhere))
            for region in Region.objects.order_by("slug")
        ]
    found = Region.objects.filter(pk__in=by_region).order_by("slug")
    return [MyRegion(region, by_region[region.pk]) for region in found]


def people_of(region: Region) -> list[RegionRole]:
    """Everybody with an open role in the region, by name."""
    return list(
        RegionRole.objects.held_on(timezone.localdate())
        .filter(region=region)
        .select_related("person__organisation")
        .order_by("person__name")
    )


def organisations_of(region: Region) -> list[Organisation]:
    """The organisations that take part in a region, by kind and name."""
    return list(Organisation.objects.filter(regions=region).order_by("kind", "slug"))


def names_of(numbers: set[int]) -> dict[int, str]:
    """Names for the journal. People whose record has ended are missing from the answer."""
    return dict(Person.objects.filter(pk__in=numbers).values_list("pk", "name"))


def bodies_of(region: Region, *, on: date | None = None) -> list[Body]:
    """The bodies of a region: all that ever were, or those that exist `on` a day. One query."""
    found = Body.objects.filter(region=region).select_related("organisation", "area")
    return list(found.valid_on(on) if on else found)


def seats_of(bodies: Iterable[Body], *, on: date | None = None) -> list[Seat]:
    """Who sits in these bodies, chairs first: ever, or `on` a day. One query."""
    found = Seat.objects.filter(body__in=list(bodies)).select_related(
        "body", "person", "organisation"
    )
    order = ["chair", "deputy", "member", "secretary", "observer"]
    rows = found.held_on(on) if on else found
    return sorted(rows, key=lambda seat: (seat.body_id, order.index(seat.role), seat.pk))


def body_numbers_of(person: Person, on: date) -> frozenset[int]:
    """The bodies a person sits in on a day, observers left out. One query."""
    found = Seat.objects.held_on(on).filter(person=person).exclude(role="observer")
    return frozenset(found.values_list("body_id", flat=True))
