"""`samkraft action …`: lists of actions in and out, and reminders."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from samkraft.cli import says

app = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")]
PlanSlug = Annotated[str, typer.Option("--plan", help="The plan's address.")]
BASE = "http://127.0.0.1:8000"


@app.command()
def remind(
    now: Annotated[str, typer.Option(help="A moment to take for now, 2027-03-01T08:00.")] = "",
    json: Json = False,
) -> None:
    """What is due, overdue, stale or unowned; sends each reminder once, by e-mail."""
    at = _moment(now)
    from samkraft.cli.database import ready

    ready()
    from samkraft.actions.operations import remind as remind_all

    base = os.environ.get("SAMKRAFT_BASE_URL", BASE).rstrip("/")
    with _letters_on_stderr():
        told = remind_all(at=at, base_url=base)
    if json:
        says.as_json([_plain(asdict(each)) for each in told])
    else:
        for each in told:
            print(_line(each))
    failed = sum(bool(each.failed) for each in told)
    waiting = sum(each.waits_until is not None for each in told)
    sent = len(told) - failed - waiting
    says.note(f"{sent} reminders sent, {waiting} wait for a working day, {failed} not sent.")
    if failed:
        raise typer.Exit(says.NOT_POSSIBLE)


@app.command("list")
def list_(plan: PlanSlug, json: Json = False) -> None:
    """The actions of a plan, proposals too, with their stage and signs."""
    found = _plan(plan)
    from django.utils import timezone

    from samkraft.actions.queries import actions_of

    today = timezone.localdate()
    gathered = actions_of(found)
    rows = [
        {
            "number": each.number, "slug": each.slug, "title": each.titled(found.language).text,
            "stage": each.stage, "start": each.start_text or None, "due": each.due_text or None,
            "responsible": _carrier(each), "elements": gathered.keys.get(each.pk, []),
            "tags": each.tags, "judgement": each.judgement or None,
            "last_report_on": each.last_report_on, "signs": list(gathered.signs(each, today)),
            "public": each.published_at is not None, "withdrawn": each.withdrawn_at is not None,
        }
        for each in gathered.actions
    ]  # fmt: skip
    if json:
        says.as_json(rows)
        return
    for row in rows:
        signs = f"  [{', '.join(row['signs'])}]" if row["signs"] else ""
        print(f"{row['number']}\t{row['stage']}\t{row['due'] or '–'}\t{row['title']}{signs}")


@app.command("import")
def import_(
    file: Path,
    plan: PlanSlug,
    mapping: Annotated[
        Path | None, typer.Option(help="A YAML file: what the columns mean.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing.")] = False,
    json: Json = False,
) -> None:
    """Take a list of actions (CSV, XLSX) into a plan; repeatable without doubles."""
    data = _read(file)
    wanted = _mapping(mapping)
    found = _plan(plan)
    from django.utils import timezone

    from samkraft.actions.operations import NotAdopted, import_actions
    from samkraft.sources.tables import BrokenData

    try:
        result = import_actions(
            plan=found, data=data, mapping=wanted, by=None, at=timezone.now(), dry_run=dry_run
        )
    except BrokenData as error:
        says.refuse(f"{file.name}: {error}")
    except NotAdopted:
        says.refuse(f"The plan “{plan}” has no adopted version; actions serve adopted plans only.")
    _tell(result, file, json)


@app.command()
def export(
    plan: PlanSlug,
    out: Annotated[Path, typer.Option(help="The file to write, .xlsx or .csv.")],
) -> None:
    """Write a plan's actions in the columns that import reads."""
    if out.suffix.lower() not in (".xlsx", ".csv"):
        says.refuse(f"{out.name}: write a name that ends in .xlsx or .csv.")
    found = _plan(plan)
    from samkraft.actions.queries.exporting import export_csv, export_rows, export_xlsx

    rows = export_rows(found)
    make = export_csv if out.suffix.lower() == ".csv" else export_xlsx
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(make(rows))
        os.replace(beside, out)
    except OSError as error:
        says.refuse(f"{out.name} cannot be written: {error.strerror}.")
    says.note(f"{len(rows)} actions written to {out.name}")


def _tell(result: Any, file: Path, json: bool) -> None:
    counts = {name: result.count(name) for name in ("made", "changed", "unchanged", "left_out")}
    if json:
        rows = [asdict(row) for row in result.rows]
        says.as_json({"dry_run": result.dry_run, **counts, "rows": rows})
    else:
        for row in result.rows:
            if row.outcome != "unchanged":
                print(f"{row.outcome}\t{row.title or '–'}")
            for each in row.findings:
                where = f", column “{each.column}”" if each.column else ""
                print(f"  {file.name}, line {each.line}{where}: {each.text}")
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    says.note(f"{told}{'; nothing was kept (dry run)' if result.dry_run else ''}.")
    if counts["left_out"]:
        raise typer.Exit(says.NOT_POSSIBLE)


def _plan(slug: str):
    from samkraft.cli.database import ready

    ready()
    from samkraft.plans.queries import NoSuchPlan, find_plan

    try:
        return find_plan(slug)
    except NoSuchPlan as error:
        says.refuse(str(error))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        says.refuse(f"{file.name} cannot be opened: {error.strerror}.")


def _mapping(file: Path | None):
    from samkraft.actions.rules.importing import ActionMapping, WrongMapping

    if file is None:
        return ActionMapping()
    import yaml

    try:
        return ActionMapping.of(yaml.safe_load(_read(file)) or {})
    except (yaml.YAMLError, WrongMapping, UnicodeDecodeError) as error:
        says.refuse(f"{file.name}: {error}")


def _moment(text: str) -> datetime:
    from samkraft.cli.database import set_up

    set_up()
    from django.utils import timezone

    if not text:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        says.refuse(f"“{text}” is not a moment such as 2027-03-01 or 2027-03-01T08:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _letters_on_stderr():
    """The console backend writes letters to stdout, where the list goes: move them aside."""
    import contextlib
    import sys

    return contextlib.redirect_stdout(sys.stderr)


def _line(each: Any) -> str:
    state = "sent"
    if each.failed:
        state = f"not sent ({each.failed})"
    elif each.waits_until:
        state = f"waits until {each.waits_until}"
    return f"{each.kind}\t{each.day}\t{each.plan}/{each.action}\t{each.email}\t{state}"


def _carrier(action: Any) -> str | None:
    carrier = action.organisation or action.body
    return carrier.slug if carrier else None


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {name: str(each) if hasattr(each, "isoformat") else each for name, each in value.items()}
