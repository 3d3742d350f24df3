"""Looking after the installation: all people, roles for the whole of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts import operations
from samkraft.accounts.models import InstallationRole, Organisation, Person
from samkraft.web.workspace.access import administrator_page
from samkraft.web.workspace.forms.people import InstallationRoleForm, RegisterForm
from samkraft.web.workspace.invitation import invite
from samkraft.web.workspace.pages import acted, doing, page
from samkraft.web.workspace.refusals import REFUSALS, said
from samkraft.web.workspace.telling import leaf


@administrator_page
def people(request):
    """Everybody who is registered, and who has a role in the whole installation."""
    everybody = (
        Person.objects.filter(is_active=True)
        .select_related("organisation")
        .prefetch_related("region_roles__region", "installation_roles")
        .order_by("name", "pk")
    )
    shown = Paginator(everybody, 50).get_page(request.GET.get("page"))
    rows = [(person, *_roles_of(person)) for person in shown]
    return page(request, "installation/people.html", tab="installation", rows=rows, shown=shown)


def _roles_of(person: Person):
    """Roles in regions and in the installation, out of what is prefetched."""
    lang = get_language()
    regions = [
        (each.region.named(lang), each.role)
        for each in person.region_roles.all()
        if each.active_until is None
    ]
    held = [each.role for each in person.installation_roles.all() if each.active_until is None]
    return regions, held


@administrator_page
def new_person(request):
    """Register somebody who belongs to no region, or to several."""
    bodies = {str(body.pk): body for body in Organisation.objects.order_by("slug")}
    form = RegisterForm(
        request.POST or None,
        with_role=False,
        organisations=[(pk, body.named(get_language()).text) for pk, body in bodies.items()],
        initial={"language": get_language()},
    )
    made = acted(request, form, lambda data: _register(request, bodies, data))
    if made:
        messages.success(request, _("%(name)s is registered.") % {"name": made.name})
        return redirect("workspace:installation_person", made.pk)
    return page(request, "installation/new_person.html", tab="installation", form=form)


def _register(request, bodies: dict, data: dict) -> Person:
    body = bodies.get(data.pop("organisation"))
    made = operations.register_person(organisation=body, **data, **doing(request))
    invite(request, made)
    return made


@administrator_page
def person(request, person: int):
    """One person: roles, and the end of the account."""
    found = get_object_or_404(Person, pk=person, is_active=True)
    regions, held = _roles_of(found)
    return page(
        request,
        "installation/person.html",
        tab="installation",
        person=found,
        regions=regions,
        held=held,
        form=InstallationRoleForm(),
        free=[role for role in InstallationRole.Role.values if role not in held],
    )


@administrator_page
def give_role(request, person: int):
    """A role for the whole installation. Answers a form only."""
    found = get_object_or_404(Person, pk=person, is_active=True)
    form = InstallationRoleForm(request.POST or None)
    acted(
        request,
        form,
        lambda data: operations.give_installation_role(
            person=found, role=data["role"], **doing(request)
        ),
        _("The role is given."),
    )
    return redirect("workspace:installation_person", person)


@administrator_page
def end_role(request, person: int):
    """End a role for the whole installation. Answers a form only."""
    found = get_object_or_404(Person, pk=person, is_active=True)
    form = InstallationRoleForm(request.POST or None)
    if not acted(
        request,
        form,
        lambda data: operations.end_installation_role(
            person=found, role=data["role"], **doing(request)
        ),
        _("The role has ended."),
    ):
        _say_errors(request, form)
    return redirect("workspace:installation_person", person)


def _say_errors(request, form) -> None:
    for error in form.non_field_errors():
        messages.error(request, error)


@administrator_page
def end_person(request, person: int):
    """End an account, after asking: name, address and log-in are removed."""
    found = get_object_or_404(Person, pk=person, is_active=True)
    if request.method == "POST":
        try:
            operations.end_person(person=found, **doing(request))
            messages.success(request, _("The account has ended; name and address are removed."))
            return redirect("workspace:installation")
        except REFUSALS as error:
            messages.error(request, said(error))
            return redirect("workspace:installation_person", person)
    return page(request, "installation/end_person.html", tab="installation", person=found)


@administrator_page
def journal(request):
    """What was done to the installation itself."""
    found = leaf("", request.GET.get("before", ""))
    return page(request, "installation/journal.html", tab="installation", leaf=found)
