import http.server
import threading
from functools import partial

import pytest
from typer.testing import CliRunner

from samkraft.cli import place, place_boundaries
from samkraft.places.models import Boundary
from tests.places.outlinefiles import WEST, feature, geojson, two


@pytest.fixture
def samkraft(db, monkeypatch):
    """Runs `samkraft place …` on a database with the shipped facts."""
    from samkraft.places.operations import load_facts
    from tests.conftest import NOON

    load_facts(by=None, at=NOON)
    for module in (place, place_boundaries):
        monkeypatch.setattr(module, "ready", lambda: None)
    return lambda *words: CliRunner().invoke(place.app, [str(word) for word in words])


@pytest.fixture
def server(tmp_path):
    """Serves the files of a folder on this machine; gives its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words):
            pass

    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "two.geojson").write_bytes(two())
    (folder / "broken.geojson").write_bytes(two()[:-30])
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder))
    ) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{service.server_port}"
        service.shutdown()


def test_outlines_are_loaded_from_a_file_and_the_place_tells(samkraft, tmp_path):
    file = tmp_path / "two.geojson"
    file.write_bytes(two(east="9998"))
    run = samkraft("boundaries", file, "--year", "2024", "--source", "Kartverket, CC BY 4.0")
    assert (run.exit_code, run.stdout, run.stderr) == (
        0,
        "1 outlines of NO (municipality) by “kommunenummer”; the largest has 0.1 kB.\n",
        "Not loaded, for no such area is known here: 9998.\n",
    )
    assert "outline of 2024: Kartverket, CC BY 4.0\n" in samkraft("show", "1833").stdout


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"no json", 2, "a.json: This is no whole JSON: the file may be cut short.\n"),
        (geojson(feature([[500000, 7e6], [6e5, 7e6], [6e5, 7.1e6]], nr="1833")), 2,
         "a.json: The coordinates are no degrees of longitude and latitude but something like "
         "metres (500000, 7000000); convert the file to WGS 84 (EPSG:4326) first.\n"),
        (geojson(feature(WEST, nr="9999", navn="Ingensteds")), 1,
         "a.json: No property of the file holds codes of areas known, or the names beside them "
         "are others.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_loaded_is_one_line(content, code, said, samkraft, tmp_path):
    (tmp_path / "a.json").write_bytes(content)
    run = samkraft("boundaries", tmp_path / "a.json")
    assert (run.exit_code, run.stdout, run.stderr) == (code, "", said)
    assert Boundary.objects.count() == 0


def test_an_area_without_its_outline_ends_with_one(samkraft, tmp_path):
    shapes = feature(WEST, nr="1833", navn="Rana"), feature(None, nr="1832", navn="Hemnes")
    (tmp_path / "a.json").write_bytes(geojson(*shapes))
    run = samkraft("boundaries", tmp_path / "a.json")
    assert (run.exit_code, run.stderr) == (1, "Without a usable outline in the file: 1832.\n")


def test_fetching_asks_every_address_named_boundaries(samkraft, server, settings):
    settings.SOURCE_ADDRESSES = {"boundaries-no": f"{server}/two.geojson", "scb": "http://nowhere"}
    run = samkraft("boundaries", "fetch")
    assert (run.exit_code, run.stderr, Boundary.objects.count()) == (0, "", 2)
    assert set(Boundary.objects.values_list("source", flat=True)) == {f"{server}/two.geojson"}


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/nothing.geojson", 1, " answered 404 to "),
        ("/broken.geojson", 2, "This is no whole JSON"),
    ],
)
def test_a_fetch_that_fails_changes_nothing(path, code, said, samkraft, server, settings):
    settings.SOURCE_ADDRESSES = {
        "boundaries-a": f"{server}/two.geojson",
        "boundaries-b": f"{server}{path}",
    }
    run = samkraft("boundaries", "fetch")
    assert (run.exit_code, run.stderr.count("\n"), Boundary.objects.count()) == (code, 1, 0)
    assert said in run.stderr


def test_a_closed_network_is_one_line(samkraft, settings):
    settings.SOURCE_ADDRESSES = {"boundaries": "http://127.0.0.1:9/kommuner.geojson"}
    run = samkraft("boundaries", "fetch")
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr.startswith("127.0.0.1:9 could not be reached: ")
    assert run.stderr.endswith("Nothing was changed.\n")


def test_without_an_address_there_is_nothing_to_fetch(samkraft, settings):
    settings.SOURCE_ADDRESSES = {}
    run = samkraft("boundaries", "fetch")
    assert (run.exit_code, run.stderr) == (
        1,
        "No address to fetch from: set SAMKRAFT_SOURCES=boundaries=ADDRESS, or name a file.\n",
    )
