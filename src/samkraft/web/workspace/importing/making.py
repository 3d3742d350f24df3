"""From the review to a draft version, or out of the way."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samkraft.importing import operations
from samkraft.importing.models import Document, Stage
from samkraft.importing.queries import outlook, plans_to_renew, review_of
from samkraft.web.workspace.importing.access import document_page
from samkraft.web.workspace.importing.forms import DraftForm
from samkraft.web.workspace.importing.words import REFUSALS, refused
from samkraft.web.workspace.pages import doing, go_to_version, page


@document_page("edit")
def draft(request, document: Document):
    """What the draft will hold; then make it, of a new plan or as the next version of one."""
    if document.stage != Stage.REVIEW:
        return redirect("workspace:import_review", document.pk)
    renewable = {str(plan.pk): plan for plan in plans_to_renew(document)}
    outlooks = {key: outlook(document, plan) for key, plan in renewable.items()}
    choices = [(key, _renewing(plan, outlooks[key])) for key, plan in renewable.items()]
    form = DraftForm(
        request.POST if request.method == "POST" else None, plans=choices, initial={"plan": ""}
    )
    if form.is_valid():
        try:
            made = operations.make_draft(
                document=document, plan=renewable.get(form.cleaned_data["plan"]), **doing(request)
            )
            messages.success(request, _("The draft is made. Nobody outside the region sees it."))
            return go_to_version(made)
        except REFUSALS as error:
            form.add_error(None, refused(error))
    return page(
        request, "importing/draft.html", region=document.region, tab="imports",
        document=document, form=form, outlook=outlook(document), review=review_of(document),
    )  # fmt: skip


def _renewing(plan, found) -> str:
    """A plan that is there, with what the document would change in it."""
    title = plan.versions.order_by("-number").first().titled(plan.language)
    return _(
        "The next version of “%(title)s”: %(same)d stay as they are, %(reworded)d are reworded, "
        "%(new)d are new, %(gone)d are taken out"
    ) % {
        "title": title,
        "same": found.same,
        "reworded": found.reworded,
        "new": found.new,
        "gone": found.gone,
    }


@document_page("edit", light=True)
def drop(request, document: Document):
    """Put a document aside, after asking."""
    if request.method == "POST":
        operations.drop_document(document=document, **doing(request))
        messages.success(request, _("“%(name)s” is put aside.") % {"name": document.filename})
        return redirect("workspace:home")
    return page(
        request, "importing/drop.html", region=document.region, tab="imports", document=document
    )


@document_page("edit", post_only=True, light=True)
def reopen(request, document: Document):
    """Take up a document again that was put aside, or whose draft was discarded."""
    if operations.reopen_document(document=document, **doing(request)):
        messages.success(request, _("The document is under review again."))
    return redirect("workspace:import_review", document.pk)
