from samkraft.importing.outline import Block
from tests.importing.readers.making import cells, lines_agree, marked, read, texts


def page(body: str) -> str:
    return f"<!doctype html><html lang='nb-NO'><head><title>Plan &amp; mål</title></head><body>{body}</body></html>"


def test_headings_text_and_metadata(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page("<h2>Kysten<br>vår</h2><p>Noe er <b>fett</b>.</p><p><strong>Alt</strong></p>"),
    )

    plain = {"bold": False, "italic": False, "whole": True}
    assert outline.blocks == (
        Block("Kysten vår", 1, 1, level=2, **plain),
        Block("Noe er fett.", 2, 2, **plain),
        Block("Alt", 3, 3, **{**plain, "bold": True}),
    )
    assert outline.lines == ("Kysten vår", "Noe er fett.", "Alt")
    assert (outline.format, outline.title, outline.language) == ("html", "Plan & mål", "nb")


def test_lists_are_counted_and_nested(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page("<ul><li>a<ul><li>b</ul><li>c</ul><ol start=3><li>d<li value=7>e<li>f</ol>"),
    )

    assert marked(outline) == [
        ("•", "a"), ("•", "b"), ("•", "c"), ("3.", "d"), ("7.", "e"), ("8.", "f"),
    ]  # fmt: skip
    assert [block.indent for block in outline.blocks] == [0.0, 2.0, 0.0, 0.0, 0.0, 0.0]


def test_tables_with_spans_and_a_header_row(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page(
            "<table><tr><th>Hva<th>Hvem<th>Når<tr><td rowspan=2>Vei<td colspan=2>Fylket"
            "<tr><td>Staten<td>2030</table>"
        ),
    )

    assert cells(outline) == [
        (0, 0, 0, True, "Hva"),
        (0, 0, 1, True, "Hvem"),
        (0, 0, 2, True, "Når"),
        (0, 1, 0, False, "Vei"),
        (0, 1, 1, False, "Fylket"),
        (0, 2, 1, False, "Staten"),
        (0, 2, 2, False, "2030"),
    ]
    assert lines_agree(outline)


def test_a_table_that_only_arranges_the_page_is_no_table(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page("<table><tr><td><table role=presentation><tr><td>a<td>b</table><td>c</table>"),
    )
    assert texts(outline) == ["a", "b", "c"]
    assert cells(outline) == []


def test_terms_and_descriptions_read_as_rows_of_two_cells(tmp_path):
    outline = read(tmp_path, "plan.html", page("<dl><dt>Søker<dd>Rana<dt>Areal<dd>460</dl>"))
    assert cells(outline) == [
        (0, 0, 0, False, "Søker"),
        (0, 0, 1, False, "Rana"),
        (0, 1, 0, False, "Areal"),
        (0, 1, 1, False, "460"),
    ]


def test_cells_outside_of_any_row_do_not_stop_the_reader(tmp_path):
    outline = read(tmp_path, "plan.html", page("<dl><td>a<td>b<dt>c</dl>"))
    assert texts(outline) == ["a", "b", "c"]


def test_quotes_and_captions_are_aside(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page("<p>a<blockquote><p>b</blockquote><aside>c</aside><figcaption>d</figcaption>"),
    )
    assert [(b.text, b.aside) for b in outline.blocks] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", True),
    ]


def test_what_surrounds_the_content_is_left_out(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page(
            "<header>topp</header><nav>meny</nav><div class='breadcrumb'>hjem</div>"
            "<div id=cookie-banner>kapsler</div><div role=navigation>hopp</div>"
            "<h1>Plan</h1><script>kode</script><p hidden>skjult</p><p aria-hidden=true>pynt</p>"
            "<p style='display: none'>borte</p><template>mal</template><!-- merknad -->"
            "<div class='social-sustainability'>Sosial bærekraft</div><footer>bunn</footer>"
        ),
    )
    assert texts(outline) == ["Plan", "Sosial bærekraft"]


def test_only_the_main_part_is_read_when_it_holds_most_of_the_text(tmp_path):
    outline = read(
        tmp_path,
        "plan.html",
        page("<div>Relatert</div><main><header><h1>Plan</h1></header><p>Lang tekst her</main>"),
    )
    assert texts(outline) == ["Plan", "Lang tekst her"]


def test_the_only_main_heading_is_kept_even_in_the_page_header(tmp_path):
    outline = read(tmp_path, "plan.html", page("<header><h1>Plan</h1></header><p>tekst"))
    assert texts(outline) == ["Plan", "tekst"]


def test_bare_text_with_breaks_keeps_its_lines(tmp_path):
    outline = read(
        tmp_path, "plan.html", page("<div>Eier: Rana<br>Partner: Nesna<br><br>Nytt</div>")
    )
    assert [(b.text, b.whole, b.gap) for b in outline.blocks] == [
        ("Eier: Rana", False, 0.0),
        ("Partner: Nesna", True, 0.0),
        ("Nytt", True, 1.0),
    ]


def test_encodings(tmp_path):
    words = "<html><p>blåbær</p></html>"
    claimed = "<html><meta charset=iso-8859-1><p>blåbær – tyttebær</p></html>"
    for data in (
        words.encode(),
        words.encode("utf-8-sig"),
        words.encode("utf-16"),
        words.encode("cp1252"),
    ):
        assert texts(read(tmp_path, "plan.html", data)) == ["blåbær"]
    assert texts(read(tmp_path, "plan.html", claimed.encode("cp1252"))) == ["blåbær – tyttebær"]


def test_very_deep_nesting_is_read(tmp_path):
    deep = "<div>" * 100_000 + "bunn" + "</div>" * 100_000
    assert texts(read(tmp_path, "plan.html", page(deep))) == ["bunn"]
