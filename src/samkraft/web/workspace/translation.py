"""Translating side by side: the original to the left, one language to the right."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from samkraft.lib.texts import LANGUAGES, Shown, Texts
from samkraft.plans import operations
from samkraft.plans.models import Element, PlanVersion
from samkraft.web.workspace.access import version_page
from samkraft.web.workspace.pages import address, doing, page
from samkraft.web.workspace.rows import outline_of

WORDS = ("title", "vision", "slogan", "summary")
LABELS = {
    "title": N_("Title"),
    "vision": N_("Vision"),
    "slogan": N_("Motto"),
    "summary": N_("Introduction"),
}
PAGE = 40


@dataclass(slots=True)
class Text:
    """One text to translate; `name` is its field's name, `state` missing, stale or done."""

    name: str
    label: str
    original: Shown
    given: str
    state: str
    long: bool = False


@dataclass(slots=True)
class Pair:
    """A part (or, with `pk` 0, the plan's own words) with its texts."""

    pk: int
    kind: str
    revision: int
    texts: list[Text] = field(default_factory=list)
    changed: bool = False

    @property
    def state(self) -> str:
        states = {text.state for text in self.texts}
        return next((each for each in ("missing", "stale") if each in states), "done")


@version_page("edit", states=("draft",))
def translate(request, version, lang: str):
    """All texts of the draft, or those that are missing or older than their original."""
    if lang not in LANGUAGES or lang == version.plan.language:
        raise Http404
    show = request.GET.get("show", "")
    pairs = pairs_of(version, lang)
    if request.method == "POST" and (left := _save(request, version, lang, pairs)) is None:
        return _saved(request, version, lang, show)
    shown = left if request.method == "POST" else _filtered(pairs, show)
    pages = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {"pairs": pages, "lang": lang, "show": show, "counts": _counts(pairs)}
    return page(request, "translate.html", version=version, codes=_codes(version, lang), **context)


def _codes(version: PlanVersion, lang: str) -> list[str]:
    """The region's languages and the one at hand, without the original."""
    codes = dict.fromkeys([*version.plan.region.languages, lang])
    return [code for code in codes if code != version.plan.language]


def _filtered(pairs: list[Pair], show: str) -> list[Pair]:
    return [pair for pair in pairs if show in ("", pair.state)]


def _counts(pairs: list[Pair]) -> dict[str, int]:
    states = [pair.state for pair in pairs]
    return {state: states.count(state) for state in ("missing", "stale", "done")}


def pairs_of(version: PlanVersion, lang: str) -> list[Pair]:
    """Everything in the version that has words, in reading order."""
    language = version.plan.language
    own = Pair(0, _("Title, vision and introduction"), version.revision)
    for name in WORDS:
        own.texts += _text(f"v-{name}", _(LABELS[name]), getattr(version, name), language, lang)
    elements = {row.pk: row for row in Element.objects.filter(version=version, removed_at=None)}
    pairs = [own]
    for row in outline_of(version).walk():
        element = elements[row.pk]
        texts = _text(f"text-{row.pk}", _("Text"), element.text, language, lang)
        texts += _text(f"body-{row.pk}", _("Explanation"), element.body, language, lang)
        pairs.append(Pair(row.pk, row.kind, row.revision, texts))
    return pairs


def _text(name: str, label: str, value: dict, language: str, lang: str) -> list[Text]:
    texts = Texts.read(value)
    original = texts.original
    if original is None or original == lang:
        return []
    given = texts.get(lang)
    state = "missing" if given is None else "stale" if texts.stale(lang) else "done"
    words = Shown(texts.get(original) or "", original, language)
    return [Text(name, label, words, given or "", state, long=len(words.text) > 160)]


def _save(request, version: PlanVersion, lang: str, pairs: list[Pair]) -> list[Pair] | None:
    """Save all that was typed. None when all went well, else the pairs that did not."""
    left, count = [], 0
    for pair in pairs:
        typed = _typed(request, pair)
        if not typed:
            continue
        try:
            _save_pair(request, version, lang, pair, typed)
            count += 1
        except operations.ChangedMeanwhile as error:
            _keep(pair, typed, error.current.revision)
            left.append(pair)
    if count:
        said = ngettext("%(n)s translation is saved.", "%(n)s translations are saved.", count)
        messages.success(request, said % {"n": count})
    return left or None


def _typed(request, pair: Pair) -> dict[str, str]:
    """What the person changed, by field: new words, or an old translation that is still right."""
    found = {}
    for text in pair.texts:
        given = request.POST.get(text.name)
        if given is None:
            continue
        given = given.replace("\r\n", "\n").strip()
        if given != text.given or (text.state == "stale" and f"ok-{text.name}" in request.POST):
            found[text.name] = given
    return found


def _save_pair(request, version: PlanVersion, lang: str, pair: Pair, typed: dict) -> None:
    given = request.POST.get(f"rev-{pair.pk}", "")
    revision = int(given) if given.isdigit() else None
    if not pair.pk:
        words = {name.removeprefix("v-"): text for name, text in typed.items()}
        operations.translate_version(
            version=version, lang=lang, words=words, revision=revision, **doing(request)
        )
        return
    operations.translate_element(
        element=Element(pk=pair.pk, version=version),
        lang=lang,
        text=typed.get(f"text-{pair.pk}"),
        body=typed.get(f"body-{pair.pk}"),
        revision=revision,
        **doing(request),
    )


def _keep(pair: Pair, typed: dict, revision: int) -> None:
    """Leave what was typed in the fields, to be looked at beside the original as it is now."""
    pair.changed, pair.revision = True, revision
    for text in pair.texts:
        text.given = typed.get(text.name, text.given)


def _saved(request, version: PlanVersion, lang: str, show: str):
    response = redirect("workspace:translate", *address(version), lang)
    number = request.GET.get("page", "")
    at = request.POST.get("save", "")
    query = f"?show={show}&page={number}&saved=translate-{version.pk}-{lang}"
    response["Location"] += query + (f"#t-{at}" if at.isdigit() else "")
    return response
