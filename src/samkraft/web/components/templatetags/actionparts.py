"""Tags and filters of actions; built into every template."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template

from samkraft.actions.rules.money import Sum
from samkraft.web.components import actionrows, actiontimes, actionwords

register = template.Library()
register.filter("stage", actionrows.stage)
register.filter("judgement", actionrows.judgement)
register.filter("signs", actionrows.signs)
register.filter("serious", actionwords.serious)
register.filter("carrier", actionrows.carrier)
register.filter("when", actionwords.when)
register.filter("written_when", actionwords.written_when)
register.filter("month_words", actionwords.short_month)
register.simple_tag(actionrows.rows, name="action_rows")
register.simple_tag(actionrows.axis, name="timeline_axis")
register.simple_tag(actionrows.key, name="key")
register.simple_tag(actiontimes.timeline, name="timeline_rows")
register.simple_tag(actiontimes.dates, name="dates")
register.filter("struck", actiontimes.struck)


@register.simple_tag(takes_context=True)
def asked_query(context, **changes) -> str:
    """The query of the page's question with some parts exchanged."""
    return context["asked"].query(**changes)


@register.filter
def in_words(code: str, table: str) -> str:
    """The word for a code of a table: `{{ row.stage|in_words:"stage" }}`."""
    return actionwords.named(code, table)


@register.filter
def action_address(row) -> str:
    """The address of the page of an action (a row, or a neighbour)."""
    return actionrows.address(row.region, row.plan, row.slug)


@register.filter
def under(done, goal) -> int:
    """How many actions serve a goal or what stands below it; none where nothing is known."""
    return done.under(each.key for each in goal.walk()) if done else 0


@register.filter
def next_step(row):
    """The next milestone of a timeline's row: the first by date that is not reached."""
    left = [step for step in row.milestones if step.done_on is None]
    return min(left, key=lambda step: step.due.last or date.max, default=None)


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """An amount in a currency: `{{ line.promised|money:line.currency }}`; None is “–”."""
    return actionwords.money(amount, currency)


@register.filter
def money_sum(total: Sum) -> str:
    """A sum in its one currency; in its own currencies when a rate is lacking; “–” for none."""
    if not total:
        return "–"
    if total.converted is not None:
        return actionwords.money(total.converted, total.currency)
    return " + ".join(
        actionwords.money(amount, currency) for currency, amount in total.by_currency.items()
    )


@register.filter
def lacking_rates(promised: Sum, spent: Sum) -> str:
    """The currencies that no rate is stated for."""
    return ", ".join(sorted({*promised.lacking, *spent.lacking}))


@register.filter
def rates_used(promised: Sum, spent: Sum) -> list:
    """The rates that two sums were converted by, each once."""
    return sorted({*promised.rates, *spent.rates}, key=lambda rate: (rate.base, rate.quote))


@register.filter
def amounts(rows) -> list:
    """Of rows of a name and its sums the sums."""
    return [totals for _, totals in rows]


@register.simple_tag
def share_bar(totals, most) -> str:
    """Promised against spent as a bar, where both are known in one currency."""
    if totals.promised.lacking or totals.spent.lacking:
        return ""  # a bar of a part would mislead
    return actionrows.share(totals.promised.converted, totals.spent.converted, most)


@register.filter
def largest(totals) -> Decimal | None:
    """The largest amount of a table, that its bars are measured by."""
    known = [
        amount for each in totals for amount in (each.promised.converted, each.spent.converted)
        if amount is not None
    ]  # fmt: skip
    return max(known, default=None)
