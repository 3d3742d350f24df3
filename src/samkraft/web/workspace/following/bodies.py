"""A region › Bodies: what exists and what it carries, new ones, changes, ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts import operations
from samkraft.accounts.models import Body, Seat
from samkraft.accounts.operations import BodyChanged
from samkraft.accounts.queries import bodies_of, organisations_of, seats_of
from samkraft.actions.models import Action
from samkraft.actions.queries.workspace import load_of_bodies, parallel_bodies
from samkraft.actions.rules.stages import OPEN
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Area, Region
from samkraft.web.workspace.access import region_page
from samkraft.web.workspace.conflicts import both_versions
from samkraft.web.workspace.following.access import body_page
from samkraft.web.workspace.following.forms.bodies import NEW, BodyForm, EndForm, NewBodyForm
from samkraft.web.workspace.following.forms.texts import languages_of
from samkraft.web.workspace.pages import acted, doing, page, saved


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in the list, with who leads it and how much it carries."""

    body: Body
    name: Shown
    place: Shown | None
    organisation: Shown | None
    seats: int
    open_actions: int
    late: int


@region_page()
def bodies(request, region):
    """The region's bodies: those that exist with their load, then those that have ended."""
    today = timezone.localdate()
    rows = body_rows(region, today)
    ended = [row for row in rows if row.body.valid_until and row.body.valid_until <= today]
    coming = [row for row in rows if row.body.valid_from and row.body.valid_from > today]
    now = [row for row in rows if row not in ended and row not in coming]
    return page(
        request, "following/bodies.html", region=region, tab="bodies", rows=now, coming=coming,
        ended=ended, most=max((row.open_actions for row in now), default=0),
    )  # fmt: skip


def body_rows(region: Region, today: date) -> list[BodyRow]:
    """Every body the region ever had, the most loaded first. Four queries."""
    lang, found = get_language(), bodies_of(region)
    loads = {load.body.pk: load for load in load_of_bodies(region, today=today)}
    seats: dict[int, int] = {}
    for seat in seats_of(found, on=today):
        seats[seat.body_id] = seats.get(seat.body_id, 0) + 1
    rows = [
        BodyRow(
            each, each.named(lang), each.area and each.area.named(lang),
            each.organisation and each.organisation.named(lang), seats.get(each.pk, 0),
            loads[each.pk].open_actions if each.pk in loads else 0,
            loads[each.pk].late if each.pk in loads else 0,
        )
        for each in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.open_actions, row.name.text.casefold()))


@body_page(seated=True)
def body(request, body):
    """One body: what it carries, who sits there now and who did."""
    today, lang = timezone.localdate(), get_language()
    seats = seats_of([body])
    carried = Action.objects.filter(body=body, withdrawn_at=None, stage__in=OPEN)
    rows = carried.select_related("plan__region").order_by("due_last", "number")
    return page(
        request, "following/body.html", region=body.region, tab="bodies", body=body,
        name=body.named(lang), mandate=Texts.read(body.mandate).shown(lang),
        seats=[seat for seat in seats if _now(seat, today)],
        former=[seat for seat in seats if not _now(seat, today)],
        actions=[(each, each.titled(lang), _late(each, today)) for each in rows],
    )  # fmt: skip


def _now(seat: Seat, today: date) -> bool:
    return seat.active_until is None or seat.active_until > today


def _late(action: Action, today: date) -> bool:
    return action.due_last is not None and action.due_last < today


@region_page("edit")
def new_body(request, region):
    """Register a body. For a new structure the standing bodies are shown before it is formed."""
    form, keep = _new_form(request, region), f"new-body-{region.pk}"
    parallel = _to_be_shown(region, form)
    if not parallel and (
        made := acted(
            request, form, lambda data: _form_body(request, region, form, data),
            _("The body is registered."),
        )
    ):  # fmt: skip
        return saved("workspace:following_body", region.slug, made.slug, keep=keep)
    return page(
        request, "following/new_body.html", region=region, tab="bodies", form=form, keep=keep,
        parallel=parallel,
    )  # fmt: skip


def _new_form(request, region: Region) -> NewBodyForm:
    return NewBodyForm(
        request.POST.copy() if request.method == "POST" else None,
        languages=languages_of(region.languages), **_choices(region),
    )  # fmt: skip


def _to_be_shown(region: Region, form: NewBodyForm) -> list[tuple[Body, Shown]]:
    """The standing bodies that could do what a new one shall, when they were not shown yet."""
    if not form.is_valid() or form.cleaned_data["existing"] != NEW:
        return []
    kind = form.cleaned_data["kind"]
    if form.cleaned_data["seen"] == kind:
        return []
    form.data["seen"] = kind
    found = parallel_bodies(region, kind, today=timezone.localdate())
    return [(each, each.named(get_language())) for each in found]


