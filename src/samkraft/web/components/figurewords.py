"""What pages say about figures: words for codes, and sentences made of the figures themselves."""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale
from babel.numbers import NumberPattern, parse_pattern
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samkraft.calc.periods import parse_period
from samkraft.calc.series import Series
from samkraft.calc.trend import Direction, Trend

SIGNS = {
    "achieved": "✓",
    "on_track": "●",
    "behind": "▲",
    "off_track": "■",
    "cannot_tell": "◌",
    "not_reported": "–",
}
VERDICTS = {
    "achieved": _("achieved"),
    "on_track": _("on track"),
    "behind": _("behind"),
    "off_track": _("off track"),
    "cannot_tell": _("cannot tell"),
    "not_reported": _("no figures yet"),
}
STATUSES = {
    "valid": _("final"),
    "provisional": _("provisional"),
    "estimated": _("estimated"),
    "suppressed": _("withheld to protect people"),
    "not_applicable": _("not possible"),
    "missing": _("missing"),
    "not_yet": _("not yet published"),
}
# Signs beside a number in a table; the table explains those it uses.
MARKS = {"provisional": "p", "estimated": "e"}
NATURES = {
    "count": _("number"),
    "amount": _("amount"),
    "share": _("share"),
    "rate": _("rate"),
    "mean": _("average"),
    "index": _("index"),
    "ratio": _("ratio"),
}
DIRECTIONS = {"up": _("more is better"), "down": _("less is better"), "neutral": _("neither more nor less is better in itself")}  # fmt: skip
FREQUENCIES = {
    "year": _("every year"),
    "half-year": _("every half-year"),
    "quarter": _("every quarter"),
    "month": _("every month"),
}
STATES = {
    "never": _("never fetched"),
    "running": _("being fetched now"),
    "ok": _("up to date"),
    "waiting": _("waiting for the service"),
    "held": _("held back: somebody must look"),
    "failed": _("the last fetch failed"),
}
SOURCES = {
    "facts": _("shipped with Samkraft"),
    "computed": _("worked out by Samkraft"),
    "manual": _("entered by hand"),
    "file": _("loaded from a file"),
}
REASONS = {
    "target_reached": _("The target is reached."),
    "kept": _("The target held from the start and still holds."),
    "not_kept": _("The target held at the start and does not hold now."),
    "on_path": _("The newest figure is where the planned path says it should be, or better."),
    "slower_than_path": _("It moves the right way, but slower than planned."),
    "far_from_path": _("It moves the right way, but is far from the planned path."),
    "wrong_way": _("It moves the wrong way."),
    "missed_by_little": _("The target year has passed; the target was missed by little."),
    "no_baseline": _("There is no figure for the starting year."),
    "no_target": _("There is no target."),
    "no_value": _("There is no figure."),
    "no_value_after_baseline": _("There is no figure after the starting year yet."),
    "due_before_baseline": _("The target year lies before the starting year."),
    "no_direction": _("Nobody has said which way is better."),
    "interval_covers_two_verdicts": _("The uncertainty of the figure covers two verdicts."),
    "insufficient_data": _("There are too few figures for this rule."),
}
INPUTS = {
    "start": _("starting year"),
    "baseline": _("starting value"),
    "due": _("target year"),
    "target": _("target value"),
    "year": _("newest year"),
    "value": _("newest value"),
    "path": _("planned value for that year"),
    "progress": _("part of the way done"),
    "planned": _("part of the way planned by now"),
    "ratio": _("done divided by planned"),
    "lower": _("lower end of the uncertainty"),
    "upper": _("upper end of the uncertainty"),
}
SEXES = {"T": _("all"), "F": _("women"), "M": _("men")}
TRENDS = {
    "up": _("rising"),
    "down": _("falling"),
    "unclear": _("no clear direction"),
    "too_few": _("too few figures"),
}
COMPARED = {
    "county": _("the county"),
    "country": _("the whole country"),
    "similar": _("a similar municipality"),
}
TABLES = {
    "verdict": VERDICTS, "status": STATUSES, "nature": NATURES, "direction": DIRECTIONS,
    "frequency": FREQUENCIES, "refresh": STATES, "source": SOURCES, "reason": REASONS,
    "input": INPUTS, "sex": SEXES, "compared": COMPARED,
    "trend": TRENDS,
}  # fmt: skip


