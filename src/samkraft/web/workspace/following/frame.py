"""What the pages of organising have in common: a plan's frame, its parts, people and actors."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.accounts.models import Body, Organisation, Person, RegionRole
from samkraft.accounts.queries import bodies_of, organisations_of
from samkraft.places.models import Region
from samkraft.plans.models import Plan, PlanVersion
from samkraft.web.workspace.conflicts import both_versions
from samkraft.web.workspace.following.access import acts, reads
from samkraft.web.workspace.pages import newest_version, page
from samkraft.web.workspace.rows import outline_of

SHORT = 90


def plan_frame(request, plan: Plan, template: str, *, newest=None, **context) -> HttpResponse:
    """A page of a plan, with its title and the tabs of organising."""
    newest = newest or version_for(request.user, plan)
    return page(
        request, f"following/{template}", region=plan.region, tab="plans", plan=plan,
        title=newest.titled(plan.language), reads=reads(request.user, plan.region),
        initiates=acts(request.user, "initiate", plan.region), **context,
    )  # fmt: skip


def conflict_frame(request, plan: Plan, form, now: dict, *, subject, back: tuple) -> HttpResponse:
    """Both versions of something that two people changed; `now` holds how it stands."""
    return both_versions(
        request, form, now, subject=subject, lang=plan.language, back=back, region=plan.region,
        tab="plans", plan=plan, title=version_for(request.user, plan).titled(plan.language),
    )  # fmt: skip


def version_for(person, plan: Plan) -> PlanVersion:
    """The version a person may look at: the newest, for outsiders the newest that is public."""
    return newest_version(plan, public=not reads(person, plan.region))


def is_adopted(plan: Plan) -> bool:
    """Whether a version of the plan is in force."""
    return plan.versions.filter(state="adopted").exists()


def parts_of(version: PlanVersion, *roles: str) -> list[tuple[str, str]]:
    """The parts of a version as choices by key, each indented below what it belongs to."""
    outline = outline_of(version)
    found: list[tuple[str, str]] = []

    def visit(rows, depth: int) -> None:
        for row in rows:
            here = not roles or row.role in roles
            if here:
                found.append((row.key, f"{'– ' * depth}{row.kind}: {short(row.text.text)}"))
            visit(row.children, depth + here)

    visit(outline.top, 0)
    return found


def short(text: str) -> str:
    """A text that is not too long for a choice."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def bodies_now(region: Region, *, today: date | None = None) -> list[tuple[str, str]]:
    """The bodies that exist, as choices: “body:12”."""
    rows = bodies_of(region, on=today or timezone.localdate())
    return [(f"body:{row.pk}", row.named(get_language()).text) for row in rows]


def organisations_now(region: Region) -> list[tuple[str, str]]:
    """The organisations that take part, as choices: “organisation:12”."""
    rows = (row for row in organisations_of(region) if not row.active_until)
    named = [(f"organisation:{row.pk}", row.named(get_language()).text) for row in rows]
    return sorted(named, key=lambda each: each[1].casefold())


def actor(region: Region, code: str) -> dict[str, Body | Organisation]:
    """The organisation or body behind a choice, as the operations take it."""
    kind, _, number = code.partition(":")
    if kind == "body":
        return {"body": Body.objects.get(pk=number, region=region)}
    if kind == "organisation":
        return {"organisation": Organisation.objects.get(pk=number, regions=region)}
    return {}


def people_around(region: Region) -> list[Person]:
    """Who works in the region, or for an organisation that takes part there. By name."""
    working = RegionRole.objects.held_on(timezone.localdate()).filter(region=region)
    rows = Person.objects.filter(
        Q(pk__in=working.values("person")) | Q(organisation__regions=region), is_active=True
    )
    return list(rows.select_related("organisation").distinct().order_by("name", "pk"))


def person_choices(people: list[Person]) -> list[tuple[str, str]]:
    """People as choices, each with the organisation."""
    lang = get_language()
    return [
        (str(row.pk), f"{row.name} ({row.organisation.named(lang)})" if row.organisation else row.name)
        for row in people
    ]  # fmt: skip


def back_to(plan: Plan, name: str, *more, at: str = "") -> HttpResponse:
    """Back to a page of the plan, to a place on it."""
    response = redirect(f"workspace:following_{name}", plan.region.slug, plan.slug, *more)
    response["Location"] += f"#{at}" if at else ""
    return response
