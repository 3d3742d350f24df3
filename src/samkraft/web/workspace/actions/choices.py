"""What can be chosen in the forms about actions."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts.models import Organisation, Person
from samkraft.accounts.queries import bodies_of, organisations_of
from samkraft.actions.models import Action, ActionPlan
from samkraft.actions.queries import adopted_elements
from samkraft.actions.queries.filtering import public_actions
from samkraft.actions.queries.gathering import public_words
from samkraft.actions.rules.stages import ALLOWED, DECIDED_BY_EDITORS
from samkraft.places.models import Area, Membership, Region
from samkraft.plans.models import Plan
from samkraft.web.components import actionwords, words
from samkraft.web.workspace.forms.plain import choices_with_empty

SERVED = ("challenge", "priority_area", "goal", "subgoal", "path", "measure")
Choices = list[tuple[str, str]]


def elements(plan: Plan, held: tuple[str, ...] = ()) -> Choices:
    """The parts of the adopted version that an action can serve, and those it served before."""
    lang = get_language()
    rows = adopted_elements(plan, *SERVED)
    found = {row.key: f"{words.word(row.role)}: {row.worded(lang).text}" for row in rows}
    gone = {(plan.pk, key) for key in held if key not in found}
    for (_plan, key), row in public_words(gone).items() if gone else ():
        found[key] = f"{words.word(row.role)}: {row.worded(lang).text}"
    return list(found.items())


def areas(region: Region, today: date, held: tuple[Area, ...] = ()) -> Choices:
    """The places of the region on a day, and those named before."""
    lang = get_language()
    rows = Membership.objects.valid_on(today).filter(region=region).select_related("area")
    rows = {area.pk: area for area in (*(row.area for row in rows), *held)}
    named = [(str(pk), area.named(lang).text) for pk, area in rows.items()]
    return sorted(named, key=lambda row: row[1])


def action_plans(plan: Plan, held: int | None = None) -> Choices:
    """The plan's action plans that hold, and the one named before."""
    lang = get_language()
    rows = ActionPlan.objects.filter(~Q(state="withdrawn") | Q(pk=held), plan=plan).order_by("slug")
    return [("", _("None")), *((str(row.pk), row.titled(lang).text) for row in rows)]


def organisations(region: Region, today: date, held: Organisation | None = None) -> Choices:
    """Organisations that take part in the region today, and the one named before."""
    rows = [row for row in organisations_of(region)
            if row.active_until is None or row.active_until > today]  # fmt: skip
    if held is not None and held.pk not in {row.pk for row in rows}:
        rows.append(held)
    return _named(rows)


def actors(region: Region, today: date, action: Action | None = None) -> list:
    """Organisations and bodies that can carry an action, in two groups."""
    held = action.organisation if action else None
    firms = [(f"organisation:{pk}", name) for pk, name in organisations(region, today, held)]
    rows = bodies_of(region, on=today)
    if action and action.body and action.body.pk not in {row.pk for row in rows}:
        rows.append(action.body)
    bodies = [(f"body:{pk}", name) for pk, name in _named(rows)]
    groups = ((_("Organisations"), firms), (_("Bodies"), bodies))
    return [("", _("Nobody yet")), *(group for group in groups if group[1])]


def people(region: Region, today: date, held: Person | None = None) -> Choices:
    """Whoever works in the region or belongs to an organisation that takes part in it."""
    mine = Q(region_roles__region=region, region_roles__active_from__lte=today) & (
        Q(region_roles__active_until=None) | Q(region_roles__active_until__gt=today)
    )
    rows = Person.objects.filter(mine | Q(organisation__regions=region), is_active=True)
    rows = rows.exclude(ends_on__lte=today).select_related("organisation").distinct()
    found = {row.pk: row for row in rows.order_by("name")}
    if held is not None:
        found.setdefault(held.pk, held)
    return [("", _("Nobody by name")), *((str(pk), _person(row)) for pk, row in found.items())]


def stages(action: Action, editor: bool) -> Choices:
    """The stages that the action can pass into from where it stands, by this person."""
    return [
        (stage, actionwords.named(stage, "stage")) for stage in actionwords.STAGES
        if stage in ALLOWED[action.stage]
        and (editor or (action.stage, stage) not in DECIDED_BY_EDITORS)
    ]  # fmt: skip


def other_actions(action: Action, *, inside: bool) -> Choices:
    """The region's actions that this one could need; proposals only for those `inside`."""
    rows = Action.objects.all() if inside else public_actions()
    rows = rows.filter(plan__region=action.plan.region_id, withdrawn_at=None)
    there = action.needs.filter(ended_at=None).values("needs")
    rows = rows.exclude(pk=action.pk).exclude(pk__in=there).order_by("plan__slug", "number")
    lang = get_language()
    found = [(str(row.pk), f"{row.number}. {row.titled(lang).text}") for row in rows.only(
        "pk", "number", "title")]  # fmt: skip
    return choices_with_empty(found)


def _named(rows) -> Choices:
    lang = get_language()
    return sorted(((str(row.pk), row.named(lang).text) for row in rows), key=lambda row: row[1])


def _person(person: Person) -> str:
    named = person.organisation.named(get_language()).text if person.organisation_id else ""
    return f"{person.name} ({named})" if named else person.name
