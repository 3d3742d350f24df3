"""A list of actions as a sheet: the same rows and words as on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from samkraft.actions.published import ActionRow
from samkraft.actions.rules.sheets import csv_of, xlsx_of
from samkraft.web.components import actionwords

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(rows: Iterable[ActionRow], kind: str) -> bytes:
    """The rows as csv or xlsx, with a head; no cell is a formula."""
    return csv_of(_cells(rows)) if kind == "csv" else xlsx_of(_cells(rows))


def _cells(rows: Iterable[ActionRow]) -> Iterator[list[str]]:
    yield [
        _("Region"), _("Plan"), _("Number"), _("Action"), _("Serves"), _("Responsible"), _("Start"),
        _("Due"), _("Stage"), _("Status"), _("Last update"), _("Milestones reached"),
        _("Milestones"), _("Signs"), _("Tags"), _("Address"),
    ]  # fmt: skip
    for row in rows:
        yield [
            str(row.region_name), str(row.plan_title), str(row.number), str(row.title),
            "; ".join(str(each.text) for each in row.elements), actionwords.carrier(row.responsible),
            actionwords.when(row.start), actionwords.when(row.due),
            actionwords.named(row.stage, "stage"), actionwords.named(row.judgement, "judgement"),
            row.last_report_on.isoformat() if row.last_report_on else "",
            str(row.milestones_done), str(row.milestones),
            "; ".join(actionwords.named(sign, "sign") for sign in row.signs),
            "; ".join(actionwords.named(tag, "tag") for tag in row.tags),
            f"/{row.region}/{row.plan}/actions/{row.slug}/",
        ]  # fmt: skip
