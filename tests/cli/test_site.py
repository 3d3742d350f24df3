"""Serving the site."""

import json
import socket

from tests.cli.conftest import samkraft


def test_a_port_that_is_taken_is_refused_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for command in ("demo", "serve"):
            refused = samkraft(tmp_path, command, "--port", port)
            assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr
            assert "--port" in refused.stderr


def test_the_doctor_tells_what_it_looked_at(demonstration, tmp_path):
    told = samkraft(demonstration(tmp_path), "doctor", "--json")
    assert told.returncode == 0, told.stdout
    looked_at = {each["name"]: each["ok"] for each in json.loads(told.stdout)}
    assert looked_at["database"]
    assert looked_at["places"]


def test_the_doctor_says_how_to_mend_an_empty_installation(tmp_path):
    told = samkraft(tmp_path, "doctor", "--json", fresh=True)
    assert told.returncode == 1
    bad = [each for each in json.loads(told.stdout) if not each["ok"]]
    assert "migrations" in [each["name"] for each in bad]
    assert all(each["mend"] for each in bad)


def test_a_database_address_of_another_kind_is_refused(tmp_path):
    refused = samkraft(tmp_path, "doctor", DATABASE_URL="mysql://here")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "postgresql://" in refused.stderr
