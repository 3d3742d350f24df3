"""A region › Figures: own indicators, and figures entered by hand."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkraft.indicators.models import Indicator, Latest
from samkraft.journal.models import Entry
from tests.factories import make_person
from tests.web.workspace.figures.conftest import browse, make_indicator

pytestmark = pytest.mark.django_db
GOOD = {
    "title": "Möten med unga", "explanation": "", "limits": "", "unit": "", "own_unit": "möten",
    "decimals": "0", "nature": "count", "direction": "up", "frequency": "year", "rule":
    "planned_path", "source": "manual", "responsible": "", "code": "", "query": "",
    "small_below": "",
}  # fmt: skip
BOUND = {**GOOD, "source": "ssb", "code": "06913"}


def test_a_region_without_own_figures_is_told_the_first_step(page, region):
    assert "First step: define what is counted" in page.get("norr/figures/").content.decode()


def test_an_own_indicator_is_defined_and_its_figures_can_be_entered(page, region, coordinator):
    sent = page.post("norr/figures/new/", **{**GOOD, "responsible": str(coordinator.pk)})
    made = Indicator.objects.get()
    assert sent["Location"].startswith(f"/en/workspace/norr/figures/{made.slug}/values/")
    assert (made.unit, made.source, made.responsible) == ("möten", "manual", coordinator)
    text = page.get("norr/figures/").content.decode()
    assert "Möten med unga" in text
    assert f"entered by {coordinator.name}" in text
    assert Entry.objects.filter(operation="add-indicator").exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**GOOD, "title": ""}, "This field is required"),
        ({**GOOD, "unit": "percent"}, "Choose a unit or write one, not both."),
        ({**GOOD, "decimals": "9"}, "less than or equal to 6"),
        ({**BOUND, "code": ""}, "Write which table or figure of the service is meant."),
        (BOUND, "It does not say which figures of the table are meant."),
        ({**BOUND, "query": "select: [1, 2"}, "Line 1 cannot be read."),
        ({**BOUND, "query": "only words"}, "Write lines of “name: value”"),
        ({**BOUND, "query": "selekt: {}"}, "The name “selekt” is not known."),
        ({**BOUND, "query": "select: abc"}, "each variable stands on its own line"),
        ({**BOUND, "query": "select: {Tid: ['*']}\nmapping: {plats: x}"}, "cannot be understood"),
    ],
)
def test_a_definition_that_says_too_little_is_explained(page, region, sent, said):
    text = page.post("norr/figures/new/", **{**sent, "explanation": "Mina ord"}).content.decode()
    assert said in text
    assert "Mina ord" in text
    assert not Indicator.objects.exists()


def test_a_source_is_described_and_shown_as_it_was_written(page, region):
    page.post("norr/figures/new/", **{**BOUND, "query": "select:\n  Tid: ['top(5)']\n"})
    made = Indicator.objects.get()
    assert made.query == {"select": {"Tid": ["top(5)"]}}
    assert "top(5)" in page.get(f"norr/figures/{made.slug}/").content.decode()


def changed(indicator, **values) -> dict:
    return {**GOOD, "title": "Bussturer", "own_unit": "", "revision": indicator.revision, **values}


def test_an_own_indicator_is_changed_and_its_figures_stay(page, indicator):
    sent = changed(indicator, title="Turer med buss", limits="Inte hur fulla de är")
    assert page.post(f"norr/figures/{indicator.slug}/", **sent).status_code == 302
    indicator.refresh_from_db()
    assert indicator.titled("sv").text == "Turer med buss"
    assert Latest.objects.filter(indicator=indicator).count() == 2


def test_two_who_change_the_same_lose_nothing(page, indicator):
    first = changed(indicator, explanation="Den första säger detta")
    second = changed(indicator, explanation="Den andra säger det", decimals="2")
    page.post(f"norr/figures/{indicator.slug}/", **first)
    answer = page.post(f"norr/figures/{indicator.slug}/", **second)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Den första säger detta" in text
    assert "Den andra säger det" in text
    again = {**second, "revision": text.split('name="revision" value="')[1].split('"')[0]}
    assert page.post(f"norr/figures/{indicator.slug}/", **again).status_code == 302
    indicator.refresh_from_db()
    assert indicator.decimals == 2


def test_an_indicator_is_withdrawn_with_a_reason(page, indicator):
    address = f"norr/figures/{indicator.slug}/withdraw/"
    assert "This field is required" in page.post(address, why="").content.decode()
    page.post(address, why="Räknas inte längre")
    assert "Räknas inte längre" in page.get("norr/figures/").content.decode()
    assert page.get(f"norr/figures/{indicator.slug}/values/").status_code == 404


def test_the_list_costs_the_same_with_one_and_with_three(page, region):
    def count() -> int:
        page.get("norr/figures/")
        with CaptureQueriesContext(connection) as found:
            page.get("norr/figures/")
        return len(found)

    make_indicator(region, "Ett", responsible=make_person("reader", region))
    with_one = count()
    for title in ("Två", "Tre"):
        make_indicator(region, title, responsible=make_person("reader", region))
    assert count() == with_one


# values

ONE = {"place": "SE-2580", "period": "2025", "value": "18", "reason": "", "note": "Egen räkning"}


@pytest.fixture
def address(indicator):
    return f"norr/figures/{indicator.slug}/values/"


def test_a_figure_is_entered_and_corrected(page, address, indicator):
    assert page.post(address, **ONE).status_code == 302
    assert Latest.objects.get(indicator=indicator, area="SE-2580").value == 18
    text = page.get(address).content.decode()
    correct = "place=SE-2580&amp;period=2025&amp;sex=T&amp;age=T"
    assert correct in text
    form = page.get(address, place="SE-2580", period="2025", sex="T", age="T").content.decode()
    assert 'value="18"' in form
    answer = page.client.post(page.address(address), {**ONE, "value": "19"}, follow=True)
    assert "The former one stays in the history." in answer.content.decode()
    assert Latest.objects.get(indicator=indicator, area="SE-2580").value == 19


def test_a_figure_of_the_whole_region_is_entered_under_its_own_name(page, address, indicator):
    assert page.post(address, **{**ONE, "place": "norr", "value": "100"}).status_code == 302
    assert Latest.objects.get(indicator=indicator, area="norr").value == 100
    assert "place=norr&amp;period=2025" in page.get(address).content.decode()


def test_the_same_figure_again_changes_nothing_and_says_so(page, address):
    page.post(address, **ONE)
    answer = page.client.post(page.address(address), ONE, follow=True)
    assert "nothing was changed" in answer.content.decode()


def test_a_reason_stands_in_the_place_of_a_figure(page, address):
    page.post(address, **{**ONE, "value": "", "reason": "suppressed"})
    assert "withheld to protect people" in page.get(address).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": ""}, "Write the figure, or choose why there is none."),
        ({"reason": "missing"}, "There is a figure, so there is no reason to give."),
        ({"value": "many"}, "“many” is not a number"),
        ({"period": "2025Q1"}, "The figures are for other periods."),
        ({"period": "spring"}, "“spring” is not a period"),
        ({"place": "SE-0180"}, "Select a valid choice"),
    ],
)
def test_a_wrong_figure_is_explained_and_nothing_is_entered(page, address, indicator, wrong, said):
    before = [bytes(row.packed) for row in Latest.objects.filter(indicator=indicator)]
    text = page.post(address, **{**ONE, **wrong}).content.decode()
    assert said in text
    assert "Egen räkning" in text
    assert [bytes(row.packed) for row in Latest.objects.filter(indicator=indicator)] == before


def test_sexes_and_ages_are_asked_for_only_where_there_are_some(page, region):
    made = make_indicator(region, "Unga", by_sex=True, by_age=True)
    address = f"norr/figures/{made.slug}/values/"
    assert (
        "Write an age group as" in page.post(address, **ONE, sex="F", age="young").content.decode()
    )
    page.post(address, **ONE, sex="F", age="16–24")
    text = page.get(address).content.decode()
    assert "16–24 years" in text
    assert "women" in text


def test_my_work_tells_what_i_have_not_entered(client, region, indicator):
    mine = make_person("reader", region)
    indicator.responsible = mine
    indicator.save()
    assert "2025 is not entered yet" in browse(client, mine).get("/en/workspace/").content.decode()
    for place in ("SE-2580", "SE-2581"):
        client.post(f"/en/workspace/norr/figures/{indicator.slug}/values/", {**ONE, "place": place})
    assert "is not entered yet" not in client.get("/en/workspace/").content.decode()
