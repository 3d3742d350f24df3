"""The demonstration's figures: shipped population, proposed indicators, invented targets."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import yaml

from samkraft.indicators import operations as indicators
from samkraft.indicators.models import Indicator, Latest
from samkraft.places.models import Region
from samkraft.plans import operations as plans
from samkraft.plans.models import Plan, Target, Topic
from samkraft.plans.queries.following import Desk, snapshot

FOLDER = Path(__file__).resolve().parent


def build_figures(*, at: datetime, progress) -> None:
    """Deliver the shipped figures and set up what the plans are followed by, once."""
    facts = yaml.safe_load((FOLDER / "figures.yml").read_text(encoding="utf-8"))
    if not Indicator.objects.exists():
        indicators.load_catalogue(by=None, at=at)
    if not Latest.objects.exists():
        progress("figures")
        indicators.deliver_shipped(by=None, at=at)
    for each in Plan.objects.filter(demonstration=True):
        plans.take_proposals(plan=each, by=None, at=at)
    known = {row.slug: row for row in Indicator.objects.all()}
    for each in facts["targets"]:
        _target(each, known, at)
    for each in facts["topics"]:
        _topic(each, known, at)
    for each in facts["indicators"]:
        _own(each, at)


def _target(facts: dict, known: dict[str, Indicator], at: datetime) -> None:
    plan = Plan.objects.get(slug=facts["plan"])
    indicator = known[facts["indicator"]]
    if Target.objects.filter(plan=plan, element_key=facts["element"], indicator=indicator).exists():
        return
    plans.set_target(
        plan=plan,
        key=facts["element"],
        indicator=indicator,
        values=plans.TargetValues(
            place=facts["place"],
            baseline_period=facts["from"],
            period=facts["until"],
            value=float(facts["value"]),
            milestones=[(when, float(value)) for when, value in facts.get("milestones", [])],
        ),
        demonstration=True,
        by=None,
        at=at,
    )


def _topic(facts: dict, known: dict[str, Indicator], at: datetime) -> None:
    plan = Plan.objects.select_related("region").get(slug=facts["plan"])
    lang, title = next(iter(facts["title"].items()))
    if any(topic.titled(lang).text == title for topic in Topic.objects.filter(plan=plan)):
        return
    topic = plans.add_topic(plan=plan, key=facts["element"], title=title, lang=lang, by=None, at=at)
    charts = [(known[slug], view) for slug, view in facts["charts"]]
    plans.set_charts(topic=topic, charts=charts, by=None, at=at)
    for each in facts.get("readings", []):
        _reading(topic, each, [indicator for indicator, _ in charts], lang)


def _reading(topic: Topic, facts: dict, shown: list[Indicator], lang: str) -> None:
    moment = datetime.combine(facts["day"], time(9), UTC)
    reading = plans.write_reading(
        topic=topic,
        period=facts["period"],
        parts={part: facts[part][lang] for part in ("seen", "why", "then") if part in facts},
        lang=lang,
        author=facts["author"],
        by=None,
        at=moment,
    )
    figures = snapshot(Desk(facts["day"]), topic.plan.region.slug, dict.fromkeys(shown), {})
    kept = [row for row in figures if row["period"] is None or row["period"] <= facts["period"]]
    plans.publish_reading(reading=reading, figures=kept, by=None, at=moment)


def _own(facts: dict, at: datetime) -> None:
    region = Region.objects.get(slug=facts["region"])
    if Indicator.objects.filter(region=region).exists():
        return
    plain = ("unit", "decimals", "nature", "direction", "frequency")
    indicator = indicators.add_indicator(
        region=region,
        lang=facts["lang"],
        title=facts["title"],
        explanation=facts["explanation"],
        limits=facts["limits"],
        demonstration=True,
        by=None,
        at=at,
        **{name: facts[name] for name in plain},
    )
    for period, value in facts["values"].items():
        indicators.enter_value(
            indicator=indicator, area=region.slug, period=period, value=float(value), by=None,
            at=at, note="invented for the demonstration",
        )  # fmt: skip
