"""Charts in a real browser: nothing clipped, in the dark too, and answers under a strict policy."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import samkraft.web.components as components
from samkraft.web.components.charts import CHART_CSP, DESK, PHONE, live, svg
from samkraft.web.components.charts.bundle import write_bundle
from samkraft.web.security import POLICY
from tests.web.browser import CHROMIUM
from tests.web.components.charts.making import every_chart

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
SCRIPT = Path(components.__file__).parent / "static" / "charts.js"
TYPES = {"js": "text/javascript", "json": "application/json", "svg": "image/svg+xml"}

# Where the drawn mark with these words really is.
MIDDLE_OF_MARK = """(tip) => {
  const root = document.querySelector("figure [role=application]").shadowRoot;
  const mark = [...root.querySelectorAll("svg path")].find((p) => p.__data__?.datum?.tip === tip);
  const { x, y, width, height } = mark.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


def page_of(names) -> str:
    figures = "".join(
        f'<figure data-chart="/{name}.json" data-chart-help="Arrow keys">'
        f'<picture><img src="/{name}.svg" alt="Chart {name}"></picture></figure>'
        for name in names
    )
    return f'<!doctype html><link rel=icon href="data:,"><title>t</title>{figures}<script type="module" src="/charts.js"></script>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Pages and charts from memory, with the project's own policy."""
    files = {"charts.js": SCRIPT.read_bytes()}
    files["vega.js"] = write_bundle(tmp_path_factory.mktemp("static")).read_bytes()
    for name, spec in every_chart(DESK).items():
        name = name.replace(" ", "-")
        files[f"{name}.svg"] = svg(spec, lang="nb", title=name, description="d").encode()
        files[f"{name}.json"] = json.dumps(live(spec)).encode()
        files[name] = page_of([name]).encode()
    files["broken"] = page_of(["no-such"]).encode()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.strip("/")
            kind = TYPES.get(name.rpartition(".")[2], "text/html") if "." in name else "text/html"
            self.send_response(200 if name in files else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            policy = CHART_CSP if name.endswith(".svg") else POLICY
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(files.get(name, b""))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 1000, "height": 800})
    opened.complaints = []
    opened.on("console", lambda m: m.type == "error" and opened.complaints.append(m.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    opened.close()


def test_no_text_leaves_its_chart_and_none_covers_another(page):
    for width in (DESK, PHONE):
        for name, spec in every_chart(width).items():
            page.set_content(svg(spec, lang="nb", title=name, description="d"))
            found = page.evaluate(
                """() => {
                  const whole = document.querySelector("svg").getBoundingClientRect();
                  const all = [...document.querySelectorAll("text")].filter((t) => t.textContent)
                    .map((t) => ({ text: t.textContent, box: t.getBoundingClientRect() }));
                  const out = all.filter(({ box }) => box.left < whole.left || box.top < whole.top ||
                    box.right > whole.right || box.bottom > whole.bottom).map((t) => t.text);
                  const over = all.flatMap((a, n) => all.slice(n + 1).filter((b) =>
                    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
                    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4)
                    .map((b) => `${a.text} / ${b.text}`));
                  return { out, over };
                }"""
            )
            assert (name, found) == (name, {"out": [], "over": []})


def test_in_the_dark_the_ink_is_light(page):
    page.emulate_media(color_scheme="dark")
    page.set_content(svg(every_chart(DESK)["bars"], lang="nb", title="t", description="d"))
    fill = page.evaluate(
        "() => getComputedStyle([...document.querySelectorAll('text')].pop()).fill"
    )
    assert fill == "rgb(238, 235, 229)"


def test_arrow_keys_read_out_the_points_under_the_policy(site, page):
    page.goto(f"{site}/one-line")
    page.wait_for_selector("figure [role=application]")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("[role=status]").inner_text() == "Rana, 2016: 12,5\u00a0%"
    page.keyboard.press("ArrowRight")
    assert page.locator("[role=status]").inner_text() == "Rana, 2018: 13,0\u00a0%"
    assert page.locator(".tip").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".tip").is_visible()
    assert page.complaints == []


@pytest.mark.parametrize(("name", "steps"), [("lines", 1), ("bars", 2), ("map", 4)])
def test_points_bars_and_areas_answer_to_a_pointer(site, page, name, steps):
    page.goto(f"{site}/{name}")
    host = page.locator("figure [role=application]")
    host.wait_for()
    assert not page.locator("figure img").is_visible()
    host.focus()
    page.keyboard.press("Home")
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    by_key = page.locator(".tip").inner_text()
    ring = page.locator(".ring").bounding_box()
    mark = page.evaluate(MIDDLE_OF_MARK, by_key)
    assert mark == pytest.approx(
        [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2], abs=1.5
    )
    page.keyboard.press("Escape")
    page.mouse.move(ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    assert page.locator(".tip").inner_text() == by_key
    assert page.complaints == []


def test_the_picture_stays_when_something_fails(site, page):
    page.goto(f"{site}/broken")
    page.wait_for_load_state("networkidle")
    assert page.locator("figure [role=application]").count() == 0
    assert page.locator("picture").get_attribute("hidden") is None
