"""People, organisations and roles."""

import pytest

from samkraft.accounts import operations
from samkraft.accounts.models import Organisation, Person, RegionRole
from samkraft.accounts.queries import names_of, organisations_of, people_of, regions_of
from samkraft.accounts.rules import NotAllowed, may, may_administer
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import make_person, make_region

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}

RIGHTS = {
    "reader": {"read_unpublished"},
    "contributor": {"read_unpublished", "comment"},
    "editor": {"read_unpublished", "comment", "edit"},
    "coordinator": {"read_unpublished", "comment", "edit", "decide", "give_roles"},
    "programme": {"read_unpublished"},
    "administrator": {"read_unpublished", "comment", "edit", "decide", "give_roles"},
}


@pytest.mark.parametrize("role", RIGHTS)
def test_a_role_gives_exactly_these_rights_here_and_none_elsewhere(role):
    here, there = make_region(), make_region()
    everywhere = role in ("programme", "administrator")
    person = make_person(role, None if everywhere else here)
    rights = RIGHTS["coordinator"]
    assert {right for right in rights if may(person, right, here)} == RIGHTS[role]
    elsewhere = RIGHTS[role] if everywhere else set()
    assert {right for right in rights if may(person, right, there)} == elsewhere
    assert may_administer(person) == (role == "administrator")


def test_somebody_without_a_role_may_nothing():
    region, person = make_region(), make_person()
    assert not any(may(person, right, region) for right in RIGHTS["coordinator"])


def test_a_new_role_ends_the_former_one():
    region = make_region()
    make_person("coordinator", region)
    person = make_person("reader", region)
    operations.give_role(person=person, region=region, role="editor", **DO)
    held = RegionRole.objects.filter(person=person).order_by("pk")
    assert [(each.role, each.active_until) for each in held] == [
        ("reader", NOON.date()), ("editor", None),
    ]  # fmt: skip


def test_the_last_coordinator_stays():
    region = make_region()
    person = make_person("coordinator", region)
    for attempt in (
        lambda: operations.end_role(person=person, region=region, **DO),
        lambda: operations.give_role(person=person, region=region, role="reader", **DO),
        lambda: operations.end_person(person=person, **DO),
    ):
        with pytest.raises(operations.LastCoordinator):
            attempt()
    assert RegionRole.objects.get(person=person).active_until is None


def test_the_last_administrator_stays():
    person = make_person("administrator")
    with pytest.raises(operations.LastAdministrator):
        operations.end_person(person=person, **DO)


def test_an_address_is_registered_once_whatever_its_case():
    make_person(email="anna@example.org")
    with pytest.raises(operations.EmailTaken):
        make_person(email="Anna@Example.org")


def test_a_coordinator_gives_roles_in_the_own_region_only():
    here, there = make_region(), make_region()
    coordinator, person = make_person("coordinator", here), make_person()
    operations.give_role(person=person, region=here, role="reader", by=coordinator, at=NOON)
    with pytest.raises(NotAllowed):
        operations.give_role(person=person, region=there, role="reader", by=coordinator, at=NOON)
    with pytest.raises(NotAllowed):
        operations.give_installation_role(
            person=person, role="administrator", by=coordinator, at=NOON
        )


def test_an_unknown_role_is_refused():
    with pytest.raises(operations.UnknownRole):
        operations.give_role(person=make_person(), region=make_region(), role="king", **DO)


def test_when_a_record_ends_name_and_address_go_and_the_journal_has_neither():
    person = make_person(name="Anna Andersson", email="anna@example.org")
    operations.end_person(person=person, **DO)
    ended = Person.objects.get(pk=person.pk)
    assert (ended.name, ended.is_active, ended.has_usable_password()) == ("", False, False)
    assert "anna" not in ended.email
    told = " ".join(f"{e.label} {e.before} {e.after}" for e in Entry.objects.all())
    assert "Anna" not in told
    assert "example.org" not in told


def test_regions_and_people_are_listed_with_their_roles():
    here = make_region("har")
    make_region("dar")
    coordinator = make_person("coordinator", here, name="Berit")
    administrator = make_person("administrator", name="Ada")
    assert [(each.region.slug, each.role) for each in regions_of(coordinator)] == [
        ("har", "coordinator")
    ]
    assert [(each.region.slug, each.role) for each in regions_of(administrator)] == [
        ("dar", "administrator"), ("har", "administrator"),
    ]  # fmt: skip
    assert [(each.person.name, each.role) for each in people_of(here)] == [("Berit", "coordinator")]
    assert names_of({coordinator.pk, 999}) == {coordinator.pk: "Berit"}


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_people_costs_one_query(people, django_assert_num_queries):
    region = make_region()
    for _ in range(people):
        make_person("reader", region)
    with django_assert_num_queries(1):
        [each.person.organisation for each in people_of(region)]


def test_organisations_get_addresses_of_their_own():
    region = make_region()
    for _ in range(2):
        operations.register_organisation(
            name=Texts.of("sv", "Älvsbyns kommun"), kind="municipality", regions=(region,), **DO
        )
    assert [each.slug for each in organisations_of(region)] == [
        "alvsbyns-kommun", "alvsbyns-kommun-2",
    ]  # fmt: skip
    assert Organisation.objects.filter(regions=region).count() == 2


def test_an_editor_of_one_region_cannot_register_a_body_for_another():
    here, there = make_region(), make_region()
    editor = make_person("editor", here)
    with pytest.raises(NotAllowed):
        operations.register_organisation(
            name=Texts.of("sv", "Någon"), kind="business", regions=(here, there), by=editor,
            at=NOON,
        )  # fmt: skip


def test_a_body_is_described_in_its_own_language_and_in_translation():
    region = make_region()
    body = operations.register_organisation(
        name=Texts.of("sv", "Kommunen"), kind="other", regions=(region,), **DO
    )
    editor = make_person("editor", region)
    do = {"organisation": body, "kind": "municipality", "by": editor, "at": NOON}
    operations.describe_organisation(lang="sv", name="Älvsbyns kommun", mandate="Sköter", **do)
    operations.describe_organisation(lang="en", name="Älvsbyn municipality", **do)
    body.refresh_from_db()
    assert (body.named("en").text, body.named("sv").text, body.kind) == (
        "Älvsbyn municipality", "Älvsbyns kommun", "municipality",
    )  # fmt: skip
    assert Texts.read(body.mandate).get("sv") == "Sköter"
    assert Entry.objects.filter(operation="describe-organisation").count() == 2


def test_a_body_of_another_region_cannot_be_described():
    body = operations.register_organisation(
        name=Texts.of("sv", "Kommunen"), kind="other", regions=(make_region(),), **DO
    )
    with pytest.raises(NotAllowed):
        operations.describe_organisation(
            organisation=body, lang="sv", name="Annat", kind="other", at=NOON,
            by=make_person("coordinator", make_region()),
        )  # fmt: skip
