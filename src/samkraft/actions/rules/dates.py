"""Dates as people write them in plans: 2027, autumn 2027, mai 2027, 2027-05-03, Q3 2027, 2027–2028.

A text becomes the days it spans. Seasons are whole months: spring March–May, summer June–August,
autumn September–November, winter December–February; the winter of a year ends in that year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 40
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
SEASON_WORDS = {
    "spring": "spring vår våren våren kevät keväällä giđđa",
    "summer": "summer sommer sommeren sommar sommaren kesä kesällä geassi",
    "autumn": "autumn fall høst høsten haust hausten höst hösten syksy syksyllä čakča",
    "winter": "winter vinter vinteren vintern talvi talvella dálvi",
}
MONTH_WORDS = (
    "january januar januari tammikuu ođđajagemánnu jan",
    "february februar februari helmikuu guovvamánnu feb",
    "march mars maaliskuu njukčamánnu mar",
    "april huhtikuu cuoŋománnu apr",
    "may mai maj toukokuu miessemánnu",
    "june juni kesäkuu geassemánnu jun",
    "july juli heinäkuu suoidnemánnu jul",
    "august augusti elokuu borgemánnu aug",
    "september syyskuu čakčamánnu sep sept",
    "october oktober lokakuu golggotmánnu oct okt",
    "november marraskuu skábmamánnu nov",
    "december desember joulukuu juovlamánnu dec des",
)
# Words that say no more than that the time is a limit.
LIMITS = "by before within until innen inom senast seinast seinest mennessä in i om på of av the"
ENDS = "end slutten slutet slutt slut enden loppu loppupuolella late sen"
STARTS = "beginning start starten början begynnelsen alku early tidlig tidig"
HALVES = {
    "first half": 1, "1st half": 1, "h1": 1, "første halvår": 1, "første halvdel": 1,
    "första halvåret": 1, "första halvan": 1, "1. halvår": 1, "vårhalvåret": 1,
    "second half": 2, "2nd half": 2, "h2": 2, "andre halvår": 2, "andre halvdel": 2,
    "andra halvåret": 2, "andra halvan": 2, "2. halvår": 2, "hösthalvåret": 2,
}  # fmt: skip
_SEASON = {word: name for name, words in SEASON_WORDS.items() for word in words.split()}
_MONTH = {word: at + 1 for at, words in enumerate(MONTH_WORDS) for word in words.split()}
_YEAR = r"(19\d\d|20\d\d|21\d\d)"


class NotATime(ValueError):
    """The text names no time; the message says what could be written."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” is no time; write a year, a month (2027-05), a day (2027-05-03), "
            "a season (autumn 2027) or a quarter (Q3 2027)."
        )
        self.text = text


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was written, with its first and last day; all empty when there is none."""

    text: str = ""
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.last is not None

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.last is not None and self.first == self.last


NEVER = When()


def parse_when(text: str) -> When:
    """The days that a written time spans; an empty text is no time. Raises NotATime."""
    written = " ".join(text.split())
    if not written:
        return NEVER
    try:
        found = _read(written.casefold().strip(" .,")) if len(written) <= LONGEST else None
    except ValueError:
        found = None
    if found is None or found[1] < found[0]:
        raise NotATime(written[:LONGEST])
    return When(written, *found)


def _read(text: str) -> tuple[date, date] | None:
    return _numbers(text) or _range(text) or _words(text)


def _numbers(text: str) -> tuple[date, date] | None:
    """2027, 2027-05, 2027-05-03, 2027/05/03, 3.5.2027, 05.2027, 20270503."""
    if found := re.fullmatch(rf"{_YEAR}(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?", text):
        year, month, day = (int(part) if part else None for part in found.groups())
    elif found := re.fullmatch(rf"(?:(\d\d?)\.\s?)?(\d\d?)\.\s?{_YEAR}", text):
        day, month, year = (int(part) if part else None for part in found.groups())
    elif found := re.fullmatch(rf"{_YEAR}(\d\d)(\d\d)", text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    if day and month:
        return date(year, month, day), date(year, month, day)
    if month and month > 12:  # 2027/28 and 2027-29 are years
        return None
    return months(year, month, month) if month else months(year, 1, 12)


def _range(text: str) -> tuple[date, date] | None:
    """2027–2029, 2027-29, 2027-05 – 2027-09, spring 2027 – autumn 2028."""
    if found := re.fullmatch(rf"{_YEAR}\s?[–/-]\s?(\d\d)", text):
        return months(int(found[1]), 1, 12)[0], months(int(found[1][:2] + found[2]), 1, 12)[1]
    if found := re.fullmatch(rf"{_YEAR}\s?-\s?{_YEAR}", text):
        return months(int(found[1]), 1, 12)[0], months(int(found[2]), 1, 12)[1]
    parts = re.split(r"\s?–\s?|\s-\s|\.\.+", text)
    if len(parts) != 2 or not all(parts):
        return None
    until = _read(parts[1])
    since = _read(parts[0]) if until else None
    if until and since is None and (year := re.search(_YEAR, parts[1])):
        since = _read(f"{parts[0]} {year[0]}")  # “spring – autumn 2027”
    return (since[0], until[1]) if since and until else None


def _words(text: str) -> tuple[date, date] | None:
    if found := re.fullmatch(rf"(.+?)\s*{_YEAR}(?:/(\d\d))?", text):
        words, year, second = found[1].strip(" ,."), int(found[2]), found[3]
    elif found := re.fullmatch(rf"{_YEAR}(?:/(\d\d))?\s*[,:]?\s*(.+)", text):
        words, year, second = found[3].strip(" ,."), int(found[1]), found[2]
    else:
        return None
    if second and (int(second) != (year + 1) % 100 or _SEASON.get(words) != "winter"):
        return None
    if quarter := re.fullmatch(r"(?:q|k|kv)\.?\s?([1-4])|([1-4])\.? ?(?:quarter|kvartal|kvartalet|"
                               r"neljännes)|(?:quarter|kvartal) ([1-4])", words):  # fmt: skip
        last = 3 * int(next(filter(None, quarter.groups())))
        return months(year, last - 2, last)
    if words in HALVES:
        return months(year, 6 * HALVES[words] - 5, 6 * HALVES[words])
    if day := re.fullmatch(r"(\d\d?)\.? (?:of )?(\w+)", words):
        if day[2] in _MONTH:
            return (date(year, _MONTH[day[2]], int(day[1])),) * 2
        return None
    if day := re.fullmatch(r"(\w+) (\d\d?)", words):
        return (date(year, _MONTH[day[1]], int(day[2])),) * 2 if day[1] in _MONTH else None
    return _spoken(words.split(), year + bool(second))


def _spoken(words: list[str], year: int) -> tuple[date, date] | None:
    """Months, seasons, the start or the end of them; words of a limit are passed over."""
    ends = bool(set(words) & set(ENDS.split()))
    starts = bool(set(words) & set(STARTS.split()))
    left = [word.strip(".") for word in words if word not in f"{LIMITS} {ENDS} {STARTS}".split()]
    if (ends and starts) or len(left) > 1:
        return None
    if not left:
        if ends:
            return months(year, 10, 12)
        return months(year, 1, 3) if starts else months(year, 1, 12)
    season, month = _SEASON.get(left[0]), _MONTH.get(left[0])
    if season == "winter":
        span = (date(year - 1, 12, 1), months(year, 2, 2)[1])
    elif season:
        span = months(year, *SEASONS[season])
    elif month:
        span = months(year, month, month)
    else:
        return None
    if ends:
        return _third(span, last=True)
    return _third(span, last=False) if starts else span


def _third(span: tuple[date, date], *, last: bool) -> tuple[date, date]:
    """The first or the last third of a span."""
    part = timedelta(days=max(((span[1] - span[0]).days + 1) // 3, 1) - 1)
    return (span[1] - part, span[1]) if last else (span[0], span[0] + part)


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of one month and the last of another, leap years right."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
