"""Which chart shows what: from a published page to a specification, its title and its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language, gettext

from samkraft.calc.series import ALL, Series
from samkraft.calc.status import Status
from samkraft.web.components import charts, figurewords

VIEWS = ("time", "sexes", "ages", "places", "members", "map", "compared")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to be rendered: the specification, what it says as heading and in a sentence."""

    spec: dict[str, Any]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What every chart of a page shares."""

    indicator: Any
    place: Any
    series: Series
    sexes: Sequence[Series] = ()
    ages: Sequence[Series] = ()
    members: Sequence[Any] = ()
    compared: Sequence[Any] = ()
    targets: Sequence[Any] = ()
    shapes: Mapping[str, dict] | None = None
    tiles: Mapping[str, tuple[int, int]] | None = None
    accent: str = "#1b5566"


def views_of(scene: Scene) -> tuple[str, ...]:
    """The charts that have something to show, in the page's order."""
    has = {
        "time": bool(scene.series.known),
        "sexes": bool(scene.sexes),
        "ages": bool(_known(scene.ages)),
        "places": len(_known([each.series for each in scene.members])) > 1,
        "map": len(_known([each.series for each in scene.members])) > 1,
        "members": len(_known([each.series for each in scene.members])) > 1,
        "compared": bool(_beside(scene)),
    }
    return tuple(view for view in VIEWS if has.get(view))


def draw(scene: Scene, view: str, *, phone: bool = False) -> Drawn | None:
    """One chart of a scene; None when it would be empty or is not known."""
    if view not in views_of(scene):
        return None
    width = charts.PHONE if phone else charts.DESK
    spec = _DRAWING[view](scene, words_for(scene.indicator), width)
    return Drawn(spec, title_of(scene, view), describe(scene, view))


def title_of(scene: Scene, view: str) -> str:
    """The heading over a chart."""
    values = {"title": str(scene.indicator.title), "place": str(scene.place.name)}
    if view == "members" and _indexed(scene):
        values["period"] = figurewords.period(index_period(scene))
        return gettext("%(title)s, places in %(place)s, %(period)s = 100") % values
    return {
        "time": gettext("%(title)s, %(place)s"),
        "sexes": gettext("%(title)s, women and men, %(place)s"),
        "ages": gettext("%(title)s by age, %(place)s"),
        "places": gettext("%(title)s, places in %(place)s"),
        "map": gettext("%(title)s on the map, %(place)s"),
        "members": gettext("%(title)s over time, places in %(place)s"),
        "compared": gettext("%(title)s, %(place)s beside others"),
    }[view] % values


def describe(scene: Scene, view: str) -> str:
    """The sentence a reader gets who does not see the chart."""
    unit, decimals = scene.indicator.unit, scene.indicator.decimals
    if view in ("time", "sexes", "compared"):
        parts = [
            figurewords.newest(scene.series, str(scene.place.name), decimals, unit),
            figurewords.movement(scene.series, decimals, unit),
        ]
        if view == "sexes":
            parts = [
                figurewords.newest(each, figurewords.said("sex", each.sex), decimals, unit)
                for each in scene.sexes
            ]
        if view == "compared":
            parts += [
                figurewords.newest(each.series, str(each.place.name), decimals, unit)
                for each in _beside(scene)
            ]
        return " ".join(part for part in parts if part)
    if view == "ages":
        newest = ((figurewords.age(each.age), each.latest) for each in scene.ages)
    else:
        newest = ((str(each.place.name), each.series.latest) for each in scene.members)
    told = [
        f"{name} {figurewords.amount(point.value, decimals, unit)}"
        for name, point in newest
        if point is not None
    ]
    return ", ".join(told) + "."


def words_for(indicator: Any) -> charts.Words:
    """Every word a chart shows, in the page's language."""
    return charts.Words(
        lang=get_language(),
        unit=indicator.unit,
        decimals=indicator.decimals,
        statuses={status: figurewords.said("status", status) for status in Status},
        series_break=gettext("new series"),
        women=figurewords.said("sex", "F"),
        men=figurewords.said("sex", "M"),
    )


def _time(scene: Scene, words: charts.Words, width) -> dict:
    main = charts.Line(str(scene.place.name), scene.series, charts.Role.MAIN)
    return charts.lines(
        [main], words=words, target=target_path(scene.targets), accent=scene.accent, width=width
    )


def target_path(targets: Sequence[Any]) -> charts.TargetPath | None:
    """The planned way of the first target that has a baseline."""
    for target in targets:
        if target.baseline is None:
            continue
        label = gettext("Target")
        return charts.TargetPath(
            (
                charts.Milestone(target.baseline_period, target.baseline),
                *(charts.Milestone(when, value, "") for when, value in target.milestones),
                charts.Milestone(target.period, target.value, f"{label} {target.period}"),
            )
        )
    return None


