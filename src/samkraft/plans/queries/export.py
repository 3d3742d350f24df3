"""A whole plan as one value that another installation can load, nothing lost.

Everything is named by what is stable: versions by number, elements by key, objectives by framework and
code. People are left out: who did what stays with the installation that knows them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from samkraft.accounts.models import Organisation
from samkraft.journal.models import Entry
from samkraft.plans.models import Element, Link, Plan, PlanVersion
from samkraft.plans.queries.exportfollowing import export_following

FORMAT, EDITION = "samkraft-plan", 1
VERSION_FIELDS = (
    "number", "state", "title", "vision", "slogan", "summary", "first_year", "last_year", "reason",
    "created_at", "published_at", "consultation_from", "consultation_until", "adopted_on",
    "deciding_body", "reference", "document", "ended_on", "end_reason",
)  # fmt: skip
ELEMENT_FIELDS = ("key", "role", "order", "text", "body", "responsible", "source", "removed_at")


def export_plan(plan: Plan) -> dict[str, Any]:
    """The plan with its region's name, levels, versions, links, change log and journal."""
    versions = list(plan.versions.order_by("number"))
    region = plan.region
    return {
        "format": FORMAT,
        "edition": EDITION,
        "region": {
            "slug": region.slug, "name": region.name, "kind": region.kind,
            "sentence": region.sentence, "languages": region.languages, "accent": region.accent,
        },
        "plan": {
            "slug": plan.slug, "kind": plan.kind, "language": plan.language,
            "commission": plan.commission, "demonstration": plan.demonstration,
            "created_at": _plain(plan.created_at),
            "initiated_by": _body(plan.initiated_by) if plan.initiated_by_id else None,
        },
        "levels": [
            {"role": each.role, "singular": each.singular, "plural": each.plural,
             "order": each.order}
            for each in plan.levels.order_by("order", "role")
        ],
        "versions": [_version(version) for version in versions],
        "links": [_link(link) for link in _links(plan)],
        "changes": [
            {"version": note.version.number if note.version_id else None, "on": _plain(note.on),
             "what": note.what, "reason": note.reason, "effect": note.effect,
             "approved_by": note.approved_by, "written_at": _plain(note.written_at)}
            for note in plan.changes.select_related("version").order_by("pk")
        ],
        "following": export_following(plan),
        "journal": _journal(plan, versions),
    }  # fmt: skip


def _body(organisation: Organisation) -> dict[str, Any]:
    return {"slug": organisation.slug, "kind": organisation.kind, "name": organisation.name}


def _version(version: PlanVersion) -> dict[str, Any]:
    elements = list(version.elements.select_related("parent").order_by("pk"))
    return {
        **{name: _plain(getattr(version, name)) for name in VERSION_FIELDS},
        "based_on": version.based_on.number if version.based_on_id else None,
        "document_file": version.document_file.name or None,
        "elements": [
            {
                **{name: _plain(getattr(element, name)) for name in ELEMENT_FIELDS},
                "parent": element.parent.key if element.parent_id else None,
            }
            for element in elements
        ],
    }


def _links(plan: Plan) -> list[Link]:
    return list(
        plan.links.select_related("objective__framework", "target_plan").order_by(
            "element_key", "pk"
        )
    )


def _link(link: Link) -> dict[str, Any]:
    return {
        "key": link.element_key,
        "framework": link.objective.framework.slug if link.objective_id else None,
        "code": link.objective.code if link.objective_id else None,
        "plan": link.target_plan.slug if link.target_plan_id else None,
        "plan_key": link.target_key,
        "note": link.note,
        "made_at": _plain(link.made_at),
    }


def _journal(plan: Plan, versions: list[PlanVersion]) -> list[dict[str, Any]]:
    """What was done to the plan's versions and elements, oldest first, without who did it."""
    numbers = {version.pk: f"version {version.number}" for version in versions}
    keys = {
        pk: f"element {number} {key}"
        for pk, number, key in Element.objects.filter(version__plan=plan).values_list(
            "pk", "version__number", "key"
        )
    }
    about = {"plans.planversion": numbers, "plans.element": keys}
    entries = Entry.objects.filter(
        region=plan.region.slug, subject__in=about, subject_id__in=[*numbers, *keys]
    ).order_by("pk")
    return [
        {
            "about": about[entry.subject][entry.subject_id],
            "at": _plain(entry.at), "operation": entry.operation, "label": entry.label,
            "before": entry.before, "after": entry.after, "why": entry.why,
        }
        for entry in entries
        if entry.subject_id in about[entry.subject]
    ]  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
