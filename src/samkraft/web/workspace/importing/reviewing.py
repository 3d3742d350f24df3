"""Looking over a reading: the review itself, the progress before it, the steps taken."""

from __future__ import annotations

from django.http import JsonResponse
from django.utils import timezone

from samkraft.importing.models import Document, Stage
from samkraft.importing.queries import interrupted, state_of
from samkraft.web.workspace.importing.access import document_page
from samkraft.web.workspace.importing.panels import review_page
from samkraft.web.workspace.importing.words import step_words
from samkraft.web.workspace.pages import page


@document_page()
def review(request, document: Document):
    """One address for all stages of a document: progress, review, what became of it."""
    if document.stage == Stage.REVIEW:
        return review_page(request, document)
    reading = document.stage in (Stage.WAITING, Stage.READING)
    return page(
        request,
        "importing/progress.html" if reading else "importing/ended.html",
        region=document.region,
        tab="imports",
        document=document,
        interrupted=interrupted(document, timezone.now()),
    )


@document_page(light=True)
def state(request, document: Document):
    """How far the reading is, and a word that changes with every step. For the script."""
    return JsonResponse(
        {
            "stage": document.stage,
            "done": document.pages_done,
            "pages": document.pages,
            "state": state_of(document),
        }
    )


@document_page(light=True)
def steps(request, document: Document):
    """All that was done in the review, newest first, by whom."""
    found = document.steps.select_related("by", "undone_by")
    newest = next((step.number for step in found if step.undone_at is None), None)
    return page(
        request,
        "importing/steps.html",
        region=document.region,
        tab="imports",
        document=document,
        steps=[(step, step_words(step)) for step in found],
        newest=newest if document.stage == Stage.REVIEW else None,
    )
