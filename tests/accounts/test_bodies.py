"""Bodies and seats: standing or new with a reason, from–until."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from samkraft.accounts import operations as do
from samkraft.accounts.models import Body, Seat
from samkraft.accounts.queries import bodies_of, body_numbers_of, seats_of
from samkraft.accounts.rules import NotAllowed
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import make_area, make_body, make_organisation, make_person, make_region

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
DAY = NOON.date()
NEXT = DAY + timedelta(days=1)


def seat(body, **fields):
    return do.give_seat(body=body, **{"role": "member", "active_from": DAY, **DO, **fields})


def test_a_body_belongs_to_a_region_and_may_belong_to_an_organisation_and_a_place():
    region, area = make_region("nord"), make_area("1860")
    organisation = make_organisation(region)
    body = make_body(region, slug="gruppen", kind="working_group", organisation=organisation,
                     area=area, mandate=Texts.of("sv", "Förbereder"))  # fmt: skip
    body.refresh_from_db()
    assert (body.slug, body.kind, body.organisation, body.area, body.existing) == (
        "gruppen", "working_group", organisation, area, True,
    )  # fmt: skip
    entry = Entry.objects.get(operation="form-body")
    assert (entry.region, entry.label, entry.after["kind"]) == ("nord", "Gruppen", "working_group")


def test_a_new_structure_asks_for_its_reason():
    region = make_region()
    with pytest.raises(do.BadBody, match="no-reason"):
        make_body(region, existing=False)
    assert make_body(region, existing=False, new_reason="Ingen finns").new_reason == "Ingen finns"
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.update(existing=False, new_reason="")


@pytest.mark.parametrize(
    ("changes", "code"), [({"kind": "club"}, "unknown-kind"), ({"name": Texts()}, "no-name")]
)
def test_a_body_that_makes_no_sense_is_refused(changes, code):
    with pytest.raises(do.BadBody, match=code):
        make_body(make_region(), **changes)


def test_two_regions_may_have_bodies_of_one_name_and_one_region_gets_another_address():
    here, there = make_region(), make_region()
    made = [make_body(region, slug="rad") for region in (here, there, here)]
    assert [body.slug for body in made] == ["rad", "rad", "rad-2"]


def test_two_who_describe_a_body_both_notice():
    body = make_body(make_region())
    change = {"kind": "council", "name": Texts.of("sv", "Rådet"), **DO}
    found = do.describe_body(body=body, revision=1, **change)
    assert (found.kind, found.revision) == ("council", 2)
    with pytest.raises(do.BodyChanged) as caught:
        do.describe_body(body=body, revision=1, **change)
    assert caught.value.current.revision == 2
    assert do.describe_body(body=body, revision=2, **change).revision == 2


def test_a_body_ends_with_its_reason_and_its_seats_with_it():
    body = make_body(make_region())
    sits = seat(body, name="Anna")
    with pytest.raises(do.BadBody, match="no-reason"):
        do.end_body(body=body, on=NEXT, why=" ", **DO)
    do.end_body(body=body, on=NEXT, why="Klart", **DO)
    sits.refresh_from_db()
    assert sits.active_until == NEXT
    with pytest.raises(do.BadBody, match="already-ended"):
        do.end_body(body=body, on=NEXT, why="Klart", **DO)
    with pytest.raises(do.BadBody, match="body-ended"):
        seat(Body.objects.get(pk=body.pk), name="Bo", active_from=NEXT)
    assert bodies_of(body.region, on=DAY) == [body]
    assert bodies_of(body.region, on=NEXT) == []
    assert bodies_of(body.region) == [body]


def test_a_seat_is_a_persons_an_organisations_or_a_names():
    region = make_region()
    body, person, organisation = make_body(region), make_person(), make_organisation(region)
    seat(body, person=person, role="member")
    seat(body, organisation=organisation, role="observer")
    seat(body, name="Anna", role="chair")
    assert [(s.role, s.person, s.organisation, s.name) for s in seats_of([body], on=DAY)] == [
        ("chair", None, None, "Anna"), ("member", person, None, ""),
        ("observer", None, organisation, ""),
    ]  # fmt: skip
    with pytest.raises(do.BadBody, match="nobody"):
        seat(body, name=" ")
    with pytest.raises(do.BadBody, match="unknown-role"):
        seat(body, name="Bo", role="king")
    with pytest.raises(do.BadBody, match="dates-out-of-order"):
        seat(body, name="Bo", active_until=DAY - timedelta(days=1))


def test_a_seat_holds_from_until_and_observers_do_not_count():
    person, region = make_person(), make_region()
    one, two = make_body(region), make_body(region)
    sits = seat(one, person=person)
    seat(two, person=person, role="observer")
    assert body_numbers_of(person, DAY) == {one.pk}
    do.end_seat(seat=sits, on=NEXT, **DO)
    assert (body_numbers_of(person, DAY), body_numbers_of(person, NEXT)) == ({one.pk}, frozenset())
    assert body_numbers_of(person, date(2020, 1, 1)) == frozenset()


def test_a_name_is_shown_when_its_person_agrees_and_nobody_else_says_so():
    region, person = make_region(), make_person()
    sits = seat(make_body(region), person=person)
    assert sits.published_name is False
    assert do.agree_to_name(seat=sits, agreed=True, by=person, at=NOON).published_name
    with pytest.raises(NotAllowed):
        do.agree_to_name(seat=sits, agreed=True, by=make_person("reader", region), at=NOON)


def test_seats_end_when_a_persons_record_does():
    person = make_person()
    sits = seat(make_body(make_region()), person=person, published_name=True)
    do.end_person(person=person, **DO)
    sits.refresh_from_db()
    assert (sits.active_until, sits.published_name) == (DAY, False)


def test_the_journal_names_no_people():
    body = make_body(make_region())
    seat(body, name="Anna Andersson")
    assert "Anna" not in str(list(Entry.objects.values_list("label", "before", "after")))


RIGHTS = {"nobody": False, "reader": False, "contributor": False, "editor": True,
          "coordinator": True, "elsewhere": False, "administrator": True}  # fmt: skip


@pytest.mark.parametrize("who", RIGHTS)
def test_editors_look_after_bodies_and_seats(who):
    region = make_region()
    body, sits = make_body(region), []
    sits.append(seat(body, name="Anna"))
    person = {
        "nobody": lambda: make_person(), "elsewhere": lambda: make_person("editor", make_region()),
        "administrator": lambda: make_person("administrator"),
    }.get(who, lambda: make_person(who, region))()  # fmt: skip
    by = {"by": person, "at": NOON}
    words = {"kind": "council", "name": Texts.of("sv", "Rådet")}
    allowed = []
    for attempt in (
        lambda: do.form_body(region=region, **words, **by),
        lambda: do.describe_body(body=body, revision=1, **words, **by),
        lambda: do.give_seat(body=body, role="chair", name="Bo", active_from=DAY, **by),
        lambda: do.end_seat(seat=sits[0], on=NEXT, **by),
        lambda: do.agree_to_name(seat=sits[0], agreed=True, **by),
        lambda: do.end_body(body=body, on=NEXT, why="Klart", **by),
    ):
        try:
            attempt()
            allowed.append(True)
        except NotAllowed:
            allowed.append(False)
    assert set(allowed) == {RIGHTS[who]}
    assert Seat.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_bodies_and_seats_cost_two_queries(many, django_assert_num_queries):
    region = make_region()
    for _ in range(many):
        seat(make_body(region), person=make_person(), organisation=make_organisation(region))
    with django_assert_num_queries(2):
        bodies = bodies_of(region, on=DAY)
        assert [str(s.organisation) + s.person.name for s in seats_of(bodies, on=DAY)]
