"""Loading the catalogue that ships with Samkraft. Loading again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from samkraft.calc.rules import RULES
from samkraft.indicators.models import Direction, Frequency, Indicator, Nature, Refresh
from samkraft.indicators.operations.errors import CatalogueUnreadable
from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.sources.registry import sources

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
# The same safe loader, in C where it was built: the catalogue is long.
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_INDICATORS = {"units.yml"}
SOURCES_OF_OURS = ("facts", "computed", "manual", "file")
ORIGINALS = {"kolada": "sv", "scb": "sv", "ssb": "nb"}
KNOWN = {
    "id", "source", "code", "title", "official", "explanation", "limits", "unit", "decimals",
    "nature", "direction", "by", "levels", "frequency", "query", "checked", "evidence",
    "denominator", "rule", "small_below",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CatalogueLoaded:
    """How many indicators were new, how many corrected."""

    new: int
    changed: int


@transaction.atomic
def load_catalogue(*, by: Any, at: datetime, folder: Path = CATALOGUE) -> CatalogueLoaded:
    """Load every indicator of a folder of YAML files: all of them or none.

    A region's own indicators are left alone. Raises CatalogueUnreadable.
    """
    known = {row.slug: row for row in Indicator.objects.select_related("denominator")}
    new: set[str] = set()
    changed: set[str] = set()
    weighed: dict[str, str] = {}
    for where, entry in _entries(folder):
        values = _values(where, entry)
        row = known.get(entry["id"])
        if row is not None and row.region_id:
            raise CatalogueUnreadable(f"{where}: a region has an indicator of this name.")
        if row is None:
            row = known[entry["id"]] = Indicator.objects.create(slug=entry["id"], **values)
            Refresh.objects.create(indicator=row)
            new.add(row.slug)
        elif differing := {key: v for key, v in values.items() if getattr(row, key) != v}:
            for key, value in differing.items():
                setattr(row, key, value)
            row.revision += 1
            row.save(update_fields=[*differing, "revision"])
            changed.add(row.slug)
        weighed[row.slug] = str(entry.get("denominator") or "")
    changed |= _denominators(weighed, known, new | changed) - new
    loaded = CatalogueLoaded(len(new), len(changed))
    if new or changed:
        journal.write(
            operation="load-catalogue", subject=known[min(new | changed)], by=by, at=at,
            label="catalogue", after={"new": loaded.new, "changed": loaded.changed},
        )  # fmt: skip
    return loaded


def _entries(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name in NOT_INDICATORS:
            continue
        try:
            entries = yaml.load(path.read_text(encoding="utf-8"), Loader=QUICK) or []
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise CatalogueUnreadable(f"{path.name}: {error}") from error
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, Mapping) or not entry.get("id"):
                raise CatalogueUnreadable(f"{path.name}: entry {number} has no id.")
            where = f"{path.name}: {entry['id']}"
            if entry["id"] in seen:
                raise CatalogueUnreadable(f"{where} stands in {seen[entry['id']]} too.")
            if unknown := set(entry) - KNOWN:
                raise CatalogueUnreadable(f"{where}: unknown key {sorted(unknown)[0]}.")
            seen[entry["id"]] = path.name
            yield where, entry


def _values(where: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an indicator. Raises CatalogueUnreadable, also for values of a wrong kind."""
    if not entry.get("source"):
        raise CatalogueUnreadable(f"{where} has no source.")
    try:
        return _read(where, entry)
    except (TypeError, ValueError, AttributeError) as error:
        raise CatalogueUnreadable(f"{where}: {error}") from error


def _read(where: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    original = ORIGINALS.get(entry.get("source", ""), "en")
    return {
        "title": _texts(where, entry, "title", original),
        "official": str(entry.get("official") or ""),
        "explanation": _texts(where, entry, "explanation", original),
        "limits": _texts(where, entry, "limits", original),
        "unit": str(entry.get("unit") or ""),
        "decimals": int(entry.get("decimals") or 0),
        "nature": _one_of(where, entry, "nature", Nature.values),
        "direction": _one_of(where, entry, "direction", Direction.values),
        "frequency": _one_of(where, entry, "frequency", Frequency.values, "year"),
        "by_sex": "sex" in (entry.get("by") or []),
        "by_age": "age" in (entry.get("by") or []),
        "levels": list(entry.get("levels") or []),
        "source": _one_of(where, entry, "source", [*SOURCES_OF_OURS, *sources()]),
        "code": str(entry.get("code") or ""),
        "query": dict(entry.get("query") or {}),
        "rule": _one_of(where, entry, "rule", list(RULES), "planned_path"),
        "small_below": entry.get("small_below"),
        "checked": bool(entry.get("checked", False)),
        "evidence": str(entry.get("evidence") or ""),
    }


def _texts(where: str, entry: Mapping[str, Any], key: str, original: str) -> dict:
    given = entry.get(key) or {}
    if key == "title" and not given:
        raise CatalogueUnreadable(f"{where} has no title.")
    if not given:
        return {}
    first = original if original in given else next(iter(given))
    texts = Texts.of(first, given[first])
    for lang, text in given.items():
        if lang != first:
            texts = texts.with_translation(lang, text)
    return texts.value()


def _one_of(where: str, entry: Mapping, key: str, allowed: list[str], default: str = "") -> str:
    value = str(entry.get(key) or default)
    if value not in allowed:
        raise CatalogueUnreadable(f"{where}: {key} “{value}” is none of {', '.join(allowed)}.")
    return value


def _denominators(
    weighed: Mapping[str, str], known: Mapping[str, Indicator], told: set[str]
) -> set[str]:
    """Set what each indicator is weighed by; returns those it differs for. `told` are those whose
    revision has gone up already."""
    found = set()
    for slug, name in weighed.items():
        if name and name not in known:
            raise CatalogueUnreadable(f"{slug}: denominator {name} is not in the catalogue.")
        row, wanted = known[slug], known[name] if name else None
        if row.denominator_id != (wanted.pk if wanted else None):
            row.denominator = wanted
            row.revision += slug not in told
            row.save(update_fields=["denominator", "revision"])
            found.add(slug)
    return found
