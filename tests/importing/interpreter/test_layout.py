"""Layout as PDF and office readers give it: sizes, weight, columns, tables, asides."""

from __future__ import annotations

from typing import Any

from samkraft.importing.draftplan import DraftPlan
from samkraft.importing.interpreter import interpret
from samkraft.importing.outline import Block, Cell, Format, Outline

BODY = "Kommunene i regionen har samarbeidet om mange oppgaver, og erfaringene fra dette er gode."


def outline(*rows: tuple[str, dict[str, Any]], kind: Format = "pdf", pages: int = 1) -> Outline:
    blocks = tuple(
        Block(text, number, number, **{"page": 1, "size": 10.0, "bold": False, **look})
        for number, (text, look) in enumerate(rows, start=1)
    )
    return Outline(kind, blocks, tuple(b.text for b in blocks), pages=pages)


def line(text: str = BODY, **look: Any) -> tuple[str, dict[str, Any]]:
    return text, look


def large(text: str, **look: Any) -> tuple[str, dict[str, Any]]:
    return text, {"size": 16.0, "bold": True, "gap": 0.8, **look}


def strong(text: str, **look: Any) -> tuple[str, dict[str, Any]]:
    return text, {"bold": True, "gap": 0.6, **look}


def item(text: str, **look: Any) -> tuple[str, dict[str, Any]]:
    return f"• {text}", {"gap": 0.1, "indent": 12.0, **look}


def told(plan: DraftPlan) -> list[tuple[str, str, int | None]]:
    return [(e.kind, e.text, e.parent) for e in plan.elements]


TITLE = line("Plan for dalen", size=24.0, bold=True)


def test_size_tells_areas_and_bold_labels_their_lists() -> None:
    plan = interpret(
        outline(
            TITLE,
            *[line(gap=0.5), line()],
            large("Vekst og arbeid"),
            *[line(gap=0.5), line()],
            strong("Mål"),
            item("Flere i arbeid"),
            item("Flere lærlinger i de", indent=12.0),
            line("små bedriftene", indent=20.0),
            strong("Tiltak"),
            item("Felles rekruttering"),
            large("Natur"),
            strong("Mål"),
            item("Rent vann"),
        )
    )
    assert told(plan) == [
        ("area", "Vekst og arbeid", None),
        ("goal", "Flere i arbeid", 0),
        ("goal", "Flere lærlinger i de små bedriftene", 0),
        ("measure", "Felles rekruttering", 0),
        ("area", "Natur", None),
        ("goal", "Rent vann", 4),
    ]


