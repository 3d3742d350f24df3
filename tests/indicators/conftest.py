"""What the tests of figures share."""

from __future__ import annotations

import shutil

import pytest

from samkraft.indicators.operations import deliver_shipped, load_catalogue
from samkraft.indicators.operations.catalogue import CATALOGUE
from samkraft.places.operations import load_facts
from tests.conftest import NOON
from tests.sources.conftest import clock, make_context

__all__ = ["catalogue_folder", "clock", "make_context", "shipped"]


@pytest.fixture
def catalogue_folder(tmp_path):
    """The shipped catalogue, to be written in."""
    shutil.copytree(CATALOGUE, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__*"))
    return tmp_path / "catalogue"


@pytest.fixture
def shipped(db, tmp_path):
    """The real places and population; of the catalogue what belongs to population."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name in ("population.yml", "other.yml"):
        shutil.copy(CATALOGUE / name, folder)
    load_facts(by=None, at=NOON)
    load_catalogue(by=None, at=NOON, folder=folder)
    return deliver_shipped(by=None, at=NOON)
