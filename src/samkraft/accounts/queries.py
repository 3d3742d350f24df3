"""Questions about people and their roles."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samkraft.accounts.models import Organisation, Person, RegionRole
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
