"""All changes to people, roles and organisations. Each writes the journal."""

from samkraft.accounts.operations.bodies import (
    BadBody,
    BodyChanged,
    agree_to_name,
    describe_body,
    end_body,
    end_seat,
    form_body,
    give_seat,
)
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
    "BadBody",
    "BodyChanged",
    "EmailTaken",
    "LastAdministrator",
    "LastCoordinator",
    "UnknownRole",
    "agree_to_name",
    "describe_body",
    "describe_organisation",
    "describe_self",
    "end_body",
    "end_installation_role",
    "end_person",
    "end_role",
    "end_seat",
    "form_body",
    "give_installation_role",
    "give_role",
    "give_seat",
    "register_organisation",
    "register_person",
]
