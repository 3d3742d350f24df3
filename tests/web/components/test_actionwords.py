"""Words of actions: every code has one, and times and money are said in the page's language."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from samkraft.accounts.models import BodyKind, SeatRole
from samkraft.actions.models import actions, following, money, organising, parts, plans
from samkraft.actions.rules import quality
from samkraft.actions.rules.dates import When, parse_when
from samkraft.actions.rules.money import Sum
from samkraft.actions.rules.signs import SIGNS
from samkraft.plans.rules import checks
from samkraft.web.components import actionwords
from samkraft.web.components.templatetags import actionparts

CODES = {
    "stage": actions.Stage.values, "judgement": following.Judgement.values, "sign": SIGNS,
    "consent": actions.Consent.values, "answer": parts.Answer.values,
    "level": money.MoneyLevel.values, "body": BodyKind.values, "seat": SeatRole.values,
    "involvement": organising.InvolvementRole.values,
    "action_plan": plans.ActionPlanState.values, "outcome": plans.Outcome.values,
    "considered": parts.Considered.values, "decision": parts.Decision.values,
}  # fmt: skip


@pytest.mark.parametrize("table", CODES)
def test_every_code_has_its_word(table):
    assert [code for code in CODES[table] if code not in actionwords.TABLES[table]] == []


def test_a_tag_of_the_regions_own_stands_as_it_is():
    assert actionwords.named("digital-vardag", "tag") == "digital vardag"


def test_findings_of_plans_and_of_action_plans_have_different_codes():
    assert set(quality.MESSAGES) & set(checks.MESSAGES) == set()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027", "2027"), ("2027–2029", "2027–2029"), ("mai 2027", "May 2027"),
        ("hösten 2027", "autumn 2027"), ("vinter 2027", "winter 2026–2027"),
        ("2027-05-03", "May 3, 2027"), ("Q3 2027", "quarter 3 of 2027"),
        ("slutten av 2027", "slutten av 2027"), ("first half 2027", "first half 2027"), ("", ""),
    ],
)  # fmt: skip
def test_a_time_is_said_in_the_pages_words_where_it_can_be(written, said):
    with override("en"):
        assert actionwords.when(parse_when(written)) == said
        assert actionwords.written_when(written) == said


def test_a_text_that_is_no_time_stands_as_it_is():
    assert actionwords.when(When("soon")) == "soon"
    assert actionwords.written_when("soon") == "soon"


def test_money_has_its_currency_and_missing_is_not_zero():
    with override("sv"):
        assert actionwords.money(Decimal("1200000.00"), "SEK") == "1\xa0200\xa0000\xa0SEK"
        assert actionwords.money(Decimal("0.50"), "EUR") == "0,50\xa0EUR"
        assert actionwords.money(None, "EUR") == "–"


def test_sums_without_a_rate_stand_beside_each_other():
    with override("en"):
        lacking = Sum({"EUR": Decimal(1), "SEK": Decimal(2)}, "SEK", None, (), ("EUR",))
        assert actionparts.money_sum(lacking) == "1\xa0EUR + 2\xa0SEK"
        known = Sum({"SEK": Decimal(2)}, "SEK", Decimal(2), (), ())
        assert actionparts.money_sum(known) == "2\xa0SEK"
        assert actionparts.money_sum(Sum({}, "SEK", None, (), ())) == "–"


def test_a_judgement_is_never_a_colour_alone():
    with override("en"):
        assert [actionparts.register.filters["judgement"](code) for code in ("stopped", "")] == [
            '<span class="verdict stopped"><span aria-hidden="true">×</span> stopped</span>',
            '<span class="verdict not-reported"><span aria-hidden="true">–</span> not reported</span>',
        ]
