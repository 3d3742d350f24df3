"""The same warehouse in object storage, against moto's server on this machine."""

import json
import socket
import subprocess
import sys
import time
from datetime import timedelta
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from samkraft.calc.observations import Observations
from samkraft.warehouse.errors import Damaged
from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.figures import day, deliver
from tests.warehouse.processes import run, uniform, write
from tests.warehouse.test_compaction import filled, some_answers

NOW = timedelta(0)


@pytest.fixture(scope="module")
def server():
    """Address of a running moto server with the bucket `statistics`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        address = f"http://127.0.0.1:{port}"
        if not _answers(address):
            process.kill()
            pytest.skip("moto's server does not start")
        with urlopen(Request(f"{address}/statistics", method="PUT")):
            yield address
        process.kill()


def _answers(address: str) -> bool:
    for _ in range(150):
        try:
            with urlopen(f"{address}/moto-api/data.json") as answer:
                return bool(json.load(answer)) or True
        except (URLError, ConnectionError):
            time.sleep(0.1)
    return False


@pytest.fixture
def options(server):
    """Storage options; the bucket is emptied first."""
    with urlopen(Request(f"{server}/moto-api/reset", method="POST")):
        pass
    with urlopen(Request(f"{server}/statistics", method="PUT")):
        pass
    return {
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
        "aws_region": "us-east-1",
        "aws_endpoint_url": server,
        "aws_allow_http": "true",
    }


def test_object_storage_gives_the_same_answers_as_a_folder(warehouse, options, tmp_path):
    bucket = Warehouse("s3://statistics/warehouse", options)
    filled(warehouse, 3)
    filled(bucket, 3)
    assert some_answers(bucket) == some_answers(warehouse)
    assert bucket.compact(NOW).after == 1
    fresh = Warehouse("s3://statistics/warehouse", options, cache=tmp_path / "cache")
    assert some_answers(fresh) == some_answers(warehouse)
    assert fresh.verify() == []
    copy = Warehouse(tmp_path / "copy")
    copy.load(fresh.export(tmp_path / "export.zip"))
    assert some_answers(copy) == some_answers(warehouse)


def test_an_empty_bucket_is_an_empty_warehouse(options):
    bucket = Warehouse("s3://statistics/nothing", options)
    assert (bucket.vintages(), bucket.read("N1").rows(), bucket.verify()) == ([], [], [])


def test_batches_wait_on_disk_where_writers_can_collide(options):
    bucket = Warehouse("s3://statistics/warehouse", options)
    batches = (Observations.of(uniform(name, 1.0)) for name in ("N1", "N2"))
    bucket.append(batches, table="kolada/schools", known_at=day(1), provenance={}, complete=True)
    assert bucket.read(["N1", "N2"]).rows() == uniform("N1", 1.0) + uniform("N2", 1.0)


def test_two_writers_in_object_storage_lose_nothing(options):
    root = "s3://statistics/warehouse"
    codes = run(
        (write, root, options, "N1", "kolada/schools", 2),
        (write, root, options, "N2", "kolada/schools", 2),
    )
    bucket = Warehouse(root, options)
    assert codes == [0, 0]
    assert len(bucket.vintages()) == 4
    assert bucket.read(["N1", "N2"]).rows() == uniform("N1", 2.0) + uniform("N2", 2.0)
    values = {
        name: [one.value for one in bucket.history(name, "SE-25", "T", "T")]
        for name in ("N1", "N2")
    }
    assert values == {name: [v for n in (1.0, 2.0) for v in [n] * 40] for name in values}
    bucket.compact(NOW)
    assert bucket.verify() == []


def test_a_changed_object_is_found(options, server):
    bucket = Warehouse("s3://statistics/warehouse", options)
    deliver(bucket, uniform("N1", 1.0), on=1)
    (file,) = bucket._rows.state().files
    place = f"{server}/statistics/warehouse/observations/{file.name}"
    with urlopen(Request(place, data=b"x" * file.size, method="PUT")):
        pass
    assert [finding.kind for finding in bucket.verify()] == ["damaged"]
    with pytest.raises(Damaged):
        bucket.read("N1")


def test_a_lost_object_is_found(options, server):
    bucket = Warehouse("s3://statistics/warehouse", options)
    deliver(bucket, uniform("N1", 1.0), on=1)
    (file,) = bucket._rows.state().files
    place = f"{server}/statistics/warehouse/observations/{file.name}"
    with urlopen(Request(place, method="DELETE")):
        pass
    assert [finding.kind for finding in bucket.verify()] == ["lost"]
    with pytest.raises(Damaged, match="Run verify"):
        bucket.read("N1")
