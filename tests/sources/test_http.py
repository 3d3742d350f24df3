"""Asking over HTTP, against a server that has every trouble there is."""

from datetime import UTC, datetime

import pytest

from samkraft.sources.connector.http import Client, Patience, json_of, retry_after
from samkraft.sources.connector.limits import Limiter, Rate
from samkraft.sources.connector.problems import (
    Gone,
    NotData,
    NotFound,
    Refused,
    TooManyCells,
    Unavailable,
)
from tests.sources.servers import Limit, Trouble, file_server

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FILES = {
    "a.json": b'{"value": [' + b"1," * 500 + b"2]}",
    "b.px": b"text",
    "nan.json": b'{"value": [NaN]}',
}


@pytest.fixture
def client(tmp_path, clock):
    return Client(
        Limiter(tmp_path, clock=clock, sleep=clock.sleep), Rate(100, 1), now=lambda: NOW,
        sleep=clock.sleep, jitter=lambda: 1.0,
        patience=Patience(attempts=4, timeout=0.5, pause=1, longest=3),
    )  # fmt: skip


def broken(kind, **more):
    return Trouble(kind, **more)


def test_an_answer_is_unpacked_and_the_asker_says_who_it_is(client):
    with file_server(FILES) as server:
        answer = client.get(f"{server.base}/a.json")
        assert json_of(answer) == {"value": [1] * 500 + [2]}
        assert answer.kind == "application/json"
        assert server.requests[0].headers["user-agent"].startswith("Samkraft/")


@pytest.mark.parametrize(
    "trouble",
    [
        broken("status", status=500), broken("status", status=502), broken("status", status=503),
        broken("status", status=429), broken("cut"), broken("drop"), broken("half-json"),
        broken("slow", seconds=0.8),
    ],
    ids=lambda trouble: f"{trouble.kind} {trouble.status}",
)  # fmt: skip
def test_a_passing_trouble_is_waited_out(client, trouble):
    with file_server(FILES) as server:
        server.trouble(trouble)
        assert json_of(client.get(f"{server.base}/a.json"))["value"][-1] == 2
        assert len(server.requests) == 2


def test_the_pauses_double_up_to_the_longest_and_then_it_is_given_up(client, clock):
    with file_server(FILES) as server:
        server.trouble(*[broken("status", status=503)] * 9)
        with pytest.raises(Unavailable, match=r"4 attempts.*status 503"):
            client.get(f"{server.base}/a.json")
        assert len(server.requests) == 4
    assert clock.slept == [1, 2, 3]


def test_a_pause_the_service_orders_is_kept_to_the_second(client, clock):
    with file_server(FILES) as server:
        server.trouble(broken("status", status=429, headers={"Retry-After": "37"}))
        client.get(f"{server.base}/a.json")
    assert clock.seconds == 1037


def test_a_pause_ordered_for_hours_is_told_instead_of_slept(client, clock):
    with file_server(FILES) as server:
        server.trouble(broken("status", status=503, headers={"Retry-After": "7200"}))
        with pytest.raises(Unavailable) as told:
            client.get(f"{server.base}/a.json")
    assert told.value.retry_at == datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert clock.slept == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "12"}, 12),
        ({"retry-after": "Mon, 02 Mar 2026 09:01:00 GMT"}, 60),
        (
            {
                "retry-after": "Mon, 02 Mar 2026 09:01:00 GMT",
                "date": "Mon, 02 Mar 2026 09:00:50 GMT",
            },
            10,
        ),
        ({"retry-after": "Mon, 02 Mar 2026 08:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_the_service_says_to_wait(headers, seconds):
    assert retry_after(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("trouble", "problem", "said"),
    [
        (broken("status", status=400, body=b'{"type":"Parameter error","title":"Non-existent value"}'),
         Refused, "Non-existent value"),
        (broken("status", status=400, body=b'{"title":"Too many cells selected"}'), TooManyCells, "Too many"),
        (broken("status", status=403), TooManyCells, "403"),
        (broken("status", status=403, body=b"<html><title>Access denied</title></html>"), Refused, "Access denied"),
        (broken("status", status=413, body=b'{"error":[{"label":"EXTRACTION_TOO_BIG: x"}]}'), TooManyCells, "TOO_BIG"),
        (broken("status", status=404), NotFound, "nothing at"),
        (broken("status", status=410), Gone, "for good"),
        (broken("page"), NotData, "web page"),
        (broken("empty"), NotData, "nothing at all"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_asked_once_only(client, trouble, problem, said):
    with file_server(FILES) as server:
        server.trouble(trouble)
        with pytest.raises(problem, match=said):
            client.get(f"{server.base}/a.json")
        assert len(server.requests) == 1


def test_problem_json_with_status_200_is_a_refusal(client):
    trouble = broken("status", status=200, body=b'{"title": "Non-existent table"}',
                     headers={"Content-Type": "application/problem+json"})  # fmt: skip
    with file_server(FILES) as server:
        server.trouble(trouble)
        with pytest.raises(Refused, match="Non-existent table"):
            client.get(f"{server.base}/a.json")


def test_text_where_json_was_asked_for_is_no_data(client):
    with file_server(FILES) as server:
        with pytest.raises(NotData, match="text/plain"):
            client.get(f"{server.base}/b.px")
        assert client.get(f"{server.base}/b.px", accept="*/*").body == b"text"


def test_the_tokens_nan_that_json_does_not_have_are_let_through(client):
    with file_server(FILES) as server:
        assert client.get(f"{server.base}/nan.json").body == FILES["nan.json"]


def test_an_address_that_is_too_long_is_named_as_such(client):
    with file_server(FILES) as server, pytest.raises(NotFound, match="characters"):
        client.get(f"{server.base}/{'x' * 2500}")


def test_a_refused_connection_is_unavailable(client):
    with file_server(FILES) as server:
        gone = server.base
    with pytest.raises(Unavailable, match="connection failed"):
        client.get(f"{gone}/a.json")


def test_the_limit_is_learned_from_the_headers(client, tmp_path):
    with file_server(FILES, limit=Limit(40, 60, told=True)) as server:
        client.get(f"{server.base}/a.json")
        host = server.host.removeprefix("http://")
    assert Limiter(tmp_path).rate(host, Rate(1, 1)) == Rate(40, 60)


def test_when_others_use_up_the_limit_we_wait_for_a_window(client, clock):
    with file_server(FILES, limit=Limit(3, 60, told=True)) as server:
        server._calls.extend([9e12] * 2)  # another program behind the same address
        client.get(f"{server.base}/a.json")
        server._calls.clear()
        client.get(f"{server.base}/a.json")
    assert clock.seconds >= 1060


def test_a_limit_that_is_tighter_than_known_is_survived_by_obeying_429(tmp_path):
    import time

    client = Client(Limiter(tmp_path), Rate(100, 1), now=lambda: NOW, sleep=time.sleep)
    with file_server(FILES, limit=Limit(3, 0.3, retry_after="0.35")) as server:
        for _ in range(8):
            client.get(f"{server.base}/a.json")
        assert server.refused >= 2
