"""The `samkraft` command. Parsing and printing only; the work is done in the rooms below."""

from __future__ import annotations

import sys

import typer

from samkraft.cli import action, data, indicator, place, plan, site

app = typer.Typer(
    name="samkraft",
    help="Plan, act, follow and learn together in a region.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # a usage error is said plainly, without frames
)
app.add_typer(plan.app, name="plan", help="Strategies and plans.")
app.add_typer(action.app, name="action", help="Actions: lists, reminders.")
app.add_typer(data.app, name="data", help="Files of statistics, and figures from the services.")
app.add_typer(indicator.app, name="indicator", help="What figures say.")
app.add_typer(place.app, name="place", help="Places and regions through time.")
site.add_to(app)


def run() -> None:
    """Entry point of the console script: no traceback for what a person can mend."""
    try:
        app()
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    run()
