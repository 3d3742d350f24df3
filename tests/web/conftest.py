"""A real browser for all pages."""

from __future__ import annotations

import pytest

from tests.web.browser import CHROMIUM


@pytest.fixture(scope="module")
def browser():
    """Debian's chromium; tests that need it are marked `browser` and skipped without it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()
