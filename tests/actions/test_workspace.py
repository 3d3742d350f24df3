"""What the workspace asks: my work, load, roles over time, and two at once."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.db import connection

from samkraft.accounts.operations import give_seat
from samkraft.actions import operations as do
from samkraft.actions import queries
from samkraft.actions.models import Action
from samkraft.lib.texts import Texts
from tests.actions.conftest import DAY
from tests.conftest import NOON, ROOT
from tests.factories import (
    make_action,
    make_area,
    make_body,
    make_milestone,
    make_organisation,
    make_person,
    make_region,
    report,
)

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def sv(text):
    return Texts.of("sv", text)


def test_my_work_is_what_waits_for_me(version, region):
    org, body = make_organisation(region), make_body(region)
    person = make_person(organisation=org)
    give_seat(body=body, role="member", person=person, active_from=date(2026, 1, 1), **DO)
    late = make_action(version, "Sen", organisation=org, due="2026-02")
    soon = make_action(version, "Snart", body=body)
    make_milestone(soon, "Steg", "2026-03-10")
    asked = make_action(version, "Frågad", person=person, stage="proposed")
    Action.objects.filter(pk=asked.pk).update(consent="asked")
    silent = make_action(version, "Tyst", organisation=org, at=NOON - timedelta(days=200))
    done = make_action(version, "Klar", organisation=org)
    do.move_stage(action=done, stage="done", **DO)
    theirs = make_action(version, "Deras", organisation=make_organisation(region))
    invited = do.invite_partner(action=theirs, organisation=org, **DO)
    asking = do.open_round(plan=version.plan, title=sv("R"), opens=DAY, closes=DAY, **DO)
    report(soon)
    work = queries.my_work(person, today=DAY)
    assert {
        "all": [a.slug for a in work.actions.actions], "late": work.late, "soon": work.soon,
        "silent": work.silent, "accept": work.to_accept, "invited": work.invitations,
        "report": {(a.slug, r) for a, r in work.to_report},
    } == {
        "all": ["sen", "snart", "fragad", "tyst"], "late": (late,), "soon": (soon,),
        "silent": (silent,), "accept": (asked,), "invited": (invited,),
        "report": {("sen", asking), ("tyst", asking)},
    }  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
def test_my_work_costs_a_constant_number_of_queries(
    many, version, region, django_assert_num_queries
):
    org = make_organisation(region)
    person = make_person(organisation=org)
    for number in range(many):
        make_milestone(
            make_action(version, f"A{number}", organisation=org, elements=["ett-mal"]), "S"
        )
        other = make_action(version, f"B{number}")
        do.invite_partner(action=other, organisation=org, **DO)
    do.open_round(plan=version.plan, title=sv("R"), opens=DAY, closes=DAY, **DO)
    with django_assert_num_queries(10):
        assert len(queries.my_work(person, today=DAY).to_report) == many


def test_the_load_of_bodies_counts_what_is_open_and_late(version, region):
    busy, idle = make_body(region, slug="busy"), make_body(region, slug="idle")
    make_action(version, "Sen", body=busy, due="2026-02")
    make_milestone(make_action(version, "Steg", body=busy), "S", "2026-02")
    make_action(version, "Bra", body=busy, due="2027")
    do.move_stage(action=make_action(version, "Klar", body=busy), stage="done", **DO)
    loads = queries.load_of_bodies(region, today=DAY)
    assert [(each.body, each.open_actions, each.late) for each in loads] == [
        (busy, 3, 2),
        (idle, 0, 0),
    ]


def test_standing_bodies_are_pointed_to_before_a_parallel_one_is_made(region):
    area = make_area("1860")
    here = make_body(region, kind="working_group", area=area)
    wide = make_body(region, kind="working_group")
    make_body(region, kind="committee")
    make_body(region, kind="working_group", existing=False, new_reason="x")
    found = queries.parallel_bodies(region, "working_group", today=DAY)
    assert set(found) == {here, wide}
    assert queries.parallel_bodies(region, "working_group", today=DAY, area=area) == [here]


def test_roles_differ_by_area_and_change_over_time(version, region):
    org, body = make_organisation(region), make_body(region)
    role = {"plan": version.plan, **DO}
    first = do.involve(
        organisation=org, role="lead", key="ett-omrade", active_from=date(2025, 1, 1), **role
    )
    do.end_involvement(involvement=first, on=date(2026, 1, 1), why="Byte", **DO)
    second = do.involve(
        body=body, role="lead", key="ett-omrade", active_from=date(2026, 1, 1), **role
    )
    third = do.involve(organisation=org, role="support", active_from=date(2026, 1, 1), **role)
    first.refresh_from_db()

    def on(day):
        return queries.involvements_of(version.plan, on=day)

    assert (on(date(2025, 6, 1)), on(DAY), on(date(2024, 1, 1))) == ([first], [third, second], [])
    assert set(queries.involvements_of(version.plan)) == {first, second, third}
    for wrong, code in (
        ({"role": "lead"}, "one-actor"), ({"role": "boss", "body": body}, "unknown-role"),
        ({"role": "lead", "body": body, "key": "nej"}, "unknown-element"),
        ({"role": "lead", "body": make_body(make_region())}, "other-region"),
    ):  # fmt: skip
        with pytest.raises(do.BadInvolvement, match=code):
            do.involve(active_from=DAY, **wrong, **role)
    with pytest.raises(do.BadInvolvement, match="already-ended"):
        do.end_involvement(involvement=first, on=DAY, **DO)


def test_a_role_with_an_end_can_end_earlier(version, region):
    role = do.involve(
        plan=version.plan, organisation=make_organisation(region), role="lead",
        active_from=date(2026, 1, 1), active_until=date(2026, 12, 31), **DO,
    )  # fmt: skip
    assert do.end_involvement(involvement=role, on=DAY, **DO).active_until == DAY


EDIT = """
import sys, time, pathlib, django
django.setup()
from tests.conftest import NOON, ROOT
from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.lib.texts import Texts
name = sys.argv[1]
action = Action.objects.select_related("plan__region").get()
folder = pathlib.Path(sys.argv[2])
(folder / name).touch()
until = time.monotonic() + 30
while len(list(folder.iterdir())) < 2:
    if time.monotonic() > until:
        sys.exit("the other process never came")
    time.sleep(0.005)
