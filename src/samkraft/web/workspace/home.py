"""My work: what waits for me and what others did."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from samkraft.accounts.operations import describe_self
from samkraft.accounts.queries import names_of, regions_of
from samkraft.accounts.rules import may
from samkraft.importing.queries import documents_under_review
from samkraft.indicators.queries.waiting import held_for, values_lacking
from samkraft.plans.queries import changes_by_others, open_versions
from samkraft.web.workspace.access import member_page
from samkraft.web.workspace.actions.work import work_of
from samkraft.web.workspace.following.taking import taking_part
from samkraft.web.workspace.forms.people import AccountForm
from samkraft.web.workspace.pages import acted, doing, page, titled
from samkraft.web.workspace.telling import people_in, told


@member_page
def home(request):
    """My work."""
    me, mine = request.user, regions_of(request.user)
    regions = [each.region for each in mine]
    open_, news = open_versions(regions), changes_by_others(me, regions)
    names = {region.slug: region.named(get_language()) for region in regions}
    return page(
        request,
        "home.html",
        tab="home",
        work=work_of(me, timezone.localdate(), [each for each in regions if may(me, "edit", each)]),
        mine=[
            (each.region, names[each.region.slug], each.role, may(me, "edit", each.region))
            for each in mine
        ],
        taking_part=taking_part(me, regions, timezone.localdate()),
        drafts=_in(open_, "draft", me),
        consultations=_in(open_, "consultation", me),
        imports=documents_under_review(regions),
        figures_due=_named(values_lacking(me, timezone.localdate())),
        figures_held=_named(held_for(me)),
        news=told(news, names_of(people_in(news))),
        names=names,
    )


def _named(rows):
    """What waits, each with the name of its indicator."""
    return [(each, each.indicator.titled(get_language())) for each in rows]


def _in(versions, state: str, person):
    """The versions in one state, with title and whether `person` may change them."""
    return [
        (version, titled(version), may(person, "edit", version.plan.region))
        for version in versions
        if version.state == state
    ]


@member_page
def account(request):
    """My name and language, and the ways to password and second factor."""
    me = request.user
    form = AccountForm(request.POST or None, initial={"name": me.name, "language": me.language})
    if acted(request, form, lambda data: describe_self(person=me, **data, **doing(request))):
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Your name and language are saved."))
            return redirect("workspace:account")
    return page(request, "account.html", form=form, tab="account")
