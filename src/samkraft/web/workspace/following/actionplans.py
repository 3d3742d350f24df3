"""A plan › Action plans: the register, initiating one, writing it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts.models import Organisation
from samkraft.accounts.queries import organisations_of
from samkraft.accounts.rules import may
from samkraft.actions import operations
from samkraft.actions.models import ActionPlan
from samkraft.actions.operations import ActionPlanValues
from samkraft.actions.operations.actionplans import TEXTS
from samkraft.actions.queries.elements import SERVABLE, adopted_elements
from samkraft.lib.texts import LANGUAGES, Shown, Texts
from samkraft.plans.models import Plan
from samkraft.plans.operations import ChangedMeanwhile
from samkraft.web.workspace.following.access import action_plan_page, actor_page, acts, reads
from samkraft.web.workspace.following.forms.plans import ActionPlanForm, InitiateForm, own_first
from samkraft.web.workspace.following.forms.texts import reworded
from samkraft.web.workspace.following.frame import (
    conflict_frame,
    is_adopted,
    plan_frame,
    short,
)
from samkraft.web.workspace.pages import acted, doing, saved


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An action plan in the register."""

    action_plan: ActionPlan
    title: Shown
    initiated_by: Shown | None
    coordinator: Shown | None


@actor_page("initiate", readers=True)
def action_plans(request, plan):
    """The register. Outsiders see what is public and what they have initiated."""
    found = register(plan, None if reads(request.user, plan.region) else request.user)
    return plan_frame(
        request, plan, "action_plans.html", part="action_plans", rows=found,
        adopted=is_adopted(plan),
    )  # fmt: skip


def register(plan: Plan, outsider=None) -> list[RegisterRow]:
    """The action plans of a plan, newest first; for an outsider the public and the own ones.
    One query."""
    rows = ActionPlan.objects.filter(plan=plan).select_related(
        "initiated_by", "coordinator_organisation"
    ).annotate(live=Count("actions", filter=Q(actions__withdrawn_at=None)))  # fmt: skip
    if outsider is not None:
        own = Q(initiator=outsider)
        if outsider.organisation_id:
            own |= Q(initiated_by=outsider.organisation_id)
        rows = rows.filter(Q(published_at__isnull=False) | own)
    lang = get_language()
    return [
        RegisterRow(
            row, titled(row, lang), row.initiated_by and row.initiated_by.named(lang),
            row.coordinator_organisation and row.coordinator_organisation.named(lang),
        )
        for row in rows.order_by("-made_at", "-pk")
    ]  # fmt: skip


def titled(row: ActionPlan, lang: str) -> Shown:
    return Texts.read(row.title).shown(lang)


@actor_page("initiate")
def initiate(request, plan):
    """Start an action plan; then it is written."""
    form, keep = _initiation(request, plan), f"action-plan-{plan.pk}"
    made = acted(
        request, form, lambda data: _initiate(request, plan, data),
        _("The action plan is started. Now write what is missing."),
    )  # fmt: skip
    if made:
        return saved(
            "workspace:following_write_action_plan", plan.region.slug, plan.slug, made.slug,
            keep=keep,
        )  # fmt: skip
    return plan_frame(
        request, plan, "initiate.html", part="action_plans", form=form, keep=keep,
        adopted=is_adopted(plan),
    )  # fmt: skip


def _initiation(request, plan: Plan) -> InitiateForm:
    return InitiateForm(
        request.POST or None, parts=served_choices(plan),
        organisations=own_first(_initiators(request.user, plan), request.user.organisation,
                                get_language()),
    )  # fmt: skip


def _initiators(person, plan: Plan) -> list[Organisation]:
    """For whom a person may initiate: the own organisation, editors for any that takes part."""
    if not may(person, "edit", plan.region):
        return []
    return [row for row in organisations_of(plan.region) if not row.active_until]


def _initiate(request, plan: Plan, data: dict) -> ActionPlan:
    rows = [*organisations_of(plan.region), request.user.organisation]
    chosen = {str(row.pk): row for row in rows if row is not None}
    return operations.initiate_action_plan(
        plan=plan, initiated_by=chosen.get(data["initiated_by"]),
        values=ActionPlanValues(
            title=Texts.of(plan.language, data["title"]), elements=data["elements"],
            what=Texts.of(plan.language, data["what"]) if data["what"] else Texts(),
        ),
        **doing(request),
    )  # fmt: skip