try:
    values = do.ActionValues(title=Texts.of("sv", name))
    do.describe_action(action=action, revision=action.revision, by=None, at=NOON, values=values)
    print("saved", name)
except do.ChangedMeanwhile as error:
    print("changed", error.current.titled("sv").text)
do.update_action(action=action, said=do.Said("behind"), by=None, at=NOON)
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the SQLite file")
def test_two_processes_at_once_lose_nothing(version, tmp_path):
    make_action(version)
    (tmp_path / "samkraft.sqlite3").write_bytes(connection.connection.serialize())
    folder = tmp_path / "ready"
    folder.mkdir()
    environment = {**os.environ, "SAMKRAFT_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT),
                   "DJANGO_SETTINGS_MODULE": "samkraft.config.settings"}  # fmt: skip
    environment.pop("DATABASE_URL", None)
    runs = [
        subprocess.Popen([sys.executable, "-c", EDIT, name, str(folder)], env=environment,
                         cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("Ena", "Andra")
    ]  # fmt: skip
    ends = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], ends
    told = sorted(out.split() for out, _ in ends)
    assert told in ([["changed", name], ["saved", name]] for name in ("Ena", "Andra"))
    with closing(sqlite3.connect(tmp_path / "samkraft.sqlite3")) as file:
        count = "select count(*) from actions_statusreport"
        assert (file.execute(count).fetchone(), told[0][1] in str(
            file.execute("select title from actions_action").fetchall()
        )) == ((2,), True)  # fmt: skip


def test_what_waits_for_a_decision_is_told_with_the_reason(version, region):
    make_action(version, "Beslutat")
    make_action(version, "Förslag", stage="proposed")
    declined = make_action(version, "Nej")
    Action.objects.filter(pk=declined.pk).update(consent="declined")
    over = make_action(version, "Över", stage="under_way")
    do.move_stage(action=over, stage="handed_over", why="Klart", handed_to_name="Driften",
                  follow_up_on=DAY, **DO)  # fmt: skip
    gone = make_action(version, "Borta", stage="proposed")
    do.withdraw_action(action=gone, why="Dubbel", **DO)

    def told(*regions, today=DAY):
        return {str(row): why for row, why in queries.to_decide(regions, today)}

    assert told(region) == {"Förslag": "proposed", "Nej": "declined", "Över": "follow_up"}
    assert told(region, today=DAY - timedelta(days=1)) == {"Förslag": "proposed", "Nej": "declined"}
    assert told(make_region()) == {}
