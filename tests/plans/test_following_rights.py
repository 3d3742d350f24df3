"""Who may change by what a plan is followed, and what is read out of its figures."""

import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.plans import operations
from samkraft.plans.operations import TargetValues
from tests.conftest import NOON
from tests.factories import make_indicator, make_person, make_plan, make_region, make_target

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
EVERYTHING = {
    "follow", "unfollow", "order", "set target", "end target", "take proposals", "add topic",
    "change topic", "order topics", "set charts", "end topic", "write", "publish", "discard",
}  # fmt: skip
RIGHTS = {
    "nobody": set(),
    "reader": set(),
    "contributor": set(),
    "editor": EVERYTHING,
    "coordinator": EVERYTHING,
    "coordinator elsewhere": set(),
    "programme": set(),
    "administrator": EVERYTHING,
    "the installation": EVERYTHING,
}


def somebody(who, region):
    if who == "the installation":
        return None
    if who == "nobody":
        return make_person()
    if who in ("administrator", "programme"):
        return make_person(who)
    here = make_region() if who.endswith("elsewhere") else region
    return make_person(who.removesuffix(" elsewhere"), here)


def topic_of(plan):
    return operations.add_topic(plan=plan, key="forsta-malet", title="Ämne", lang="sv", **DO)


def reading_of(plan):
    return operations.write_reading(
        topic=topic_of(plan), period="2025", parts={"seen": "Se"}, lang="sv", **DO
    )


def attempts(version, person):
    plan, key = version.plan, "forsta-malet"
    found = [make_indicator() for _ in range(4)]
    link = operations.follow(plan=plan, key=key, indicator=found[0], **DO)
    target = make_target(version, found[1])
    topics = [topic_of(plan) for _ in range(4)]
    readings = [reading_of(plan) for _ in range(2)]
    do = {"by": person, "at": NOON}
    return {
        "follow": lambda: operations.follow(plan=plan, key=key, indicator=found[2], **do),
        "unfollow": lambda: operations.unfollow(goal_indicator=link, **do),
        "order": lambda: operations.order_indicators(plan=plan, key=key, order=[], **do),
        "set target": lambda: operations.set_target(
            plan=plan, key=key, indicator=found[3],
            values=TargetValues("nord", "2020", "2030", 1.0), **do,
        ),
        "end target": lambda: operations.end_target(target=target, why="Fel", **do),
        "take proposals": lambda: operations.take_proposals(plan=plan, **do),
        "add topic": lambda: operations.add_topic(plan=plan, key=key, title="X", lang="sv", **do),
        "change topic": lambda: operations.change_topic(
            topic=topics[0], title="Y", lang="sv", order=1, revision=1, **do
        ),
        "order topics": lambda: operations.order_topics(plan=plan, key=key, order=[], **do),
        "set charts": lambda: operations.set_charts(topic=topics[1], charts=[], **do),
        "end topic": lambda: operations.end_topic(topic=topics[2], **do),
        "write": lambda: operations.write_reading(
            topic=topics[3], period="2025", parts={"seen": "Se"}, lang="sv", **do
        ),
        "publish": lambda: operations.publish_reading(reading=readings[0], figures=[], **do),
        "discard": lambda: operations.discard_reading(reading=readings[1], **do),
    }  # fmt: skip


@pytest.mark.parametrize("who", RIGHTS)
def test_each_may_do_exactly_what_the_table_says(who):
    region = make_region()
    version = make_plan(region)
    done = set()
    for name, attempt in attempts(version, somebody(who, region)).items():
        try:
            attempt()
        except NotAllowed:
            continue
        done.add(name)
    assert done == RIGHTS[who]
