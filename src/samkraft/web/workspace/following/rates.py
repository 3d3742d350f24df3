"""The installation › Currency rates: what one unit was worth on a day, and who says so."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_decimal
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.actions import operations
from samkraft.actions.models import Rate
from samkraft.web.workspace.access import administrator_page
from samkraft.web.workspace.following.forms.rounds import RateForm
from samkraft.web.workspace.pages import acted, doing, page


@administrator_page
def rates(request):
    """Every rate, the newest first, and a form for one more."""
    form = RateForm(request.POST or None, initial={"on": timezone.localdate()})
    if acted(request, form, lambda data: operations.state_rate(**data, **doing(request)),
             _("The rate is kept.")):  # fmt: skip
        return redirect("workspace:following_rates")
    rows = Rate.objects.order_by("-on", "base", "quote", "-pk")
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    return page(
        request, "following/rates.html", tab="installation", form=form, shown=shown,
        rows=[(row, exact(row.rate)) for row in shown],
    )  # fmt: skip


def exact(rate: Decimal) -> str:
    """A rate with every decimal that was stated, in the page's language."""
    return format_decimal(rate, "#,##0.######", locale=(get_language() or "nb").replace("-", "_"))
