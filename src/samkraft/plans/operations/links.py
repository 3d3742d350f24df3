"""Links between levels."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.journal import operations as journal
from samkraft.lib.slugs import slug
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans.models import Element, Framework, Link, Objective, Plan


class NoSuchElement(Exception):
    """The plan has no element with this key in any version."""


@transaction.atomic
def link_element(
    *,
    plan: Plan,
    key: str,
    by,
    at: datetime,
    objective: Objective | None = None,
    target_plan: Plan | None = None,
    target_key: str = "",
    note: str = "",
) -> Link:
    """Link an element (an empty `key`: the whole plan) to an objective or another plan's element.

    Linking twice changes nothing. Raises NotAllowed, NoSuchElement, ValueError.
    """
    require(by, "edit", plan.region)
    if (objective is None) == (target_plan is None):
        raise ValueError("Link to one thing: an objective or another plan's element.")
    if target_plan is not None and target_plan.pk == plan.pk and target_key == key:
        raise ValueError("An element cannot be linked to itself.")
    for where, wanted in ((plan, key), (target_plan, target_key)):
        if wanted and not Element.objects.filter(version__plan=where, key=wanted).exists():
            raise NoSuchElement(wanted)
    link, made = Link.objects.get_or_create(
        plan=plan,
        element_key=key,
        objective=objective,
        target_plan=target_plan,
        target_key=target_key,
        defaults={"note": note.strip(), "made_at": at},
    )
    if made:
        _journal("link-element", link, by, at)
    return link


@transaction.atomic
def unlink_element(*, link: Link, by, at: datetime) -> None:
    """Take a link away. Raises NotAllowed."""
    require(by, "edit", link.plan.region)
    _journal("unlink-element", link, by, at)
    link.delete()


@transaction.atomic
def add_framework(
    *, region: Region, name: Texts, tier: str, by, at: datetime, source: str = ""
) -> Framework:
    """Start a region's own list of objectives, such as a municipal plan. Raises NotAllowed."""
    require(by, "edit", region)
    base = slug(f"{region.slug} {name.shown('en')}", longest=50) or region.slug
    taken = set(Framework.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free, number = base, 2
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    framework = Framework.objects.create(
        slug=free, tier=tier, name=name.value(), source=source.strip(), region=region
    )
    journal.write(
        operation="add-framework",
        subject=framework,
        by=by,
        at=at,
        region=region.slug,
        label=name.shown("en").text,
    )
    return framework


@transaction.atomic
def add_objective(
    *,
    framework: Framework,
    code: str,
    name: Texts,
    by,
    at: datetime,
    parent: Objective | None = None,
) -> Objective:
    """Add an objective to a region's own framework (a municipal plan, a national strategy …).

    Raises NotAllowed; shared frameworks, which belong to no region, are changed as facts only.
    """
    if framework.region is None:
        raise ValueError("This framework is shared by all regions.")
    require(by, "edit", framework.region)
    objective = Objective.objects.create(
        framework=framework,
        code=code.strip(),
        name=name.value(),
        parent=parent,
        order=framework.objectives.count(),
    )
    journal.write(
        operation="add-objective",
        subject=objective,
        by=by,
        at=at,
        region=framework.region.slug,
        label=f"{code} {name.shown('en')}",
    )
    return objective


def _journal(operation: str, link: Link, by, at: datetime) -> None:
    journal.write(
        operation=operation,
        subject=link,
        by=by,
        at=at,
        label=f"{link.plan.slug}/{link.element_key}",
        region=link.plan.region.slug,
        after={
            "objective": str(link.objective) if link.objective_id else None,
            "plan": link.target_plan.slug if link.target_plan_id else None,
            "key": link.target_key,
        },
    )
