"""All changes to people, roles and organisations. Each writes the journal."""

from samkraft.accounts.operations.organisations import (
    describe_organisation,
    register_organisation,
)
from samkraft.accounts.operations.people import (
    EmailTaken,
    LastAdministrator,
    LastCoordinator,
    UnknownRole,
    describe_self,
    end_installation_role,
    end_person,
    end_role,
    give_installation_role,
    give_role,
    register_person,
)

__all__ = [
    "EmailTaken",
    "LastAdministrator",
    "LastCoordinator",
    "UnknownRole",
    "describe_organisation",
    "describe_self",
    "end_installation_role",
    "end_person",
    "end_role",
    "give_installation_role",
    "give_role",
    "register_organisation",
    "register_person",
]
