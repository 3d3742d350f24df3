import pytest

from samkraft.importing import operations
from samkraft.importing.models import Stage
from samkraft.importing.operations import NotInReview, OtherLanguage
from samkraft.importing.queries import outlook, plans_to_renew
from samkraft.importing.queries.drafts import newest_version
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, Plan
from samkraft.plans.operations import (
    DraftExists,
    discard_draft,
    reword_element,
    start_draft,
    translate_element,
)
from samkraft.plans.queries import check_version, plan_as_json
from tests.conftest import NOON
from tests.factories import add, adopt, element, make_draft, make_region
from tests.importing.documents import PIECES, a_reading, item, make_document

pytestmark = pytest.mark.django_db
DOING = {"by": None, "at": NOON}


def tree_of(version) -> list[tuple]:
    rows = plan_as_json(version)["elements"]
    texts = [row["text"] for row in rows]
    return [
        (row["kind"], row["text"], None if row["parent"] is None else texts[row["parent"]])
        for row in rows
    ]


def test_the_draft_is_the_reading():
    document = make_document()
    version = operations.make_draft(document=document, **DOING)
    assert tree_of(version) == [
        ("area", "Hållbara samhällen", None),
        ("goal", "Fler bor kvar", "Hållbara samhällen"),
        ("path", "Billigare bostäder", "Fler bor kvar"),
        ("path", "Bättre bussar", "Fler bor kvar"),
        ("goal", "Friska vatten", "Hållbara samhällen"),
    ]
    assert (version.titled("sv").text, version.period) == ("Plan för Norra", "2025–2030")
    assert Texts.read(version.vision).get("sv") == "Ett gott liv"
    path = element(version, "Billigare bostäder")
    assert path.responsible == "Regionen"
    assert path.source == {"document": "plan.txt", "page": 1, "lines": [5, 5]}
    document.refresh_from_db()
    assert (document.stage, document.version) == (Stage.MADE, version)


def test_a_draft_is_made_once():
    document = make_document()
    operations.make_draft(document=document, **DOING)
    with pytest.raises(NotInReview):
        operations.make_draft(document=document, **DOING)
    assert Plan.objects.count() == 1


def test_what_cannot_stand_somewhere_stands_higher_up():
    pieces = (("goal", "Mål", None, None, 3), ("principle", "Princip", 0, None, 4))
    document = make_document(reading=a_reading(pieces=pieces))
    assert outlook(document).raised == 1
    version = operations.make_draft(document=document, **DOING)
    assert tree_of(version) == [("goal", "Mål", None), ("principle", "Princip", None)]


def test_a_document_without_title_language_or_period_becomes_a_draft_too():
    empty = {"title": None, "period": None, "vision": None, "language": "xx"}
    document = make_document(reading=a_reading(pieces=(), **empty))
    version = operations.make_draft(document=document, **DOING)
    assert (version.titled("sv").text, version.period) == ("plan.txt", "")


def test_after_the_draft_is_discarded_the_review_can_be_taken_up_again():
    document = make_document()
    version = operations.make_draft(document=document, **DOING)
    assert not operations.reopen_document(document=document, **DOING)
    discard_draft(version=version, **DOING)
    assert operations.reopen_document(document=document, **DOING)
    operations.make_draft(document=document, **DOING)


def test_when_something_fails_nothing_is_made(monkeypatch):
    document = make_document()
    before = (Plan.objects.count(), Element.objects.count(), Entry.objects.count())
    monkeypatch.setattr(Element.objects, "bulk_update", None, raising=False)
    with pytest.raises(TypeError):
        operations.make_draft(document=document, **DOING)
    assert (Plan.objects.count(), Element.objects.count(), Entry.objects.count()) == before
    document.refresh_from_db()
    assert document.stage == Stage.REVIEW


@pytest.fixture
def plan():
    """An adopted plan that the document is a newer edition of."""
    version = make_draft(make_region(), "Planen")
    area = add(version, "priority_area", "Hållbara samhällen")
    old = add(version, "goal", "Ett gammalt mål", area)
    add(version, "path", "Bättre bussar", old)
    stay = add(version, "goal", "Fler bor kvar här", area)
    add(version, "path", "Billigare  Bostäder!", stay)
    translate_element(element=stay, lang="nb", text="Flere blir", **DOING)
    return adopt(version).plan


