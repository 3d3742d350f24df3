"""Links from a draft's parts to other levels, and the gaps."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Framework, Link, Plan, PlanVersion
from samkraft.plans.published import NotPublic, published_plan, published_plans
from samkraft.plans.queries import frameworks_for, links_of
from samkraft.web.components import words
from samkraft.web.workspace.access import plan_page, region_page, version_page
from samkraft.web.workspace.forms.plain import Area, PlainForm, choices_with_empty
from samkraft.web.workspace.pages import acted, address, doing, page
from samkraft.web.workspace.rows import outline_of

SERVING = ("goal", "subgoal")


class LinkForm(PlainForm):
    target = forms.ChoiceField(label=gettext_lazy("What it serves"))
    note = Area(
        label=gettext_lazy("Remark"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Why they belong together, if it does not say itself."),
    )

    def __init__(self, *arguments, targets, **options):
        super().__init__(*arguments, **options)
        self.fields["target"].choices = choices_with_empty(targets)


class ObjectiveForm(PlainForm):
    code = forms.CharField(
        label=gettext_lazy("Number or code"),
        max_length=30,
        help_text=gettext_lazy("As it stands in the document, for example 3.2."),
    )
    name = forms.CharField(label=gettext_lazy("Objective"), max_length=300)


class FrameworkForm(PlainForm):
    name = forms.CharField(label=gettext_lazy("Name of the document"), max_length=200)
    tier = forms.ChoiceField(label=gettext_lazy("Level"))
    source = forms.CharField(
        label=gettext_lazy("Source"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Who decided it, when, and where it can be read."),
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["tier"].choices = [(tier, words.word(tier)) for tier in Framework.Tier.values]


@version_page()
def links(request, version):
    """Every part with what it serves at other levels; goals that serve nothing come first."""
    outline, found = outline_of(version), links_of(version, get_language())
    rows = [(row, found.get(row.key, [])) for row in outline.walk()]
    reached = {row.pk for row in outline.walk() if any(found.get(each.key) for each in row.walk())}
    return page(
        request,
        "links.html",
        version=version,
        whole=found.get("", []),
        linked=[(row, links_) for row, links_ in rows if links_],
        gaps=[row for row, _links in rows if row.role in SERVING and row.pk not in reached],
    )


@version_page("edit")
def add_link(request, version, key: str = ""):
    """First where to (a list of objectives, or another plan), then what exactly."""
    row = next((each for each in outline_of(version).walk() if each.key == key), None)
    if key and row is None:
        raise Http404
    to = request.GET.get("to", "")
    form = LinkForm(request.POST or None, targets=targets(to, version)) if to else None
    if form and acted(request, form, lambda data: _link(request, version, key, to, data)):
        messages.success(request, _("The link is made."))
        return redirect("workspace:links", *address(version))
    context = {"row": row, "form": form, "to": to, "places": _places(version)}
    return page(request, "add_link.html", version=version, **context)


def _places(version: PlanVersion) -> list[tuple[str, str]]:
    """What can be linked to: lists of objectives by level, then public plans."""
    lang = get_language()
    frameworks = [
        (f"f:{each.slug}", f"{words.word(each.tier)}: {Texts.read(each.name).shown(lang)}")
        for each in frameworks_for(version.plan.region)
    ]
    plans = [
        (f"p:{row.slug}", f"{words.word('plan').capitalize()}: {row.version.title}")
        for row in published_plans(lang)
        if row.version.state in ("adopted", "consultation") and row.slug != version.plan.slug
    ]
    return [*frameworks, *plans]


def targets(to: str, version: PlanVersion) -> list[tuple[str, str]]:
    """The choices within one place. Raises Http404 for a place that is not in the list."""
    lang, (kind, _sign, slug) = get_language(), to.partition(":")
    if kind == "f":
        framework = next(
            (each for each in frameworks_for(version.plan.region) if each.slug == slug), None
        )
        if framework is None:
            raise Http404
        return [
            (str(each.pk), f"{each.code} {each.named(lang)}".strip())
            for each in framework.objectives.all()
        ]
    try:
        plan = published_plan(slug, lang)
    except NotPublic as error:
        raise Http404 from error
    whole = [("-", _("The plan as a whole"))]
    return [*whole, *((each.key, f"{'– ' * each.depth}{each.text}") for each in plan.walk())]


def _link(request, version: PlanVersion, key: str, to: str, data: dict):
    kind, _sign, slug = to.partition(":")
    where = {"plan": version.plan, "key": key, "note": data["note"], **doing(request)}
    if kind == "f":
        framework = Framework.objects.get(slug=slug)
        return operations.link_element(
            objective=framework.objectives.get(pk=data["target"]), **where
        )
    target_key = "" if data["target"] == "-" else data["target"]
    plan = Plan.objects.get(slug=slug)
    return operations.link_element(target_plan=plan, target_key=target_key, **where)


@plan_page("edit")
def remove_link(request, plan, link: int):
    """Take a link away. Answers a form only."""
    found = get_object_or_404(Link.objects.select_related("plan__region"), pk=link, plan=plan)
    if request.method == "POST":
        operations.unlink_element(link=found, **doing(request))
        messages.success(request, _("The link is taken away. You can make it again."))
    number = request.POST.get("number", "")
    if not number.isdigit():
        return redirect("workspace:plan", plan.region.slug, plan.slug)
    return redirect("workspace:links", plan.region.slug, plan.slug, int(number))


@region_page()
def frameworks(request, region):
    """The region's own lists of objectives: municipal plans, national strategies …"""
    lang = get_language()
    own = Framework.objects.filter(region=region).prefetch_related("objectives")
    rows = [
        (
            each,
            Texts.read(each.name).shown(lang),
            [(o, o.named(lang)) for o in each.objectives.all()],
        )
        for each in own
    ]
    return page(request, "frameworks.html", region=region, tab="plans", rows=rows)


@region_page("edit")
def new_framework(request, region):
    """Start a list of objectives of the region's own."""
    form = FrameworkForm(request.POST or None)
    if acted(
        request, form, lambda data: _framework(request, region, data), _("The list is there.")
    ):
        return redirect("workspace:frameworks", region.slug)
    return page(request, "new_framework.html", region=region, tab="plans", form=form)


def _framework(request, region, data: dict):
    name = Texts.of(_written_in(region), data.pop("name"))
    return operations.add_framework(region=region, name=name, **data, **doing(request))


@region_page("edit")
def new_objective(request, region, framework: str):
    """An objective in one of the region's own lists."""
    found = get_object_or_404(
        Framework.objects.select_related("region"), slug=framework, region=region
    )
    form = ObjectiveForm(request.POST or None)
    if form.is_valid() and found.objectives.filter(code=form.cleaned_data["code"].strip()).exists():
        form.add_error("code", _("The list already has an objective with this code."))
    if acted(request, form, lambda data: _objective(request, found, data), _("It is added.")):
        return redirect("workspace:frameworks", region.slug)
    return page(
        request, "new_objective.html", region=region, tab="plans", form=form,
        name=Texts.read(found.name).shown(get_language()),
    )  # fmt: skip


def _objective(request, framework: Framework, data: dict):
    name = Texts.of(_written_in(framework.region), data["name"])
    return operations.add_objective(
        framework=framework, code=data["code"], name=name, **doing(request)
    )


def _written_in(region) -> str:
    return (region.languages or ["en"])[0]
