"""Changes to the parts of a draft: each takes a form, does one thing and goes back to the row."""

from __future__ import annotations

from django.contrib import messages
from django.utils.translation import gettext as _

from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.models.roles import PARENTS
from samkraft.web.components import words
from samkraft.web.workspace.access import part_page, version_page
from samkraft.web.workspace.conflicts import conflict
from samkraft.web.workspace.editing import Panel, form_for
from samkraft.web.workspace.forms.parts import RevisionForm, RewordForm, StepForm
from samkraft.web.workspace.pages import acted, doing, go_to_version
from samkraft.web.workspace.refusals import said
from samkraft.web.workspace.rows import Outline, Row, outline_of
from samkraft.web.workspace.versions import editor


@version_page("edit", states=("draft",))
def add(request, version):
    """A new part, under another one or at the top; `under` is the row whose form was sent."""
    outline = outline_of(version)
    under = request.POST.get("under", "")
    row = outline.find(int(under)) if under.isdigit() else None
    form = form_for("add", outline, row, request.POST or None)
    made = acted(request, form, lambda data: _add(request, version, outline, data, form))
    if not made:
        return editor(request, version, panel=Panel("add", row, form, version.pk))
    return _back(version, made.pk, f"saved=add-{row.pk if row else f'v{version.pk}'}")


def _add(request, version: PlanVersion, outline: Outline, data: dict, form):
    language = version.plan.language
    parent = _parent(version, data["parent"])
    if not _fits(data["role"], parent, form, outline):
        return None
    return operations.add_element(
        version=version,
        role=data["role"],
        text=Texts.of(language, data["text"]),
        body=Texts.of(language, data["body"]) if data["body"] else None,
        responsible=data["responsible"],
        parent=parent,
        position=data["position"],
        **doing(request),
    )


@part_page()
def reword(request, element):
    """New words; when somebody else was faster, both texts side by side."""
    form = RewordForm(request.POST or None)
    try:
        if acted(
            request,
            form,
            lambda data: _reword(request, element, data),
            passing=(operations.ChangedMeanwhile,),
        ):
            return _back(element.version, element.pk, f"saved=reword-{element.pk}")
    except operations.ChangedMeanwhile as error:
        return _both(request, element.version, error.current)
    return _again(request, element, "reword", form)


def _reword(request, element: Element, data: dict):
    return operations.reword_element(element=element, **data, **doing(request))


def _both(request, version: PlanVersion, now: Element):
    words = _as_it_stands(now, version.plan.language)
    return conflict(request, version, RewordForm, words, now.revision, element=now)


def _as_it_stands(element: Element, language: str) -> dict:
    return {
        "text": element.worded(language).text,
        "body": Texts.read(element.body).shown(language).text,
        "responsible": element.responsible,
    }


@part_page()
def step(request, element):
    """One step up, down, in or out."""
    form, outline = StepForm(request.POST or None), outline_of(element.version)
    row = outline.find(element.pk)
    if row and form.is_valid():
        place = _step(outline, row, form.cleaned_data["do"])
        if place is None:
            messages.info(request, _("It cannot go further that way."))
        else:
            _try(request, lambda: _move(request, element, form.cleaned_data["revision"], *place))
    return _back(element.version, element.pk)


def _step(outline: Outline, row: Row, do: str) -> tuple[int | None, int] | None:
    """The new parent and position, None when there is no such step."""
    siblings = list(outline.siblings(row))
    at, above = siblings.index(row), outline.find(row.parent)
    if do == "up" and at:
        return row.parent, at - 1
    if do == "down" and at + 1 < len(siblings):
        return row.parent, at + 1
    if do == "in" and at:
        return siblings[at - 1].pk, len(siblings[at - 1].children)
    if do == "out" and above:
        return above.parent, list(outline.siblings(above)).index(above) + 1
    return None


def _move(request, element: Element, revision, parent: int | None, position: int, role=None):
    return operations.move_element(
        element=element,
        parent=_parent(element.version, parent),
        position=position,
        revision=revision,
        role=role,
        **doing(request),
    )


@part_page()
def move(request, element):
    """To any other place, as another kind if need be."""
    outline = outline_of(element.version)
    row = outline.find(element.pk)
    form = row and form_for("move", outline, row, request.POST or None)
    if not row or acted(
        request, form, lambda data: _move_to(request, element, data, form, outline)
    ):
        return _back(element.version, element.pk, f"saved=move-{element.pk}")
    return _again(request, element, "move", form)