def _form_body(request, region: Region, form: NewBodyForm, data: dict) -> Body:
    return operations.form_body(
        region=region, kind=data["kind"], name=form.texts("name"), mandate=form.texts("mandate"),
        existing=data["existing"] != NEW, valid_from=data["valid_from"],
        new_reason=data["new_reason"] if data["existing"] == NEW else "",
        **_belonging(region, data), **doing(request),
    )  # fmt: skip


def _choices(region: Region, body: Body | None = None) -> dict[str, list]:
    """The organisations that take part and the places of the region, and what the body has."""
    lang, today = get_language(), timezone.localdate()
    organisations = {str(row.pk): row.named(lang).text for row in organisations_of(region)
                     if not row.active_until}  # fmt: skip
    areas = {str(row.pk): row.named(lang).text for row in members(region, today)}
    if body is not None and body.organisation_id:
        organisations[str(body.organisation_id)] = body.organisation.named(lang).text
    if body is not None and body.area_id:
        areas[str(body.area_id)] = body.area.named(lang).text
    by_name = {"key": lambda each: each[1].casefold()}
    return {
        "organisations": sorted(organisations.items(), **by_name),
        "areas": sorted(areas.items(), **by_name),
    }


def members(region: Region, on: date) -> list[Area]:
    """The municipalities that belong to a region on a day. One query."""
    rows = region.memberships.valid_on(on).select_related("area")
    return [row.area for row in rows]


def _belonging(region: Region, data: dict) -> dict:
    organisations = {str(row.pk): row for row in organisations_of(region)}
    areas = {str(row.pk): row for row in members(region, timezone.localdate())}
    return {
        "organisation": organisations.get(data["organisation"]), "area": areas.get(data["area"]),
    }  # fmt: skip


@body_page("edit")
def change_body(request, body):
    """Change what is said of a body."""
    form, keep = _form(request, body), f"body-{body.pk}"
    try:
        if acted(
            request, form, lambda data: _describe(request, body, form, data),
            _("The body is changed."), passing=(BodyChanged,),
        ):  # fmt: skip
            return saved("workspace:following_body", body.region.slug, body.slug, keep=keep)
    except BodyChanged as error:
        return _conflict(request, error.current)
    return page(
        request, "following/change_body.html", region=body.region, tab="bodies", form=form,
        body=body, name=body.named(get_language()), keep=keep,
    )  # fmt: skip


def _form(request, body: Body, data=None) -> BodyForm:
    codes = languages_of(body.region.languages, body.name, body.mandate)
    return BodyForm(
        data or request.POST or None, initial=_stands(body, codes), languages=codes,
        **_choices(body.region, body),
    )  # fmt: skip


def _stands(body: Body, codes: list[str]) -> dict:
    return {
        **BodyForm.of(codes, name=body.name, mandate=body.mandate), "kind": body.kind,
        "organisation": str(body.organisation_id or ""), "area": str(body.area_id or ""),
        "revision": body.revision,
    }  # fmt: skip


def _describe(request, body: Body, form: BodyForm, data: dict) -> Body:
    kept = {"organisation": body.organisation, "area": body.area}
    chosen = _belonging(body.region, data)
    for name, old in kept.items():  # what it has may stay, though no longer in the region
        if old is not None and data[name] == str(old.pk):
            chosen[name] = old
    return operations.describe_body(
        body=body, revision=data["revision"] or 0, kind=data["kind"],
        name=form.texts("name", body.name), mandate=form.texts("mandate", body.mandate),
        **chosen, **doing(request),
    )  # fmt: skip


def _conflict(request, now: Body):
    typed = request.POST.copy()
    typed["revision"] = str(now.revision)
    form = _form(request, now, typed)
    return both_versions(
        request, form, _stands(now, form.languages), subject=now, lang=form.languages[0],
        region=now.region, tab="bodies",
        back=("workspace:following_body", now.region.slug, now.slug),
    )  # fmt: skip


@body_page("edit")
def end_body(request, body):
    """End a body from a day, with the reason; its seats end with it."""
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    done = _("The body has ended. What it did stays.")
    if acted(request, form, lambda data: operations.end_body(body=body, **data, **doing(request)),
             done):  # fmt: skip
        return saved("workspace:following_bodies", body.region.slug, keep=f"end-body-{body.pk}")
    carried = Action.objects.filter(body=body, withdrawn_at=None, stage__in=OPEN).count()
    return page(
        request, "following/end_body.html", region=body.region, tab="bodies", form=form, body=body,
        name=body.named(get_language()), carried=carried,
    )  # fmt: skip
