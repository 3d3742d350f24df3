"""Asking for an indicator's page on the command line."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from samkraft.cli import says


def page_asked(
    indicator: str, place: str, *, lang: str, sex: str = "T", age: str = "T",
    as_of: date | None = None,
) -> Any:  # fmt: skip
    """The page, or one clear line and exit code 2 when nothing is called that."""
    from django.utils import timezone

    from samkraft.indicators.published import (
        NoSuchIndicator,
        UnknownPlace,
        published_indicator,
    )

    try:
        return published_indicator(
            indicator, lang, place=place_key(place), today=timezone.localdate(), sex=sex, age=age,
            as_of=end_of(as_of),
        )  # fmt: skip
    except (NoSuchIndicator, UnknownPlace) as error:
        says.refuse(str(error))


def place_key(text: str) -> str:
    """A code as figures write it; a bare number is Norwegian or Swedish if only one has it."""
    if not text or not text.isdigit():
        return text
    from samkraft.places.queries import AmbiguousCode, UnknownArea
    from samkraft.places.queries.areas import area_with_code

    try:
        area = area_with_code(text)
    except (AmbiguousCode, UnknownArea) as error:
        says.refuse(str(error))
    return area.country if area.kind == "country" else f"{area.country}-{area.code}"


def several(option: list[str] | None, more: list[str] | None = None) -> list[str]:
    """The places of `--area A --area B`, `--area A,B` or `--area A B`."""
    given = [*(option or []), *(more or [])]
    return [part.strip() for text in given for part in text.split(",") if part.strip()]


def end_of(day: date | None) -> datetime | None:
    """The last moment of a day."""
    from django.utils import timezone

    if day is None:
        return None
    return datetime.combine(day, time.max, timezone.get_current_timezone())