def _sexes(scene: Scene, words: charts.Words, width) -> dict:
    by_sex = {each.sex: each for each in scene.sexes}
    women = charts.Line(words.women, by_sex.get("F", Series(scene.series.area, ())))
    men = charts.Line(words.men, by_sex.get("M", Series(scene.series.area, ())))
    pair = charts.women_and_men(women, men)
    return charts.lines(list(pair), words=words, accent=scene.accent, width=width)


def _ages(scene: Scene, words: charts.Words, width) -> dict:
    latest = max(each.latest.period for each in _known(scene.ages))
    columns = [
        charts.Bar(figurewords.age(each.age), point.value, point.status)
        for each in scene.ages
        if each.age != ALL and (point := each.at(latest)) is not None
    ]
    return charts.columns(columns, words=words, accent=scene.accent, width=width)


def _places(scene: Scene, words: charts.Words, width) -> dict:
    return charts.bars(_bars(scene), words=words, accent=scene.accent, width=width)


def _bars(scene: Scene) -> list[charts.Bar]:
    return [
        charts.Bar(str(each.place.name), *_newest(each.series, common_period(scene)))
        for each in scene.members
    ]


def common_period(scene: Scene) -> str:
    """The newest period in which at least half of the places have a figure."""
    counts: dict[str, int] = {}
    for each in scene.members:
        for point in each.series.known:
            counts[point.period] = counts.get(point.period, 0) + 1
    enough = [period for period, count in counts.items() if count * 2 >= len(scene.members)]
    return max(enough or counts or [""])


def _newest(series: Series, period: str) -> tuple[float | None, Status]:
    point = series.at(period)
    return (point.value, point.status) if point else (None, Status.MISSING)


def _map(scene: Scene, words: charts.Words, width) -> dict:
    tiles, shapes = scene.tiles or {}, scene.shapes or {}
    period = common_period(scene)
    places = []
    for each in scene.members:
        value, status = _newest(each.series, period)
        name = str(each.place.name)
        places.append(
            charts.Place(
                each.place.key, name, name[:4], value, status, position=tiles.get(each.place.key)
            )
        )
    if places and all(place.code in shapes for place in places):
        features = [shapes[place.code] for place in places]
        return charts.choropleth(places, features, words=words, accent=scene.accent, width=width)
    return charts.tiles(places, words=words, accent=scene.accent, width=width)


def _members(scene: Scene, words: charts.Words, width) -> dict:
    lines = [
        charts.Line(str(each.place.name), _index(scene, each.series)) for each in scene.members
    ]
    if _indexed(scene):
        words = replace(words, unit="", decimals=0)
    return charts.small_multiples(lines, words=words, accent=scene.accent, width=width)


def _indexed(scene: Scene) -> bool:
    """Whether small multiples show an index: places of very different size share one scale."""
    return scene.indicator.nature in ("count", "amount") and bool(index_period(scene))


def index_period(scene: Scene) -> str:
    """The first period in which every place with figures has one, other than the last."""
    known = [{p.period for p in each.series.known if p.value} for each in scene.members]
    shared = sorted(set.intersection(*(each for each in known if each)) if any(known) else [])
    return shared[0] if len(shared) > 1 else ""


def _index(scene: Scene, series: Series) -> Series:
    """A series with its value in `index_period` as 100, where that is asked for."""
    base = series.at(index_period(scene)) if _indexed(scene) else None
    if base is None or not base.value:
        return series
    points = tuple(
        replace(point, value=None if point.value is None else 100 * point.value / base.value)
        for point in series.points
        if point.period >= base.period
    )
    return replace(series, points=points)


def _compared(scene: Scene, words: charts.Words, width) -> dict:
    lines = [charts.Line(str(scene.place.name), scene.series, charts.Role.MAIN)]
    for at, each in enumerate(_beside(scene)):
        role = charts.Role.NAMED if at < 3 else charts.Role.REST
        lines.append(charts.Line(str(each.place.name), each.series, role))
    return charts.lines(lines, words=words, accent=scene.accent, width=width)


def _beside(scene: Scene) -> list:
    """What one line can be compared with: a county's count says nothing beside a municipality's."""
    counts = scene.indicator.nature in ("count", "amount")
    return [each for each in scene.compared if not counts or each.why == "similar"]


def _known(series: Sequence[Series]) -> list[Series]:
    return [each for each in series if each.known]


_DRAWING = {
    "time": _time, "sexes": _sexes, "ages": _ages, "places": _places, "map": _map,
    "members": _members, "compared": _compared,
}  # fmt: skip
