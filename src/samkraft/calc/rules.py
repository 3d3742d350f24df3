"""Every rule for a verdict, with its method in words and the cuts its code uses."""

from __future__ import annotations

from samkraft.calc import alternatives as other
from samkraft.calc import verdict
from samkraft.calc.alternatives import Rule

_EUROSTAT = "Eurostat, Sustainable development in the European Union, annex on assessing trends"
_EUROSTAT_METHOD = (
    "With a target the observed growth rate is divided by the one needed to be on time.",
    "At least 95 % is significant progress, at least 60 % moderate, at least 0 % insufficient.",
    "Without a target, growth of at least 1 % a year the wanted way is significant progress.",
    "A target that is reached counts as significant progress.",
)

_ALL = (
    Rule(
        id=verdict.RULE,
        title="Planned path",
        source="Samkraft",
        method=(
            "The path runs in straight lines from the baseline over the milestones to the target.",
            "The share of the way that is done is divided by the share that should be done by now.",
            "At least 0.95 is on track, at least 0.60 behind, less is off track.",
            "Below 0 the indicator moves the wrong way.",
        ),
        cuts=verdict.CUTS,
        judge=other.planned_path,
    ),
    Rule(
        id="eurostat_long",
        title="Eurostat, long term",
        source=_EUROSTAT,
        method=("Growth is measured over the last 15 years, at least 10.", *_EUROSTAT_METHOD),
        cuts=other.EUROSTAT_CUTS,
        judge=other.eurostat_long,
    ),
    Rule(
        id="eurostat_short",
        title="Eurostat, short term",
        source=_EUROSTAT,
        method=("Growth is measured over the last 5 years, at least 3.", *_EUROSTAT_METHOD),
        cuts=other.EUROSTAT_CUTS,
        judge=other.eurostat_short,
    ),
    Rule(
        id="open_sdg",
        title="Open SDG",
        source="Open SDG, Progress measurement methodology; sdg-build, ProgressMeasure.py",
        method=(
            "With a target the growth rate since the base year is divided by the one needed.",
            "At least 0.95 is substantial, at least 0.6 moderate, at least 0 limited progress.",
            "Without a target, growth of at least 1.5 % a year is substantial, 0.5 % moderate.",
            "Near a natural limit the cuts for growth are scaled down.",
        ),
        cuts=other.OPEN_SDG_CUTS,
        judge=other.open_sdg,
    ),
    Rule(
        id="un_chart",
        title="UN progress chart",
        source="United Nations, Sustainable Development Goals progress chart 2022, technical note",
        method=(
            "With a target the growth rate since the base year is divided by the one needed.",
            "At least 0.95 is on track, at least 0.5 fair progress but acceleration needed.",
            "At least −0.1 is limited or no progress, less is deterioration.",
            "Without a target, growth of more than 1 % a year is on track, 0.5 % fair progress.",
        ),
        cuts=other.UN_CUTS,
        judge=other.un_chart,
    ),
    Rule(
        id="german_weather",
        title="Weather symbols of the German strategy",
        source="Destatis, Status of indicators – methodology (dns-indikatoren.de/en/status)",
        method=(
            "The mean annual change of the last six values goes on in a straight line.",
            "Missed by less than 5 % of the remaining way is sun, by at most 20 % slightly cloudy.",
            "Missed by more but moving the right way is cloudy, else thunderstorm.",
        ),
        cuts=other.GERMAN_CUTS,
        judge=other.german_weather,
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
