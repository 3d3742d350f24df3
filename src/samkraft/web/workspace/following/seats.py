"""Who sits in a body: seats given and ended, and whether the name is shown."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts import operations
from samkraft.accounts.models import Body, Seat
from samkraft.accounts.queries import organisations_of
from samkraft.web.workspace.following.access import body_page, seat_page
from samkraft.web.workspace.following.forms.bodies import EndSeatForm, SeatForm
from samkraft.web.workspace.following.frame import people_around, person_choices
from samkraft.web.workspace.pages import acted, doing, page


@body_page("edit")
def give_seat(request, body):
    """Give a seat to a person, an organisation or a name."""
    people = people_around(body.region)
    form = _form(request, body, people)
    done = _("The seat is given.")
    if acted(request, form, lambda data: _give(request, body, people, data), done):
        return back(body)
    return page(
        request, "following/give_seat.html", region=body.region, tab="bodies", body=body,
        name=body.named(get_language()), form=form,
    )  # fmt: skip


def _form(request, body: Body, people) -> SeatForm:
    lang = get_language()
    organisations = [(str(row.pk), row.named(lang).text) for row in organisations_of(body.region)]
    return SeatForm(
        request.POST or None, initial={"active_from": timezone.localdate()},
        people=person_choices(people),
        organisations=sorted(organisations, key=lambda each: each[1].casefold()),
    )  # fmt: skip


def _give(request, body: Body, people, data: dict) -> Seat:
    persons = {str(row.pk): row for row in people}
    organisations = {str(row.pk): row for row in organisations_of(body.region)}
    chosen = {
        "person": persons.get(data["person"]),
        "organisation": organisations.get(data["organisation"]),
    }
    return operations.give_seat(body=body, **{**data, **chosen}, **doing(request))


@seat_page()
def end_seat(request, seat):
    """End a seat from a day."""
    form = EndSeatForm(request.POST or None, initial={"on": timezone.localdate()})
    if acted(
        request, form, lambda data: operations.end_seat(seat=seat, **data, **doing(request)),
        _("The seat has ended. It stays in the history."),
    ):  # fmt: skip
        return back(seat.body)
    return page(
        request, "following/end_seat.html", region=seat.body.region, tab="bodies", seat=seat,
        name=seat.body.named(get_language()), body=seat.body, form=form,
    )  # fmt: skip


@seat_page(own=True)
def seat_name(request, seat):
    """Show the name of who sits there to everybody, or no longer. Answers a form only."""
    if request.method == "POST":
        agreed = request.POST.get("agreed") == "yes"
        operations.agree_to_name(seat=seat, agreed=agreed, **doing(request))
        messages.success(
            request,
            _("The name is shown to everybody now.") if agreed
            else _("The name is not shown any more. Role and organisation still are."),
        )  # fmt: skip
    return back(seat.body)


def back(body: Body):
    """Back to the page of the body."""
    return redirect("workspace:following_body", body.region.slug, body.slug)
