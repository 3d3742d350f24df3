"""`samkraft indicator …`: what figures say."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from samkraft.cli import says

app = typer.Typer(no_args_is_help=True)


@app.command()
def show(
    indicator: str,
    more: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    area: Annotated[list[str] | None, typer.Option(help="Codes (SE-2580) or regions.")] = None,
    as_of: Annotated[str, typer.Option(help="As known at the end of this day.")] = "",
    lang: Annotated[str, typer.Option(help="Language of names.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Values, trend, verdict with its rule, and where the figures come from."""
    from samkraft.cli.data import _day

    day = _day(as_of)
    from samkraft.cli.database import ready

    ready()
    from samkraft.cli.showing import page_asked, several

    area = several(area, more)
    pages = [page_asked(indicator, each, lang=lang, as_of=day) for each in area or [""]]
    shown = [_told(page, lang) for page in pages]
    if json:
        says.as_json(shown if area and len(area) > 1 else shown[0])
    else:
        for each in shown:
            _print(each)
    lacking = [each["place"] for each in shown if not each["values"]]
    if lacking:
        names = ", ".join(str(each) for each in lacking if each) or "any place"
        says.note(f"There are no figures for {names}: see “samkraft data fetch”.")
        raise typer.Exit(says.NOT_POSSIBLE)


@app.command(name="list")
def list_(
    source: Annotated[str, typer.Option(help="Only this source's.")] = "",
    lang: Annotated[str, typer.Option(help="Language of titles.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """The indicators there are, and whether they have figures."""
    from samkraft.cli.database import ready

    ready()
    from samkraft.indicators.published import IndicatorFilter, published_indicators

    rows = published_indicators(lang, IndicatorFilter(source=source))
    if json:
        says.as_json([asdict(row) | {"title": row.title.text} for row in rows])
        return
    for row in rows:
        print(f"{row.slug}\t{row.places}\t{row.state}\t{row.title}")


@app.callback()
def group() -> None:
    """What figures say."""


def _told(page: Any, lang: str) -> dict[str, Any]:
    from django.utils import timezone

    from samkraft.plans.published import targets_on

    key = page.place.key if page.place else ""
    members = [each.series for each in page.members if each.series.known]
    targets = targets_on(
        page.indicator.slug, key, lang, today=timezone.localdate(), as_of=page.as_of,
        groups=members,
    ) if key else ()  # fmt: skip
    return {
        "indicator": page.indicator.slug,
        "title": page.indicator.title.text,
        "unit": page.indicator.unit,
        "source": page.indicator.source,
        "place": key or None,
        "place_name": page.place.name.text if page.place else None,
        "as_of": page.as_of,
        "values": [
            {"period": p.period, "value": p.value, "status": str(p.status),
             "comparable": p.comparable}
            for p in page.series.points
        ],
        "summed_of": list(page.counted) if page.summed else None,
        "trend": _trend(page.trend),
        "rule": page.indicator.rule,
        "targets": [_target(each) for each in targets],
        "provenance": dict(page.provenance),
        "fetched_at": page.indicator.fetched_at,
    }  # fmt: skip


def _trend(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"direction": str(found.direction), "slope_per_year": found.slope, "low": found.low,
            "high": found.high, "points": found.points, "p": found.p}  # fmt: skip


def _target(each: Any) -> dict[str, Any]:
    return {
        "plan": each.plan, "element": each.element, "period": each.period, "value": each.value,
        "baseline": [each.baseline_period, each.baseline], "milestones": list(each.milestones),
        "verdict": str(each.verdict.kind), "rule": each.verdict.rule,
        "reason": str(each.verdict.reason), "inputs": dict(each.verdict.inputs),
        "demonstration": each.demonstration,
    }  # fmt: skip


def _print(each: dict[str, Any]) -> None:
    print(f"{each['title']} ({each['indicator']}), {each['place_name'] or 'no place'}")
    for value in each["values"]:
        marks = [] if value["status"] == "valid" else [value["status"]]
        marks += [] if value["comparable"] else ["not comparable"]
        number = "–" if value["value"] is None else f"{value['value']:g}"
        print(f"  {value['period']}\t{number}\t{', '.join(marks)}".rstrip())
    if each["trend"]:
        slope = each["trend"]["slope_per_year"]
        told = "" if slope is None else f", {slope:g} {each['unit']} a year"
        print(f"trend: {each['trend']['direction']}{told}")
    for target in each["targets"]:
        print(f"target: {target['value']:g} in {target['period']}: {target['verdict']} "
              f"(rule {target['rule']}: {target['reason']})")  # fmt: skip
    print(f"source: {each['provenance'].get('publisher') or each['source']}")
