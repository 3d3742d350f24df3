"""What a reader asks of the figures, out of the address of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.calc.series import ALL, SEXES
from samkraft.indicators import published
from samkraft.plans.published import targets_on
from samkraft.web.components.charting import Scene


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator in one place, for one sex and age, as it is known now or was known then."""

    slug: str
    place: str = ""
    sex: str = ALL
    age: str = ALL
    as_of: date | None = None
    members: str = "today"

    @property
    def moment(self) -> datetime | None:
        """The end of the day asked for."""
        if self.as_of is None:
            return None
        return datetime.combine(self.as_of, time.max, timezone.get_current_timezone())

    def address(self, **changes) -> str:
        """The query of an address that asks this, with some parts exchanged."""
        values = {"place": self.place, "sex": self.sex, "age": self.age, "as_of": self.as_of}
        if self.members != "today":
            values["members"] = self.members
        values |= changes
        kept = {key: value for key, value in values.items() if value and value != ALL}
        return urlencode(kept)


def question_of(request, slug: str) -> Question:
    """The question of a request; a wrong date or sex is not found."""
    sex = request.GET.get("sex") or ALL
    if sex not in SEXES:
        raise Http404
    return Question(
        slug, request.GET.get("place", "").strip()[:80], sex,
        (request.GET.get("age") or ALL).strip()[:10], _day(request.GET.get("as_of", "")),
        "then" if request.GET.get("members") == "then" else "today",
    )  # fmt: skip


def page_of(question: Question) -> published.IndicatorPage:
    """The published page; what does not exist is not found."""
    try:
        return published.published_indicator(
            question.slug, get_language(), place=question.place, today=timezone.localdate(),
            sex=question.sex, age=question.age, as_of=question.moment, members=question.members,
        )  # fmt: skip
    except (published.NoSuchIndicator, published.UnknownPlace) as error:
        raise Http404(str(error)) from error


def targets_of(page: published.IndicatorPage) -> tuple:
    """The targets of public plans for what the page shows."""
    if page.place is None:
        return ()
    places = [each.series for each in page.members]
    groups = [each for each in (*places, *page.sexes, *page.ages) if each.known]
    return targets_on(
        page.indicator.slug, page.place.key, get_language(), today=timezone.localdate(),
        sex=page.sex, age=page.age, as_of=page.as_of, groups=groups,
    )  # fmt: skip


def scene_of(page: published.IndicatorPage, targets=(), accent: str = "") -> Scene:
    """What the charts of a page are drawn from."""
    values = {"accent": accent} if accent else {}
    return Scene(
        indicator=page.indicator, place=page.place, series=page.series, sexes=page.sexes,
        ages=page.ages, members=page.members, compared=page.compared, targets=targets,
        **_geography(page), **values,
    )  # fmt: skip


def _geography(page: published.IndicatorPage) -> dict:
    from samkraft.places.published import published_shapes

    shapes, tiles = published_shapes([each.place.key for each in page.members])
    return {"shapes": shapes, "tiles": tiles}


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
