"""`samkraft place`: a place, its codes through time, and the population of a region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from samkraft.cli import place_boundaries, says
from samkraft.cli.database import ready
from samkraft.lib.periods import NotADate, in_words, parse_day

app = typer.Typer(no_args_is_help=True, help="Places, their codes and their people.")

app.command("boundaries")(place_boundaries.boundaries)

Code = Annotated[str, typer.Argument(help="An official code, such as 5503 or 2584.")]
Country = Annotated[str, typer.Option(help="NO or SE, when both use the code.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON value on standard output.")]


@app.command()
def show(code: Code, country: Country = "", as_json: AsJson = False) -> None:
    """A place: its names, people, languages and regions."""
    ready()
    from samkraft.places import queries

    found = _asked(lambda: queries.area_profile(code, country))
    if as_json:
        says.as_json(_profile(found))
        return
    place = f" in {found.county[1]}" if found.county else ""
    _line(f"{found.code} {found.official or next(iter(found.names.values()))}")
    _line(f"{found.kind}{place}, {_period(found.valid_from, found.valid_until)}")
    _line("names: " + ", ".join(f"{name} ({lang})" for lang, name in found.names.items()))
    for row in found.languages:
        since = f" since {in_words(row.since)}" if row.since else ""
        told = f"{row.name}, {row.basis}{since}" if row.name else row.basis
        _line(f"language by law: {told} [{row.status}]")
    for row in found.regions:
        _line(f"region: {row.region}, {_period(row.since, row.until)} (as {row.code})")
    for row in found.sizes:
        _line(f"area: {row.km2:,.2f} km², {row.measure}, {row.reference_date}")
    if found.outline:
        year = f" of {found.outline.year}" if found.outline.year else ""
        _line(f"outline{year}: {found.outline.source}")
    if found.note:
        _line(found.note)
    if found.populations:
        rows = [
            (in_words(row.date), row.code, f"{row.population:,}", row.status)
            for row in found.populations
        ]
        _table(("people on", "code then", "number", "status"), rows)


@app.command()
def history(code: Code, country: Country = "", as_json: AsJson = False) -> None:
    """What a code was before and has become since, whichever of its codes is given."""
    ready()
    from samkraft.places import queries

    found = _asked(lambda: queries.area_history(code, country))
    if as_json:
        says.as_json(_history(found))
        return
    _line(f"{found.asked}: {found.kind} in {found.country}, {_held(found.asked)}")
    _line("codes: " + " → ".join(found.codes))
    if found.related:
        _line("also: " + ", ".join(str(p) for p in found.periods if p.code in found.related))
    for step in found.steps:
        _line(step.text)
    if not found.steps:
        _line("No change of code is known since 1994.")
    if found.note:
        _line(found.note)


@app.command()
def population(
    region: Annotated[str, typer.Argument(help="A region, such as harstadregionen.")],
    on: Annotated[str, typer.Option("--on", help="A day, year-month-day.")],
    as_json: AsJson = False,
) -> None:
    """People in a region on a day: members counted, and what became of them."""
    ready()
    from samkraft.places import queries

    day = _asked(lambda: parse_day(on))
    found = _asked(lambda: queries.population_of_region(region, day))
    if as_json:
        says.as_json(_population(found))
    else:
        _print_population(found)
    if found.population is None:
        says.note(found.notes[-1].text)
        raise typer.Exit(says.NOT_POSSIBLE)


def _asked(question: Callable[[], Any]) -> Any:
    """The answer, or one clear line and exit code 2 when the question names nothing known."""
    from samkraft.places.queries import AmbiguousCode, UnknownArea, UnknownRegion

    try:
        return question()
    except (AmbiguousCode, NotADate, UnknownArea, UnknownRegion) as error:
        says.refuse(str(error))


def _profile(found: Any) -> dict[str, Any]:
    value = asdict(found)
    value["valid"] = {"from": value.pop("valid_from"), "until": value.pop("valid_until")}
    county = value["county"]
    value["county"] = {"code": county[0], "name": county[1]} if county else None
    return value


def _history(found: Any) -> dict[str, Any]:
    return {
        "country": found.country,
        "kind": found.kind,
        "code": found.asked.code,
        "codes": list(found.codes),
        "related": list(found.related),
        "periods": [asdict(period) for period in found.periods],
        "steps": [asdict(step) | {"text": step.text} for step in found.steps],
        "note": found.note,
    }


def _population(found: Any) -> dict[str, Any]:
    return {
        "region": found.region,
        "on": found.on,
        "population": found.population,
        "source": found.source,
        "as_counted": found.as_counted,
        "members": [
            {"code": member.code, "name": member.name, "population": member.population}
            for member in found.members
        ],
        "notes": [note.text for note in found.notes],
        "stated": found.stated,
        "sum_of_members": found.sum_of_members,
        "same_set": found.same_set,
    }


def _print_population(found: Any) -> None:
    if found.population is not None:
        _line(f"{found.region}: {found.population:,} people, counted {in_words(found.as_counted)}")
    rows = [
        (member.code, member.name, "–" if member.population is None else f"{member.population:,}")
        for member in found.members
    ]
    _table(("code", "member", "people"), rows)
    if found.stated is not None and found.sum_of_members is not None:
        _line(f"published total {found.stated:,}; sum of the members {found.sum_of_members:,}")
    for note in found.notes:
        _line(f"note: {note.text}")
    if found.source:
        _line(f"source: {found.source}")


def _line(text: str) -> None:
    typer.echo(text)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table on a terminal, tab-separated lines elsewhere."""
    console = Console()
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _held(period: Any) -> str:
    return _period(period.valid_from, period.valid_until)


def _period(since: date | None, until: date | None) -> str:
    """A period in words; `until` is the first day after it."""
    if since is None and until is None:
        return "as far back as the facts reach (1994)"
    begun = f"from {in_words(since)}" if since else "from 1994 or before"
    return f"{begun} until {in_words(until)} (not included)" if until else begun
