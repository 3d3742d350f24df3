"""A region's own indicators: defined, changed and withdrawn in the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samkraft.accounts.models import Person
from samkraft.accounts.rules import require
from samkraft.calc.rules import RULES
from samkraft.indicators.models import Direction, Frequency, Indicator, Nature, Refresh
from samkraft.indicators.operations.errors import BadDefinition, ChangedMeanwhile
from samkraft.journal import operations as journal
from samkraft.lib.slugs import slug
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.sources.registry import sources

# What a person may say of an own indicator; texts apart.
PLAIN = (
    "unit", "decimals", "nature", "direction", "frequency", "by_sex", "by_age", "rule",
    "small_below", "source", "code", "query", "official",
)  # fmt: skip
TEXTS = ("title", "explanation", "limits")


@transaction.atomic
def add_indicator(
    *,
    region: Region,
    lang: str,
    title: str,
    by,
    at: datetime,
    responsible: Person | None = None,
    explanation: str = "",
    limits: str = "",
    demonstration: bool = False,
    **values: Any,
) -> Indicator:
    """Define a region's own indicator; `source` is manual or one of `sources/`.

    Raises NotAllowed, BadDefinition with the reason's code.
    """
    require(by, "edit", region)
    _check(title, {"nature": "", "direction": "", **values})
    row = Indicator(
        slug=_free(f"{region.slug}-{title}"), region=region, responsible=responsible,
        demonstration=demonstration, checked=True, **{"source": "manual", **values},
    )  # fmt: skip
    for name, text in (("title", title), ("explanation", explanation), ("limits", limits)):
        setattr(row, name, Texts.of(lang, text).value() if text.strip() else {})
    row.save()
    Refresh.objects.create(indicator=row)
    _journal("add-indicator", row, by, at, after={"title": title, **values})
    return row


@transaction.atomic
def change_indicator(
    *,
    indicator: Indicator,
    lang: str,
    revision: int,
    by,
    at: datetime,
    texts: Mapping[str, str] | None = None,
    responsible: Person | None = None,
    **values: Any,
) -> Indicator:
    """Change a region's own indicator. Its figures stay.

    Raises NotAllowed, BadDefinition, ChangedMeanwhile.
    """
    locked = _own(indicator, by)
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    texts = dict(texts or {})
    _check(texts.get("title", "unchanged"), values)
    before = {name: getattr(locked, name) for name in (*values, *texts)}
    for name, value in values.items():
        setattr(locked, name, value)
    for name, text in texts.items():
        setattr(locked, name, _worded(getattr(locked, name), lang, text))
    locked.responsible = responsible
    locked.revision += 1
    locked.save()
    _journal("change-indicator", locked, by, at, before=before,
             after={**values, **{name: getattr(locked, name) for name in texts}})  # fmt: skip
    return locked


@transaction.atomic
def withdraw_indicator(*, indicator: Indicator, why: str, by, at: datetime) -> Indicator:
    """Use an own indicator no more; its page and figures stay, with the reason.

    Raises NotAllowed, BadDefinition("no-reason"), ChangedMeanwhile.
    """
    locked = _own(indicator, by)
    if not why.strip():
        raise BadDefinition("no-reason")
    if locked.withdrawn_at:
        raise ChangedMeanwhile(locked)
    locked.withdrawn_at, locked.withdrawn_why = at, why.strip()
    locked.revision += 1
    locked.save(update_fields=["withdrawn_at", "withdrawn_why", "revision"])
    _journal("withdraw-indicator", locked, by, at, why=why)
    return locked


def _own(indicator: Indicator, by) -> Indicator:
    """The row, locked. The shared catalogue follows its files and is changed by nobody."""
    locked = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if locked.region_id is None:
        raise BadDefinition("shared")
    require(by, "edit", locked.region)
    return locked


def _check(title: str, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - set(PLAIN):
        raise TypeError(f"An indicator has no {sorted(unknown)[0]}.")
    if not title.strip():
        raise BadDefinition("no-title")
    for name, allowed in (("nature", Nature), ("direction", Direction), ("frequency", Frequency)):
        if name in values and values[name] not in allowed.values:
            raise BadDefinition(f"unknown-{name}")
    if values.get("rule", "planned_path") not in RULES:
        raise BadDefinition("unknown-rule")
    if values.get("source", "manual") not in ("manual", *sources()):
        raise BadDefinition("unknown-source")
    if not 0 <= values.get("decimals", 0) <= 6:
        raise BadDefinition("too-many-decimals")


def _worded(value: dict, lang: str, text: str) -> dict:
    texts = Texts.read(value)
    if texts.original in (None, lang):
        return texts.with_original(lang, text).value() if text.strip() else {}
    return texts.with_translation(lang, text).value()


def _free(wanted: str) -> str:
    base = slug(wanted, longest=70) or "indicator"
    taken = set(Indicator.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free, number = base, 2
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    return free


def _journal(operation, row, by, at, *, before=None, after=None, why="") -> None:
    journal.write(
        operation=operation, subject=row, by=by, at=at, label=row.slug,
        region=row.region.slug if row.region_id else "", before=before, after=after, why=why,
    )  # fmt: skip
