"""Trying something out, and what came of it. That it did not work is a result."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.actions.models import Action, Decision, Experiment
from samkraft.actions.operations.errors import BadPart
from samkraft.actions.operations.held import day_of, journal_action, locked_action
from samkraft.lib.texts import Texts
from samkraft.plans.operations.errors import ChangedMeanwhile


@transaction.atomic
def begin_experiment(
    *,
    action: Action,
    hypothesis: Texts,
    by,
    at: datetime,
    how_we_know: Texts | None = None,
    started_on: date | None = None,
) -> Experiment:
    """Begin an experiment: what we believe, and how we will know. Raises NotAllowed, BadPart."""
    found = locked_action(action, by, at, "update")
    if not hypothesis.shown("en").text.strip():
        raise BadPart("no-text")
    made = Experiment.objects.create(
        action=found, hypothesis=hypothesis.value(),
        how_we_know=how_we_know.value() if how_we_know else {},
        started_on=started_on or day_of(at),
    )  # fmt: skip
    journal_action("begin-experiment", found, by, at, subject=made, after=_said(made))
    return made


@transaction.atomic
def describe_experiment(
    *, experiment: Experiment, revision: int, hypothesis: Texts, how_we_know: Texts,
    outcome: Texts, lesson: Texts, by, at: datetime,
) -> Experiment:  # fmt: skip
    """Change the words of an experiment. Raises NotAllowed, ChangedMeanwhile, BadPart."""
    found = _locked(experiment, revision, by, at)
    if not hypothesis.shown("en").text.strip():
        raise BadPart("no-text")
    before = _said(found)
    found.hypothesis, found.how_we_know = hypothesis.value(), how_we_know.value()
    found.outcome, found.lesson = outcome.value(), lesson.value()
    return _saved("describe-experiment", found, before, by, at)


@transaction.atomic
def conclude_experiment(
    *, experiment: Experiment, revision: int, outcome: Texts, lesson: Texts, decision: str, by,
    at: datetime,
) -> Experiment:  # fmt: skip
    """Say what came of it, what was learned, and whether to continue, adjust or stop.

    Raises NotAllowed, ChangedMeanwhile, BadPart.
    """
    found = _locked(experiment, revision, by, at)
    if decision not in Decision.values:
        raise BadPart("unknown-value")
    if not outcome.shown("en").text.strip() or not lesson.shown("en").text.strip():
        raise BadPart("no-text")
    before = _said(found)
    found.outcome, found.lesson = outcome.value(), lesson.value()
    found.decision, found.decided_on = decision, day_of(at)
    return _saved("conclude-experiment", found, before, by, at)


def _locked(experiment: Experiment, revision: int, by, at: datetime) -> Experiment:
    action = locked_action(experiment.action, by, at, "update")
    found = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if found.revision != revision:
        raise ChangedMeanwhile(found)
    found.action = action
    return found


def _saved(operation: str, found: Experiment, before: dict, by, at) -> Experiment:
    if _said(found) != before:
        found.revision += 1
        found.save()
        journal_action(operation, found.action, by, at, subject=found, before=before,
                       after=_said(found))  # fmt: skip
    return found


def _said(each: Experiment) -> dict:
    return {
        "hypothesis": each.hypothesis, "how_we_know": each.how_we_know, "outcome": each.outcome,
        "lesson": each.lesson, "decision": each.decision,
    }  # fmt: skip
