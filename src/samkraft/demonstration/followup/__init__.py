"""The demonstration's follow-up: who is organised how, and what became of each action, day by day.

Everything goes through the operations a person uses, in the order it happened. The files count
days from the day the demonstration is made, or name dates of an ended programme.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import yaml
from django.db import transaction

from samkraft.actions.models import Action
from samkraft.demonstration.followup.year import FollowUpYear
from samkraft.plans.models import Plan

FOLDER = Path(__file__).resolve().parent


def build_followup(*, now: datetime, progress) -> None:
    """Each file once; a plan that has actions already is left alone."""
    for path in sorted(FOLDER.glob("*.yml")):
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
        plan = Plan.objects.select_related("region").get(slug=facts["plan"])
        if not Action.objects.filter(plan=plan).exists():
            progress(f"follow-up of {plan.slug}")
            with transaction.atomic():
                FollowUpYear(plan, facts, now).build()
