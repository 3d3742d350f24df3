"""What axe-core finds wrong with a page, and whether it scrolls sideways."""

from __future__ import annotations

EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Other looks change colours only, and a narrow page the room: what else there is to find,
# the phone and the desk have found.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
ROOM = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}


def faults(page, rules: dict = EVERY_RULE, part: str | None = None) -> list[str]:
    """What breaks these rules on the page, or in the part of it that a selector names."""
    from axe_playwright_python.sync_playwright import Axe

    # what passes is not asked for: to gather it costs a quarter of the time
    found = Axe().run(page, part, options={"runOnly": rules, "resultTypes": ["violations"]})
    said = [f"{f['id']}: {f['nodes'][0]['html'][:160]}" for f in found.response["violations"]]
    return said + ["scrolls sideways"] * scrolls_sideways(page)


def scrolls_sideways(page) -> bool:
    """Whether something on the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