def test_running_heads_and_page_numbers_do_not_break_a_list() -> None:
    def page(number: int, *rows: tuple[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        head = line("PLAN FOR DALEN", size=8.0, page=number)
        foot = line(str(number), size=8.0, page=number, gap=4.0)
        return [head, *[(t, {**look, "page": number}) for t, look in rows], foot]

    rows = [
        *page(1, TITLE, line(gap=0.5)),
        *page(2, large("Natur"), line(gap=0.5), strong("Mål"), item("Rent vann i alle")),
        *page(3, line("elvene i dalen", indent=20.0), item("Mindre støy")),
        *page(4, large("Arbeid"), strong("Mål"), item("Flere jobber")),
    ]
    plan = interpret(outline(*rows, pages=4))
    assert told(plan) == [
        ("area", "Natur", None),
        ("goal", "Rent vann i alle elvene i dalen", 0),
        ("goal", "Mindre støy", 0),
        ("area", "Arbeid", None),
        ("goal", "Flere jobber", 3),
    ]
    assert plan.elements[1].source.page == 2


def test_a_heading_over_two_lines_is_one() -> None:
    plan = interpret(
        outline(
            TITLE,
            line(gap=0.5),
            line(),
            large("Planlegging for trygge"),
            large("Nabolag Og Bygder", gap=0.1),
            strong("Mål"),
            item("Gode naboer"),
            large("Natur"),
            strong("Mål"),
            item("Rent vann"),
        )
    )
    assert told(plan)[0] == ("area", "Planlegging for trygge Nabolag Og Bygder", None)


def test_asides_and_italics_are_quotes_not_elements() -> None:
    plan = interpret(
        outline(
            TITLE,
            line(gap=0.5),
            line(),
            large("Natur"),
            line("Vi vil bade i elva igjen", aside=True, italic=True, gap=1.0),
            strong("Mål"),
            item("Rent vann"),
            line("La elva få renne fritt", italic=True, gap=1.5, size=12.0),
            item("Levende elver", gap=1.5),
            large("Arbeid"),
            strong("Mål"),
            item("Flere jobber"),
        )
    )
    assert [q.text for q in plan.quotes] == ["Vi vil bade i elva igjen", "La elva få renne fritt"]
    assert [e.text for e in plan.elements if e.kind == "goal"] == [
        "Rent vann",
        "Levende elver",
        "Flere jobber",
    ]


def cells(table: int, *rows: tuple[str, ...], **look: Any) -> list[tuple[str, dict[str, Any]]]:
    return [
        (text, {"cell": Cell(table, r, c), **look})
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]


def test_a_table_gives_measures_with_who_is_responsible() -> None:
    rows = cells(
        0, ("Nr", "Tiltak", "Ansvarlig", "Frist"), ("1", "Rydde elva", "Elvelaget", "2026")
    )
    plan = interpret(outline(TITLE, line(), large("Natur"), strong("Tiltak"), *rows))
    measure = plan.elements[-1]
    assert (measure.kind, measure.text, measure.responsible) == (
        "measure",
        "Rydde elva",
        "Elvelaget",
    )


def test_a_header_row_left_outside_its_table_is_found() -> None:
    rows = cells(0, ("Rydde elva", "Elvelaget"), ("Telle fisk", "Skolen"))
    heads = [line("Tiltak"), line("Ansvarlig")]
    plan = interpret(outline(TITLE, line(), large("Natur", gap=1.0), *heads, *rows))
    assert [(e.text, e.responsible) for e in plan.elements if e.kind == "measure"] == [
        ("Rydde elva", "Elvelaget"),
        ("Telle fisk", "Skolen"),
    ]


def test_merged_cells_carry_down() -> None:
    rows = cells(
        0,
        ("Mål", "Tiltak"),
        ("Rent vann", "Nye renseanlegg"),
        ("", "Strengere tilsyn"),
        ("Mindre støy", "Lav fart"),
    )
    plan = interpret(outline(TITLE, line(), strong("Handlingsplan"), *rows))
    assert told(plan) == [
        ("goal", "Rent vann", None),
        ("measure", "Nye renseanlegg", 0),
        ("measure", "Strengere tilsyn", 0),
        ("goal", "Mindre støy", None),
        ("measure", "Lav fart", 3),
    ]


def whole(text: str, **look: Any) -> tuple[str, dict[str, Any]]:
    return text, {"whole": True, "page": None, "size": None, **look}


def test_measures_after_several_goals_on_one_level_belong_to_the_area() -> None:
    plan = interpret(
        outline(
            whole("Natur", level=1),
            whole("Satsingsområde: Vann", level=2),
            whole("Mål 1: Rene elver", level=3),
            whole("Mål 2: Levende kyst", level=3),
            whole("Tiltak", level=3),
            whole("Rydde strender", bullet="•"),
            kind="docx",
        )
    )
    assert told(plan) == [
        ("area", "Vann", None),
        ("goal", "Rene elver", 0),
        ("goal", "Levende kyst", 0),
        ("measure", "Rydde strender", 0),
    ]
    assert "measures-not-tied" in {f.code for f in plan.findings}


def test_measures_beside_each_goal_belong_to_that_goal() -> None:
    plan = interpret(
        outline(
            whole("Plan", level=1),
            whole("Mål 1: Rene elver", level=2),
            whole("Tiltak", level=2),
            whole("Rydde strender", bullet="•"),
            whole("Mål 2: Levende kyst", level=2),
            whole("Tiltak", level=2),
            whole("Frede tareskogen", bullet="•"),
            kind="docx",
        )
    )
    assert told(plan) == [
        ("goal", "Rene elver", None),
        ("measure", "Rydde strender", 0),
        ("goal", "Levende kyst", None),
        ("measure", "Frede tareskogen", 2),
    ]


def test_the_files_own_title_counts_unless_it_is_junk() -> None:
    blocks = outline(whole("Strategi for dalen", level=1), whole("Mål", level=2)).blocks
    assert interpret(Outline("docx", blocks, title="Dalen 2040")).title == "Dalen 2040"
    assert interpret(Outline("docx", blocks, title="utkast_v3.docx")).title == "Strategi for dalen"


def test_an_empty_outline_gives_an_empty_plan_that_says_so() -> None:
    plan = interpret(Outline("pdf", ()))
    assert (plan.elements, plan.vision, plan.title) == ((), None, None)
    assert "no-elements" in {f.code for f in plan.findings}
