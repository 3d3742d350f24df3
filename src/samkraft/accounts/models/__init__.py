"""People, organisations, roles, and the bodies people sit in."""

from samkraft.accounts.models.bodies import Body, BodyKind, Seat, SeatRole
from samkraft.accounts.models.people import (
    HeldQuerySet,
    InstallationRole,
    Organisation,
    OrganisationKind,
    Person,
    PersonManager,
    RegionRole,
)

__all__ = [
    "Body",
    "BodyKind",
    "HeldQuerySet",
    "InstallationRole",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PersonManager",
    "RegionRole",
    "Seat",
    "SeatRole",
]
