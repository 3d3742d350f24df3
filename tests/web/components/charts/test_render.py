"""Files: valid, named, self-contained; kept within bounds; safe for several threads."""

import threading

import pytest
from lxml import etree

from samkraft.web.components import charts as c
from samkraft.web.components.charts import cache as caching
from samkraft.web.components.charts.palette import STEPS, css, mixed, palette
from samkraft.web.theme import contrast
from tests.web.components.charts.making import every_chart

ACCENTS = ["#1b5566", "#1b4f72", "#0f5f63", "#7a3a22", "#35603a", "#5a3a6e"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def spec():
    return every_chart(c.DESK)["spark"]


@pytest.mark.parametrize("width", [c.DESK, c.PHONE])
def test_every_chart_is_a_file_of_its_own(width):
    for name, made in every_chart(width).items():
        text = c.svg(made, lang="nb", title=f"{name} & <mer>", description="Alt om den.")
        root = etree.fromstring(text.encode())
        meta = made["usermeta"]
        assert (root.get("width"), root.get("height")) == (str(meta["width"]), str(meta["height"]))
        assert root.get("role") == "img"
        assert [root[0].text, root[1].text] == [f"{name} & <mer>", "Alt om den."]
        assert not [e.tag for e in root.iter() if set(e.attrib) & {"style", "class", "href", "src"}]
        assert not root.findall(f".//{SVG}image")
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
        assert "aria-roledescription" not in text


def test_the_unseen_points_are_only_in_the_live_chart():
    made = every_chart(c.DESK)["one line"]
    assert "2016: 12,5" not in c.svg(made, lang="nb", title="t", description="d")
    assert c.live(made)["spec"]["layer"][-1]["name"] == "hits"


@pytest.mark.parametrize("accent", ACCENTS)
def test_text_is_readable_on_every_step_by_day_and_night(accent):
    tones = palette(accent)
    for fill, ink in zip(tones.ramp, tones.on_ramp, strict=True):
        assert contrast(ink, _rgb(fill)) >= 4.5
        night = dict(_exchanged(accent))
        assert contrast(night[ink], _rgb(night[fill])) >= 4.4
    assert contrast(tones.tone) >= 3
    assert len(set(tones.ramp)) == STEPS


def test_mixing_with_paper():
    assert mixed("#000000", 0.5) == "#808080"


def test_a_chart_is_rendered_once_and_found_again_on_disk(tmp_path, spec, monkeypatch):
    made = []
    monkeypatch.setattr(caching, "svg", lambda *a, **k: made.append(1) or "<svg></svg>")
    said = {"lang": "nb", "title": "t", "description": "d"}
    cache = c.ChartCache(tmp_path)
    threads = [threading.Thread(target=lambda: cache.svg(spec, **said)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert c.ChartCache(tmp_path).svg(spec, **said) == "<svg></svg>"
    assert made == [1]
    cache.svg(spec, **{**said, "title": "other"})
    assert made == [1, 1]


def test_half_a_file_is_rendered_again(tmp_path, spec):
    said = {"lang": "nb", "title": "t", "description": "d"}
    whole = c.ChartCache(tmp_path).svg(spec, **said)
    (path,) = tmp_path.glob("??/*.svg")
    path.write_text(whole[:100])
    assert c.ChartCache(tmp_path).svg(spec, **said) == whole


def test_the_folder_and_the_memory_stay_within_their_bounds(tmp_path, spec, monkeypatch):
    monkeypatch.setattr(caching, "svg", lambda *a, **k: "<svg>" + "x" * 1000 + "</svg>")
    cache = c.ChartCache(tmp_path, most_bytes=20_000, in_memory=5)
    for number in range(40):
        cache.svg(spec, lang="nb", title=str(number), description="")
    cache.sweep()
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= 20_000
    assert len(cache._kept) == 5


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path, spec):
    (tmp_path / "file").write_text("")
    cache = c.ChartCache(tmp_path / "file")
    assert cache.svg(spec, lang="nb", title="t", description="d").endswith("</svg>")


def test_several_threads_render_whole_charts():
    specs = list(every_chart(c.PHONE).values())[:4]
    alone = [c.svg(spec, lang="nb", title="t", description="d") for spec in specs]
    together: dict[int, str] = {}

    def render(number):
        together[number] = c.svg(specs[number], lang="nb", title="t", description="d")

    threads = [threading.Thread(target=render, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(4)] == alone


def test_nothing_to_show_is_still_a_whole_file():
    words = c.Words("nb")
    makers = (c.lines, c.bars, c.paired_bars, c.columns, c.ages_by_sex, c.small_multiples, c.tiles)
    empty = [make([], words=words) for make in makers] + [c.choropleth([], [], words=words)]
    for made in empty:
        assert "NaN" not in c.svg(made, lang="nb", title="t", description="d")


def _rgb(colour):
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _exchanged(accent):
    night = css(accent).partition("@media (prefers-contrast:more)")[0]
    for part in night.split('[fill="')[1:]:
        old, _, rest = part.partition('"]{fill:')
        yield old, rest[:7]
