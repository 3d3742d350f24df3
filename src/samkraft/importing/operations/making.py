"""From a reviewed reading to a draft version, of a new plan or of one that is there already."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.importing.models import Document, Item, Stage
from samkraft.importing.operations.correcting import NotInReview
from samkraft.importing.queries.drafts import matched, newest_version, place_for
from samkraft.importing.rules import years
from samkraft.journal import operations as journal
from samkraft.lib.texts import LANGUAGES, Texts
from samkraft.plans import operations as plans
from samkraft.plans.models import Element, Plan, PlanVersion


class OtherLanguage(Exception):
    """The document is written in another language than the plan it should become a version of."""


@transaction.atomic
def make_draft(*, document: Document, by, at: datetime, plan: Plan | None = None) -> PlanVersion:
    """Make a draft of the reading, all of it or nothing: of a new plan, or the next one of `plan`.

    In the draft of a `plan` that is there, what is recognised keeps its key and address; what
    the document no longer has is taken out, and can be taken back. Every element keeps the page
    and lines it came from. Raises NotInReview, NotAllowed, OtherLanguage, DraftExists.
    """
    found = (
        Document.objects.select_for_update(of=("self",))
        .select_related("region")
        .get(pk=document.pk)
    )
    require(by, "edit", found.region)
    if found.stage != Stage.REVIEW:
        raise NotInReview(found.stage)
    version = _next_draft(found, plan, by, at) if plan else _first_draft(found, by, at)
    _Making(found, version, by, at).make()
    found.stage, found.version, found.plan = Stage.MADE, version, version.plan
    found.save(update_fields=["stage", "version", "plan"])
    journal.write(
        operation="make-draft", subject=found, by=by, at=at, region=found.region.slug,
        after={"plan": version.plan.slug, "version": version.number},
    )  # fmt: skip
    return version


def _first_draft(document: Document, by, at: datetime) -> PlanVersion:
    language = _language(document)
    version = plans.create_plan(
        region=document.region,
        title=Texts.of(language, document.title or document.filename),
        language=language,
        kind=document.kind,
        by=by,
        at=at,
    )
    words = {"title": document.title or document.filename, "vision": document.vision}
    first, last = years(document.period)
    return plans.reword_version(
        version=version, words=words, first_year=first, last_year=last, by=by, at=at
    )


def _next_draft(document: Document, plan: Plan, by, at: datetime) -> PlanVersion:
    """The next draft. What the document does not say about title, vision and years stays."""
    if plan.region_id != document.region_id:
        raise ValueError("The plan belongs to another region.")
    if plan.language != _language(document):
        raise OtherLanguage(plan.language)
    draft = plans.start_draft(version=newest_version(plan), by=by, at=at, reason=document.filename)
    first, last = years(document.period)
    if first is None and last is None:
        first, last = draft.first_year, draft.last_year
    words = {name: getattr(document, name) for name in ("title", "vision")}
    return plans.reword_version(
        version=draft,
        words={name: text for name, text in words.items() if text},
        first_year=first,
        last_year=last,
        by=by,
        at=at,
    )


def _language(document: Document) -> str:
    if document.language in LANGUAGES:
        return document.language
    return next((code for code in document.region.languages if code in LANGUAGES), "nb")


@dataclass(slots=True)
class _Making:
    """Fills a draft from the items, in the order of the document."""

    document: Document
    version: PlanVersion
    by: object
    at: datetime
    made: list[Element] = field(default_factory=list)
    other_wordings: dict[str, str] = field(default_factory=dict)

    def make(self) -> None:
        self.other_wordings = other_wordings(self.document.findings)
        old = {element.key: element for element in self.version.elements.all()}
        items = list(self.document.items.filter(dropped=False).order_by("order", "pk"))
        known = matched(items, list(old.values()), self.version.plan.language)
        below: dict[int | None, list[Item]] = {}
        for item in items:
            below.setdefault(item.parent_id, []).append(item)
        counts: dict[int | None, int] = {}
        queue: list[tuple[Item, Element | None]] = [
            (top, None) for top in reversed(below.get(None, []))
        ]
        while queue:
            item, parent = queue.pop()
            element = self._element(item, parent, old.get(known.get(item.pk)), counts)
            queue.extend((child, element) for child in reversed(below.get(item.pk, [])))
        Element.objects.bulk_update(self.made, ["source"])
        self._take_out([element for key, element in old.items() if key not in known.values()])

    def _element(self, item: Item, parent: Element | None, present: Element | None, counts):
        """The element of an item at its place: the one that is there already, or a new one."""
        parent = place_for(item.role, parent)
        position = counts.get(parent.pk if parent else None, 0)
        counts[parent.pk if parent else None] = position + 1
        doing = {"by": self.by, "at": self.at}
        if present is None:
            words = Texts.of(self.version.plan.language, item.text)
            element = plans.add_element(
                version=self.version, role=item.role, text=words, parent=parent,
                position=position, responsible=item.responsible, **doing,
            )  # fmt: skip
        else:
            responsible = item.responsible or present.responsible
            plans.move_element(element=present, parent=parent, position=position, **doing)
            element = plans.reword_element(
                element=present, text=item.text, responsible=responsible, **doing
            )
        element.parent = parent
        element.source = _source(self.document, item, self.other_wordings)
        self.made.append(element)
        return element

    def _take_out(self, elements: list[Element]) -> None:
        for element in elements:
            element.refresh_from_db()
            plans.remove_element(element=element, by=self.by, at=self.at)


def other_wordings(findings: list[dict]) -> dict[str, str]:
    """What an overview in the document calls an element, by the element's own words."""
    told = [f["text"] for f in findings if f["code"] == "worded-differently"]
    named = [re.search(r"“(.+?)” is called “(.+?)”", text) for text in told]
    return {each[1].casefold(): each[2] for each in named if each}


def _source(document: Document, item: Item, others: dict[str, str]) -> dict | None:
    if not item.first_line:
        return None
    source = {
        "document": document.filename,
        "page": item.page,
        "lines": [item.first_line, item.last_line],
    }
    if other := others.get(item.text.casefold()):
        source["also_called"] = other
    return source