def _move_to(request, element: Element, data: dict, form, outline: Outline):
    parent = _parent(element.version, data["parent"])
    if not _fits(data["role"], parent, form, outline):
        return None
    position = 1_000_000 if data["position"] is None else data["position"]
    return _move(request, element, data["revision"], parent and parent.pk, position, data["role"])


@part_page()
def split(request, element):
    """One text becomes two neighbours."""
    outline = outline_of(element.version)
    row = outline.find(element.pk)
    form = row and form_for("split", outline, row, request.POST or None)
    if not row or acted(request, form, lambda data: _split(request, element, data)):
        return _back(element.version, element.pk, f"saved=split-{element.pk}")
    return _again(request, element, "split", form)


def _split(request, element: Element, data: dict):
    return operations.split_element(
        element=element,
        texts=(data["first"], data["second"]),
        revision=data["revision"],
        **doing(request),
    )


@part_page()
def merge(request, element):
    """Two neighbours become one; what stood under either stands under it."""
    outline = outline_of(element.version)
    row = outline.find(element.pk)
    form = row and form_for("merge", outline, row, request.POST or None)
    if not row or acted(request, form, lambda data: _merge(request, element, outline, data)):
        return _back(element.version, element.pk, f"saved=merge-{element.pk}")
    return _again(request, element, "merge", form)


def _merge(request, element: Element, outline: Outline, data: dict):
    other, revision = (int(part) for part in data["other"].split(":"))
    rows = [each.pk for each in outline.siblings(outline.find(element.pk))]
    text = data["text"].strip()
    if not text and rows.index(other) < rows.index(element.pk):
        text = f"{outline.find(other).text} {outline.find(element.pk).text}"
    return operations.merge_elements(
        into=element,
        other=Element(pk=other, version=element.version),
        text=text or None,
        revision=data["revision"],
        other_revision=revision,
        **doing(request),
    )


@part_page()
def remove(request, element):
    """Out of the draft, with all below it; the page that follows offers to undo it."""
    form = RevisionForm(request.POST or None)
    revision = form.cleaned_data["revision"] if form.is_valid() else None
    if request.method == "POST" and _try(
        request,
        lambda: operations.remove_element(element=element, revision=revision, **doing(request)),
    ):
        return go_to_version(element.version, f"removed={element.pk}", "undo")
    return _back(element.version, element.pk)


@part_page()
def restore(request, element):
    """Back into the draft, with what was taken out together with it."""
    if request.method == "POST":
        operations.restore_element(element=element, **doing(request))
        messages.success(request, _("It is back."))
    return _back(element.version, element.pk)


def _back(version: PlanVersion, pk: int, query: str = ""):
    """To the row, marked, so that eyes and focus find it."""
    return go_to_version(version, f"at={pk}{'&' + query if query else ''}", f"e-{pk}")


def _again(request, element: Element, do: str, form):
    """The page with the form open and what was typed in it."""
    if request.method != "POST":
        return go_to_version(element.version, f"open={element.pk}&do={do}", f"e-{element.pk}")
    outline = outline_of(element.version)
    row = outline.find(element.pk)
    form.data = form.data.copy()
    if row and form.non_field_errors():
        form.data["revision"] = str(row.revision)
    return editor(request, element.version, panel=Panel(do, row, form) if row else None)


def _try(request, act) -> bool:
    """Act; a refusal becomes a message."""
    try:
        act()
    except (operations.ChangedMeanwhile, operations.WrongParent) as error:
        messages.warning(request, said(error))
        return False
    return True


def _parent(version: PlanVersion, pk) -> Element | None:
    found = Element.objects.filter(version=version, removed_at=None, pk=pk).first() if pk else None
    if found:
        found.version = version
    return found


def _fits(role: str, parent: Element | None, form, outline: Outline) -> bool:
    """Whether such a part may stand there; says where it may when not."""
    if (parent.role if parent else None) in PARENTS[role]:
        return True
    places = [
        outline.kinds[above] if above else _("the top of the plan") for above in PARENTS[role]
    ]
    form.add_error(
        "parent",
        _("“%(kind)s” cannot stand there. It can stand under: %(places)s.")
        % {"kind": outline.kinds.get(role) or words.word(role), "places": ", ".join(places)},
    )
    return False
