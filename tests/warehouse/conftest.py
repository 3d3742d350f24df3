"""A warehouse in a temporary folder."""

import pytest

from samkraft.warehouse.warehouse import Warehouse


@pytest.fixture
def warehouse(tmp_path):
    return Warehouse(tmp_path / "warehouse")
