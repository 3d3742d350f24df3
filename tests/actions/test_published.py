"""What the public sees of actions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkraft.actions import operations as do
from samkraft.actions import published as shown
from samkraft.actions.models import Action
from samkraft.actions.published import ActionFilter
from samkraft.actions.queries.filtering import with_sign
from samkraft.actions.queries.gathering import gather
from samkraft.actions.rules.dates import When, parse_when
from samkraft.lib.texts import Shown, Texts
from tests.actions.conftest import DAY, rich
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_action_plan,
    make_area,
    make_body,
    make_milestone,
    make_organisation,
    make_person,
    make_region,
    make_strategy,
    report,
)

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
LATER = NOON + timedelta(days=200)


def sv(text):
    return Texts.of("sv", text)


def S(text):
    return Shown(text, "sv", "sv")


def slugs(today=DAY, **wanted):
    return [
        row.slug for row in shown.published_actions("sv", ActionFilter(**wanted), today=today).rows
    ]


def test_the_list_shows_whole_rows(version):
    organisation = make_organisation(version.plan.region, slug="kommunen")
    person = make_person(organisation=organisation, name="Anna")
    action = make_action(
        version, "Bygg", due="2026-02", elements=["ett-mal"], tags=["youth"], person=person,
        organisation=organisation, role=sv("Chef"),
    )  # fmt: skip
    make_milestone(action, "Ett", "2026-01")
    done = make_milestone(action, "Två", "2026-01")
    do.reach_milestone(milestone=done, on=date(2026, 1, 5), **DO)
    found = shown.published_actions("sv", today=DAY)
    assert (found.total, found.offset) == (1, 0)
    assert found.rows == (
        shown.ActionRow(
            region="nord", region_name=S("Nord"), plan="strategi", plan_title=S("En strategi"),
            number=1, slug="bygg", title=S("Bygg"), action_plan="", stage="decided",
            stage_since=DAY,
            responsible=shown.Responsible(S("Kommunen"), "kommunen", None, "", S("Chef"), "", "none"),
            start=When(), due=parse_when("2026-02"),
            elements=(shown.Served("ett-mal", "goal", S("Ett mål")),), tags=("youth",),
            target_groups=(), judgement="", last_report_on=None, milestones_done=1, milestones=2,
            signs=("overdue", "late-milestone", "no-money"), demonstration=False,
        ),
    )  # fmt: skip


def test_a_name_is_shown_only_when_the_person_agreed(version):
    person = make_person(name="Anna")
    action = make_action(version, person=person)
    row = shown.published_actions("sv", today=DAY).rows[0]
    assert (row.responsible.person, "Anna" in repr(row)) == ("", False)
    do.publish_name(action=action, agreed=True, by=person, at=NOON)
    assert shown.published_actions("sv", today=DAY).rows[0].responsible.person == "Anna"


def test_what_is_not_public_is_nowhere(version, region):
    proposal = make_action(
        version, "Förslag", stage="proposed", by=make_person("contributor", region)
    )
    plan = make_action_plan(version)
    hidden = make_action(version, "Gömd", action_plan=plan)
    gone = make_action(version, "Borta")
    open_ = make_action(version, "Öppen")
    do.need_action(action=open_, needs=proposal, **DO)
    do.need_action(action=open_, needs=hidden, **DO)
    do.withdraw_action(action=gone, why="Dubbelt", **DO)
    assert slugs() == ["oppen"]
    page = shown.published_action("strategi", "oppen", "sv", today=DAY)
    assert (page.needs, page.needed_by) == ((), ())
    for each in (proposal, hidden):
        with pytest.raises(shown.NotPublic):
            shown.published_action("strategi", each.slug, "sv", today=DAY)
    with pytest.raises(shown.NotPublic):
        shown.published_action_plan("strategi", plan.slug, "sv", today=DAY)
    assert shown.published_action("strategi", "borta", "sv", today=DAY).withdrawn_why == "Dubbelt"
    do.move_action_plan(action_plan=plan, state="in_treatment", **DO)
    assert slugs() == ["gomd", "oppen"]


def test_every_filter_narrows_the_list(version, region):
    area = make_area("1860")
    org = make_organisation(region, slug="kommunen", area=area)
    body = make_body(region, slug="gruppen")
    one = make_action(version, "Ett", elements=["ett-delmal"], tags=["green"], organisation=org,
                      due="2026-12")  # fmt: skip
    two = make_action(version, "Två", body=body, elements=["en-atgard"], due="2026-01")
    three = make_action(version, "Tre", stage="proposed", areas=[area])
    make_action(make_strategy(slug="annan"), "Annan")
    do.tie_measure(plan=version.plan, measure_key="en-atgard", goal_key="ett-delmal", **DO)
    do.answer_principle(action=one, key="alla-med", considered="yes", **DO)
    do.answer_principle(action=two, key="alla-med", considered="no", **DO)
    report(two, "off_track")
    assert three.stage == "proposed"
    every = {
        "region": ("nord", ["ett", "tva", "tre"]), "stage": ("proposed", ["tre"]),
        "tag": ("green", ["ett"]), "responsible": ("kommunen", ["ett"]),
        "principle": ("alla-med", ["ett"]), "judgement": ("off_track", ["tva"]),
        "place": ("NO-1860", ["ett", "tre"]), "sign": ("overdue", ["tva"]),
    }  # fmt: skip
    assert {name: slugs(**{name: value}) for name, (value, _) in every.items()} == {
        name: wanted for name, (_, wanted) in every.items()
    }
    assert slugs(responsible="body:gruppen") == ["tva"]
    assert slugs(plan="strategi", element="ett-omrade") == ["ett", "tva"]
    assert slugs(plan="strategi", order="due")[:2] == ["tva", "ett"]
    assert slugs(stage="open") == ["ett", "tva", "tre", "annan"]
    with pytest.raises(ValueError, match="cannot be listed"):
        slugs(sign="x")


def test_pages_of_a_list_count_all_that_fit(version):
    for number in range(5):
        make_action(version, f"A{number}")
    page = shown.published_actions("sv", today=DAY, limit=2, offset=2)
    assert ([row.slug for row in page.rows], page.total, page.offset) == (["a2", "a3"], 5, 2)
    assert shown.published_actions("sv", today=DAY, limit=2, offset=9).total == 5
    assert shown.published_actions("sv", today=DAY, limit=None).total == 5


def test_the_database_finds_the_same_signs_as_the_rule(version, region):
    makers = [{}, {"due": "2026-01"}, {"elements": ["ett-mal"]}, {"stage": "under_way"},
              {"stage": "proposed"}, {"organisation": make_organisation(region)},
              {"role": sv("Chef"), "due": "2027"}]  # fmt: skip
    for number, more in enumerate(makers):
        action = make_action(version, f"A{number}", **more)
        if number % 2:
            make_milestone(action, "Ett", "2026-01")
            do.add_money(
                action=action, **DO, values=do.MoneyValues("eu", 2026, "EUR", None, Decimal(0))
            )
    report(Action.objects.get(slug="a3"), at=LATER - timedelta(days=130))
    report(Action.objects.get(slug="a0"), at=LATER - timedelta(days=20))
    do.set_habits(plan=version.plan, values=do.HabitValues("SEK", 10), **DO)
    other = make_strategy(slug="annan")
    make_action(other, "B")
    for today in (DAY, DAY + timedelta(days=11), LATER.date()):
        found = gather(Action.objects.order_by("pk"))
        by_rule = {a.slug: set(found.signs(a, today)) for a in found.actions}
        for sign in shown.SIGNS[:8]:
            asked = set(
                Action.objects.filter(with_sign(sign, today)).values_list("slug", flat=True)
            )
            assert asked == {slug for slug, signs in by_rule.items() if sign in signs}, sign


def test_verdicts_of_indicators_stand_beside_what_people_say(version):
    action = make_action(version, elements=["ett-mal"])
    report(action, "on_track")
    verdicts = {("strategi", "ett-mal"): "off_track"}
    row = shown.published_actions("sv", today=DAY, verdicts=verdicts).rows[0]
    assert (row.judgement, row.signs[-1]) == ("on_track", "indicator-off-track")


def test_the_page_of_an_action_shows_everything(version, region):
    action = rich(version)
    needed = make_action(version, "Först")
    do.need_action(action=action, needs=needed, **DO)
    do.move_dates(action=action, start="2026", due="2026-09", why="Snö", by=None, at=NOON)
    asked = make_organisation(region)
    do.invite_partner(action=action, organisation=asked, **DO)
    no = do.invite_partner(action=action, organisation=make_organisation(region), **DO)
    do.answer_invitation(partner=no, accepted=False, why="Nej", **DO)
    page = shown.published_action("strategi", action.slug, "sv", today=DAY)
    assert page.row == shown.published_actions("sv", today=DAY).rows[0]
    (step,) = page.milestones
    assert (step.title, step.criterion, step.due.text, step.late, step.former) == (
        S("Steg"), S("Klart"), "2026-05", False, (parse_when("2026-04"),),
    )  # fmt: skip
    assert [(m.field, m.milestone, m.before.text, m.after, m.why) for m in page.moved] == [
        ("due", S("Steg"), "2026-04", "2026-05", "Sent"), ("due", None, "2026-06", "2026-09", "Snö"),
    ]  # fmt: skip
    assert [p.answer for p in page.partners] == ["accepted", "invited"]
    assert [n.slug for n in page.needs] == ["forst"]
    assert page.documents == (("Avtal", "https://example.org/"),)
    assert [(a.principle.key, a.considered, a.text) for a in page.principles] == [
        ("alla-med", "yes", S("Jo"))
    ]
    assert (page.promised.converted, page.promised.currency, page.spent.converted) == (
        Decimal("100.00"), "SEK", None,
    )  # fmt: skip
    assert [(r.judgement, r.on) for r in page.reports] == [("on_track", DAY)]
    assert [s.stage for s in page.stages] == ["under_way"]
    assert (len(page.experiments), page.places) == (
        1,
        (("NO-9000", Shown("Place 9000", "nb", "sv")),),
    )
    assert (
        shown.published_action("strategi", "forst", "sv", today=DAY).needed_by[0].slug
        == action.slug
    )


def test_a_principle_nobody_answered_is_told(version):
    make_action(version, "Ett")
    (answer,) = shown.published_action("strategi", "ett", "sv", today=DAY).principles
    assert (answer.principle.text, answer.considered) == (S("Alla med"), "")


@pytest.mark.parametrize("many", [1, 3])
def test_pages_cost_a_constant_number_of_queries(many, version, region):
    version2 = make_strategy(slug="annan")
    for number in range(many):
        rich(version, number)
        rich(version2, number + 10)
    body = make_body(region)
    do.involve(plan=version.plan, body=body, key="ett-omrade", role="lead", active_from=DAY, **DO)
    org = Action.objects.first().organisation.slug
    today = DAY
    wanted = ActionFilter(plan="strategi", element="ett-mal")
    asked = {
        "list": (8, lambda: shown.published_actions("sv", today=today, limit=many)),
        "filtered": (8, lambda: shown.published_actions("sv", wanted, today=today, limit=many)),
        "timeline": (8, lambda: shown.published_timeline("sv", wanted, today=today)),
        "action": (12, lambda: shown.published_action("strategi", "arbete-0", "sv", today=today)),
        "board": (9, lambda: shown.published_board("sv", ActionFilter(plan="strategi"), today=today)),
        "coverage": (13, lambda: shown.published_action_coverage("strategi", "sv", today=today)),
        "funding": (7, lambda: shown.published_funding("strategi", "sv", today=today)),
        "organisation": (16, lambda: shown.published_organisation(org, "sv", today=today)),
        "body": (10, lambda: shown.published_body("nord", body.slug, "sv", today=today)),
    }  # fmt: skip
    counts = {}
    for name, (_, ask) in asked.items():
        with CaptureQueriesContext(connection) as caught:
            ask()
        counts[name] = len(caught)
    assert {n: c for n, c in counts.items() if c > asked[n][0]} == {}
    EXPECTED.setdefault("counts", counts)
    assert counts == EXPECTED["counts"]


EXPECTED: dict = {}


def test_the_board_tells_what_slipped_and_what_to_decide_since_the_last_meeting(version, region):
    good, slow = make_action(version, "Bra", due="2027"), make_action(version, "Trög", due="2026")
    report(good, "on_track")
    report(slow, "off_track")
    make_action(version, "Förslag", stage="proposed")
    done = make_action(version, "Klar", stage="under_way")
    do.move_dates(action=slow, start="", due="2027", why="Snö", **DO)
    do.move_dates(action=good, start="", due="2026", why="Fort", **DO)
    after = NOON + timedelta(days=30)
    do.move_stage(action=done, stage="done", by=None, at=after)
    do.add_money(action=good, **DO, values=do.MoneyValues("eu", 2026, "EUR", Decimal(10)))
    board = shown.published_board("sv", ActionFilter(plan="strategi"), today=after.date())
    assert (board.since, board.total, dict(board.by_stage)) == (
        None, 4, {"decided": 2, "done": 1, "proposed": 1},
    )  # fmt: skip
    assert [row.slug for row in board.on_track] == ["bra"]
    assert [(s.action.slug, s.before.text, s.after, s.days) for s in board.slipped] == [
        ("trog", "2026", "2027", 365)
    ]
    assert [(each.action.slug, each.why) for each in board.to_decide] == [
        ("bra", "unowned"), ("trog", "unowned"), ("trog", "off_track"), ("forslag", "proposed"),
        ("forslag", "unowned"),
    ]  # fmt: skip
    assert [row.slug for row in board.achieved] == ["klar"]
    assert [(each.key, dict(each.promised.by_currency)) for each in board.money] == [
        ("eu", {"EUR": Decimal(10)})
    ]
    assert (board.promised.currency, board.promised.converted, board.promised.lacking) == (
        "SEK", None, ("EUR",),
    )  # fmt: skip
    do.set_habits(plan=version.plan, **DO,
                  values=do.HabitValues("SEK", last_meeting_on=date(2026, 3, 20)))  # fmt: skip
    later = shown.published_board("sv", ActionFilter(plan="strategi"), today=after.date())
    assert (later.since, later.slipped, [row.slug for row in later.achieved]) == (
        date(2026, 3, 20), (), ["klar"],
    )  # fmt: skip


def test_what_was_handed_over_comes_back_when_it_is_time(version):
    action = make_action(version, stage="under_way")
    do.move_stage(action=action, stage="handed_over", why="Klart", handed_to_name="Drift",
                  follow_up_on=date(2026, 9, 1), **DO)  # fmt: skip
    before, after = (
        shown.published_board("sv", ActionFilter(), today=day).to_decide
        for day in (date(2026, 8, 31), date(2026, 9, 1))
    )
    assert (before, [each.why for each in after]) == ((), ["follow_up"])


def test_the_coverage_shows_every_gap(version):
    action = make_action(version, "Ett", elements=["ett-delmal"])
    make_action(version, "Två", due="2027")
    do.answer_principle(action=action, key="alla-med", considered="not_relevant", **DO)
    plan = make_action_plan(version, sami=sv("Samer"))
    do.move_action_plan(action_plan=plan, state="in_treatment", **DO)
    found = shown.published_action_coverage("strategi", "sv", today=DAY)
    assert (found.actions, found.elements) == (2, 7)
    assert [e.key for e in found.elements_without_actions] == [
        "ett-annat-omrade", "en-atgard", "en-annan-atgard",
    ]  # fmt: skip
    assert [e.key for e in found.untied_measures] == ["en-atgard", "en-annan-atgard"]
    assert {name: [row.slug for row in rows] for name, rows in found.without.items()} == {
        "element": ["tva"], "owner": ["ett", "tva"], "date": ["ett"], "money": ["ett", "tva"],
        "update": ["ett", "tva"],
    }  # fmt: skip
    (gap,) = found.principles
    assert ([row.slug for row in gap.unanswered], gap.yes, gap.no, gap.not_relevant) == (
        ["tva"],
        0,
        0,
        1,
    )
    assert [(each.slug, each.missing) for each in found.perspectives] == [
        (plan.slug, ("children_and_young", "national_minorities"))
    ]


def test_funding_adds_by_level_year_and_area_and_says_when_areas_overlap(version):
    both = make_action(version, "Ett", elements=["ett-delmal", "ett-annat-omrade"])
    none = make_action(version, "Två")
    for action, level, year, currency, amounts in (
        (both, "local", 2026, "SEK", (100, 50)), (both, "eu", 2027, "EUR", (10, None)),
        (none, "local", 2026, "SEK", (1, 1)),
    ):  # fmt: skip
        promised, spent = (None if each is None else Decimal(each) for each in amounts)
        do.add_money(action=action, **DO, values=do.MoneyValues(
            level, year, currency, promised, spent, funder="F"))  # fmt: skip
    do.state_rate(
        base="EUR", quote="SEK", on=date(2026, 1, 2), rate=Decimal("11.5"), source="ECB", **DO
    )
    found = shown.published_funding("strategi", "sv", today=DAY)

    def told(rows):
        return [(r.key, r.promised.converted, r.spent.converted) for r in rows]

    d = Decimal
    assert told(found.by_level) == [("eu", d("115.00"), None), ("local", d("101.00"), d("51.00"))]
    assert told(found.by_year) == [("2026", d("101.00"), d("51.00")), ("2027", d("115.00"), None)]
    assert told(found.by_area) == [
        ("", d("1.00"), d("1.00")), ("ett-annat-omrade", d("215.00"), d("50.00")),
        ("ett-omrade", d("215.00"), d("50.00")),
    ]  # fmt: skip
    assert (found.overlapping, found.promised.converted, found.actions) == (True, d("216.00"), 2)
    assert found.promised.rates[0].source == "ECB"


def test_an_actor_shows_what_it_carries_leads_and_supports_as_of_a_day(version, region):
    org = make_organisation(region, slug="kommunen")
    late = make_action(version, "Sen", organisation=org, due="2026-02")
    make_milestone(late, "Ett", "2026-05")
    done = make_action(version, "Klar", organisation=org, stage="under_way")
    do.move_stage(action=done, stage="done", **DO)
    other = make_action(version, "Med")
    invited = do.invite_partner(action=other, organisation=org, **DO)
    do.answer_invitation(partner=invited, accepted=True, **DO)
    lead = do.involve(plan=version.plan, organisation=org, key="ett-omrade", role="lead",
                      active_from=date(2025, 1, 1), **DO)  # fmt: skip
    do.end_involvement(involvement=lead, on=date(2026, 1, 1), **DO)
    do.involve(
        plan=version.plan, organisation=org, role="support", active_from=date(2026, 1, 1), **DO
    )
    page = shown.published_organisation("kommunen", "sv", today=DAY)
    assert [row.slug for row in page.carries] == ["sen", "klar"]
    assert [row.slug for row in page.partner_in] == ["med"]
    assert [(h.role, h.key, h.element) for h in page.roles] == [("support", "", None)]
    assert [(h.role, h.element) for h in page.former] == [("lead", S("Ett område"))]
    assert (page.load.open_actions, page.load.late, dict(page.load.due)) == (1, 1, {"2026-05": 1})
    before = shown.published_organisation("kommunen", "sv", today=date(2025, 6, 1))
    assert [h.role for h in before.roles] == ["lead"]


def test_the_register_and_the_page_of_an_action_plan(version, region):
    plan = make_action_plan(version, elements=["ett-mal"], what=sv("Vad"),
                            answers={"alla-med": sv("Så")}, last_day=date(2027, 1, 1))  # fmt: skip
    do.move_action_plan(action_plan=plan, state="in_treatment", **DO)
    make_action(version, "Ett", action_plan=plan)
    committee = make_body(region, slug="beredningen")
    do.record_treatment(action_plan=plan, body=committee, on=DAY, outcome="supported", **DO)
    (row,) = shown.published_action_plans("sv", region="nord")
    assert (row.slug, row.state, row.actions, row.last_day) == (
        "en-handlingsplan", "in_treatment", 1, date(2027, 1, 1),
    )  # fmt: skip
    page = shown.published_action_plan("strategi", row.slug, "sv", today=DAY)
    assert (page.row, page.counts) == (row, False)
    assert [e.key for e in page.elements] == ["ett-mal"]
    assert [(served.key, text) for served, text in page.answers] == [("alla-med", S("Så"))]
    assert [f.code for f in page.needed] == ["not-treated-by-partners", "not-agreed"]
    assert [(t.by, t.outcome) for t in page.treatments] == [(S("Beredningen"), "supported")]
    assert [each.slug for each in page.actions] == ["ett"]


def test_the_timeline_has_milestones_and_dates_given_up(version):
    action = make_action(version, "Ett", start="2026", due="2027")
    step = make_milestone(action, "Steg", "2026-04")
    do.move_milestone(milestone=step, due="2026-05", why="Sent", **DO)
    do.move_dates(action=action, start="2027", due="2028", why="Sent", **DO)
    (row,) = shown.published_timeline("sv", ActionFilter(plan="strategi"), today=DAY)
    assert (row.former_start, row.former_due) == ((parse_when("2026"),), (parse_when("2027"),))
    assert [(m.title, m.due.text, m.former) for m in row.milestones] == [
        (S("Steg"), "2026-05", (parse_when("2026-04"),))
    ]


def test_another_regions_actions_are_not_among_ours(version):
    make_action(make_strategy(make_region("syd"), slug="annan"))
    assert slugs(region="nord") == []
