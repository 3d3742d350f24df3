"""Charts of every kind from small made-up figures, for the tests."""

from __future__ import annotations

from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.web.components import charts as c

WORDS = c.Words(
    "nb",
    "%",
    1,
    {
        Status.PROVISIONAL: "foreløpig",
        Status.ESTIMATED: "anslått",
        Status.SUPPRESSED: "skjult, for få",
        Status.MISSING: "mangler",
        Status.NOT_APPLICABLE: "gjelder ikke",
        Status.NOT_YET: "kommer",
    },
    series_break="brudd i serien",
    women="Kvinner",
    men="Menn",
)
REASONS = (Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE, Status.NOT_YET)
NAMES = (
    "Bindal", "Brønnøy", "Grane", "Hattfjelldal", "Hemnes", "Leirfjord", "Rana", "Træna", "Vefsn",
)  # fmt: skip


def series(values, first: int = 2015, area: str = "NO-1833") -> Series:
    """Values year by year; None is missing."""
    return Series(
        area,
        tuple(
            Point(str(first + n), value, Status.VALID if value is not None else Status.MISSING)
            for n, value in enumerate(values)
        ),
    )


def places(*, missing: bool = True) -> list[c.Place]:
    """Nine places in a grid of centres, the last four without a value."""
    made = []
    for number, name in enumerate(NAMES):
        absent = missing and number >= 5
        made.append(
            c.Place(
                code=f"18{number:02d}",
                name=name,
                short=name,
                value=None if absent else 50.0 + number * 7,
                status=REASONS[number - 5] if absent else Status.VALID,
                centre=(12.0 + number % 3, 66.0 - number // 3 * 0.4),
                main=name == "Hemnes",
            )
        )
    return made


def features() -> list[dict]:
    """A square for each place, side by side."""
    return [
        {
            "type": "Feature",
            "properties": {"code": place.code},
            "geometry": {"type": "Polygon", "coordinates": [_square(*place.centre)]},
        }
        for place in places()
    ]


def every_chart(width: c.Width) -> dict[str, c.Spec]:
    """One of each kind."""
    main = c.Line("Rana", series([12.0, 12.5, None, 13.0, 12.0, 14.0]), c.Role.MAIN)
    other = c.Line("Nordland fylkeskommune", series([11.0, 11.4, 11.5, 12.0, 12.4, 12.6]))
    target = c.TargetPath(
        (
            c.Milestone("2018", 13.0),
            c.Milestone("2022", 14.0, "Delmål"),
            c.Milestone("2026", 16.0, "Mål 2026"),
        )
    )
    bars = [c.Bar(p.name, p.value, p.status, p.main) for p in places()]
    ages = [
        c.AgeGroup(f"{age}–{age + 9}", c.Figure(900.0 - 7 * age), c.Figure(950.0 - 8 * age))
        for age in range(0, 90, 10)
    ]
    pairs = [c.PairedBar(name, c.Figure(51.5), c.Figure(62.0)) for name in NAMES[:3]]
    given = {"words": WORDS, "width": width}
    return {
        "lines": c.lines([main, other], target=target, **given),
        "one line": c.lines([main], **given),
        "bars": c.bars(bars, **given),
        "pairs": c.paired_bars(pairs, **given),
        "columns": c.columns([c.Bar(a.name, a.women.value) for a in ages], **given),
        "ages": c.ages_by_sex(ages, **given),
        "small": c.small_multiples([main, other, main], **given),
        "spark": c.sparkline(main.series),
        "tiles": c.tiles(places(), **given),
        "map": c.choropleth(places(), features(), **given),
    }


def _square(east: float, north: float) -> list[list[float]]:
    return [
        [east - 0.5, north - 0.2],
        [east + 0.5, north - 0.2],
        [east + 0.5, north + 0.2],
        [east - 0.5, north + 0.2],
        [east - 0.5, north - 0.2],
    ]
