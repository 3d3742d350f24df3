"""A region › Figures: the region's own indicators."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts.queries import people_of
from samkraft.indicators import operations
from samkraft.indicators.models import Indicator
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.queries.waiting import held_for
from samkraft.indicators.tasks import in_line
from samkraft.places.models import Region
from samkraft.web.workspace.access import region_page
from samkraft.web.workspace.conflicts import both_versions
from samkraft.web.workspace.figures.access import indicator_page
from samkraft.web.workspace.forms.figures import WhyForm
from samkraft.web.workspace.forms.indicators import TEXTS, IndicatorForm, written_in
from samkraft.web.workspace.pages import acted, doing, page, saved


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One of the region's own indicators. `held` is the delivery that waits for a decision."""

    indicator: IndicatorEntry
    responsible: str
    may_enter: bool
    held: int | None
    waits: bool


@region_page()
def figures(request, region):
    """The region's own indicators, those in use first."""
    rows = own_rows(region, request.user)
    return page(
        request, "figures/region.html", region=region, tab="figures",
        rows=[row for row in rows if not row.indicator.withdrawn_at],
        withdrawn=[row for row in rows if row.indicator.withdrawn_at],
    )  # fmt: skip


def own_rows(region: Region, person) -> list[OwnRow]:
    """Every indicator of a region. A constant number of queries."""
    found = Indicator.objects.filter(region=region).select_related("refresh", "responsible")
    held = {each.indicator_id: each.pk for each in held_for(person)}
    waiting = in_line()
    rows = []
    for each in found:
        each.region = region
        rows.append(OwnRow(
            indicator=entry(each, get_language(), places=0),
            responsible=each.responsible.name if each.responsible else "",
            may_enter=operations.may_enter(person, each),
            held=held.get(each.pk),
            waits=each.slug in waiting,
        ))  # fmt: skip
    return rows


@region_page("edit")
def new_indicator(request, region):
    """Define an indicator of the region's own."""
    lang, keep = (region.languages or [get_language()])[0], f"new-indicator-{region.pk}"
    form = indicator_form(request, region, lang, initial={"source": "manual", "frequency": "year"})
    made = acted(
        request, form, lambda data: _add(request, region, lang, form, data),
        _("The indicator is defined."),
    )  # fmt: skip
    if made and made.source == "manual":
        return saved("workspace:figures_values", region.slug, made.slug, keep=keep)
    if made:
        return saved("workspace:figures_region", region.slug, keep=keep)
    return _shown(request, region, "new.html", form=form, keep=keep)


def indicator_form(request, region: Region, lang: str, initial: dict) -> IndicatorForm:
    """The form, with the people of the region to choose from."""
    people = [(held.person_id, held.person.name) for held in people_of(region)]
    given = str(initial.get("responsible") or "")
    if given and given not in {str(pk) for pk, _name in people}:
        people.append((given, initial["responsible_name"]))
    return IndicatorForm(request.POST or None, initial=initial, people=people, lang=lang)


def _person(region: Region, number: str, kept=None):
    """The person chosen as responsible; `kept` may stay though without a role in the region."""
    if kept is not None and str(kept.pk) == number:
        return kept
    return next((h.person for h in people_of(region) if str(h.person_id) == number), None)


def _add(request, region: Region, lang: str, form: IndicatorForm, data: dict) -> Indicator:
    return operations.add_indicator(
        region=region, lang=lang, responsible=_person(region, data["responsible"]),
        **{name: data[name] for name in TEXTS}, **form.values(), **doing(request),
    )  # fmt: skip


@indicator_page
def change_indicator(request, indicator):
    """Change what is said of an own indicator. Its figures stay."""
    region, keep = indicator.region, f"indicator-{indicator.pk}"
    form = indicator_form(request, region, written_in(indicator), _as_it_stands(indicator))
    try:
        if acted(
            request, form, lambda data: _change(request, indicator, form, data),
            _("The indicator is changed."), passing=(operations.ChangedMeanwhile,),
        ):  # fmt: skip
            return saved("workspace:figures_region", region.slug, keep=keep)
    except operations.ChangedMeanwhile as error:
        return _conflict(request, error.args[0], form)
    return _shown(request, region, "change.html", form=form, keep=keep, indicator=indicator)


def _as_it_stands(indicator: Indicator) -> dict:
    name = indicator.responsible.name if indicator.responsible else ""
    return {**IndicatorForm.of(indicator), "responsible_name": name}


def _change(request, indicator: Indicator, form: IndicatorForm, data: dict) -> Indicator:
    return operations.change_indicator(
        indicator=indicator, lang=written_in(indicator), revision=data["revision"] or 0,
        texts={name: data[name] for name in TEXTS},
        responsible=_person(indicator.region, data["responsible"], indicator.responsible),
        **form.values(), **doing(request),
    )  # fmt: skip


def _conflict(request, now: Indicator, form: IndicatorForm):
    region = now.region
    typed = request.POST.copy()
    typed["revision"] = str(now.revision)
    mine = IndicatorForm(
        typed, people=[c for c in form.fields["responsible"].choices if c[0]], lang=""
    )
    stands = IndicatorForm.of(now)
    return both_versions(
        request, mine, stands, subject=now, lang=written_in(now), region=region, tab="figures",
        back=("workspace:figures_change", region.slug, now.slug),
    )  # fmt: skip


def _shown(request, region: Region, template: str, **context):
    return page(request, f"figures/{template}", region=region, tab="figures", **context)


@indicator_page
def withdraw(request, indicator):
    """Use an own indicator no more; its page and figures stay, with the reason."""
    form = WhyForm(request.POST or None)
    if acted(
        request, form,
        lambda data: operations.withdraw_indicator(
            indicator=indicator, why=data["why"], **doing(request)
        ),
    ):  # fmt: skip
        messages.success(request, _("The indicator is withdrawn. Its page stays, with the reason."))
        return redirect("workspace:figures_region", indicator.region.slug)
    return _shown(
        request, indicator.region, "withdraw.html", form=form, name=indicator.titled(get_language()),
    )  # fmt: skip
