"""Lists of actions in and out: mapping, dry run, no doubles, round trip."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.actions import operations as do
from samkraft.actions.models import Action, FormerDate, Milestone, Money, Partner
from samkraft.actions.queries.exporting import export_csv, export_rows, export_xlsx
from samkraft.actions.rules.importing import (
    ActionMapping,
    MoneyLine,
    WrongMapping,
    header_of,
    read_actions,
    safe,
    written_milestones,
    written_money,
)
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.sources.tables import BrokenData
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_area,
    make_body,
    make_milestone,
    make_organisation,
    make_region,
    make_strategy,
)

DO = {"by": None, "at": NOON}
HEADER = "id;title;how;elements;start;due;stage;organisation;partners;tags;milestones;money"
ROWS = [
    "A1;Bygg en bro;Med trä;Ett delmål;2026;hösten 2027;under_way;Kommunen;bolaget (betalar);"
    'youth, green;"2026-05: Ritad\n2027-05: Byggd";"local | Kommunen | 2026 | SEK | 1 000,50 |"',
    "A2;Riv en bro;;;;;;;;;;",
]


def sheet(*rows, header=HEADER):
    return "\n".join([header, *rows]).encode()


@pytest.fixture
def actors(version, region):
    return make_organisation(region, slug="kommunen"), make_organisation(region, slug="bolaget")


def take(version, data, **more):
    return do.import_actions(plan=version.plan, data=data, **DO, **more)


def outcomes(result):
    return [row.outcome for row in result.rows]


@pytest.mark.django_db
@pytest.mark.usefixtures("actors")
class TestTaking:
    def test_a_sheet_becomes_actions_with_all_that_hangs_on_them(self, version):
        result = take(version, sheet(*ROWS))
        assert (outcomes(result), result.dry_run) == (["made", "made"], False)
        one, two = Action.objects.order_by("number")
        assert (one.external_id, one.titled("sv").text, one.stage, one.due_text, one.organisation.slug,
                [e.element_key for e in one.elements.all()]) == (
            "A1", "Bygg en bro", "under_way", "hösten 2027", "kommunen", ["ett-delmal"],
        )  # fmt: skip
        assert (two.titled("sv").text, two.stage) == ("Riv en bro", "decided")
        assert [(p.organisation.slug, p.role) for p in Partner.objects.all()] == [
            ("bolaget", "betalar")
        ]
        assert [(m.titled("sv").text, m.due_text) for m in Milestone.objects.all()] == [
            ("Ritad", "2026-05"), ("Byggd", "2027-05"),
        ]  # fmt: skip
        assert list(
            Money.objects.values_list("level", "organisation__slug", "promised", "spent")
        ) == [("local", "kommunen", Decimal("1000.50"), None)]

    def test_the_same_file_again_changes_nothing(self, version):
        take(version, sheet(*ROWS))
        before = Entry.objects.count()
        assert outcomes(take(version, sheet(*ROWS))) == ["unchanged", "unchanged"]
        assert (Action.objects.count(), Entry.objects.count()) == (2, before + 1)

    def test_a_changed_file_changes_and_keeps_former_dates(self, version):
        take(version, sheet(*ROWS))
        changed = ROWS[0].replace("hösten 2027", "2028").replace("Bygg en", "Bygg om en")
        changed = changed.replace("2026-05: R", "2026-06: R").replace("000,50 |", "000,50 | 7")
        assert outcomes(take(version, sheet(changed, ROWS[1]))) == ["changed", "unchanged"]
        action = Action.objects.get(external_id="A1")
        assert (action.titled("sv").text, action.due_text) == ("Bygg om en bro", "2028")
        assert list(FormerDate.objects.order_by("pk").values_list("text", "moved_to")) == [
            ("hösten 2027", "2028"), ("2026-05", "2026-06"),
        ]  # fmt: skip
        assert (Money.objects.get().spent, Milestone.objects.count()) == (Decimal("7.00"), 2)

    def test_a_dry_run_tells_the_same_and_keeps_nothing(self, version):
        before = Entry.objects.count()
        result = take(version, sheet(*ROWS), dry_run=True)
        assert (outcomes(result), result.dry_run) == (["made", "made"], True)
        assert (Action.objects.count(), Entry.objects.count()) == (0, before)

    def test_lines_with_faults_are_left_out_and_the_rest_is_kept(self, version):
        bad = ["B1;;;;;;;;;;;", "B2;Titel;;finns ej;soon;2027-13;klart;Ingen;;;;x | y",
               "B3;Titel;;;2028;2027;;;;;;", "A2;Igen;;;;;;;;;;"]  # fmt: skip
        result = take(version, sheet(*ROWS[1:], *bad))
        assert outcomes(result) == ["made", "left_out", "left_out", "left_out", "left_out"]
        told = [[(f.line, f.column) for f in row.findings] for row in result.rows]
        assert told == [
            [], [(3, "title")],
            [(4, "start"), (4, "due"), (4, "stage"), (4, "money"), (4, "elements"),
             (4, "organisation")],
            [(5, "")], [(6, "")],
        ]  # fmt: skip
        assert Action.objects.count() == 1

    def test_a_saved_mapping_names_the_columns_and_the_words(self, version):
        mapping = ActionMapping.of({
            "columns": {"title": "Åtgärd", "due": "#2", "stage": "Läge"}, "skip": 1,
            "values": {"stage": {"Pågår": "under_way"}},
        })  # fmt: skip
        data = sheet("Bygg,2027,pågår", header="Vår lista\nåtgärd,Klart,läge")
        assert outcomes(take(version, data, mapping=mapping)) == ["made"]
        assert list(Action.objects.values_list("due_text", "stage")) == [("2027", "under_way")]

    def test_columns_that_are_not_there_are_left_alone(self, version):
        take(version, sheet(*ROWS))
        data = sheet("A1;2029", header="id;title").replace(b"2029", b"Nytt namn")
        assert outcomes(take(version, data)) == ["changed"]
        action = Action.objects.get(external_id="A1")
        assert (action.titled("sv").text, action.due_text, action.organisation.slug, action.tags) == (
            "Nytt namn", "hösten 2027", "kommunen", ["youth-green"],
        )  # fmt: skip

    def test_the_stage_of_a_sheet_may_need_a_reason_and_gets_one(self, version):
        take(version, sheet("Bygg;paused", header="title;stage"))
        assert list(Action.objects.values_list("stage", "stage_why")) == [("paused", "imported")]
        result = take(version, sheet("Riv;handed_over", header="title;stage"))
        assert outcomes(result) == ["left_out"]


def everything(version):
    """A plan with actions that fill every column, also awkwardly."""
    region = version.plan.region
    org, partner = (
        make_organisation(region, slug="kommunen"),
        make_organisation(region, slug="bolaget"),
    )
    body = make_body(region, slug="gruppen")
    one = make_action(
        version, "=Bygg; en bro", how=Texts.of("sv", "Rad ett\nRad två"), external_id="A1",
        elements=["ett-delmal", "en-atgard"], start="2026", due="hösten 2027", tags=["green", "youth"],
        target_groups=["barn och unga", "samer"], areas=[make_area("1860"), make_area("1804")],
        stage="under_way", organisation=org, role=Texts.of("sv", "Chef"),
    )  # fmt: skip
    make_milestone(one, "Först: ritad", "2026-05")
    make_milestone(one, "Utan dag: byggd")
    do.invite_partner(action=one, organisation=partner, role="betalar", **DO)
    for funder in ({"organisation": org}, {"funder": "En fond"}):
        do.add_money(action=one, **DO, values=do.MoneyValues(
            "eu", 2026, "EUR", Decimal("10.50"), None, **funder))  # fmt: skip
    make_action(version, "-Riv", body=body, stage="proposed")
    return version


@pytest.mark.django_db
@pytest.mark.parametrize("make", [export_csv, export_xlsx])
def test_a_list_goes_out_and_in_again_equal(make, version):
    rows = export_rows(everything(version).plan)
    data = make(rows)
    assert [row.outcome for row in take(version, data).rows] == ["unchanged", "unchanged"]
    assert export_rows(version.plan) == rows
    other = make_strategy(version.plan.region, slug="annan")
    assert [row.findings for row in take(other, data).rows] == [(), ()]
    assert export_rows(other.plan) == rows
    assert [row["title"] for row in rows] == ["=Bygg; en bro", "-Riv"]


@pytest.mark.django_db
def test_no_cell_of_an_export_is_a_formula(version):
    import io

    from openpyxl import load_workbook

    rows = export_rows(everything(version).plan)
    book = load_workbook(io.BytesIO(export_xlsx(rows)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert "'=Bygg" in export_csv(rows).decode("utf-8-sig")


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_an_export_costs_a_constant_number_of_queries(many, django_assert_num_queries):
    version = make_strategy(make_region("nord"), slug="strategi")
    for number in range(many):
        make_action(version, f"A{number}", elements=["ett-mal"])
    with django_assert_num_queries(8):
        assert len(export_rows(version.plan)) == many


@pytest.mark.parametrize(
    "wrong", [[], {"colums": {}}, {"columns": []}, {"columns": {"titel": "x"}}, {"skip": "x"}]
)
def test_a_wrong_mapping_is_told(wrong):
    with pytest.raises(WrongMapping):
        ActionMapping.of(wrong)


@pytest.mark.parametrize("data", [b"", b"a;b\n1;2\n", b"title;title\nx;y\n", b"PK\x03\x04junk"])
def test_what_is_no_list_of_actions_is_refused(data):
    with pytest.raises(BrokenData):
        read_actions(data, ActionMapping())


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="|;\n\r\x00", exclude_categories=["C", "Z"]),
                min_size=1, max_size=20)  # fmt: skip
AMOUNT = st.none() | st.decimals(0, 10**9, places=2)


@given(st.lists(st.builds(MoneyLine, st.sampled_from(["eu", "local"]), PLAIN,
                          st.integers(2000, 2100), st.sampled_from(["SEK", "EUR"]),
                          st.decimals(0, 10**9, places=2), AMOUNT), unique_by=str, max_size=4),
       st.lists(st.tuples(st.sampled_from(["", "2027", "hösten 2027"]), PLAIN), unique_by=str, max_size=4),
       PLAIN)  # fmt: skip
def test_what_is_written_in_a_cell_reads_back_the_same(money, milestones, title):
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out).writerows([["title", "money", "milestones"], [
        safe(title), safe(written_money(money)), safe(written_milestones(milestones))]])  # fmt: skip
    (line,) = read_actions(out.getvalue().encode(), ActionMapping(delimiter=","))
    assert line.findings == ()
    assert (line.money, line.milestones) == (tuple(money), tuple(milestones))
    assert line.text["title"] == title.strip() or title.startswith("'")


@pytest.mark.django_db
@pytest.mark.usefixtures("actors")
class TestFindings:
    def test_an_amount_that_is_too_large_leaves_out_its_line_only(self, version):
        rows = ['A;"local | X | 2026 | SEK | 500000000000 |"', "B;"]
        result = take(version, sheet(*rows, header="title;money"))
        assert outcomes(result) == ["left_out", "made"]
        assert [(each.code, each.column) for each in result.rows[0].findings] == [("negative", "")]

    def test_a_finding_has_a_code_and_what_it_is_about(self, version):
        result = take(version, sheet("A;klart;Ingen", header="title;stage;organisation"))
        assert [(f.code, f.column, f.values["text"]) for f in result.rows[0].findings] == [
            ("unknown-stage", "stage", "klart"), ("unknown", "organisation", "Ingen"),
        ]  # fmt: skip

    def test_a_mapping_can_say_that_a_column_is_not_there(self, version):
        mapping = ActionMapping.of({"columns": {"stage": "-"}})
        data = sheet("A;klart", header="title;stage")
        assert outcomes(take(version, data, mapping=mapping)) == ["made"]

    def test_a_word_is_ours_also_in_a_list(self, version):
        mapping = ActionMapping.of({"values": {"elements": {"Mål 1": "ett-mal"}}})
        take(version, sheet('A;"mål 1; Ett delmål"', header="title;elements"), mapping=mapping)
        keys = [row.element_key for row in Action.objects.get().elements.order_by("pk")]
        assert keys == ["ett-mal", "ett-delmal"]


def test_the_columns_of_a_file_are_told_with_examples():
    data = sheet("Bygg;2027;", "Riv;;", "Bygg;2028;", header="Tiltak;Frist;")
    assert header_of(data, ActionMapping()) == (
        ("Tiltak", ("Bygg", "Riv")), ("Frist", ("2027", "2028")), ("", ()),
    )  # fmt: skip
