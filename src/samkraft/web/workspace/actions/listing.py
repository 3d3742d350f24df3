"""The actions of a plan for those inside, proposals and withdrawn ones too; a new action."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.actions import operations as acting
from samkraft.actions.models import Action, ActionTag
from samkraft.actions.published.values import rows_of
from samkraft.actions.queries import ActionFilter, adopted_elements, filtered, gather, may_act
from samkraft.actions.rules.signs import SIGNS
from samkraft.plans.models import Plan, PlanVersion
from samkraft.web.components import actionwords
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.actions import refusals, telling
from samkraft.web.workspace.actions.deeds.about import SaysForm
from samkraft.web.workspace.actions.deeds.carrying import AssignForm
from samkraft.web.workspace.actions.fields import Radios, Time, reworded
from samkraft.web.workspace.forms.plain import PlainForm
from samkraft.web.workspace.pages import doing, page

A_PAGE = 100
KEPT = {"withdrawn": _l("withdrawn"), "unpublished": _l("not shown to everybody")}
# Signs that lists can be asked for; those of indicators need the figures.
ASKED = [sign for sign in SIGNS if not sign.startswith("indicator")]
FIRST = ("proposed", "decided", "under_way")


class FilterForm(PlainForm):
    """What the list is narrowed to; it stays in the address."""

    stage = forms.ChoiceField(label=_l("Stage"), required=False)
    responsible = forms.ChoiceField(label=_l("Who carries it"), required=False)
    element = forms.ChoiceField(label=_l("Serves"), required=False)
    tag = forms.ChoiceField(label=_l("Tag"), required=False)
    sign = forms.ChoiceField(label=_l("Needs a look"), required=False)
    order = forms.ChoiceField(label=_l("Order"), required=False)

    def __init__(self, *arguments, plan: Plan, today, **options):
        super().__init__(*arguments, **options)
        lang, every = get_language(), [("", _("All"))]
        rows = Action.objects.filter(plan=plan)
        firms = Organisation.objects.filter(pk__in=rows.values("organisation"))
        bodies = Body.objects.filter(pk__in=rows.values("body"))
        named = [(each.slug, each.named(lang).text) for each in firms]
        named += [(f"body:{each.slug}", each.named(lang).text) for each in bodies]
        used = ActionTag.objects.filter(action__plan=plan).values_list("tag", flat=True)
        tags = sorted(used.distinct().order_by("tag"))
        parts = [(row.key, row.worded(lang).text)
                 for row in adopted_elements(plan, "priority_area", "goal", "subgoal")]  # fmt: skip
        self._choose("stage", [*actionwords.STAGES.items(), *KEPT.items()])
        self._choose("responsible", sorted(named, key=lambda row: row[1]))
        self._choose("element", parts)
        self._choose("tag", [(tag, actionwords.named(tag, "tag")) for tag in tags])
        self._choose("sign", [(sign, actionwords.named(sign, "sign")) for sign in ASKED])
        self.fields["order"].choices = [
            ("", _("by number")), ("due", _("by date")), ("silent", _("longest without news"))
        ]  # fmt: skip
        for name in self.fields:
            if self.fields[name].choices == every:
                self.fields[name].widget = forms.HiddenInput()

    def _choose(self, name: str, rows) -> None:
        self.fields[name].choices = [("", _("All")), *rows]

    def rows(self, plan: Plan, today):
        """The actions that fit; a wrong question asks for all."""
        data = self.cleaned_data if self.is_valid() else {}
        asked = {name: data.get(name, "") for name in self.fields}
        rows = Action.objects.filter(plan=plan)
        kept = asked["stage"] in KEPT and asked.pop("stage")
        rows = rows.filter(withdrawn_at__isnull=kept != "withdrawn")
        if kept == "unpublished":
            rows = rows.filter(published_at=None)
        wanted = ActionFilter(plan=plan.slug, **{k: v for k, v in asked.items() if v})
        return filtered(rows, wanted, today)


@dataclass(frozen=True, slots=True)
class Counts:
    """One line of facts about the whole list."""

    all: int
    proposed: int
    unowned: int
    withdrawn: int


@plan_page()
def actions(request, plan: Plan):
    """The list, with filters that stay in the address."""
    today = timezone.localdate()
    form = FilterForm(request.GET or None, plan=plan, today=today)
    leaf = Paginator(form.rows(plan, today), A_PAGE).get_page(request.GET.get("page"))
    found = gather(leaf.object_list)
    asked = request.GET.copy()
    asked.pop("page", None)
    return page(
        request, "actions/list.html", region=plan.region, tab="plans", plan=plan,
        plan_title=telling.plan_title(plan), form=form, leaf=leaf, asked=asked.urlencode(),
        rows=list(zip(found.actions, rows_of(found, get_language(), today), strict=True)),
        counts=_counts(plan, today), adopted=is_adopted(plan),
    )  # fmt: skip


def _counts(plan: Plan, today) -> Counts:
    rows = list(Action.objects.filter(plan=plan).values_list(
        "stage", "withdrawn_at", "organisation", "body", "person", "role"))  # fmt: skip
    here = [row for row in rows if row[1] is None]
    ended = ("done", "stopped", "handed_over")
    return Counts(
        len(here), sum(row[0] == "proposed" for row in here),
        sum(row[0] not in ended and not any(row[2:]) for row in here), len(rows) - len(here),
    )  # fmt: skip


def is_adopted(plan: Plan) -> bool:
    """Whether the plan has a version in force that actions can serve."""
    return PlanVersion.objects.filter(plan=plan, state="adopted").exists()


class NewForm(SaysForm):
    """A new action: also its dates, who carries it, and how far it has come."""

    start = Time(label=_l("Starts"))
    due = Time(label=_l("To be finished"))
    stage = forms.ChoiceField(
        label=_l("Stage"), widget=Radios, initial="decided",
        choices=[(stage, actionwords.STAGES[stage]) for stage in FIRST],
    )  # fmt: skip
    public = forms.BooleanField(
        label=_l("Show it to everybody"), required=False, initial=True,
        help_text=_l("Otherwise only those who work here and who is asked to carry it see it."),
    )  # fmt: skip
    field_order = ["title", "how", "start", "due", "elements"]


@plan_page("comment")
def new_action(request, plan: Plan):
    """Propose an action, or add one that is decided."""
    today, editor = timezone.localdate(), _edits(request, plan)
    form = NewForm(request.POST or None, plan=plan, today=today)
    carrying = _carrying_form(request, plan, today)
    if not editor:
        del form.fields["stage"], form.fields["public"]
    adopted = is_adopted(plan)
    if request.method == "POST" and all([form.is_valid(), not editor or carrying.is_valid()]):
        made = _make(request, plan, form, carrying if editor else None)
        if made is not None:
            return _made(request, plan, made)
    return page(
        request, "actions/new.html", region=plan.region, tab="plans", plan=plan, form=form,
        carrying=carrying, editor=editor, adopted=adopted, plan_title=telling.plan_title(plan),
        keep=f"action-new-{plan.pk}",
    )  # fmt: skip


def _edits(request, plan: Plan) -> bool:
    return may_act(request.user, "edit", plan.region, on=timezone.localdate())


def _carrying_form(request, plan: Plan, today) -> AssignForm:
    form = AssignForm(request.POST or None, action=Action(plan=plan), today=today, prefix="carried")
    del form.fields["revision"], form.fields["why"]
    return form


def _make(request, plan: Plan, form: NewForm, carrying: AssignForm | None) -> Action | None:
    """The action with who carries it; None when it was refused, which then stands in the form."""
    data, how = form.cleaned_data, doing(request)
    values = form.values(plan, start=data["start"], due=data["due"])
    try:
        with transaction.atomic():
            made = acting.create_action(
                plan=plan, values=values, stage=data.get("stage", "proposed"),
                public=data.get("public", False), **how,
            )  # fmt: skip
            responsible = _responsible(plan, carrying.cleaned_data) if carrying else None
            if responsible is not None:
                made = acting.assign_action(
                    action=made, revision=made.revision, responsible=responsible,
                    new_structure_reason=carrying.cleaned_data["reason"], **how,
                )  # fmt: skip
    except refusals.KINDS as error:
        refusals.place(form, error)
        return None
    return made


def _responsible(plan: Plan, data: dict) -> acting.Responsible | None:
    """Who is chosen to carry it; None for nobody yet."""
    if not any((data["organisation"], data["body"], data["person"], data["role"].strip())):
        return None
    return acting.Responsible(
        organisation=data["organisation"], body=data["body"],
        person=Person.objects.get(pk=data["person"]) if data["person"] else None,
        role=reworded(None, data["role"], plan.language),
    )  # fmt: skip


def _made(request, plan: Plan, made: Action):
    proposed = made.published_at is None
    messages.success(
        request,
        _("The action is proposed. Those who write the plan decide whether to take it up.")
        if proposed and made.stage == "proposed"
        else _("The action is there. Next: milestones, partners and money."),
    )
    response = redirect("workspace:action_page", plan.region.slug, plan.slug, made.slug)
    response["Location"] += f"?saved=action-new-{plan.pk}"
    return response
