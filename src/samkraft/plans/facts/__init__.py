"""The frameworks that every installation knows: Agenda 2030, EU and national objectives."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db import transaction

from samkraft.plans.models import Framework, Objective

FOLDER = Path(__file__).resolve().parent


@transaction.atomic
def load_frameworks() -> int:
    """Bring the shared frameworks to the state of the files; gives the number of objectives.

    Quick when they are there already: one query.
    """
    if Framework.objects.filter(region=None).count() >= len(list(FOLDER.glob("*.yml"))):
        return 0
    return sum(_load(path) for path in sorted(FOLDER.glob("*.yml")))


def _load(path: Path) -> int:
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    framework, _ = Framework.objects.update_or_create(
        slug=path.stem,
        defaults={
            "tier": facts["tier"],
            "country": facts.get("country", ""),
            "name": _texts(facts["name"]),
            "source": facts["source"],
        },
    )
    order = 0
    for entry in facts["objectives"]:
        top = _objective(framework, entry, None, order)
        order += 1
        for code in entry.get("targets", []):
            _objective(framework, {"code": str(code)}, top, order)
            order += 1
    return order


def _objective(framework: Framework, entry: dict, parent: Objective | None, order: int):
    objective, _ = Objective.objects.update_or_create(
        framework=framework,
        code=str(entry["code"]),
        defaults={
            "name": _texts(entry.get("name", {})),
            "parent": parent,
            "order": order,
            "checked": entry.get("checked", True),
            "note": entry.get("note", ""),
        },
    )
    return objective


def _texts(names: dict[str, str]) -> dict:
    """Official names in several languages are all originals; none is a translation."""
    return {lang: {"text": text} for lang, text in names.items()}
