"""Building the demonstration from its files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction

from samkraft.accounts import operations as people
from samkraft.accounts.models import Organisation, Person
from samkraft.demonstration.accounts import ACCOUNTS, PASSWORD
from samkraft.demonstration.figures import build_figures
from samkraft.demonstration.followup import build_followup
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, Region
from samkraft.places.operations import describe_region
from samkraft.plans import operations as plans
from samkraft.plans.models import Element, Objective, Plan, PlanVersion

FOLDER = Path(__file__).resolve().parent
START = datetime(2025, 1, 12, 9, 0, tzinfo=UTC)
# Figures are delivered when they could be known: the newest are of the last day of 2025.
FIGURES = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def build_all(*, progress) -> None:
    """Regions, organisations, people, plans, links, figures and follow-up, in this order."""
    at = START
    regions = _read("regions.yml")
    for slug, facts in regions.items():
        _region(slug, facts, at)
    for facts in _read("organisations.yml"):
        _organisation(facts, at)
    _people(at)
    files = sorted((FOLDER / "plans").glob("*.yml"))
    for number, path in enumerate(files, start=1):
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not Plan.objects.filter(slug=facts["slug"]).exists():
            progress(f"plan {number} of {len(files)}: {facts['title'][facts['language']]}")
            _plan(facts, at)
    for facts in _read("links.yml"):
        _link(facts, at)
    build_figures(at=FIGURES, progress=progress)
    build_followup(now=datetime.now(UTC), progress=progress)


def _read(name: str):
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _region(slug: str, facts: dict, at: datetime) -> None:
    region = Region.objects.get(slug=slug)
    if not region.demonstration:
        describe_region(
            region=region,
            sentence=_texts(facts["sentence"], facts["languages"][0]),
            accent=facts["accent"],
            languages=facts["languages"],
            demonstration=True,
            by=None,
            at=at,
        )


def _organisation(facts: dict, at: datetime) -> None:
    slug = facts["slug"]
    if Organisation.objects.filter(slug=slug).exists():
        return
    area = facts.get("area")
    country, code = area.split(":") if area else (None, None)
    people.register_organisation(
        name=_texts(facts["name"], facts["language"]),
        slug=slug,
        kind=facts["kind"],
        mandate=_texts(facts["mandate"], facts["language"]) if facts.get("mandate") else None,
        area=Area.objects.filter(country=country, code=code, valid_until=None).first()
        if area
        else None,
        regions=tuple(Region.objects.filter(slug__in=facts["regions"])),
        by=None,
        at=at,
    )


def _people(at: datetime) -> None:
    # hashed once for all: the hash is slow on purpose, and these passwords are no secret
    password = make_password(PASSWORD)
    for account in ACCOUNTS:
        if Person.objects.filter(email=account.email).exists():
            continue
        person = people.register_person(
            email=account.email,
            name=account.name,
            language=account.language,
            organisation=Organisation.objects.filter(slug=account.organisation).first(),
            by=None,
            at=at,
        )
        Person.objects.filter(pk=person.pk).update(password=password)
        if account.region:
            region = Region.objects.get(slug=account.region)
            people.give_role(person=person, region=region, role=account.role, by=None, at=at)
        else:
            people.give_installation_role(person=person, role=account.role, by=None, at=at)


@transaction.atomic
def _plan(facts: dict, at: datetime) -> None:
    region = Region.objects.get(slug=facts["region"])
    lang = facts["language"]
    version = plans.create_plan(
        region=region,
        title=Texts.of(lang, facts["title"][lang]),
        language=lang,
        slug=facts["slug"],
        kind=facts["kind"],
        demonstration=True,
        by=None,
        at=at,
    )
    _levels(version.plan, facts, at)
    _words(version, facts, at)
    for entry in facts["elements"]:
        _element(version, entry, None, lang, at)
    for step in facts["life"]:
        at += timedelta(days=step.get("after_days", 1))
        version = _step(version, step, lang, at)


def _levels(plan: Plan, facts: dict, at: datetime) -> None:
    for order, (role, names) in enumerate(facts.get("levels", {}).items()):
        plans.name_level(
            plan=plan,
            role=role,
            singular=_texts(names["one"], facts["language"]),
            plural=_texts(names["many"], facts["language"]),
            order=order,
            by=None,
            at=at,
        )


def _words(version: PlanVersion, facts: dict, at: datetime) -> None:
    lang = facts["language"]
    texts = {
        name: facts[name] for name in ("title", "vision", "slogan", "summary") if facts.get(name)
    }
    first, last = facts.get("years", [None, None])
    plans.reword_version(
        version=version,
        words={name: text[lang] for name, text in texts.items()},
        first_year=first,
        last_year=last,
        by=None,
        at=at,
    )
    for other in sorted({code for text in texts.values() for code in text} - {lang}):
        plans.translate_version(
            version=version,
            lang=other,
            words={name: text[other] for name, text in texts.items() if other in text},
            by=None,
            at=at,
        )


def _element(version, entry: dict, parent: Element | None, lang: str, at: datetime) -> None:
    element = plans.add_element(
        version=version,
        role=entry["role"],
        text=_texts(dict(entry["text"].items()), lang),
        body=_texts(entry["body"], lang) if entry.get("body") else None,
        responsible=entry.get("responsible", ""),
        key=entry.get("key"),
        parent=parent,
        by=None,
        at=at,
    )
    for child in entry.get("children", []):
        _element(version, child, element, lang, at)


def _step(version: PlanVersion, step: dict, lang: str, at: datetime) -> PlanVersion:
    """One step in the life of a plan: consult, adopt, draft, reword, add, remove, move, note."""
    match step["do"]:
        case "consult":
            return plans.open_consultation(
                version=version, opens=step["from"], closes=step["until"], by=None, at=at
            )
        case "adopt":
            return plans.adopt_version(
                version=version,
                on=step["on"],
                deciding_body=step["body"],
                reference=step.get("reference", ""),
                by=None,
                at=at,
            )
        case "draft":
            return plans.start_draft(version=version, reason=step["why"], by=None, at=at)
        case "reword":
            plans.reword_element(
                element=_find(version, step["key"]), text=step["text"], by=None, at=at
            )
        case "add":
            _element(version, step["element"], _find(version, step.get("under")), lang, at)
        case "remove":
            plans.remove_element(element=_find(version, step["key"]), by=None, at=at)
        case "move":
            plans.move_element(
                element=_find(version, step["key"]),
                parent=_find(version, step.get("under")),
                position=step["position"],
                by=None,
                at=at,
            )
        case "note":
            plans.record_change(
                plan=version.plan,
                version=version,
                on=step["on"],
                what=step["what"],
                reason=step["why"],
                effect=step.get("effect", ""),
                approved_by=step["approved_by"],
                by=None,
                at=at,
            )
    return version


def _find(version: PlanVersion, key: str | None) -> Element | None:
    return version.elements.get(key=key) if key else None


def _link(facts: dict, at: datetime) -> None:
    plan = Plan.objects.get(slug=facts["plan"])
    objective = None
    if framework := facts.get("framework"):
        objective = Objective.objects.get(framework__slug=framework, code=str(facts["code"]))
    plans.link_element(
        plan=plan,
        key=facts.get("key", ""),
        objective=objective,
        target_plan=Plan.objects.get(slug=facts["to"]) if facts.get("to") else None,
        target_key=facts.get("to_key", ""),
        note=facts.get("note", ""),
        by=None,
        at=at,
    )


def _texts(words: dict[str, str], original: str) -> Texts:
    """The original first, then its translations."""
    texts = Texts.of(original, words[original])
    for lang, text in words.items():
        if lang != original:
            texts = texts.with_translation(lang, text)
    return texts