def said(table: str, code: str) -> str:
    """The word for a code; a code without a word stands as it is."""
    found = TABLES[table].get(str(code))
    return str(found) if found is not None else str(code)


def number(value: float | None, decimals: int) -> str:
    """A number with so many decimals, by the page's language."""
    return "–" if value is None else _number(round(value, decimals), decimals, _locale())


@lru_cache(maxsize=20_000)
def _number(value: float, decimals: int, locale: str) -> str:
    return _pattern(decimals).apply(value, _parsed(locale))


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@cache
def _parsed(locale: str) -> Locale:
    return Locale.parse(locale)


def amount(value: float | None, decimals: int, unit: str) -> str:
    """A number with its unit."""
    words = number(value, decimals)
    return f"{words} {unit}".strip() if value is not None else words


def age(code: str) -> str:
    """An age group in words."""
    return gettext("all ages") if code == "T" else gettext("%(age)s years") % {
        "age": code.replace("-", "–")
    }  # fmt: skip


def period(text: str) -> str:
    """A period in words: 2024, 2nd quarter of 2024, March 2024."""
    from babel.dates import get_month_names

    try:
        found = parse_period(text)
    except ValueError:
        return text
    if found.part == "M":
        names = get_month_names("wide", "stand-alone", locale=_locale())
        return f"{names[found.index]} {found.year}"
    words = {
        "H": gettext("half-year %(index)s of %(year)s"),
        "Q": gettext("quarter %(index)s of %(year)s"),
        "W": gettext("week %(index)s of %(year)s"),
    }
    if found.part in words:
        return words[found.part] % {"index": found.index, "year": found.year}
    return str(found.year)


def newest(series: Series, place: str, decimals: int, unit: str) -> str:
    """The sentence that says the newest figure."""
    latest = series.latest
    if latest is None:
        return gettext("There is no figure for %(place)s yet.") % {"place": place}
    return gettext("%(place)s: %(value)s, %(period)s.") % {
        "place": place, "value": amount(latest.value, decimals, unit),
        "period": period(latest.period),
    }  # fmt: skip


def movement(series: Series, decimals: int, unit: str) -> str:
    """How the newest figure differs from about ten years before, or the first there is."""
    known = series.comparable
    if len(known) < 2:
        return ""
    last = known[-1]
    years = parse_period(last.period).years
    first = next((p for p in known if parse_period(p.period).years >= years - 10), known[0])
    if first is last:
        return ""
    change = round(last.value, decimals) - round(first.value, decimals)
    if unit == "%":  # a share of 2 % that becomes 3 % has not grown by one per cent
        unit = gettext("percentage points")
    values = {"change": amount(abs(change), decimals, unit), "period": period(first.period)}
    if change > 0:
        return gettext("That is %(change)s more than in %(period)s.") % values
    if change < 0:
        return gettext("That is %(change)s less than in %(period)s.") % values
    return gettext("That is the same as in %(period)s.") % values


def direction(trend: Trend | None) -> str:
    """What the trend says, in a sentence."""
    if trend is None or trend.direction == Direction.TOO_FEW:
        return gettext("There are too few figures to tell a direction.")
    count = ngettext(
        "the latest %(count)s figure", "the latest %(count)s figures", trend.points
    ) % {"count": trend.points}  # fmt: skip
    sentence = {
        Direction.UP: gettext("Over %(count)s it is rising."),
        Direction.DOWN: gettext("Over %(count)s it is falling."),
        Direction.UNCLEAR: gettext("Over %(count)s it has no clear direction."),
    }[trend.direction]
    return sentence % {"count": count}


def _locale() -> str:
    return (get_language() or "nb").replace("-", "_")
