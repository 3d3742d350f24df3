"""The tables of the page of money: what is told of, and promised against spent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samkraft.actions.published import FundingPage
from samkraft.web.components import actionwords


def tables_of(found: FundingPage) -> list[tuple[str, str, str, list]]:
    """By level, area, year and funder: code, title, head, and rows of a name with its sums."""
    nobody, nowhere = _("Nobody named"), _("In no area")
    areas = list(found.areas)
    by_area = sorted(found.by_area, key=lambda t: areas.index(t.key) if t.key in areas else 999)
    return [
        ("level", _("By level"), _("Level"),
         [(actionwords.named(t.key, "level"), t) for t in by_level(found.by_level)]),
        ("area", _("By area"), _("Area"), [(found.areas.get(t.key) or nowhere, t) for t in by_area]),
        ("year", _("By year"), _("Year"), [(t.key, t) for t in found.by_year]),
        ("funder", _("By funder"), _("Funder"), [(t.key or nobody, t) for t in found.by_funder]),
    ]  # fmt: skip


def by_level(totals) -> list:
    """Sums by level, from local to EU."""
    order = list(actionwords.LEVELS)
    return sorted(totals, key=lambda each: order.index(each.key))
