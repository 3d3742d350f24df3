"""The passages of a version. Each page says what will happen before it happens."""

from __future__ import annotations

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from samkraft.plans import operations
from samkraft.plans.models import PlanVersion
from samkraft.plans.queries import check_version
from samkraft.web.workspace.access import version_page
from samkraft.web.workspace.forms.plans import StartDraftForm
from samkraft.web.workspace.forms.states import (
    AdoptionForm,
    ConsultationForm,
    DiscardForm,
    WithdrawalForm,
)
from samkraft.web.workspace.pages import acted, doing, go_to_version, page


@version_page("edit")
def start(request, version):
    """A new draft with the words of this version."""
    form = StartDraftForm(request.POST or None)
    made = acted(
        request,
        form,
        lambda data: operations.start_draft(version=version, **data, **doing(request)),
        _("The draft is started. Only those who work in the region can see it."),
    )
    if made:
        made.plan = version.plan
        return go_to_version(made)
    existing = version.plan.versions.filter(state="draft").first()
    return page(request, "states/start.html", version=version, form=form, existing=existing)


@version_page("decide", states=("draft",))
def consult(request, version):
    """Make the draft public for comment."""
    form = ConsultationForm(request.POST or None, initial={"opens": timezone.localdate()})
    if acted(
        request,
        form,
        lambda data: operations.open_consultation(version=version, **data, **doing(request)),
        _("The version is public and open for comment."),
    ):
        return go_to_version(version)
    return _confirm(request, "consult", version, form)


@version_page("decide", states=("draft", "consultation"))
def adopt(request, version):
    """Record that a body adopted the version."""
    initial = {"on": timezone.localdate()}
    form = AdoptionForm(request.POST or None, request.FILES or None, initial=initial)
    if acted(
        request,
        form,
        lambda data: operations.adopt_version(version=version, **data, **doing(request)),
        _("The version is adopted and public."),
    ):
        return go_to_version(version)
    return _confirm(request, "adopt", version, form)


@version_page("decide", states=("consultation", "adopted"))
def withdraw(request, version):
    """Withdraw a public version, with the reason."""
    form = WithdrawalForm(request.POST or None, initial={"on": timezone.localdate()})
    if acted(
        request,
        form,
        lambda data: operations.withdraw_version(version=version, **data, **doing(request)),
        _("The version is withdrawn. It can still be read, with the reason."),
    ):
        return go_to_version(version)
    return _confirm(request, "withdraw", version, form)


@version_page("decide", states=("draft",))
def discard(request, version):
    """Delete a draft for good."""
    form = DiscardForm(request.POST or None)
    last = version.plan.versions.count() == 1
    done = _("The draft is discarded.")
    if acted(request, form, lambda data: _discard(request, version, data), done):
        plan = version.plan
        if last:
            return redirect("workspace:region", plan.region.slug)
        return redirect("workspace:plan", plan.region.slug, plan.slug)
    return _confirm(request, "discard", version, form, last=last)


def _discard(request, version: PlanVersion, data: dict) -> None:
    operations.discard_draft(version=version, **data, **doing(request))


def _confirm(request, what: str, version: PlanVersion, form, **context):
    in_force = version.plan.versions.filter(state="adopted").exclude(pk=version.pk).first()
    found = check_version(version) if version.state == "draft" and what != "discard" else []
    contradictions = [each for each in found if each.inconsistent]
    return page(
        request,
        f"states/{what}.html",
        version=version,
        form=form,
        in_force=in_force,
        contradictions=len(contradictions),
        gaps=len(found) - len(contradictions),
        **context,
    )
