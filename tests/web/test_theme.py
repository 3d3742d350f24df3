"""Accent colours hold their contrast."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.web.theme import DARK, contrast, readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_black_and_white_is_21():
    assert round(contrast("#000000"), 2) == 21.0
    assert round(contrast("#ffffff"), 2) == 1.0


def test_a_pale_accent_is_refused(client):
    assert client.get("/theme/ffee88.css").status_code == 404
    assert client.get("/theme/nothing.css").status_code == 404


@given(colours.filter(readable))
def test_the_dark_form_of_any_accent_is_readable_on_a_dark_page(colour):
    from django.test import RequestFactory

    from samkraft.web.theme import accent

    css = accent(RequestFactory().get("/"), colour[1:]).content.decode()
    light = re.search(r"dark\) \{ :root \{ --accent: (#\w{6})", css).group(1)
    assert contrast(light, DARK) >= 6.9


@pytest.mark.parametrize("colour", ["#1b4f72", "#0f5f63", "#7a3a22", "#35603a", "#5a3a6e"])
def test_the_demonstrations_accents_are_readable(colour):
    assert readable(colour)
