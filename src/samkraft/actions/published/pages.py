"""The page of one action: who, when, with what, how it goes, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from samkraft.actions.models import (
    Action,
    ActionElement,
    Dependency,
    FollowUp,
    FormerDate,
    PrincipleAnswer,
    Rate,
)
from samkraft.actions.published.parts import (
    MovedDate,
    Neighbour,
    PublishedAnswer,
    PublishedExperiment,
    PublishedMilestone,
    PublishedPartner,
    PublishedReport,
    StageStep,
)
from samkraft.actions.published.values import ActionRow, Served, row_of, when_of
from samkraft.actions.queries.filtering import public_actions
from samkraft.actions.queries.gathering import Gathered, Verdicts, annotated
from samkraft.actions.queries.habits import habits
from samkraft.actions.queries.moneylines import line_of, rates_of
from samkraft.actions.rules.dates import When
from samkraft.actions.rules.money import Line, Sum, total
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic

# What a page does not show is not read: wide rows are most of what a query costs.
PERSON = ("password", "email", "last_login", "language", "joined_at", "ends_on", "is_active")
UNSEEN = (
    "consent_why", "consent_at", *("person__" + name for name in PERSON), "body__mandate",
    "body__new_reason", "body__ended_why", "organisation__mandate", "handed_to__mandate",
    "action_plan__what", "action_plan__how", "action_plan__who", "action_plan__resources",
    "action_plan__networks", "action_plan__children_and_young",
    "action_plan__national_minorities", "action_plan__sami", "action_plan__answers",
    "action_plan__title",
)  # fmt: skip
WORDS = ("key", "role", "text", "order", "version__plan_id", "version__state", "version__number")


@dataclass(frozen=True, slots=True)
class PublishedAction:
    """Everything the page shows. `withdrawn_why` is set when the action was taken back."""

    row: ActionRow
    how: Shown
    places: tuple[tuple[str, Shown], ...]
    stage_why: str
    stages: tuple[StageStep, ...]
    handed_to: Shown | str
    follow_up_on: date | None
    new_structure_reason: str
    partners: tuple[PublishedPartner, ...]
    milestones: tuple[PublishedMilestone, ...]
    moved: tuple[MovedDate, ...]
    needs: tuple[Neighbour, ...]
    needed_by: tuple[Neighbour, ...]
    documents: tuple[tuple[str, str], ...]
    principles: tuple[PublishedAnswer, ...]
    money: tuple[Line, ...]
    promised: Sum
    spent: Sum
    experiments: tuple[PublishedExperiment, ...]
    reports: tuple[PublishedReport, ...]
    withdrawn_why: str
    accent: str


def published_action(
    plan: str, slug: str, lang: str, *, today: date, verdicts: Verdicts | None = None
) -> PublishedAction:
    """One action. At most thirteen queries. Raises NotPublic."""
    own = FollowUp.objects.filter(plan=OuterRef("plan"))
    rows = public_actions().filter(plan__slug=plan, slug=slug)
    action = annotated(rows).defer(*UNSEEN).annotate(
        stale_after=Subquery(own.values("stale_after")[:1]),
        currency=Subquery(own.values("currency")[:1]),
    ).first()  # fmt: skip
    if action is None:
        raise NotPublic(plan, slug)
    found = _gathered(action)
    elements = _elements(action)
    found.keys[action.pk] = [row.key for row in elements if row.serves]
    found.elements = {(action.plan_id, row.key): row for row in elements}
    money = [line_of(row, lang) for row in _money(action)]
    rates, currency = rates_of(Rate.objects.all()), found.habits[action.plan_id].currency
    needs, needed_by = _dependencies(action, lang)
    former = list(action.former_dates.select_related("milestone").order_by("pk"))
    return PublishedAction(
        row=row_of(action, found, lang, today, verdicts), how=Texts.read(action.how).shown(lang),
        places=tuple((f"{a.country}-{a.code}", a.named(lang)) for a in action.areas.all()),
        stage_why=action.stage_why,
        stages=tuple(
            StageStep(each["stage"], date.fromisoformat(each["on"]), each["why"])
            for each in action.stages
        ),
        handed_to=action.handed_to.named(lang) if action.handed_to_id else action.handed_to_name,
        follow_up_on=action.follow_up_on, new_structure_reason=action.new_structure_reason,
        partners=_partners(action, lang), milestones=_milestones(found, action, former, lang, today),
        moved=tuple(_moved(row, lang) for row in former), needs=needs, needed_by=needed_by,
        documents=tuple(
            action.documents.filter(ended_at=None).order_by("pk").values_list("title", "url")
        ),
        principles=_principles(elements, lang), money=tuple(money),
        promised=total(((m.currency, m.promised) for m in money), currency, rates, today),
        spent=total(((m.currency, m.spent) for m in money), currency, rates, today),
        experiments=tuple(_experiment(row, lang) for row in action.experiments.order_by("pk")),
        reports=_reports(action, lang), withdrawn_why=action.withdrawn_why,
        accent=action.plan.region.accent,
    )  # fmt: skip


def _gathered(action: Action) -> Gathered:
    milestones = list(action.milestones.filter(withdrawn_at=None).order_by("order", "pk"))
    own = None
    if action.stale_after is not None:
        own = FollowUp(plan_id=action.plan_id, stale_after=action.stale_after,
                       currency=action.currency)  # fmt: skip
    kept = {action.plan_id: habits(action.plan.language, own)}
    return Gathered([action], {}, {}, {action.pk: milestones}, kept)


def _elements(action: Action) -> list[Element]:
    """Elements served and the principles of the version in force, with the answers. One query."""
    serving = ActionElement.objects.filter(action=action, element_key=OuterRef("key"))
    answers = PrincipleAnswer.objects.filter(action=action, element_key=OuterRef("key"))
    rows = (
        Element.objects.filter(
            version__plan=action.plan_id, version__state__in=PUBLIC_STATES, removed_at=None
        )
        .annotate(
            serves=Exists(serving), considered=Subquery(answers.values("considered")[:1]),
            answer=Subquery(answers.values("text")[:1]),
        )
        .filter(Q(serves=True) | Q(role="principle"))
        .select_related("version").only(*WORDS).order_by("version__number", "order", "pk")
    )  # fmt: skip
    newest = {row.key: row for row in rows}
    return [
        row for row in newest.values()
        if row.serves or row.considered or row.version.state == "adopted"
    ]  # fmt: skip


def _principles(elements: list[Element], lang: str) -> tuple[PublishedAnswer, ...]:
    return tuple(
        PublishedAnswer(
            Served(row.key, row.role, row.worded(lang)), row.considered or "",
            Texts.read(row.answer).shown(lang),
        )
        for row in elements if row.role == "principle"
    )  # fmt: skip


def _partners(action: Action, lang: str) -> tuple[PublishedPartner, ...]:
    """Those who take part or are asked to; who declined is not shown."""
    rows = action.partners.filter(ended_at=None).exclude(answer="declined")
    return tuple(
        PublishedPartner(
            row.organisation.named(lang), row.organisation.slug, row.role, row.answer,
            Texts.read(row.part).shown(lang), row.part_at.date() if row.part_at else None,
        )
        for row in rows.select_related("organisation").order_by("pk")
    )  # fmt: skip


def _milestones(found: Gathered, action: Action, former: list[FormerDate], lang: str, today: date):
    return tuple(
        PublishedMilestone(
            row.titled(lang), Texts.read(row.criterion).shown(lang), when_of(row), row.done_on,
            row.done_on is None and row.due_last is not None and row.due_last < today,
            tuple(When(f.text, f.first, f.last) for f in former if f.milestone_id == row.pk),
        )
        for row in found.milestones[action.pk]
    )  # fmt: skip


def _moved(row: FormerDate, lang: str) -> MovedDate:
    return MovedDate(
        row.field, row.milestone.titled(lang) if row.milestone_id else None,
        When(row.text, row.first, row.last), row.moved_to, row.why, row.moved_at.date(),
    )  # fmt: skip


def _dependencies(action: Action, lang: str) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Both ways, public actions only. Two queries, one where there are none."""
    pairs = Dependency.objects.filter(Q(action=action) | Q(needs=action), ended_at=None)
    pairs = list(pairs.order_by("pk").values_list("action_id", "needs_id"))
    if not pairs:
        return (), ()
    rows = public_actions().filter(withdrawn_at=None, pk__in={pk for pair in pairs for pk in pair})
    shown = {
        pk: Neighbour(slug, plan, region, Texts.read(title).shown(lang), stage)
        for pk, slug, plan, region, title, stage in rows.order_by().values_list(
            "pk", "slug", "plan__slug", "plan__region__slug", "title", "stage"
        )
    }
    if action.pk not in shown:  # it was taken back
        return (), ()
    return (
        tuple(shown[needs] for own, needs in pairs if own == action.pk and needs in shown),
        tuple(shown[own] for own, needs in pairs if needs == action.pk and own in shown),
    )


def _money(action: Action):
    return action.money.filter(withdrawn_at=None).select_related("organisation").order_by(
        "year", "level", "pk"
    )  # fmt: skip


def _experiment(row, lang: str) -> PublishedExperiment:
    words = (Texts.read(getattr(row, name)).shown(lang)
             for name in ("hypothesis", "how_we_know", "outcome", "lesson"))  # fmt: skip
    return PublishedExperiment(*words, row.decision, row.started_on, row.decided_on)


def _reports(action: Action, lang: str) -> tuple[PublishedReport, ...]:
    """Newest first."""
    rows = action.reports.select_related("reported_by__organisation").order_by("-on", "-pk")
    rows = rows.defer(*("reported_by__" + name for name in PERSON))
    return tuple(
        PublishedReport(
            row.on, row.judgement,
            *(Texts.read(getattr(row, name)).shown(lang)
              for name in ("text", "deviation", "cause", "correction")),
            row.reported_by.organisation.named(lang)
            if row.reported_by_id and row.reported_by.organisation_id else None,
        )
        for row in rows
    )  # fmt: skip
