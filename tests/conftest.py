"""What the whole suite shares."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests import installations

# A busy machine is slow now and then; how fast things are is measured by `make bench`.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")

# Playwright's synchronous driver keeps an event loop in the test's thread; Django's guard
# against mixing the two would refuse every query of a browser test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items):
    """What takes long comes first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(autouse=True, scope="session")
def _installations_are_made_once(tmp_path_factory):
    installations.keep_in(tmp_path_factory)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Passwords are hashed slowly on purpose; tests need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


_folders = count(1)


@pytest.fixture(autouse=True)
def _own_figures(settings, tmp_path_factory):
    """Every test has a warehouse and a data directory of its own; made by who first writes."""
    folder = tmp_path_factory.getbasetemp() / f"data-{next(_folders)}"
    settings.DATA_DIR, settings.WAREHOUSE = folder, folder / "warehouse"


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real documents and files of the services; tests skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder with real documents is not beside the project")
    return SHARED
