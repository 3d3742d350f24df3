"""From a table in the service's codes to observations in ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from samkraft.calc.observations import KEYS, Column, Observations
from samkraft.calc.periods import NotAPeriod, parse_period
from samkraft.calc.series import ALL
from samkraft.calc.status import Status
from samkraft.sources.connector.places import age_of, area_of, sex_of
from samkraft.sources.connector.problems import Finding, NotUnderstood
from samkraft.sources.connector.source import Source
from samkraft.sources.tables import Dimension, Table

# How the dimensions are called where no role says what they are.
NAMES = {
    "measure": r"contentscode|tiedot|kpi|innehåll|statistikkvariabel",
    "area": r"region|geo|municipality|ou|kok\w*region\d*|alue|kunta|maakunta|kommun|kommune|fylke|"
    r"län|område|area",
    "period": r"tid|time|period|vuosi|kuukausi|vuosineljännes|år|year|aar",
    "sex": r"kon|kön|kjonn|kjønn|sex|gender|sukupuoli",
    "age": r"alder|ålder|age|ikä|ika",
}
ROLES = {"measure": "metric", "area": "geo", "period": "time"}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table's dimensions and codes are read.

    measure … age: the dimension of each, found by role and name when empty; "none" when the table
    has none. `measures`: code → our name (others are left out; empty: the codes themselves).
    `pick`: other dimensions → the one code that is meant. `constants`: measure, area, period, sex,
    age that no dimension says. `areas`, `periods`, `sexes`, `ages`: codes on top of the source's
    scheme, "" leaves the code out. `scheme`: of places, when not the source's own. `scale`: our
    measure → factor into our unit. `unknown`: "stop", or "warn" to leave out places, sexes, ages
    and periods that are not understood, with an alarm.
    """

    measure: str = ""
    area: str = ""
    period: str = ""
    sex: str = ""
    age: str = ""
    measures: Mapping[str, str] = field(default_factory=dict)
    pick: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)
    ages: Mapping[str, str] = field(default_factory=dict)
    scheme: str = ""
    scale: Mapping[str, float] = field(default_factory=dict)
    unknown: str = "stop"

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> TableMapping:
        """A mapping as YAML writes it. Raises ValueError for an unknown key."""
        known = {each.name for each in fields(cls)}
        if wrong := set(value) - known:
            raise ValueError(f"The mapping's key “{min(wrong)}” is not known.")
        return cls(**{name: _texts(name, given) for name, given in value.items()})


def _texts(name: str, given: Any) -> Any:
    """YAML reads 0 and 1 as numbers; codes are texts."""
    if not isinstance(given, Mapping):
        return str(given)
    return {str(key): float(each) if name == "scale" else str(each) for key, each in given.items()}


def observe(
    tables: Table | Sequence[Table], mapping: TableMapping, *, source: Source
) -> tuple[Observations, tuple[Finding, ...]]:
    """The observations of one table, or of the pieces of one.

    Cells the service did not send at all (Kolada's gaps) are left out; all others are kept with
    their status. Raises NotUnderstood for a dimension, code or symbol without a known meaning.
    """
    pieces = [tables] if isinstance(tables, Table) else list(tables)
    findings: dict[str, Finding] = {}
    found = [_observe(table, mapping, source, findings) for table in pieces if table.cells]
    return _joined(found), tuple(findings.values())


def _observe(
    table: Table, mapping: TableMapping, source: Source, findings: dict[str, Finding]
) -> Observations:
    places = _dimensions(table, mapping)
    values, status, sent = _cells(table, source, findings)
    sizes = [len(each.codes) for each in table.dimensions]
    keep: list[list[int]] = []
    texts: dict[str, list[str]] = {}
    for each in table.dimensions:
        key = next((key for key, name in places.items() if name == each.code), None)
        if key is None:
            keep.append([_picked(each, mapping)])
            continue
        translated = _translated(key, each, mapping, source, findings)
        keep.append(list(translated))
        texts[key] = list(translated.values())
    chosen = np.ix_(*keep) if keep else ()
    shape = [len(each) for each in keep]
    mask = sent.reshape(sizes)[chosen].ravel()
    columns = {}
    rows = np.indices(shape, dtype=np.int32).reshape(len(shape), -1)
    for at, each in enumerate(table.dimensions):
        key = next((key for key, name in places.items() if name == each.code), None)
        if key is not None:
            columns[key] = Column(tuple(texts[key]), rows[at][mask])
    count = int(mask.sum())
    for key in set(KEYS) - set(columns):
        columns[key] = Column.same(_constant(key, mapping), count)
    value = values.reshape(sizes)[chosen].ravel()[mask]
    value = value * _factors(columns["measure"], mapping.scale)
    return Observations(**columns, value=value, status=status.reshape(sizes)[chosen].ravel()[mask])


