"""One version: the editor of a draft, and reading, checking and comparing any version."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts.rules import may
from samkraft.lib.texts import Texts
from samkraft.plans.models import PlanVersion
from samkraft.plans.operations import ChangedMeanwhile, reword_version
from samkraft.plans.published.pages import build_plan
from samkraft.plans.queries import check_version, compared, removed_elements
from samkraft.web.workspace.access import version_page
from samkraft.web.workspace.conflicts import conflict
from samkraft.web.workspace.editing import panel_of
from samkraft.web.workspace.forms.plans import VersionWordsForm
from samkraft.web.workspace.pages import acted, doing, go_to_version, page
from samkraft.web.workspace.rows import outline_of


@version_page()
def version(request, version):
    """The version's parts; in a draft each row can be opened and changed where it stands."""
    return editor(request, version)


def editor(request, version: PlanVersion, *, panel=None, status: int = 200):
    """The page of a version. `panel` is an open form that has to be shown again."""
    draft = version.state == "draft"
    editing = draft and may(request.user, "edit", version.plan.region)
    outline = outline_of(version)
    removed = removed_elements(version) if editing else []
    language = version.plan.language
    return page(
        request,
        "version.html",
        version=version,
        status=status,
        outline=outline,
        editing=editing,
        panel=panel or (panel_of(request, outline, version.pk) if editing else None),
        at=_number(request.GET.get("at")),
        removed=[(each, each.worded(language)) for each in removed],
        undo=next((e for e in removed if e.pk == _number(request.GET.get("removed"))), None),
        vision=Texts.read(version.vision).shown(language),
        summary=Texts.read(version.summary).shown(language),
        codes=[code for code in version.plan.region.languages if code != language],
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


@version_page("edit", states=("draft",))
def words(request, version):
    """Title, vision, introduction and years."""
    form = VersionWordsForm(request.POST or None, initial=VersionWordsForm.of(version))
    try:
        if acted(
            request,
            form,
            lambda data: _reword(request, version, dict(data)),
            passing=(ChangedMeanwhile,),
        ):
            return go_to_version(version, f"saved=words-{version.pk}")
    except ChangedMeanwhile as error:
        now = VersionWordsForm.of(error.current)
        return conflict(request, version, VersionWordsForm, now, now["revision"])
    return page(request, "words.html", version=version, form=form, keep=f"words-{version.pk}")


def _reword(request, version: PlanVersion, data: dict) -> None:
    reword_version(
        version=version,
        revision=data.pop("revision"),
        first_year=data.pop("first_year"),
        last_year=data.pop("last_year"),
        words=data,
        **doing(request),
    )


@version_page()
def findings(request, version):
    """What the version lacks and where it contradicts itself."""
    numbers = {row.key: row.pk for row in outline_of(version).walk()}
    found = [(each, numbers.get(each.key)) for each in check_version(version)]
    return page(
        request,
        "findings.html",
        version=version,
        contradictions=[each for each in found if each[0].inconsistent],
        gaps=[each for each in found if not each[0].inconsistent],
    )


@version_page()
def preview(request, version):
    """The version as the public would see it."""
    plan = build_plan(version.plan, version, version, [version], get_language())
    context = {"plan": plan, "accent": plan.accent, "preview": version.state == "draft"}
    return render(request, "portal/plan.html", context)


@version_page()
def compare(request, version, other: int):
    """What changed from version `other` to this one."""
    before = PlanVersion.objects.filter(plan=version.plan, number=other).first()
    if before is None:
        raise Http404
    before.plan = version.plan
    found = compared(before, version, version.plan.language)
    return page(request, "comparison.html", version=version, found=found)


@version_page()
def choose_comparison(request, version):
    """Two versions chosen in a form lead to their comparison's own address."""
    asked = request.GET.get("with", "")
    if not asked.isdigit():
        raise Http404(_("Choose a version."))
    plan = version.plan
    return redirect("workspace:compare", plan.region.slug, plan.slug, version.number, int(asked))
