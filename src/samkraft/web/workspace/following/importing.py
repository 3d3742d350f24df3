"""A plan › Import: a list of actions out of a sheet, in steps; nothing is changed before the last."""

from __future__ import annotations

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from samkraft.actions.rules.importing import header_of
from samkraft.plans.models import Plan
from samkraft.sources.tables import BrokenData
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following import uploads
from samkraft.web.workspace.following.forms.importing import (
    ColumnsForm,
    HeaderForm,
    ListForm,
    too_large,
)
from samkraft.web.workspace.following.frame import back_to, is_adopted, plan_frame
from samkraft.web.workspace.following.guessing import guess

AROUND = 200_000  # what a request holds beside the file


@csrf_exempt  # until the size is known: checking the token would take the whole file in
def upload(request, **parts):
    """The list is uploaded. A request that is too large is refused before it is read."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and int(sent) > uploads.LARGEST + AROUND:
        return _refuse(request, **parts)
    return _upload(request, **parts)


@plan_page("edit")
def _refuse(request, plan: Plan):
    form = ListForm({}, {})
    form.full_clean()
    form.errors.clear()
    form.add_error("file", too_large())
    return _page(request, plan, form, status=413)


@csrf_protect
@plan_page("edit")
def _upload(request, plan: Plan):
    form = ListForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and _taken(request, plan, form):
        return back_to(plan, "import_columns")
    return _page(request, plan, form)


def _taken(request, plan: Plan, form: ListForm) -> bool:
    """Whether the file is a table; then it waits."""
    file = form.cleaned_data["file"]
    data = file.read()
    if not is_adopted(plan):
        form.add_error(None, not_adopted())
        return False
    try:
        header_of(data, uploads.Waiting().unexplained)
    except BrokenData as error:
        form.add_error("file", broken(error))
        return False
    uploads.receive(request, plan, data, file.name)
    return True


def not_adopted() -> str:
    return _(
        "The plan has no adopted version. Actions serve adopted plans only, so none can be "
        "imported yet."
    )


def broken(error: BrokenData) -> str:
    """Why a file cannot be read; the reader's own words follow in English."""
    return _("The file could not be read as a table: %(why)s") % {"why": error}


def _page(request, plan: Plan, form: ListForm, status: int = 200):
    return plan_frame(
        request, plan, "import.html", part="import", form=form, adopted=is_adopted(plan),
        waiting=uploads.waiting(request, plan), limit=uploads.LARGEST, too_large=too_large(),
        status=status,
    )  # fmt: skip


@plan_page("edit")
def columns(request, plan):
    """Which column of the file is which of ours. A guess is made; the person decides."""
    waiting = uploads.waiting(request, plan)
    data = uploads.content(waiting)
    if data is None:
        return gone(request, plan)
    head = HeaderForm(request.GET if "skip" in request.GET else None,
                      initial={"skip": waiting.skip, "sheet": waiting.sheet})  # fmt: skip
    if head.is_valid():
        waiting.skip, waiting.sheet = head.cleaned_data["skip"], head.cleaned_data["sheet"]
        uploads.remember(request, plan, waiting)
    try:
        found = header_of(data, waiting.unexplained)
    except BrokenData as error:
        return _columns_page(request, plan, waiting, None, head, broken(error))
    form = _columns_form(request, waiting, found)
    if request.method == "POST" and form.is_valid():
        waiting.columns = form.columns()
        uploads.remember(request, plan, waiting)
        return back_to(plan, "import_try")
    return _columns_page(request, plan, waiting, form, head, "")


def _columns_form(request, waiting: uploads.Waiting, found) -> ColumnsForm:
    names = named(found)
    headers = [
        (code, _told(header, cells)) for code, (header, cells) in zip(names, found, strict=True)
    ]
    initial = {f"c_{column}": header for column, header in guess(names, waiting.columns).items()}
    return ColumnsForm(request.POST or None, headers=headers, initial=initial)


def named(found) -> list[str]:
    """What each column is called in a mapping: its header, or its place when that is not clear."""
    folded = [header.casefold() for header, _cells in found]
    return [
        header if header and folded.count(header.casefold()) == 1 and header != "-" else f"#{at}"
        for at, (header, _cells) in enumerate(found, start=1)
    ]


def _told(header: str, cells: tuple[str, ...]) -> str:
    """A header with the first words below it, so that one knows it again."""
    example = ", ".join(cells)
    shown = header or _("(no header)")
    return f"{shown} – {example[:50]}…" if len(example) > 50 else f"{shown} – {example}"


def _columns_page(request, plan: Plan, waiting, form, head, why: str):
    return plan_frame(
        request, plan, "import_columns.html", part="import", waiting=waiting, form=form, head=head,
        why=why,
    )  # fmt: skip


def gone(request, plan: Plan):
    """The list is not here any more: it was imported, or it lay too long."""
    messages.warning(
        request, _("The list is not here any more. Upload it again; nothing was lost.")
    )
    return back_to(plan, "import")
