"""One plan: its versions, what it calls its levels, its change log."""

from __future__ import annotations

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from samkraft.lib.texts import LANGUAGES, Texts
from samkraft.plans.models import Plan, Role
from samkraft.plans.operations import name_level, record_change
from samkraft.web.components import words
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.forms.plans import ChangeForm, LevelForm
from samkraft.web.workspace.pages import acted, doing, page, saved


@plan_page()
def plan(request, plan):
    """The versions of a plan and the way to everything that belongs to all of them."""
    versions = list(plan.versions.order_by("-number"))
    newest = versions[0]
    return _page(request, plan, "plan.html", versions=versions, newest=newest)


@plan_page("edit")
def levels(request, plan):
    """What the plan calls its goals, areas, measures …, one language at a time."""
    lang = _language(request, plan)
    forms = level_forms(plan, lang, request.POST or None)
    if request.method == "POST" and all(form.is_valid() for _role, form in forms):
        _name_levels(request, plan, lang, forms)
        return redirect(f"{request.path}?lang={lang}&saved=levels-{plan.pk}-{lang}")
    rows = [(words.word(role), form) for role, form in forms]
    codes = dict.fromkeys([plan.language, *plan.region.languages])
    return _page(request, plan, "levels.html", rows=rows, lang=lang, codes=list(codes))


def level_forms(plan: Plan, lang: str, data) -> list[tuple[str, LevelForm]]:
    """A form for each kind of part, filled with the plan's words in exactly this language."""
    named = {level.role: level for level in plan.levels.all()}
    found = []
    for role in Role.values:
        level = named.get(role)
        initial = {
            name: Texts.read(getattr(level, name)).get(lang) if level else None
            for name in ("singular", "plural")
        }
        found.append((role, LevelForm(data, initial=initial, prefix=role)))
    return found


def _name_levels(request, plan: Plan, lang: str, forms: list[tuple[str, LevelForm]]) -> None:
    named = {level.role: level for level in plan.levels.all()}
    for order, (role, form) in enumerate(forms):
        if not form.has_changed():
            continue
        level = named.get(role)
        name_level(
            plan=plan,
            role=role,
            order=level.order if level else order,
            singular=_worded(level and level.singular, plan, lang, form.cleaned_data["singular"]),
            plural=_worded(level and level.plural, plan, lang, form.cleaned_data["plural"]),
            **doing(request),
        )


def _worded(present: dict | None, plan: Plan, lang: str, text: str) -> Texts:
    found = Texts.read(present)
    if lang != (found.original or lang):
        return found.with_translation(lang, text)
    return found.with_original(lang, text) if text.strip() else Texts()


def _language(request, plan: Plan) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else plan.language


@plan_page()
def changes(request, plan):
    """The change log."""
    notes = plan.changes.select_related("version", "written_by").order_by("-on", "-pk")
    return _page(request, plan, "changes.html", notes=list(notes))


@plan_page("edit")
def new_change(request, plan):
    """Note a change of a living plan: what, why, who approved, what it means."""
    keep = f"new-change-{plan.pk}"
    form = ChangeForm(request.POST or None, initial={"on": timezone.localdate()})
    if acted(
        request,
        form,
        lambda data: record_change(plan=plan, version=_current(plan), **data, **doing(request)),
        _("The change is in the log."),
    ):
        return saved("workspace:changes", plan.region.slug, plan.slug, keep=keep)
    return _page(request, plan, "new_change.html", form=form, keep=keep)


def _current(plan: Plan):
    """The version a change belongs to: the one in force, if there is one."""
    return plan.versions.filter(state="adopted").first()


def _page(request, plan: Plan, template: str, **context):
    newest = plan.versions.order_by("-number").first()
    return page(
        request,
        template,
        region=plan.region,
        tab="plans",
        plan=plan,
        title=newest.titled(plan.language),
        **context,
    )