def test_the_next_version_keeps_keys_of_what_is_recognised(plan):
    keys = {e.worded("sv").text: e.key for e in Element.objects.all()}
    document = make_document(plan.region)
    found = outlook(document, plan)
    assert (found.same, found.reworded, found.new, found.gone) == (2, 2, 1, 1)
    version = operations.make_draft(document=document, plan=plan, **DOING)
    assert (version.plan, version.number) == (plan, 2)
    assert tree_of(version) == [
        ("area", "Hållbara samhällen", None),
        ("goal", "Fler bor kvar", "Hållbara samhällen"),
        ("path", "Billigare bostäder", "Fler bor kvar"),
        ("path", "Bättre bussar", "Fler bor kvar"),
        ("goal", "Friska vatten", "Hållbara samhällen"),
    ]
    now = {e.worded("sv").text: e for e in version.elements.filter(removed_at=None)}
    assert now["Fler bor kvar"].key == keys["Fler bor kvar här"]
    assert now["Billigare bostäder"].key == keys["Billigare  Bostäder!"]
    assert now["Bättre bussar"].key == keys["Bättre bussar"]
    assert now["Bättre bussar"].source["lines"] == [6, 6]
    assert Texts.read(now["Fler bor kvar"].text).stale("nb")
    removed = version.elements.filter(removed_at__isnull=False)
    assert [e.worded("sv").text for e in removed] == ["Ett gammalt mål"]


def test_the_version_in_force_stays_as_it_was(plan):
    before = plan_as_json(newest_version(plan))
    operations.make_draft(document=make_document(plan.region), plan=plan, **DOING)
    assert plan_as_json(plan.versions.get(number=1)) == before


def test_turning_the_tree_upside_down_works(plan):
    turned = (
        ("goal", "Fler bor kvar här", None, None, 3),
        ("goal", "Ett gammalt mål", 0, None, 4),
        ("path", "Bättre bussar", 0, None, 5),
        ("priority_area", "Hållbara samhällen", None, None, 6),
    )
    turned = tuple(("area" if p[0] == "priority_area" else p[0], *p[1:]) for p in turned)
    document = make_document(plan.region, a_reading(pieces=turned))
    version = operations.make_draft(document=document, plan=plan, **DOING)
    assert tree_of(version) == [
        ("goal", "Fler bor kvar här", None),
        ("goal", "Ett gammalt mål", "Fler bor kvar här"),
        ("path", "Bättre bussar", "Fler bor kvar här"),
        ("area", "Hållbara samhällen", None),
    ]


def test_what_the_document_does_not_say_stays(plan):
    nothing = {"title": None, "period": None, "vision": None}
    document = make_document(plan.region, a_reading(**nothing))
    version = operations.make_draft(document=document, plan=plan, **DOING)
    assert version.titled("sv").text == "Planen"


def test_a_plan_with_a_draft_or_in_another_language_is_not_offered(plan):
    document = make_document(plan.region)
    other = make_document(plan.region, a_reading(language="nb"))
    assert plans_to_renew(document) == [plan]
    assert plans_to_renew(other) == []
    with pytest.raises(OtherLanguage):
        operations.make_draft(document=other, plan=plan, **DOING)
    start_draft(version=newest_version(plan), **DOING)
    assert plans_to_renew(document) == []
    with pytest.raises(DraftExists):
        operations.make_draft(document=document, plan=plan, **DOING)
    document.refresh_from_db()
    assert document.stage == Stage.REVIEW


def test_a_plan_of_another_region_cannot_be_renewed(plan):
    with pytest.raises(ValueError, match="another region"):
        operations.make_draft(document=make_document(), plan=plan, **DOING)


def test_the_same_words_twice_are_two_pieces():
    pieces = (*PIECES, ("path", "Bättre bussar", 4, None, 9))
    document = make_document(reading=a_reading(pieces=pieces))
    version = operations.make_draft(document=document, **DOING)
    assert [text for _, text, _ in tree_of(version)].count("Bättre bussar") == 2
    adopt(version)
    again = make_document(document.region, a_reading(pieces=pieces))
    second = operations.make_draft(document=again, plan=version.plan, **DOING)
    assert tree_of(second) == tree_of(version)
    assert sorted(e.key for e in second.elements.all()) == sorted(
        e.key for e in version.elements.all()
    )
    reword_element(element=second.elements.first(), text="Nytt", **DOING)
    assert item(again, "Friska vatten").pk


def test_a_goal_the_overview_called_otherwise_is_still_told_by_the_checks():
    document = make_document()
    text = next(row.text for row in document.items.all() if row.role == "goal")
    document.findings = [
        {
            "code": "worded-differently",
            "text": f"The goal “{text}” is called “Något annat” in the overview on line 2.",
            "source": {"page": None, "lines": [2, 2]},
        }
    ]
    document.save()
    version = operations.make_draft(document=document, **DOING)
    told = [f.values for f in check_version(version) if f.code == "worded-differently"]
    assert told == [{"text": text, "other": "Något annat"}]
