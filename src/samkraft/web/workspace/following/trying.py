"""A plan › Import: what would become of each line, what words mean, and the import itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samkraft.accounts.queries import bodies_of, organisations_of
from samkraft.actions.models import Stage
from samkraft.actions.operations import Imported, ImportedRow, NotAdopted, import_actions
from samkraft.actions.queries.elements import SERVABLE, adopted_elements
from samkraft.actions.rules.importfindings import MESSAGES, RowFinding
from samkraft.actions.rules.importing import read_actions
from samkraft.plans.models import Plan
from samkraft.sources.tables import BrokenData
from samkraft.web.components import actionwords
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.actions.refusals import SENTENCES
from samkraft.web.workspace.following import uploads
from samkraft.web.workspace.following.forms.importing import LABELS, WordsForm
from samkraft.web.workspace.following.frame import back_to, plan_frame, short
from samkraft.web.workspace.following.importing import broken, gone, not_adopted
from samkraft.web.workspace.pages import doing

MAPPED = ("stage", "organisation", "body", "elements")
MOST_WORDS = 40
MOST_LINES = 500  # more would take longer than a page may, and keep others from writing
SHOWN = 300
OUTCOMES = ("left_out", "made", "changed", "unchanged")


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of a line of the file, in words."""

    line: int
    title: str
    outcome: str
    why: tuple[str, ...]


@plan_page("edit")
def attempt(request, plan):
    """The dry run: line by line what would be made, changed and left out, and why."""
    waiting = uploads.waiting(request, plan)
    data = uploads.content(waiting)
    if data is None:
        return gone(request, plan)
    result, why = _run(request, plan, waiting, data, dry_run=True)
    if result is None:
        return _page(request, plan, waiting, None, why=why)
    form = _words_form(request, plan, result)
    if request.method == "POST" and form.is_valid():
        _remember_words(request, plan, waiting, form)
        return back_to(plan, "import_try")
    return _page(request, plan, waiting, result, words=form if form.words else None)


@plan_page("edit")
def take_in(request, plan):
    """Import the list. What was left out is told, line by line. Answers a form only."""
    waiting = uploads.waiting(request, plan)
    data = uploads.content(waiting)
    if request.method != "POST":
        return back_to(plan, "import_try")
    if data is None:
        return gone(request, plan)
    result, why = _run(request, plan, waiting, data, dry_run=False)
    if result is None:
        return _page(request, plan, waiting, None, why=why)
    uploads.forget_file(request, plan)
    taken = result.count("made") + result.count("changed")
    text = ngettext("%(count)s line was imported.", "%(count)s lines were imported.", taken)
    messages.success(request, text % {"count": taken})
    return _page(request, plan, waiting, result)


def _run(request, plan: Plan, waiting, data: bytes, *, dry_run: bool):
    """The result, or why there is none."""
    try:
        if (many := len(read_actions(data, waiting.mapping))) > MOST_LINES:
            return None, too_many(many)
        result = import_actions(
            plan=plan, data=data, mapping=waiting.mapping, dry_run=dry_run, **doing(request)
        )
        return result, ""
    except BrokenData as error:
        return None, broken(error)
    except NotAdopted:
        return None, not_adopted()


def too_many(lines: int) -> str:
    return _(
        "The list has %(lines)s lines. Here %(most)s can be imported at once. Divide it, or use "
        "the command line."
    ) % {"lines": lines, "most": MOST_LINES}


def _page(request, plan: Plan, waiting, result: Imported | None, *, words=None, why: str = ""):
    lines = lines_of(result, plan) if result else []
    counts = {name: result.count(name) for name in OUTCOMES} if result else {}
    return plan_frame(
        request, plan, "import_try.html", part="import", waiting=waiting, result=result, why=why,
        counts=counts, words=words, more=max(0, len(lines) - SHOWN),
        left_out=[line for line in lines[:SHOWN] if line.outcome == "left_out"],
        taken=[line for line in lines[:SHOWN] if line.outcome != "left_out"],
    )  # fmt: skip


def lines_of(result: Imported, plan: Plan) -> list[Line]:
    """Those that are left out first, then as they stand in the file."""
    rows = sorted(result.rows, key=lambda row: (row.outcome != "left_out", row.line))
    return [
        Line(row.line, row.title, row.outcome, tuple(told(each) for each in row.findings))
        for row in rows
    ]


def told(finding: RowFinding) -> str:
    """A finding in the page's language, with the column it is about."""
    if finding.code in MESSAGES:
        values = dict(finding.values)
        if finding.code == "unknown-stage":
            values["known"] = ", ".join(actionwords.named(code, "stage") for code in Stage.values)
        text = _(MESSAGES[finding.code]) % values
    else:
        known = SENTENCES.get(finding.code)
        text = _(known) if known else finding.text
    where = LABELS.get(finding.column)
    return f"{where}: {text}" if where else text


def unknown_words(rows: tuple[ImportedRow, ...]) -> list[tuple[str, str]]:
    """Words of the file that are not known here, by column, each once."""
    found = {
        (each.column, each.values["text"]): None
        for row in rows for each in row.findings
        if each.column in MAPPED and each.code in ("unknown", "unknown-stage")
    }  # fmt: skip
    return sorted(found, key=lambda each: (MAPPED.index(each[0]), each[1].casefold()))[:MOST_WORDS]


def _words_form(request, plan: Plan, result: Imported) -> WordsForm:
    words = unknown_words(result.rows)
    return WordsForm(request.POST or None, words=words, choices=_known(plan) if words else {})


def _known(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """What our columns can hold, as choices."""
    lang = get_language()
    elements = [row for row in adopted_elements(plan) if row.role in SERVABLE]
    return {
        "stage": [(code, actionwords.named(code, "stage")) for code in Stage.values],
        "organisation": [
            (row.slug, row.named(lang).text) for row in organisations_of(plan.region)
        ],
        "body": [(row.slug, row.named(lang).text) for row in bodies_of(plan.region)
                 if row.valid_until is None],
        "elements": [(row.key, short(row.worded(plan.language).text)) for row in elements],
    }  # fmt: skip


def _remember_words(request, plan: Plan, waiting, form: WordsForm) -> None:
    """Keep what was said of words; “forget” lets go of all that was said of them."""
    if request.POST.get("do") == "forget":
        waiting.values = {}
    for column, words in form.values().items():
        waiting.values.setdefault(column, {}).update(words)
    uploads.remember(request, plan, waiting)
