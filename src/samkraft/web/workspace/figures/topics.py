"""A plan › Follow-up: the topics under areas and challenges, and their charts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.indicators.models import Indicator
from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Plan, Topic
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.conflicts import both_versions
from samkraft.web.workspace.figures.access import topic_page
from samkraft.web.workspace.figures.followed import part_text
from samkraft.web.workspace.figures.following import stepped
from samkraft.web.workspace.figures.frame import (
    choice_of,
    chosen,
    plan_frame,
)
from samkraft.web.workspace.figures.topicrows import sections_of
from samkraft.web.workspace.forms.figures import (
    VIEWS,
    ChartForm,
    RenameTopicForm,
    TopicForm,
    WhyForm,
)
from samkraft.web.workspace.pages import acted, doing, newest_version

Pairs = list[tuple[Indicator, str]]


@plan_page()
def topics(request, plan):
    """The follow-up: topics in the order of the plan, each with its reading."""
    version = newest_version(plan)
    sections = sections_of(version)
    return plan_frame(
        request, plan, "topics.html", newest=version, part="topics", sections=sections,
        any_topic=any(section.topics for section in sections),
    )  # fmt: skip


@plan_page("edit")
def add_topic(request, plan, key: str):
    """Add a topic; then its figures are chosen."""
    version = newest_version(plan)
    row = part_text(version, key)
    if row is None:
        raise Http404
    form = TopicForm(request.POST or None)
    made = acted(
        request, form,
        lambda data: operations.add_topic(
            plan=plan, key=key, title=data["title"], lang=plan.language, **doing(request)
        ),
        _("The topic is added. Choose its figures."),
    )  # fmt: skip
    if made:
        return redirect("workspace:figures_charts", plan.region.slug, plan.slug, made.pk)
    return plan_frame(
        request, plan, "add_topic.html", newest=version, part="topics", row=row, form=form
    )


@topic_page()
def rename_topic(request, topic):
    """Name a topic anew."""
    now = {"title": Texts.read(topic.title).get(topic.plan.language), "revision": topic.revision}
    form = RenameTopicForm(request.POST or None, initial=now)
    try:
        if acted(
            request, form, lambda data: _rename(request, topic, data), _("The topic is renamed."),
            passing=(operations.ChangedMeanwhile,),
        ):  # fmt: skip
            return back_to(topic.plan, topic.pk)
    except operations.ChangedMeanwhile as error:
        return _conflict(request, topic.plan, error.current)
    return plan_frame(
        request, topic.plan, "rename_topic.html", part="topics", form=form,
        name=topic.titled(get_language()),
    )  # fmt: skip


def _rename(request, topic: Topic, data: dict) -> Topic:
    return operations.change_topic(
        topic=topic, title=data["title"], lang=topic.plan.language, order=topic.order,
        revision=data["revision"] or 0, **doing(request),
    )  # fmt: skip


def _conflict(request, plan: Plan, now: Topic):
    typed = request.POST.copy()
    typed["revision"] = str(now.revision)
    return both_versions(
        request, RenameTopicForm(typed), {"title": Texts.read(now.title).get(plan.language)},
        subject=now, lang=plan.language, region=plan.region, tab="plans", plan=plan,
        title=newest_version(plan).titled(plan.language),
        back=("workspace:figures_topics", plan.region.slug, plan.slug),
    )  # fmt: skip


@topic_page()
def step_topic(request, topic):
    """Move a topic one place up or down. Answers a form only."""
    rows = topic.plan.topics.filter(element_key=topic.element_key, ended_at=None)
    if request.method == "POST":
        order = stepped([row.pk for row in rows], topic.pk, request.POST.get("do"))
        operations.order_topics(
            plan=topic.plan, key=topic.element_key, order=order, **doing(request)
        )
    return back_to(topic.plan, topic.pk)


@topic_page()
def end_topic(request, topic):
    """Take a topic out of the follow-up; its readings stay."""
    form = WhyForm(request.POST or None)
    done = _("The topic is ended. Its readings stay in the history.")
    if acted(
        request, form,
        lambda data: operations.end_topic(topic=topic, why=data["why"], **doing(request)), done,
    ):  # fmt: skip
        return back_to(topic.plan)
    return plan_frame(
        request, topic.plan, "end_topic.html", part="topics", form=form,
        name=topic.titled(get_language()),
    )  # fmt: skip


@topic_page()
def charts(request, topic):
    """The charts of a topic; one more is chosen out of what the plan is followed by."""
    plan, present = topic.plan, _present(topic)
    form = ChartForm(request.POST or None)
    if acted(request, form, lambda data: _add(request, topic, present, form, data)):
        messages.success(request, _("The chart is added."))
        return redirect("workspace:figures_charts", plan.region.slug, plan.slug, topic.pk)
    rows = [(each, each.indicator.titled(get_language()), VIEWS[each.view]) for each in present]
    return plan_frame(
        request, plan, "charts.html", part="topics", topic=topic, rows=rows, form=form,
        name=topic.titled(get_language()), choice=choice_of(request, plan.region),
        full=len(present) >= 12,
    )  # fmt: skip


def _present(topic: Topic) -> list:
    return list(topic.charts.select_related("indicator"))


def _add(request, topic: Topic, present: list, form: ChartForm, data: dict):
    indicator = chosen(topic.plan.region, data["indicator"])
    if indicator is None:
        form.add_error("indicator", _("Choose one of the indicators in the list."))
    if indicator is None or form.lacks(indicator):
        return None
    pairs: Pairs = [(each.indicator, each.view) for each in present]
    return operations.set_charts(
        topic=topic, charts=[*pairs, (indicator, data["view"])], **doing(request)
    )


@topic_page()
def change_chart(request, topic, chart: int):
    """Move a chart or take it away. Answers a form only."""
    present = {each.pk: each for each in _present(topic)}
    if chart not in present:
        raise Http404
    if request.method == "POST":
        do = request.POST.get("do")
        order = stepped(list(present), chart, do)
        kept = [present[pk] for pk in order if not (do == "away" and pk == chart)]
        pairs = [(each.indicator, each.view) for each in kept]
        operations.set_charts(topic=topic, charts=pairs, **doing(request))
    return redirect("workspace:figures_charts", topic.plan.region.slug, topic.plan.slug, topic.pk)


def back_to(plan: Plan, topic: int | None = None):
    """Back to the follow-up, to a topic on it."""
    response = redirect("workspace:figures_topics", plan.region.slug, plan.slug)
    response["Location"] += f"#t-{topic}" if topic else ""
    return response
