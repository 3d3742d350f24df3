"""Another engine (DataFusion, through Delta's log) reads the files as `docs/warehouse.md` says."""

import re
from pathlib import Path

from deltalake import DeltaTable, QueryBuilder

from tests.warehouse.figures import day
from tests.warehouse.test_compaction import filled

DOCUMENT = Path(__file__).parents[2] / "docs" / "warehouse.md"


def test_the_statement_in_the_document_gives_the_figures_as_of_a_day(warehouse):
    filled(warehouse)
    (statement,) = re.findall(r'spark\.sql\("""(.*?)"""\)', DOCUMENT.read_text(), re.S)
    statement = statement.replace("2026-01-01 00:00:00", f"{day(4):%Y-%m-%d %H:%M:%S}")
    builder = QueryBuilder()
    for table in ("observations", "deliveries"):
        builder.register(table, DeltaTable(str(Path(warehouse.root) / table)))
    found = builder.execute(statement).read_all()
    names = ("measure", "area", "period", "sex", "age", "value")
    rows = sorted(zip(*(found.column(name).to_pylist() for name in names), strict=True))
    expected = warehouse.read(list(warehouse.measures()), as_of=day(4)).rows()
    assert rows == sorted(tuple(getattr(row, name) for name in names) for row in expected)
