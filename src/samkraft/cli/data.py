"""`samkraft data …`: files of statistics, and figures from the services."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from samkraft.cli import data_recode, says

app = typer.Typer(no_args_is_help=True)
app.command("recode")(data_recode.recode)


@app.command()
def read(
    file: Path, json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False
) -> None:
    """Read PX, JSON-stat, Kolada, PxWeb metadata, CSV or XLSX; print what is in it."""
    from samkraft.sources.reading import read_data
    from samkraft.sources.tables import BrokenData

    try:
        summary = read_data(file).summary()
    except BrokenData as error:
        says.refuse(f"{file.name}: {error}")
    except OSError as error:
        says.refuse(f"{file.name} cannot be opened: {error.strerror}.")
    if json:
        says.as_json(summary)
        return
    for name in ("title", "format", "source", "updated", "unit", "cells", "numeric", "sum"):
        if summary[name] is not None:
            print(f"{name}: {summary[name]}")
    for each in summary["dimensions"]:
        print(f"  {each['label']}: {each['size']} ({each['first']} … {each['last']})")
    for symbol, count in summary["symbols"].items():
        print(f"  without a number: {count} × {symbol!r}")
    for finding in summary["findings"]:
        says.note(f"note: {finding}")


@app.command()
def fetch(
    indicators: Annotated[list[str] | None, typer.Argument(help="Names or ids; none: all.")] = None,
    source: Annotated[str, typer.Option(help="Only this source's indicators.")] = "",
    area: Annotated[list[str] | None, typer.Option(help="Only these places (SE-2580).")] = None,
    as_if_now: Annotated[str, typer.Option(help="A moment to take for now.")] = "",
) -> None:
    """Refresh figures from the services. A fetch that was broken off goes on where it stopped."""
    from samkraft.cli.database import ready

    moment = _moment(as_if_now)
    ready()
    from samkraft.cli.fetching import fetch_all

    sys_exit = fetch_all(indicators or [], source=source, areas=area or [], at=moment)
    raise typer.Exit(sys_exit)


@app.command()
def load(
    files: list[Path],
    table: Annotated[str, typer.Option("--as", help="SOURCE/TABLE, such as ssb/07459.")],
    mapping: Annotated[Path | None, typer.Option(help="A saved mapping, YAML.")] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Even if many figures vanish.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Take files in as one delivery of figures: all of them or nothing."""
    how = _mapping(mapping)
    from samkraft.cli.database import ready

    ready()
    from samkraft.indicators.operations import load_files
    from samkraft.sources.connector.problems import FetchProblem
    from samkraft.sources.tables import BrokenData
    from samkraft.warehouse.errors import WarehouseError

    try:
        loaded = load_files(
            paths=files, table=table, mapping=how, by=None, at=_moment(""), trusted=trust
        )
    except OSError as error:
        says.refuse(f"{error.filename or 'The file'} cannot be opened: {error.strerror}.")
    except (BrokenData, FetchProblem, ValueError, WarehouseError) as error:
        says.refuse(str(error))
    for note in loaded.notes:
        says.note(f"note: {note}")
    vintage = loaded.vintage
    counts = {name: getattr(vintage, name) for name in ("new", "revised", "withdrawn", "same")}
    if json:
        says.as_json({"table": table, "vintage": vintage.number, **counts,
                      "indicators": loaded.indicators, "made": loaded.made,
                      "places": loaded.places})  # fmt: skip
        return
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for name in loaded.indicators:
        print(f"  {name}{' (new indicator)' if name in loaded.made else ''}")


@app.command()
def export(
    indicator: str,
    form: Annotated[str, typer.Option("--format", help="csv, json-stat or xlsx.")] = "csv",
    as_of: Annotated[str, typer.Option(help="As known at the end of this day.")] = "",
    place: Annotated[str, typer.Option(help="A code (SE-2580) or a region.")] = "",
    sex: Annotated[str, typer.Option(help="T, F or M.")] = "T",
    age: Annotated[str, typer.Option(help="An age group; T is all.")] = "T",
    lang: Annotated[str, typer.Option(help="Language of names.")] = "en",
    out: Annotated[Path | None, typer.Option(help="File to write; else standard output.")] = None,
) -> None:
    """Write exactly what the indicator's page shows."""
    kind = {"csv": "csv", "json-stat": "json", "xlsx": "xlsx"}.get(form)
    if kind is None:
        says.refuse(f"“{form}” is no format; there are csv, json-stat and xlsx.")
    day = _day(as_of)
    from samkraft.cli.database import ready

    ready()
    from samkraft.cli.showing import page_asked
    from samkraft.indicators.published import published_file

    page = page_asked(indicator, place, lang=lang, sex=sex, age=age, as_of=day)
    content = published_file(page, lang, kind)
    if out is not None:
        out.write_bytes(content)
        return
    typer.get_binary_stream("stdout").write(content)


@app.command()
def verify() -> None:
    """Look whether every file of the figures is there and unharmed."""
    from samkraft.cli.database import ready

    ready()
    from samkraft.indicators.queries.store import raw_folder, warehouse
    from samkraft.sources.connector.raw import RawStore

    found = [each.text for each in warehouse().verify()]
    found += [str(each) for each in RawStore(raw_folder()).verify()]
    for text in found:
        says.note(text)
    if found:
        raise typer.Exit(says.NOT_POSSIBLE)
    print(f"{len(warehouse().vintages())} deliveries, all files are unharmed")


@app.command()
def compact() -> None:
    """Put the many small files of the figures together into few; every answer stays the same."""
    from samkraft.cli.database import ready

    ready()
    from samkraft.indicators.queries.store import warehouse

    done = warehouse().compact()
    print(f"{done.before} files became {done.after}, {done.rows} rows")


@app.command()
def publish() -> None:
    """Make the copy that pages read anew out of the figures, as after a change of places."""
    from samkraft.cli.database import ready

    ready()
    from samkraft.indicators.operations import publish_all

    print(f"{publish_all(at=_moment(''))} places and indicators")


@app.callback()
def group() -> None:
    """Files of statistics, and figures from the services."""


def _moment(text: str) -> datetime:
    """A moment given by option, else now. A moment without a zone is in the site's own."""
    from zoneinfo import ZoneInfo

    if not text:
        return datetime.now(ZoneInfo("UTC"))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        says.refuse(f"“{text}” is not a moment such as 2026-03-02T12:00.")
    if moment.tzinfo is not None:
        return moment
    import os

    return moment.replace(tzinfo=ZoneInfo(os.environ.get("SAMKRAFT_TIME_ZONE", "Europe/Stockholm")))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        says.refuse(f"“{text}” is not a day such as 2026-03-02.")


def _mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    import yaml

    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        says.refuse(f"{path.name} cannot be opened: {error.strerror}.")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        says.refuse(f"{path.name} is not readable YAML: {error}")
    if not isinstance(value, dict):
        says.refuse(f"{path.name} holds no mapping of keys and values.")
    return value
