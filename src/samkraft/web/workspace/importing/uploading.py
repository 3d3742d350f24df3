"""Uploading: small documents are read at once, larger ones by the worker."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from samkraft.importing.models import Document
from samkraft.importing.operations import receive_reading
from samkraft.importing.readers.safety import MAX_FILE_BYTES
from samkraft.importing.reading import TookTooLong, read_apart
from samkraft.importing.rules import plain_name
from samkraft.importing.tasks import ask_again, receive_for_later
from samkraft.places.models import Region
from samkraft.web.workspace.access import region_page
from samkraft.web.workspace.importing.access import document_page
from samkraft.web.workspace.importing.forms import UploadForm, too_large
from samkraft.web.workspace.importing.words import REFUSALS, refused
from samkraft.web.workspace.pages import doing, page

SMALL = 2_000_000
FEW_PAGES = 50
AT_ONCE = 15  # seconds
AROUND = 1_000_000  # what a request holds beside the file
PIECE = 1 << 20


class _Long(Exception):
    """The document has so many pages that the worker should read it."""


@csrf_exempt  # until the size is known: checking the token would take the whole file in
def new(request, **parts):
    """The upload page. A request that is too large is refused before it is read."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and int(sent) > MAX_FILE_BYTES + AROUND:
        return _refuse(request, **parts)
    return _new(request, **parts)


@region_page("edit")
def _refuse(request, region: Region):
    form = UploadForm({}, {})
    form.full_clean()
    form.errors.clear()
    form.add_error("file", too_large())
    return _page(request, region, form, 413)


@csrf_protect
@region_page("edit")
def _new(request, region: Region):
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    if form.is_valid():
        try:
            made = _receive(region=region, **form.cleaned_data, **doing(request))
            return redirect("workspace:import_review", made.pk)
        except REFUSALS as error:
            form.add_error("file", refused(error))
    return _page(request, region, form)


def _page(request, region: Region, form: UploadForm, status: int = 200):
    return page(
        request, "importing/new.html", region=region, tab="imports", form=form, status=status,
        limit=MAX_FILE_BYTES, too_large=too_large(),
    )  # fmt: skip


def _receive(*, file, **fields) -> Document:
    """Read a small document now, leave a long one to the worker. Raises UnreadableDocument."""
    fields["filename"] = file.name
    if file.size <= SMALL:
        try:
            with _on_disk(file) as path:
                reading = read_apart(path, progress=_stop_when_long, seconds=AT_ONCE)
            return receive_reading(size=file.size, reading=reading, **fields)
        except (_Long, TookTooLong):
            file.seek(0)
    return receive_for_later(chunks=file.chunks(PIECE), **fields)


def _stop_when_long(done: int, total: int) -> None:
    if total > FEW_PAGES:
        raise _Long


@contextmanager
def _on_disk(file) -> Iterator[Path]:
    """The upload under its own name, which the reader names in what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / plain_name(file.name)
        if hasattr(file, "temporary_file_path"):
            os.symlink(file.temporary_file_path(), path)
        else:
            path.write_bytes(file.read())
        yield path


@document_page("edit", post_only=True, light=True)
def again(request, document: Document):
    """Ask the worker once more after an interruption. Answers a form only."""
    ask_again(document=document, **doing(request))
    messages.success(request, _("The document is read once more."))
    return redirect("workspace:import_review", document.pk)
