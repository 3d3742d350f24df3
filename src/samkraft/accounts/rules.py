"""Who may do what. One table, used by the operations and by the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.utils import timezone

if TYPE_CHECKING:
    from samkraft.accounts.models import Person
    from samkraft.places.models import Region

# Rights in a region, and the least role that has each. Roles in rising order.
ROLES = ("reader", "contributor", "editor", "coordinator")
RIGHTS: dict[str, str] = {
    "read_unpublished": "reader",
    "comment": "contributor",
    "edit": "editor",
    "decide": "coordinator",
    "give_roles": "coordinator",
}


class NotAllowed(Exception):
    """The person has not the right; `right` names it and `region` says where."""

    def __init__(self, right: str, region: object) -> None:
        super().__init__(f"Not allowed: {right} in {region}")
        self.right = right
        self.region = region


def may(person: Person | None, right: str, region: Region) -> bool:
    """Whether `person` has `right` in `region`. None is the installation itself: it may."""
    if person is None:
        return True
    if not getattr(person, "is_active", False):
        return False
    held = held_roles(person)
    if "administrator" in held.installation:
        return True
    if right == "read_unpublished" and "programme" in held.installation:
        return True
    role = held.by_region.get(region.pk)
    return role is not None and ROLES.index(role) >= ROLES.index(RIGHTS[right])


def may_administer(person: Person | None) -> bool:
    """Whether `person` looks after the installation."""
    return person is None or (
        getattr(person, "is_active", False) and "administrator" in held_roles(person).installation
    )


def require(person: Person | None, right: str, region: Region) -> None:
    """Raise NotAllowed unless `person` has `right` in `region`."""
    if not may(person, right, region):
        raise NotAllowed(right, region)


def require_administrator(person: Person | None) -> None:
    """Raise NotAllowed unless `person` looks after the installation."""
    if not may_administer(person):
        raise NotAllowed("administer", "the installation")


class Held:
    """The roles a person holds today, read once for each loaded person."""

    __slots__ = ("by_region", "installation")

    def __init__(self, by_region: dict[int, str], installation: frozenset[str]) -> None:
        self.by_region = by_region
        self.installation = installation


def held_roles(person: Person) -> Held:
    """The roles of `person` that hold today, kept on the object for the rest of the request."""
    cached = getattr(person, "_held_roles", None)
    if cached is None:
        cached = person._held_roles = _roles_today(person)
    return cached


def _roles_today(person: Person) -> Held:
    day = timezone.localdate()
    if person.pk is None or (person.ends_on and person.ends_on <= day):
        return Held({}, frozenset())
    by_region = person.region_roles.held_on(day).values_list("region_id", "role")
    installation = person.installation_roles.held_on(day).values_list("role", flat=True)
    return Held(dict(by_region), frozenset(installation))


def _predicate(right: str) -> rules.Predicate:
    @rules.predicate(name=f"may_{right}")
    def check(person, region):
        return region is not None and may(person, right, region)

    return check


for _right in RIGHTS:
    rules.add_perm(f"regions.{_right}", _predicate(_right))
rules.add_perm("installation.administer", rules.predicate(may_administer, name="administers"))
