"""`samkraft place boundaries`: outlines of municipalities and counties for the maps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from samkraft.cli import says
from samkraft.cli.database import ready

FETCH = "fetch"
NAMED = 12  # codes listed before the rest is only counted


def boundaries(
    file: Annotated[str, typer.Argument(help="A GeoJSON or TopoJSON file, or the word “fetch”.")],
    country: Annotated[str, typer.Option(help="NO or SE, when both use the codes.")] = "",
    year: Annotated[int | None, typer.Option(help="The year of the borders, such as 2024.")] = None,
    source: Annotated[str, typer.Option(help="Who published them, under which licence.")] = "",
) -> None:
    """Load outlines for maps from a file; they replace those the same areas had.

    “fetch” asks the addresses in SAMKRAFT_SOURCES whose name begins with “boundaries”.
    """
    if year is not None and not date.min.year <= year <= date.max.year:
        says.refuse(f"{year} is no year.")
    if file == FETCH and not Path(file).exists():
        ready()
        contents = _fetched()
    else:
        contents = [(Path(file).name, _content(Path(file)))]
    read = [(name, _layers(name, content)) for name, content in contents]
    ready()
    for name, layers in read:
        _load(name, layers, country, year, source)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        says.refuse(f"{path} cannot be opened: {error.strerror}.")


def _fetched() -> list[tuple[str, bytes]]:
    """All files before any is loaded: what fails, fails before something is written."""
    from django.conf import settings

    from samkraft.places.outlines.fetching import OutlinesNotFetched, fetch_outlines

    addresses = [
        address
        for name, address in sorted(settings.SOURCE_ADDRESSES.items())
        if name.startswith("boundaries")
    ]
    if not addresses:
        says.refuse(
            "No address to fetch from: set SAMKRAFT_SOURCES=boundaries=ADDRESS, or name a file.",
            says.NOT_POSSIBLE,
        )
    try:
        return [(address, fetch_outlines(address)) for address in addresses]
    except OutlinesNotFetched as error:
        says.refuse(f"{error} Nothing was changed.", says.NOT_POSSIBLE)


def _layers(name: str, content: bytes) -> Any:
    from samkraft.places.outlines.reading import OutlinesUnreadable, read_layers

    try:
        return read_layers(content)
    except OutlinesUnreadable as error:
        says.refuse(f"{name}: {error}")


def _load(name: str, layers: Any, country: str, year: int | None, source: str) -> None:
    from django.utils import timezone

    from samkraft.places.operations import NoAreasMatched, OutlinesElsewhere, load_boundaries

    signed = {"by": None, "at": timezone.now(), "source": source or name}
    try:
        found = load_boundaries(layers=layers, country=country, year=year, **signed)
    except NoAreasMatched as error:
        says.refuse(f"{name}: {error}", says.NOT_POSSIBLE)
    except OutlinesElsewhere as error:
        says.refuse(f"{name}: {error}")
    for each in found:
        _tell(each)
    if any(each.bare for each in found):
        raise typer.Exit(says.NOT_POSSIBLE)


def _tell(found: Any) -> None:
    replaced = f", {found.replaced} of them had one before" if found.replaced else ""
    typer.echo(
        f"{len(found.loaded)} outlines of {found.country} ({found.kind}) by “{found.property}”"
        f"{replaced}; the largest has {found.largest / 1000:.1f} kB."
    )
    if found.unknown:
        codes = _listed(found.unknown)
        says.note(f"Not loaded, for no such area is known here: {codes}.")
    if found.nameless:
        says.note(f"Not loaded, for they have no code in “{found.property}”: {found.nameless}.")
    if found.bare:
        says.note(f"Without a usable outline in the file: {_listed(found.bare)}.")


def _listed(codes: tuple[str, ...]) -> str:
    rest = len(codes) - NAMED
    return ", ".join(codes[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
