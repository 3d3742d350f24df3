"""Candidates of a plan, what members think of them, and what was chosen: ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from samkraft.accounts.models import Organisation
from samkraft.accounts.queries import names_of, organisations_of
from samkraft.accounts.rules import may
from samkraft.actions.models import Action, Choice, Criterion, Opinion
from samkraft.actions.queries.priorities import candidate, opinions_of, weighed
from samkraft.actions.rules.stages import OPEN
from samkraft.actions.rules.weighing import Weighed
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element, Plan
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.web.components.templatetags.parts import number
from samkraft.web.workspace.following.access import reads
from samkraft.web.workspace.following.frame import short, version_for

WEIGHED = ("goal", "subgoal", "path", "measure")
ACTION = "action:"
OWN = "me"


@dataclass(frozen=True, slots=True)
class Result:
    """A candidate with its mean and each member's own, as they are written. `at`, `first`, `last`
    and `dots` are places on a line from 0 to 100."""

    name: str
    text: Shown
    complete: bool
    mean: str
    low: str
    high: str
    members: tuple[tuple[str, str], ...]
    at: str
    first: str
    last: str
    dots: tuple[str, ...]


def candidates_of(plan: Plan, person) -> dict[str, Shown]:
    """What can be weighed: parts of the version the person sees, and actions that are not ended."""
    version = version_for(person, plan)
    rows = version.elements.filter(role__in=WEIGHED, removed_at=None).order_by("order", "pk")
    found = {row.key: row.worded(plan.language) for row in rows}
    actions = Action.objects.filter(plan=plan, withdrawn_at=None, stage__in=OPEN)
    if not reads(person, plan.region):
        actions = actions.filter(published_at__isnull=False)
    lang = get_language()
    return found | {f"{ACTION}{row.slug}": row.titled(lang) for row in actions.order_by("number")}


def as_choices(found: dict[str, Shown]) -> list[tuple[str, str]]:
    return [(name, short(text.text)) for name, text in found.items()]


def about(plan: Plan, name: str) -> dict:
    """The candidate as the operations take it."""
    if name.startswith(ACTION):
        return {"action": Action.objects.get(plan=plan, slug=name.removeprefix(ACTION))}
    return {"element_key": name}


def members_for(person, plan: Plan) -> list[tuple[str, str]]:
    """For whom a person may give a view: the own organisation or oneself, editors for any."""
    lang = get_language()
    own = person.organisation
    mine = [(str(own.pk), own.named(lang).text)] if own else []
    if may(person, "edit", plan.region):
        rows = [row for row in organisations_of(plan.region) if not row.active_until]
        named = sorted(((str(r.pk), r.named(lang).text) for r in rows), key=lambda each: each[1])
        mine += [each for each in named if each not in mine]
    return [*mine, (OWN, person.name)]


def member_of(plan: Plan, person, code: str) -> Organisation | None:
    """The organisation a view is given for; None: the person's own view."""
    if not code.isdigit():
        return None
    if person.organisation_id == int(code):
        return person.organisation
    return next((row for row in organisations_of(plan.region) if row.pk == int(code)), None)


def results(plan: Plan, person, criteria: list[Criterion]) -> list[Result]:
    """The candidates by their weighted mean. Outsiders see no proposals that are not public."""
    inside = reads(person, plan.region)
    rows, actions = weighed(criteria, public=not inside)
    words = element_words(plan, public=not inside)
    names = member_names(plan, rows)
    found = []
    for row in rows:
        if row.candidate in actions:
            text = actions[row.candidate].titled(get_language())
        elif row.candidate in words:
            text = words[row.candidate]
        else:
            continue
        found.append(_result(row, text, names))
    return found


def _result(row: Weighed, text: Shown, names: dict[str, str]) -> Result:
    members = sorted(row.members.items(), key=lambda each: (-each[1], each[0]))
    return Result(
        row.candidate, text, row.complete, rounded(row.mean), rounded(row.low), rounded(row.high),
        tuple((names.get(who, who), rounded(mean)) for who, mean in members),
        place(row.mean), place(row.low), place(row.high),
        tuple(place(mean) for _who, mean in members),
    )  # fmt: skip


def rounded(mean: float) -> str:
    """A mean with one decimal, in the page's language."""
    return number(round(mean, 1))


def place(mean: float) -> str:
    """Where a mean between 1 and 5 lies on a line from 0 to 100."""
    return f"{(mean - 1) * 25:.1f}"


def element_words(plan: Plan, *, public: bool) -> dict[str, Shown]:
    """The newest words of what could ever be weighed, for outsiders of public versions only."""
    rows = Element.objects.filter(version__plan=plan, role__in=WEIGHED)
    if public:
        rows = rows.filter(version__state__in=PUBLIC_STATES, removed_at=None)
    rows = rows.select_related("version").order_by("version__number", "pk")
    return {row.key: row.worded(plan.language) for row in rows}


def member_names(plan: Plan, rows: tuple[Weighed, ...]) -> dict[str, str]:
    """Organisations by slug, and people who spoke for none by “#12”."""
    lang, wanted = get_language(), {who for row in rows for who in row.members}
    slugs = [who for who in wanted if not who.startswith("#")]
    found = {row.slug: row.named(lang).text for row in Organisation.objects.filter(slug__in=slugs)}
    numbers = {int(who[1:]) for who in wanted if who.startswith("#") and who[1:].isdigit()}
    return found | {f"#{pk}": name for pk, name in names_of(numbers).items()}


def present_views(criteria, name: str, organisation, person) -> dict[int, Opinion]:
    """What a member has said of a candidate, by criterion."""
    who = organisation.pk if organisation else None
    return {
        row.criterion_id: row for row in opinions_of(criteria)
        if candidate(row) == name
        and ((who and row.organisation_id == who)
             or (who is None and row.organisation_id is None and row.person_id == person.pk))
    }  # fmt: skip


def choices_of(plan: Plan, *, public: bool) -> list[tuple[Choice, Shown]]:
    """What was chosen or dropped, the newest first."""
    words, lang = element_words(plan, public=public), get_language()
    rows = Choice.objects.filter(plan=plan).select_related("action").order_by("-on", "-pk")
    found = []
    for row in rows:
        if row.action is not None and (row.action.published_at or not public):
            found.append((row, row.action.titled(lang)))
        elif row.element_key in words:
            found.append((row, words[row.element_key]))
    return found


def criterion_words(rows: list[Criterion]) -> list[tuple[Criterion, Shown]]:
    return [(row, Texts.read(row.name).shown(get_language())) for row in rows]
