"""What happened to a place's codes, told in the page's language."""

from __future__ import annotations

from babel.lists import format_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def step_told(step) -> str:
    """One step in a place's history (`samkraft.places.queries.history.Step`) in sentences."""
    sentences = [_split(step) if step.kind == "split" else _joined(step)]
    sentences += [
        _("Only a part of %(area)s went in.") % {"area": str(each)} for each in step.divided
    ]
    sentences += [
        _("A county border was crossed: %(area)s came from %(county)s.")
        % {"area": str(each), "county": each.county}
        for each in step.crossed
    ]
    return " ".join(sentences)


def _split(step) -> str:
    told = _("%(olds)s was split between %(news)s.") % {
        "olds": _listed(step.olds),
        "news": _listed(step.news),
    }
    if step.weight is None:
        weight = _("The share of each is not stated: figures are not comparable.")
    elif step.convention:
        weight = _("The weight %(weight)s for each is a convention, not a count.")
    else:
        weight = _("The weight is %(weight)s for each.")
    return f"{told} {weight % {'weight': f'{step.weight:g}'} if step.weight else weight}"


def _joined(step) -> str:
    names = {"olds": _listed(step.olds), "news": _listed(step.news)}
    if step.kind == "merger":
        return _("%(olds)s merged into %(news)s.") % names
    return _("%(olds)s became %(news)s.") % names


def _listed(periods) -> str:
    """Codes and names with their counties, as a list in the page's language."""
    words = [f"{each} ({each.county})" if each.county else str(each) for each in periods]
    return format_list(words, locale=(get_language() or "nb").replace("-", "_"))
