"""What pages say about actions: words for codes, times and money, in the page's language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samkraft.actions.rules.dates import NotATime, When, parse_when
from samkraft.web.components.figurewords import SIGNS as MARKS
from samkraft.web.components.figurewords import VERDICTS

STAGES = {
    "proposed": _("proposed"),
    "decided": _("decided"),
    "under_way": _("under way"),
    "paused": _("paused"),
    "done": _("done"),
    "stopped": _("stopped"),
    "handed_over": _("handed over to ordinary operation"),
}
# What a person says; "" is that nobody has said anything yet.
JUDGEMENTS = {
    "achieved": VERDICTS["achieved"],
    "on_track": VERDICTS["on_track"],
    "behind": VERDICTS["behind"],
    "off_track": VERDICTS["off_track"],
    "stopped": _("stopped"),
    "cannot_tell": VERDICTS["cannot_tell"],
    "": _("not reported"),
}
JUDGEMENT_MARKS = {**MARKS, "stopped": "×", "": "–"}
SIGNS = {
    "overdue": _("past its date"),
    "late-milestone": _("a milestone is late"),
    "stale": _("no news for long"),
    "unowned": _("without owner"),
    "no-element": _("tied to no goal"),
    "no-date": _("without a date"),
    "no-money": _("no money named"),
    "responsible-declined": _("the responsible has declined"),
    "indicator-off-track": _("the goal's figures are off track"),
    "indicator-behind": _("the goal's figures are behind"),
}
# Signs that call for somebody; the others tell what could be written down better.
SERIOUS = ("overdue", "late-milestone", "stale", "unowned", "responsible-declined",
           "indicator-off-track")  # fmt: skip
ENDED = ("done", "stopped", "handed_over")
CONSENTS = {
    "none": _("nobody had to be asked"),
    "asked": _("asked, has not answered"),
    "accepted": _("has accepted"),
    "declined": _("has declined"),
}
ANSWERS = {
    "invited": _("invited, has not answered"),
    "accepted": _("takes part"),
    "declined": _("has declined"),
}
LEVELS = {
    "local": _("Local"),
    "regional": _("Regional"),
    "national": _("National"),
    "eu": _("EU"),
}
BODIES = {
    "steering_group": _("steering group"),
    "working_group": _("working group"),
    "council": _("council"),
    "committee": _("committee"),
    "secretariat": _("secretariat"),
    "network": _("network"),
    "youth_council": _("youth council"),
    "reference_group": _("reference group"),
    "other": _("other"),
}
SEATS = {
    "chair": _("chair"),
    "deputy": _("deputy chair"),
    "member": _("member"),
    "secretary": _("secretary"),
    "observer": _("observer"),
}
INVOLVEMENTS = {
    "lead": _("leads"),
    "support": _("supports"),
    "steering": _("steers"),
    "working_group": _("works it out"),
    "reference": _("gives advice"),
    "responsible": _("is responsible"),
}
PLAN_STATES = {
    "draft": _("draft"),
    "in_treatment": _("being treated"),
    "agreed": _("agreed"),
    "running": _("running"),
    "ended": _("ended"),
    "withdrawn": _("withdrawn"),
}
OUTCOMES = {
    "noted": _("took note of it"),
    "supported": _("supports it"),
    "agreed": _("agreed to it"),
    "returned": _("sent it back"),
    "declined": _("declined it"),
}
INSTRUCTIONS = {
    "what": _("What is to be done"),
    "how": _("How it is done"),
    "who": _("Who does it"),
    "resources": _("With what resources"),
    "networks": _("With which networks and whose cooperation"),
    "children_and_young": _("Children and young people"),
    "national_minorities": _("National minorities"),
    "sami": _("The Sami"),
}
CONSIDERED = {
    "yes": _("considered"),
    "no": _("not considered"),
    "not_relevant": _("does not matter here"),
    "": _("nobody has said"),
}
DECISIONS = {
    "continue": _("it continues"),
    "adjust": _("it is adjusted"),
    "stop": _("it was stopped"),
    "": _("not decided yet"),
}
TAGS = {
    "youth": _("young people"),
    "green": _("green transition"),
    "preparedness": _("preparedness"),
}
TO_DECIDE = {
    "proposed": _("proposed: take it up or turn it down"),
    "declined": _("the responsible has declined: who carries it?"),
    "unowned": _("nobody carries it: who does?"),
    "off_track": _("off track: go on, change it or stop?"),
    "follow_up": _("handed over, and the day to look again has come"),
}
TABLES = {
    "stage": {**STAGES, "open": _("all that are not ended")}, "judgement": JUDGEMENTS, "sign": SIGNS, "consent": CONSENTS,
    "answer": ANSWERS, "level": LEVELS, "body": BODIES, "seat": SEATS,
    "involvement": INVOLVEMENTS, "action_plan": PLAN_STATES, "outcome": OUTCOMES,
    "instruction": INSTRUCTIONS, "considered": CONSIDERED, "decision": DECISIONS, "tag": TAGS,
    "to_decide": TO_DECIDE,
}  # fmt: skip
SEASONS = {
    3: _("spring %(year)s"),
    6: _("summer %(year)s"),
    9: _("autumn %(year)s"),
    12: _("winter %(year)s"),
}
# A written time that says no more than its span: words of a month, season, year or quarter.
QUARTER = re.compile(r"\b[qk]v?\.?\s?[1-4]\b|quarter|kvartal|neljännes", re.IGNORECASE)


def named(code: str, table: str) -> str:
    """The word for a code; a code without a word (a region's own tag) stands as it is."""
    found = TABLES[table].get(str(code))
    return str(found) if found is not None else str(code).replace("-", " ")


def serious(codes) -> tuple[str, ...]:
    """Of some signs those that call for somebody."""
    return tuple(code for code in codes if code in SERIOUS)


def when(time: When) -> str:
    """A time in the page's language, as exact as it was written; "" for none.

    What spans a day, a month, a season or years is said in the page's words; anything else
    ("end of 2027") stays as somebody wrote it.
    """
    if not time or time.first is None or time.last is None:
        return time.text
    return _when(_locale(), time)


@lru_cache(maxsize=8192)
def _when(locale: str, time: When) -> str:
    if time.exact:
        return format_date(time.last, format="long", locale=locale)
    return _span(time.first, time.last, time.text) or time.text


def written_when(text: str) -> str:
    """A time that is only there as it was written, in the page's words where it can be said so."""
    try:
        return when(parse_when(text))
    except NotATime:
        return text


def _span(first: date, last: date, text: str) -> str:
    following = last + timedelta(days=1)
    if first.day != 1 or following.day != 1:
        return ""
    months = (following.year - first.year) * 12 + following.month - first.month
    if first.month == 1 and months % 12 == 0:
        return str(first.year) if months == 12 else f"{first.year}–{last.year}"
    if months == 1:
        names = get_month_names("wide", "stand-alone", locale=_locale())
        return f"{names[first.month]} {first.year}"
    if months == 3 and first.month in SEASONS:
        year = f"{first.year}–{last.year}" if first.month == 12 else first.year
        return str(SEASONS[first.month]) % {"year": year}
    if months == 3 and QUARTER.search(text):
        return gettext("quarter %(index)s of %(year)s") % {
            "index": first.month // 3 + 1, "year": first.year,
        }  # fmt: skip
    return ""


def carrier(responsible) -> str:
    """Who carries an action, as far as it may be told; "" for nobody."""
    parts = (responsible.organisation, responsible.body, responsible.role, responsible.person)
    return ", ".join(str(part) for part in parts if part)


def facts(counts, query) -> list[tuple[str, str]]:
    """The line above a list: words, and the query (`query(**changes)`) that shows just these."""
    told = {
        "on_track": ngettext("%(count)s on track", "%(count)s on track", counts.judged.get("on_track", 0)),
        "behind": ngettext("%(count)s behind", "%(count)s behind", counts.judged.get("behind", 0)),
        "off_track": ngettext("%(count)s off track", "%(count)s off track", counts.judged.get("off_track", 0)),
    }  # fmt: skip
    signed = {
        "unowned": ngettext("%(count)s without owner", "%(count)s without owner", counts.signed["unowned"]),
        "stale": ngettext("%(count)s with no news for long", "%(count)s with no news for long", counts.signed["stale"]),
        "overdue": ngettext("%(count)s past its date", "%(count)s past their date", counts.signed["overdue"]),
    }  # fmt: skip
    lines = [
        (words % {"count": counts.judged[code]}, query(judgement=code, stage="open", page=""))
        for code, words in told.items() if counts.judged.get(code)
    ]  # fmt: skip
    lines += [
        (words % {"count": counts.signed[code]}, query(sign=code, page=""))
        for code, words in signed.items() if counts.signed[code]
    ]  # fmt: skip
    if done := counts.by_stage.get("done"):
        words = ngettext("%(count)s done", "%(count)s done", done)
        lines.append((words % {"count": done}, query(stage="done", page="")))
    return lines


def short_month(text: str) -> str:
    """A month such as "2027-05" in words: May 2027."""
    names = get_month_names("wide", "stand-alone", locale=_locale())
    return f"{names[int(text[5:7])]} {text[:4]}"


def money(amount: Decimal | None, currency: str) -> str:
    """An amount with its currency; "–" when it is not known. Cents are shown when there are any."""
    if amount is None:
        return "–"
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return f"{format_decimal(amount, pattern, locale=_locale())}\u00a0{currency}"


def _locale() -> str:
    return (get_language() or "nb").replace("-", "_")
