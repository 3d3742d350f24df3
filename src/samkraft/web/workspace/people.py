"""People and their roles in a region; the organisations that take part."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts import operations
from samkraft.accounts.models import Organisation, Person, RegionRole
from samkraft.accounts.queries import organisations_of, people_of
from samkraft.lib.texts import Texts
from samkraft.web.workspace.access import region_page
from samkraft.web.workspace.forms.people import (
    EditOrganisationForm,
    GiveRoleForm,
    OrganisationForm,
    RegisterForm,
    RoleForm,
)
from samkraft.web.workspace.invitation import invite
from samkraft.web.workspace.pages import acted, doing, page, saved
from samkraft.web.workspace.refusals import REFUSALS, said


@region_page()
def people(request, region):
    """Everybody who works in the region, with the role."""
    held = people_of(region)
    rows = [
        (each, RoleForm(initial={"role": each.role}, auto_id=f"p{each.person_id}-%s"))
        for each in held
    ]
    return page(request, "people.html", region=region, tab="people", rows=rows)


@region_page("give_roles")
def new_person(request, region):
    """Register somebody, with a role, and send the link for choosing a password."""
    form = _register_form(request, region)
    made = acted(request, form, lambda data: _register(request, region, data))
    if made:
        messages.success(request, _("%(name)s is registered.") % {"name": made.name})
        return redirect("workspace:people", region.slug)
    return page(request, "new_person.html", region=region, tab="people", form=form)


def _register_form(request, region) -> RegisterForm:
    bodies = [(each.pk, each.named(get_language()).text) for each in organisations_of(region)]
    initial = {"language": get_language(), "role": "reader"}
    return RegisterForm(request.POST or None, organisations=bodies, initial=initial)


def _register(request, region, data: dict) -> Person:
    body = next((o for o in organisations_of(region) if str(o.pk) == data["organisation"]), None)
    with transaction.atomic():
        made = operations.register_person(
            email=data["email"],
            name=data["name"],
            language=data["language"],
            organisation=body,
            region=region,
            **doing(request),
        )
        operations.give_role(person=made, region=region, role=data["role"], **doing(request))
    invite(request, made, region)
    return made


@region_page("give_roles")
def give_role(request, region):
    """Give a role to somebody who is registered already."""
    form = GiveRoleForm(request.POST or None)
    if form.is_valid():
        person = Person.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True)
        if not person:
            form.add_error("email", _("Nobody is registered with this address."))
        elif acted(request, form, lambda data: _give(request, region, person[0], data)):
            return redirect("workspace:people", region.slug)
    return page(request, "give_role.html", region=region, tab="people", form=form)


def _give(request, region, person: Person, data: dict) -> None:
    operations.give_role(person=person, region=region, role=data["role"], **doing(request))
    messages.success(request, _("%(name)s has the role now.") % {"name": person.name})


@region_page("give_roles")
def change_role(request, region, person: int):
    """Another role for somebody in the list. Answers a form only."""
    held, form = _held(region, person), RoleForm(request.POST or None)
    if not acted(request, form, lambda data: _give(request, region, held.person, data)):
        for error in form.non_field_errors():
            messages.error(request, error)
    return redirect("workspace:people", region.slug)


@region_page("give_roles")
def end_role(request, region, person: int):
    """End somebody's role, after asking."""
    held = _held(region, person)
    if request.method == "POST":
        try:
            operations.end_role(person=held.person, region=region, **doing(request))
            messages.success(request, _("The role has ended."))
        except REFUSALS as error:
            messages.error(request, said(error))
        return redirect("workspace:people", region.slug)
    return page(request, "end_role.html", region=region, tab="people", held=held)


def _held(region, person: int) -> RegionRole:
    found = next((each for each in people_of(region) if each.person_id == person), None)
    if found is None:
        raise Http404
    return found


@region_page()
def organisations(request, region):
    """The bodies that take part, with kind and mandate."""
    lang = get_language()
    rows = [
        (each, each.named(lang), Texts.read(each.mandate).shown(lang))
        for each in organisations_of(region)
    ]
    return page(request, "organisations.html", region=region, tab="organisations", rows=rows)


@region_page("edit")
def new_organisation(request, region):
    """Register a body that takes part in the region."""
    initial = {"language": (region.languages or [get_language()])[0]}
    form = OrganisationForm(request.POST or None, initial=initial)
    keep, done = f"new-organisation-{region.pk}", _("The organisation is registered.")
    if acted(request, form, lambda data: _register_body(request, region, data), done):
        return saved("workspace:organisations", region.slug, keep=keep)
    return page(
        request, "new_organisation.html", region=region, tab="organisations", form=form, keep=keep
    )


@region_page("edit")
def organisation(request, region, organisation: int):
    """Change what is said of a body."""
    found = get_object_or_404(Organisation, pk=organisation, regions=region)
    form = EditOrganisationForm(request.POST or None, initial=_as_said(found))
    keep, done = f"organisation-{found.pk}", _("The organisation is changed.")
    if acted(request, form, lambda data: _describe_body(request, found, data), done):
        return saved("workspace:organisations", region.slug, keep=keep)
    return page(
        request, "organisation.html", region=region, tab="organisations", form=form, keep=keep,
        name=found.named(get_language()),
    )  # fmt: skip


def _as_said(found: Organisation) -> dict:
    """The form's first values, in the language the body's name was written in."""
    lang = Texts.read(found.name).original or get_language()
    return {
        "name": Texts.read(found.name).get(lang),
        "mandate": Texts.read(found.mandate).get(lang),
        "language": lang,
        "kind": found.kind,
        "active_until": found.active_until,
    }


def _describe_body(request, found: Organisation, data: dict):
    return operations.describe_organisation(
        organisation=found, lang=data["language"], name=data["name"], kind=data["kind"],
        mandate=data["mandate"], active_until=data["active_until"], **doing(request),
    )  # fmt: skip


def _register_body(request, region, data: dict):
    lang, mandate = data["language"], data["mandate"]
    return operations.register_organisation(
        name=Texts.of(lang, data["name"]),
        mandate=Texts.of(lang, mandate) if mandate else None,
        kind=data["kind"],
        regions=(region,),
        **doing(request),
    )
