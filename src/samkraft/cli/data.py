"""`samkraft data …`: files of statistics."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samkraft.cli import says

app = typer.Typer(no_args_is_help=True)


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


@app.callback()
def group() -> None:
    """Files of statistics."""
