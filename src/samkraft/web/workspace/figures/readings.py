"""What people read out of a topic's figures: written, looked at, published or thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Reading, Topic
from samkraft.plans.operations import ChangedMeanwhile
from samkraft.plans.operations.readings import PARTS
from samkraft.plans.queries.following import snapshot
from samkraft.web.workspace.conflicts import both_versions
from samkraft.web.workspace.figures.access import topic_page
from samkraft.web.workspace.figures.frame import plan_frame
from samkraft.web.workspace.figures.topicrows import Sight, newest_public, readings_of
from samkraft.web.workspace.figures.topics import back_to
from samkraft.web.workspace.forms.figures import PublishForm, ReadingForm
from samkraft.web.workspace.pages import acted, doing, newest_version
from samkraft.web.workspace.refusals import REFUSALS, said


@topic_page("read_unpublished")
def topic(request, topic):
    """A topic with its figures, the reading in hand and the former ones."""
    sight, readings = Sight(topic, timezone.localdate()), readings_of(topic, get_language())
    return plan_frame(
        request, topic.plan, "topic.html", part="topics", topic=topic, charts=sight.rows(),
        place=sight.place, name=topic.titled(get_language()),
        draft=next((row for row in readings if not row.published_at), None),
        earlier=[row for row in readings if row.published_at],
    )  # fmt: skip


@topic_page()
def write(request, topic):
    """Write the reading in hand, beside the figures."""
    plan, found = topic.plan, in_hand(topic)
    form = ReadingForm(request.POST or None, initial=as_it_stands(found, topic))
    try:
        if acted(
            request, form, lambda data: _write(request, topic, data), _("The draft is saved."),
            passing=(ChangedMeanwhile,),
        ):  # fmt: skip
            response = redirect("workspace:figures_topic", plan.region.slug, plan.slug, topic.pk)
            response["Location"] += f"?saved=reading-{topic.pk}"
            return response
    except ChangedMeanwhile as error:
        return _conflict(request, topic, error.current)
    sight = Sight(topic, timezone.localdate())
    return plan_frame(
        request, plan, "write.html", part="topics", topic=topic, form=form, charts=sight.rows(),
        place=sight.place, name=topic.titled(get_language()), keep=f"reading-{topic.pk}",
    )  # fmt: skip


def in_hand(topic: Topic) -> Reading | None:
    """The reading that is being written."""
    return topic.readings.filter(published_at=None).first()


def as_it_stands(found: Reading | None, topic: Topic) -> dict:
    """The form's values for a reading; the former author is proposed for a new one."""
    if found is None:
        last = newest_public(topic.readings.all())
        year = str(timezone.localdate().year)
        return {"revision": 0, "period": year, "author": last.author if last else ""}
    lang = topic.plan.language
    words = {part: Texts.read(getattr(found, part)).get(lang) or "" for part in PARTS}
    return {"revision": found.revision, "period": found.period, "author": found.author, **words}


def _write(request, topic: Topic, data: dict) -> Reading:
    return operations.write_reading(
        topic=topic, period=data["period"], parts={part: data[part] for part in PARTS},
        lang=topic.plan.language, author=data["author"], revision=data["revision"] or 0,
        **doing(request),
    )  # fmt: skip


def _conflict(request, topic: Topic, now: Reading | None):
    """Somebody saved, published or threw away the draft meanwhile; what was typed stays."""
    plan, typed = topic.plan, request.POST.copy()
    typed["revision"] = str(now.revision if now else 0)
    return both_versions(
        request, ReadingForm(typed), as_it_stands(now, topic) if now else {},
        subject=now, lang=plan.language, region=plan.region, tab="plans", plan=plan,
        title=newest_version(plan).titled(plan.language), none_left=now is None,
        back=("workspace:figures_topic", plan.region.slug, plan.slug, topic.pk),
    )  # fmt: skip


@topic_page()
def publish(request, topic):
    """The reading as it will be shown; the button makes it public with the figures of today."""
    plan, found = topic.plan, in_hand(topic)
    if found is None:
        messages.warning(request, _("There is no draft to publish."))
        return redirect("workspace:figures_topic", plan.region.slug, plan.slug, topic.pk)
    sight = Sight(topic, timezone.localdate())
    form = PublishForm(request.POST or None, initial={"revision": found.revision})
    done = _("The reading is public. It is kept together with the figures as they are today.")
    if acted(request, form, lambda data: _publish(request, sight, found, data), done):
        return back_to(plan, topic.pk)
    reading = readings_of(topic, get_language())[0]
    errors = [*form.non_field_errors()] if form.is_bound else []
    return plan_frame(
        request, plan, "publish.html", part="topics", topic=topic, errors=errors, reading=reading,
        charts=sight.rows(), place=sight.place, name=topic.titled(get_language()),
    )  # fmt: skip


def _publish(request, sight: Sight, found: Reading, data: dict) -> Reading:
    indicators = list({chart.indicator_id: chart.indicator for chart in sight.charts}.values())
    figures = snapshot(sight.desk, sight.plan.region.slug, indicators, sight.verdicts())
    return operations.publish_reading(
        reading=found, figures=figures, revision=data["revision"] or 0, **doing(request)
    )


@topic_page()
def discard(request, topic):
    """Throw away a reading that was never public, after asking."""
    plan, found = topic.plan, in_hand(topic)
    if found is not None and request.method == "POST":
        try:
            operations.discard_reading(reading=found, **doing(request))
            messages.success(request, _("The draft is thrown away."))
        except REFUSALS as error:
            messages.error(request, said(error))
    if found is None or request.method == "POST":
        return redirect("workspace:figures_topic", plan.region.slug, plan.slug, topic.pk)
    return plan_frame(
        request, plan, "discard.html", part="topics", topic=topic,
        reading=readings_of(topic, get_language())[0], name=topic.titled(get_language()),
    )  # fmt: skip
