"""A plan's actions as a sheet, in the columns that the import reads; the mapping as a file."""

from __future__ import annotations

import yaml
from django.http import HttpResponse

from samkraft.actions.queries.exporting import export_csv, export_rows, export_xlsx
from samkraft.plans.models import Plan
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following import uploads

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@plan_page()
def xlsx(request, plan):
    """Every action that was not withdrawn, as a workbook."""
    return _file(plan, export_xlsx(export_rows(plan)), XLSX, "xlsx")


@plan_page()
def csv(request, plan):
    """The same as text in columns."""
    return _file(plan, export_csv(export_rows(plan)), "text/csv; charset=utf-8", "csv")


@plan_page("edit")
def mapping(request, plan):
    """What was said of the columns and words of a list, as the command line reads it."""
    found = uploads.waiting(request, plan)
    said = {"skip": found.skip, "sheet": found.sheet, "columns": found.columns,
            "values": found.values}  # fmt: skip
    text = yaml.safe_dump(
        {name: value for name, value in said.items() if value}, allow_unicode=True, sort_keys=False
    )
    return _file(plan, text.encode(), "application/yaml; charset=utf-8", "yml", "mapping")


def _file(plan: Plan, data: bytes, kind: str, ending: str, what: str = "actions") -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{plan.slug}-{what}.{ending}"'
    return response
