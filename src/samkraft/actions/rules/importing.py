"""Action lists in CSV and XLSX: rows of a file to values with findings per line, and back.

Lists stand in one cell, parted by semicolons; milestones, partners and money one to a line of the
cell: "2027-05: Agreement signed", "slug or name (role)", "regional | Funder | 2027 | SEK | 100.00 |
50.00" (promised, spent; either may be empty).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from samkraft.actions.rules.dates import NotATime, parse_when
from samkraft.actions.rules.importfindings import RowFinding
from samkraft.actions.rules.stages import ALLOWED
from samkraft.lib import slugs
from samkraft.sources.sheets.rows import lines_of
from samkraft.sources.tables import BrokenData

COLUMNS = (
    "id", "number", "title", "how", "elements", "start", "due", "stage", "organisation", "body",
    "role", "partners", "tags", "target_groups", "places", "milestones", "money",
)  # fmt: skip
LISTS = ("elements", "tags", "target_groups", "places")
LEVELS = ("local", "regional", "national", "eu")
CURRENCIES = ("NOK", "SEK", "EUR")
RISKY = ("=", "+", "-", "@")
MOST_ROWS = 20_000
NOT_THERE = "-"  # in a mapping: the sheet has no such column, whatever its headers say


class WrongMapping(ValueError):
    """The mapping itself is wrong; the message names the key."""


@dataclass(frozen=True, slots=True)
class ActionMapping:
    """How a sheet becomes actions. `columns`: our column → the sheet's header (capitals aside) or
    "#3", or "-" for none; what is not named is looked for under our own name. `values`: our column → the sheet's
    word → ours. `skip`, `stop`, `sheet`, `delimiter`, `encoding`: as for figures."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skip: int = 0
    stop: str = ""
    sheet: str = ""
    delimiter: str = ""
    encoding: str = ""

    @classmethod
    def of(cls, value: Any) -> ActionMapping:
        """A mapping as YAML writes it. Raises WrongMapping."""
        known = [each.name for each in fields(cls)]
        if not isinstance(value, Mapping):
            raise WrongMapping("The mapping is no list of keys and values.")
        if wrong := set(map(str, value)) - set(known):
            raise WrongMapping(
                f"The key “{min(wrong)}” is not known; there are {', '.join(known)}."
            )
        for name in ("columns", "values"):
            given = {} if value.get(name) is None else value[name]
            if not isinstance(given, Mapping):
                raise WrongMapping(f"“{name}” is no list of keys and values.")
            if wrong := set(map(str, given)) - set(COLUMNS):
                raise WrongMapping(
                    f"“{min(wrong)}” is no column of an action; there are {', '.join(COLUMNS)}."
                )
        try:
            return cls(
                columns={str(k): str(v) for k, v in (value.get("columns") or {}).items()},
                values={
                    str(k): {str(a).casefold(): str(b) for a, b in v.items()}
                    for k, v in (value.get("values") or {}).items()
                },
                skip=int(value.get("skip") or 0),
                **{n: str(value.get(n) or "") for n in ("stop", "sheet", "delimiter", "encoding")},
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise WrongMapping(f"The mapping cannot be read: {error}.") from error


@dataclass(frozen=True, slots=True)
class MoneyLine:
    level: str
    funder: str
    year: int
    currency: str
    promised: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One row of the file. `given`: the columns the file has, so that the others are left alone."""

    line: int
    text: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    partners: tuple[tuple[str, str], ...]
    milestones: tuple[tuple[str, str], ...]
    money: tuple[MoneyLine, ...]
    given: frozenset[str]
    findings: tuple[RowFinding, ...]


def read_actions(data: bytes, mapping: ActionMapping) -> tuple[ActionLine, ...]:
    """The rows of a CSV or XLSX file. Raises BrokenData when it cannot be read at all."""
    if not mapping.delimiter and data[:4] != b"PK\x03\x04":
        mapping = replace(mapping, delimiter=_sign(data, mapping))
    (_, header), *body = lines_of(data, mapping)
    places = _places(header, mapping)
    if len(body) > MOST_ROWS:
        raise BrokenData(f"There are {len(body)} rows; {MOST_ROWS} can be read at once.")
    return tuple(_line(line, cells, places, mapping) for line, cells in body)


def header_of(
    data: bytes, mapping: ActionMapping, samples: int = 3
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The columns of a file: each header with the first words that stand below it.

    Raises BrokenData when the file cannot be read at all.
    """
    if not mapping.delimiter and data[:4] != b"PK\x03\x04":
        mapping = replace(mapping, delimiter=_sign(data, mapping))
    (_, header), *body = lines_of(data, mapping)
    found = []
    for place, name in enumerate(header):
        cells = (cells[place] for _, cells in body if place < len(cells) and cells[place])
        found.append((name, tuple(dict.fromkeys(islice(cells, samples)))))
    return tuple(found)


def _sign(data: bytes, mapping: ActionMapping) -> str:
    """What parts the columns, by the header: the cells are full of commas and semicolons."""
    lines = data.decode("utf-8-sig", errors="replace").splitlines()[mapping.skip :]
    header = next((line for line in lines if line.strip()), "")
    wanted = {mapping.columns.get(column, column).casefold() for column in COLUMNS}

    def known(sign: str) -> int:
        return len({cell.strip(' "').casefold() for cell in header.split(sign)} & wanted)

    best = max(";\t,|", key=known)
    return best if known(best) else ""


def _places(header: Sequence[str], mapping: ActionMapping) -> dict[str, int]:
    folded = [cell.casefold() for cell in header]
    found = {}
    for column in COLUMNS:
        wanted = mapping.columns.get(column, column)
        if wanted == NOT_THERE and column != "title":
            continue
        if (place := re.fullmatch(r"#(\d+)", wanted)) and 0 < int(place[1]) <= len(header):
            found[column] = int(place[1]) - 1
        elif folded.count(wanted.casefold()) == 1:
            found[column] = folded.index(wanted.casefold())
        elif column in mapping.columns or column == "title":
            there = "several columns" if wanted.casefold() in folded else "no column"
            raise BrokenData(f"There is {there} “{wanted}” ({', '.join(header)}).")
    return found


def _line(line: int, cells: list[str], places: Mapping[str, int], mapping) -> ActionLine:
    findings: list[RowFinding] = []

    def wrong(column: str, code: str, **values: str) -> None:
        findings.append(RowFinding.of(line, column, code, **values))

    def cell(column: str) -> str:
        place = places.get(column)
        text = cells[place].strip() if place is not None and place < len(cells) else ""
        text = text[1:] if text.startswith("'") and text[1:2] in RISKY else text
        return mapping.values.get(column, {}).get(text.casefold(), text)

    text = {name: cell(name) for name in COLUMNS}
    if not text["title"]:
        wrong("title", "no-title")
    for name in ("start", "due"):
        try:
            parse_when(text[name])
        except NotATime as error:
            wrong(name, "not-a-time", text=error.text)
    if text["stage"] and text["stage"] not in ALLOWED:
        wrong("stage", "unknown-stage", text=text["stage"], known=", ".join(ALLOWED))
    if text["number"] and not re.fullmatch(r"[1-9]\d{0,8}", text["number"]):
        wrong("number", "not-a-number", text=text["number"])
    if len(text["id"]) > 80:
        wrong("id", "id-too-long")
    lists = {name: _listed(text[name], mapping.values.get(name, {})) for name in LISTS}
    for tag in lists["tags"]:
        if not slugs.slug(tag, longest=40):
            wrong("tags", "bad-tag", text=tag)
    return ActionLine(
        line, text, lists, _partners(text["partners"]), _milestones(text["milestones"], wrong),
        tuple(_money(text["money"], wrong)), frozenset(places), tuple(findings),
    )  # fmt: skip


def _listed(text: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The parts of a cell, each in our word where the mapping has one."""
    parts = (words.get(part.casefold(), part) for part in _parts(text, r"[;\n]"))
    return tuple(dict.fromkeys(parts))


def _parts(text: str, sign: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split(sign, text) if part.strip()))


def _partners(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in _parts(text, r"[;\n]"):
        match = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", part)
        found.append((match[1], match[2].strip()) if match else (part, ""))
    return tuple(found)


def _milestones(text: str, wrong) -> tuple[tuple[str, str], ...]:
    found = []
    for part in _parts(text, r"\n"):
        due, sign, title = part.partition(": ")
        if part.startswith(":"):
            due, title = "", part[1:]
        elif not sign:
            due, title = "", part
        try:
            parse_when(due)
        except NotATime as error:
            wrong("milestones", "not-a-time", text=error.text)
        else:
            found.append((due.strip(), title.strip()))
    return tuple(found)


def _money(text: str, wrong) -> Iterable[MoneyLine]:
    for part in _parts(text, r"\n"):
        cells = [each.strip() for each in part.split("|")]
        try:
            level, funder, year, currency, promised, spent = cells
            line = MoneyLine(level, funder, int(year), currency, _amount(promised), _amount(spent))
        except (ValueError, InvalidOperation):
            wrong("money", "not-money", text=part)
            continue
        if level not in LEVELS or currency not in CURRENCIES:
            wrong("money", "unknown-money", text=part, levels=", ".join(LEVELS),
                  currencies=", ".join(CURRENCIES))  # fmt: skip
        elif (line.promised is None and line.spent is None) or not 1990 <= line.year <= 2150:
            wrong("money", "no-amount", text=part)
        else:
            yield line


def _amount(text: str) -> Decimal | None:
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    if not plain:
        return None
    amount = Decimal(plain)
    if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 12:
        raise InvalidOperation
    return amount.quantize(Decimal("0.01"))


def written_money(lines: Iterable[MoneyLine]) -> str:
    """Money as its cell is written."""
    return "\n".join(
        f"{m.level} | {m.funder} | {m.year} | {m.currency} | {_told(m.promised)} | {_told(m.spent)}"
        for m in lines
    )


def written_partners(partners: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name} ({role})" if role else name for name, role in partners)


def written_milestones(milestones: Iterable[tuple[str, str]]) -> str:
    """A title with a colon keeps its empty date before it, so that it reads back the same."""
    return "\n".join(f"{due}: {title}" for due, title in milestones)


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; reading takes the sign away again."""
    return f"'{text}" if text.startswith(RISKY) else text


def _told(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"
