"""Who comes in where: pages of a document, and changes to one item of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from samkraft.accounts.rules import NotAllowed, may
from samkraft.importing.models import Document, Item
from samkraft.web.workspace.access import READ


def document_page(right: str = READ, *, post_only: bool = False, light: bool = False) -> Callable:
    """A page of a document: view(request, document). A `light` one comes without its lines.

    A page that only answers a form sends whoever opens its address to the review.
    """

    def wrapped(view: Callable) -> Callable:
        @never_cache
        @login_required
        @wraps(view)
        def page(request, document: int, **parts):
            found = _found(document, light)
            if found is None or not may(request.user, READ, found.region):
                raise Http404
            if not may(request.user, right, found.region):
                raise PermissionDenied
            if post_only and request.method != "POST":
                return redirect("workspace:import_review", document)
            try:
                return view(request, found, **parts)
            except NotAllowed as error:
                raise PermissionDenied from error

        return page

    return wrapped


def item_page(view: Callable) -> Callable:
    """A change to one item: view(request, item). Dropped items are found too."""

    @document_page("edit", post_only=True)
    @wraps(view)
    def page(request, document: Document, item: int):
        found = Item.objects.filter(pk=item, document=document).first()
        if found is None:
            raise Http404
        found.document = document
        return view(request, found)

    return page


def _found(number: int, light: bool) -> Document | None:
    documents = Document.objects.select_related("region", "uploaded_by", "version__plan__region")
    if light:
        documents = documents.defer("lines", "quotes", "findings")
    return documents.filter(pk=number).first()