def served_choices(plan: Plan, held: list[str] = ()) -> list[tuple[str, str]]:
    """What an action plan can serve: parts in force, and those it served before."""
    rows = [row for row in adopted_elements(plan) if row.role in SERVABLE]
    depth: dict[int, int] = {}
    found = []
    for row in in_order(rows):
        depth[row.pk] = depth.get(row.parent_id, -1) + 1
        found.append((row.key, f"{'– ' * depth[row.pk]}{short(row.worded(plan.language).text)}"))
    known = {key for key, _text in found}
    gone = _("not in the plan any more")
    return [*found, *((key, f"{key} ({gone})") for key in held if key not in known)]


def in_order(rows: list) -> list:
    """Parts as they are read: each followed by what stands below it."""
    below: dict[int | None, list] = {}
    there = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in there else None, []).append(row)
    found = []

    def visit(parent: int | None) -> None:
        for row in below.get(parent, ()):
            found.append(row)
            visit(row.pk)

    visit(None)
    return found


@action_plan_page("write")
def write_action_plan(request, action_plan):
    """Write what the action plan says, one language at a time."""
    plan, lang = action_plan.plan, _language(request, action_plan)
    form, keep = _form(request, action_plan, lang), f"action-plan-{action_plan.pk}-{lang}"
    try:
        if acted(
            request, form, lambda data: _write(request, action_plan, form, lang, data),
            _("The action plan is saved."), passing=(ChangedMeanwhile,),
        ):  # fmt: skip
            return saved(
                "workspace:following_action_plan", plan.region.slug, plan.slug, action_plan.slug,
                keep=keep,
            )  # fmt: skip
    except ChangedMeanwhile as error:
        return _conflict(request, error.current, lang)
    codes = dict.fromkeys([plan.language, *plan.region.languages])
    return plan_frame(
        request, plan, "write_action_plan.html", part="action_plans", form=form, keep=keep,
        a=action_plan, name=titled(action_plan, get_language()), lang=lang, codes=list(codes),
    )  # fmt: skip


def _language(request, action_plan: ActionPlan) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else action_plan.plan.language


def _form(request, found: ActionPlan, lang: str, data=None) -> ActionPlanForm:
    plan = found.plan
    principles = {row.key: row.worded(lang).text for row in adopted_elements(plan, "principle")}
    principles |= {key: key for key in found.answers if key not in principles}
    form = ActionPlanForm(
        data or request.POST or None, initial=ActionPlanForm.of(found, lang), lang=lang,
        parts=served_choices(plan, found.element_keys), principles=list(principles.items()),
    )  # fmt: skip
    form.fields["title"].required = lang == (Texts.read(found.title).original or lang)
    return form


def _write(request, found: ActionPlan, form: ActionPlanForm, lang: str, data: dict) -> ActionPlan:
    def text(name: str, present: dict | None) -> Texts:
        made = reworded(Texts.read(present), lang, data[name].strip())
        return made if any(words for _, words, *_ in made.entries) else Texts()

    return operations.write_action_plan(
        action_plan=found, revision=data["revision"] or 0,
        values=ActionPlanValues(
            elements=data["elements"], first_day=data["first_day"], last_day=data["last_day"],
            answers={
                key: text(f"answer_{key}", found.answers.get(key)) for key in form.principles
            },
            **{name: text(name, getattr(found, name)) for name in ("title", *TEXTS)},
        ),
        **doing(request),
    )  # fmt: skip


def _conflict(request, now: ActionPlan, lang: str):
    plan = now.plan
    typed = request.POST.copy()
    typed["revision"] = str(now.revision)
    return conflict_frame(
        request, plan, _form(request, now, lang, typed), ActionPlanForm.of(now, lang), subject=now,
        back=("workspace:following_action_plan", plan.region.slug, plan.slug, now.slug),
    )  # fmt: skip


def writes(person, found: ActionPlan) -> bool:
    """Whether the person may change what the action plan says now."""
    return found.state not in ("ended", "withdrawn") and acts(
        person, "write", found.region, action_plan=found
    )
