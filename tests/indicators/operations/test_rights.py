"""Who may do what with indicators and their figures."""

import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.indicators import operations
from samkraft.indicators.operations import DeliveryHeld
from samkraft.indicators.queries.waiting import held_for
from tests.conftest import NOON
from tests.factories import deliver, make_indicator, make_own_indicator, make_person, make_region

pytestmark = pytest.mark.django_db
MANY = {("SE-25", str(year)): 100.0 for year in range(1990, 2015)}
OWN = {"add", "change", "withdraw", "enter", "decide"}
RIGHTS = {
    "nobody": set(),
    "reader": set(),
    "contributor": set(),
    "responsible": {"enter"},
    "editor": OWN,
    "coordinator": OWN,
    "coordinator elsewhere": set(),
    "programme": set(),
    "administrator": {*OWN, "decide shared"},
    "the installation": {*OWN, "decide shared"},
}


def held(indicator):
    deliver(indicator, MANY)
    with pytest.raises(DeliveryHeld) as caught:
        deliver(indicator, dict.fromkeys(MANY, 0.0))
    return caught.value.held


def somebody(who, region):
    if who == "the installation":
        return None
    if who in ("nobody", "responsible"):
        return make_person()
    if who in ("administrator", "programme"):
        return make_person(who)
    here = make_region() if who.endswith("elsewhere") else region
    return make_person(who.removesuffix(" elsewhere"), here)


def attempts(region, person, responsible):
    do = {"by": person, "at": NOON}
    own = [make_own_indicator(region, responsible=responsible) for _ in range(3)]
    fetched = make_own_indicator(region, source="kolada")
    waiting, shared = held(fetched), held(make_indicator())
    return {
        "add": lambda: operations.add_indicator(
            region=region, lang="sv", title="Nytt", nature="count", direction="up", **do
        ),
        "change": lambda: operations.change_indicator(
            indicator=own[0], lang="sv", revision=1, texts={"title": "Annat"}, **do
        ),
        "withdraw": lambda: operations.withdraw_indicator(indicator=own[1], why="Fel", **do),
        "enter": lambda: operations.enter_value(
            indicator=own[2], area=region.slug, period="2025", value=1.0, **do
        ),
        "decide": lambda: operations.decide_held(held=waiting, accept=True, **do),
        "decide shared": lambda: operations.decide_held(held=shared, accept=False, **do),
    }


@pytest.mark.parametrize("who", RIGHTS)
def test_each_may_do_exactly_what_the_table_says(who):
    region = make_region()
    person = somebody(who, region)
    done = set()
    for name, attempt in attempts(region, person, person if who == "responsible" else None).items():
        try:
            attempt()
        except NotAllowed:
            continue
        done.add(name)
    assert done == RIGHTS[who]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("editor", {"own"}), ("contributor", set()), ("coordinator elsewhere", set()),
     ("administrator", {"own", "shared"}), ("programme", set())],
)  # fmt: skip
def test_a_held_delivery_waits_for_those_who_may_decide(who, sees):
    region = make_region()
    own = make_own_indicator(region, source="kolada")
    names = {held(own).pk: "own", held(make_indicator()).pk: "shared"}
    assert {names[each.pk] for each in held_for(somebody(who, region))} == sees