def _dimensions(table: Table, mapping: TableMapping) -> dict[str, str]:
    """Which dimension is which: said by the mapping, else by role, else by name."""
    codes = {each.code: each for each in table.dimensions}
    found: dict[str, str] = {}
    for key in KEYS:
        said = getattr(mapping, key)
        if said and said != "none":
            near = [code for code in codes if code.lower() == said.lower()]
            if not near:
                raise NotUnderstood(f"There is no “{said}” in the table; {key} cannot be read.")
            found[key] = near[0]
        elif not said and key not in mapping.constants:
            free = [c for c in codes.values() if c.code not in (*found.values(), *mapping.pick)]
            by_role = [each.code for each in free if each.role and each.role == ROLES.get(key)]
            by_name = [c.code for c in free if re.fullmatch(NAMES[key], c.code.lower())]
            found |= {key: (by_role + by_name)[0]} if by_role or by_name else {}
    return found


def _picked(each: Dimension, mapping: TableMapping) -> int:
    folded = {name.lower(): code for name, code in mapping.pick.items()}
    code = folded.get(each.code.lower())
    if code is not None and code in each.codes:
        return each.codes.index(code)
    if code is None and len(each.codes) == 1:
        return 0
    wanted = f"“{code}” is not in it" if code is not None else "the mapping picks no code"
    raise NotUnderstood(f"“{each.code}” has {len(each.codes)} codes and {wanted}.")


def _constant(key: str, mapping: TableMapping) -> str:
    if key in mapping.constants:
        return mapping.constants[key]
    if key in ("sex", "age"):
        return ALL
    raise NotUnderstood(f"Nothing says the {key}: no dimension, no constant in the mapping.")


def _translated(
    key: str, each: Dimension, mapping: TableMapping, source: Source, findings: dict[str, Finding]
) -> dict[int, str]:
    """Our text for every place in a dimension that is kept."""
    translate = _translator(key, mapping, source)
    found: dict[int, str] = {}
    unknown = []
    for at, code in enumerate(each.codes):
        text = translate(code)
        if text is None:
            unknown.append(code)
        elif text:
            found[at] = text
    if unknown:
        shown = ", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else "")
        text = f"Codes of “{each.code}” that are no known {key}: {shown}."
        if mapping.unknown != "warn":
            raise NotUnderstood(text)
        findings[f"{key} {shown}"] = Finding("unknown-code", f"{text} They are left out.", "alarm")
    if len(set(found.values())) != len(found):
        twice = next(text for text in found.values() if list(found.values()).count(text) > 1)
        raise NotUnderstood(f"Two codes of “{each.code}” both mean the {key} {twice}.")
    return found


def _translator(key: str, mapping: TableMapping, source: Source) -> Callable[[str], str | None]:
    if key == "measure":
        return lambda code: mapping.measures.get(code, "") if mapping.measures else code
    if key == "area":
        scheme = mapping.scheme or source.areas
        return lambda code: area_of(code, scheme, mapping.areas)
    if key == "sex":
        return lambda code: sex_of(code, {**source.sexes, **mapping.sexes})
    if key == "age":
        return lambda code: age_of(code, mapping.ages)
    return lambda code: mapping.periods.get(code, _period(code))


def _period(code: str) -> str | None:
    try:
        return str(parse_period(code))
    except NotAPeriod:
        return None


def _cells(
    table: Table, source: Source, findings: dict[str, Finding]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values, status numbers, and whether the service sent the cell at all."""
    if len(table.values) != table.cells:
        raise NotUnderstood("The table holds a description only, no figures.")
    values = np.array(table.values, dtype=np.float64)
    status = np.full(len(values), Status.VALID.number, np.uint8)
    sent = np.ones(len(values), bool)
    meanings = {
        sign: source.symbols.meaning(sign, findings)
        for sign in dict.fromkeys(table.symbols.values())
        if sign != "absent"
    }
    for at, sign in table.symbols.items():
        if sign == "absent":
            sent[at] = False
            continue
        meaning = meanings[sign]
        values[at] = np.nan if meaning.value is None else meaning.value
        status[at] = meaning.status.number
    beside = {sign: source.symbols.beside(sign, findings) for sign in {*table.flags.values()}}
    for at, sign in table.flags.items():
        status[at] = beside[sign].number
        if not beside[sign].has_value:
            values[at] = np.nan
    return values, status, sent


def _factors(measure: Column, scale: Mapping[str, float]) -> np.ndarray | float:
    if not scale:
        return 1.0
    return np.array([scale.get(text, 1.0) for text in measure.categories])[measure.codes]


def _joined(parts: Sequence[Observations]) -> Observations:
    """The pieces after each other, their categories made common."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Observations.of(())
    columns = {}
    for key in KEYS:
        places: dict[str, int] = {}
        codes = []
        for part in parts:
            column = getattr(part, key)
            table = [places.setdefault(text, len(places)) for text in column.categories]
            codes.append(np.array(table, np.int32)[column.codes])
        columns[key] = Column(tuple(places), np.concatenate(codes))
    return Observations(
        **columns,
        value=np.concatenate([part.value for part in parts]),
        status=np.concatenate([part.status for part in parts]),
    )
