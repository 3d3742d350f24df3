"""Changes to people and their roles."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.models import InstallationRole, Organisation, Person, RegionRole
from samkraft.accounts.operations.bodies import end_seats_of
from samkraft.accounts.rules import ROLES, NotAllowed, require, require_administrator
from samkraft.journal import operations as journal
from samkraft.places.models import Region


class EmailTaken(Exception):
    """Somebody with this address is already registered."""


class UnknownRole(Exception):
    """The role is not one of reader, contributor, editor, coordinator (or an installation's)."""


class LastCoordinator(Exception):
    """A region must keep at least one coordinator; give the role to somebody else first."""


class LastAdministrator(Exception):
    """An installation must keep at least one administrator."""


@transaction.atomic
def register_person(
    *,
    email: str,
    name: str,
    by: Person | None,
    at: datetime,
    language: str = "nb",
    organisation: Organisation | None = None,
    password: str | None = None,
    region: Region | None = None,
) -> Person:
    """Register somebody; without a password they set one by the link “forgotten password”.

    A coordinator may register people for the own `region`; an administrator anybody.
    Raises EmailTaken, NotAllowed.
    """
    if region is None:
        require_administrator(by)
    else:
        require(by, "give_roles", region)
    if Person.objects.filter(email__iexact=email.strip()).exists():
        raise EmailTaken(email)
    person = Person(
        email=email.strip().lower(),
        name=name.strip(),
        language=language,
        organisation=organisation,
        joined_at=at,
    )
    person.set_password(password) if password else person.set_unusable_password()
    person.save()
    journal.write(
        operation="register-person",
        subject=person,
        by=by,
        at=at,
        label=f"#{person.pk}",
        region=region.slug if region else "",
    )
    return person


@transaction.atomic
def give_role(
    *, person: Person, region: Region, role: str, by: Person | None, at: datetime
) -> RegionRole:
    """Give a role from today; a former role of the person in the region ends today.

    Raises NotAllowed, UnknownRole, LastCoordinator.
    """
    require(by, "give_roles", region)
    if role not in ROLES:
        raise UnknownRole(role)
    before = _open_role(person, region)
    if before is not None and before.role == role:
        return before
    if before is not None:
        _keep_a_coordinator(before)
        _end(before, at.date())
    given = RegionRole.objects.create(
        person=person, region=region, role=role, active_from=at.date()
    )
    journal.write(
        operation="give-role",
        subject=given,
        by=by,
        at=at,
        label=f"#{person.pk}",
        region=region.slug,
        before={"role": before.role} if before else None,
        after={"role": role},
    )
    _forget_roles(person)
    return given


@transaction.atomic
def end_role(*, person: Person, region: Region, by: Person | None, at: datetime) -> None:
    """End the person's role in the region today. Raises NotAllowed, LastCoordinator."""
    require(by, "give_roles", region)
    held = _open_role(person, region)
    if held is None:
        return
    _keep_a_coordinator(held)
    _end(held, at.date())
    journal.write(
        operation="end-role",
        subject=held,
        by=by,
        at=at,
        label=f"#{person.pk}",
        region=region.slug,
        before={"role": held.role},
    )
    _forget_roles(person)


@transaction.atomic
def give_installation_role(
    *, person: Person, role: str, by: Person | None, at: datetime
) -> InstallationRole:
    """Make somebody administrator or programme owner. Raises NotAllowed, UnknownRole."""
    require_administrator(by)
    if role not in InstallationRole.Role.values:
        raise UnknownRole(role)
    given, made = InstallationRole.objects.get_or_create(
        person=person, role=role, active_until=None, defaults={"active_from": at.date()}
    )
    if made:
        journal.write(
            operation="give-installation-role",
            subject=given,
            by=by,
            at=at,
            label=f"#{person.pk}",
            after={"role": role},
        )
    _forget_roles(person)
    return given


@transaction.atomic
def end_installation_role(*, person: Person, role: str, by: Person | None, at: datetime) -> None:
    """End a role in the installation today. Raises NotAllowed, LastAdministrator."""
    require_administrator(by)
    held = InstallationRole.objects.filter(role=role, active_until=None)
    mine = held.filter(person=person).first()
    if mine is None:
        return
    if role == "administrator" and held.count() == 1:
        raise LastAdministrator
    _end(mine, at.date())
    _journal_of(person, "end-installation-role", by, at, before={"role": role})
    _forget_roles(person)


@transaction.atomic
def describe_self(*, person: Person, name: str, language: str, by: Person, at: datetime) -> Person:
    """Change one's own name and language. Raises NotAllowed for anybody else's."""
    if by is None or by.pk != person.pk:
        raise NotAllowed("describe", person.pk)
    person.name, person.language = name.strip(), language
    person.save(update_fields=["name", "language"])
    _journal_of(person, "describe-self", by, at)
    return person


@transaction.atomic
def end_person(*, person: Person, by: Person | None, at: datetime) -> None:
    """Take away name, address and log-in. What the person did stays, without the name.

    Raises NotAllowed, LastAdministrator, LastCoordinator.
    """
    require_administrator(by)
    for held in RegionRole.objects.select_for_update().filter(person=person, active_until=None):
        _keep_a_coordinator(held)
        _end(held, at.date())
    admins = InstallationRole.objects.filter(role="administrator", active_until=None)
    if admins.filter(person=person).exists() and admins.count() == 1:
        raise LastAdministrator
    for held in InstallationRole.objects.filter(person=person, active_until=None):
        _end(held, at.date())
    end_seats_of(person, at.date())
    person.email = f"ended-{person.pk}@invalid"
    person.name = ""
    person.is_active = False
    person.ends_on = at.date()
    person.set_unusable_password()
    person.save()
    _journal_of(person, "end-person", by, at)


def _open_role(person: Person, region: Region) -> RegionRole | None:
    return (
        RegionRole.objects.select_for_update()
        .filter(person=person, region=region, active_until=None)
        .first()
    )


def _keep_a_coordinator(held: RegionRole) -> None:
    if held.role != "coordinator":
        return
    others = RegionRole.objects.select_for_update().filter(
        region_id=held.region_id, role="coordinator", active_until=None
    )
    if not others.exclude(pk=held.pk).exists():
        raise LastCoordinator


def _end(held: RegionRole | InstallationRole, day: date) -> None:
    held.active_until = day
    held.save(update_fields=["active_until"])


def _journal_of(person: Person, operation: str, by, at: datetime, before=None) -> None:
    """Persons stand in the journal by their number, so that a name can go when its owner does."""
    label = f"#{person.pk}"
    journal.write(operation=operation, subject=person, by=by, at=at, label=label, before=before)


def _forget_roles(person: Person) -> None:
    person.__dict__.pop("_held_roles", None)
