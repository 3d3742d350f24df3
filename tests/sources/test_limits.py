"""One rate limiter for all processes of a machine."""

import multiprocessing
import time

import pytest

from samkraft.sources.connector.limits import (
    Limiter,
    Rate,
    header_rate,
    header_remaining,
    stated_rate,
)

TWO = Rate(2, 10)


def test_the_third_call_waits_until_the_first_has_left_the_window(tmp_path, clock):
    limiter = Limiter(tmp_path, clock=clock, sleep=clock.sleep)
    starts = []
    for _ in range(5):
        with limiter.turn("host", TWO):
            starts.append(round(clock(), 1))
            clock.seconds += 1
    assert starts == [1000, 1001, 1011, 1012, 1022]


def test_a_call_counts_from_its_end_for_the_service_may_have_counted_it_late(tmp_path, clock):
    limiter = Limiter(tmp_path, clock=clock, sleep=clock.sleep)
    with limiter.turn("host", Rate(1, 10)):
        clock.seconds += 30  # slow
    with limiter.turn("host", Rate(1, 10)):
        assert round(clock(), 1) == 1040


def test_hosts_do_not_wait_for_each_other(tmp_path, clock):
    limiter = Limiter(tmp_path, clock=clock, sleep=clock.sleep)
    for host in ("one", "two", "three"):
        with limiter.turn(host, Rate(1, 10)):
            pass
    assert clock.slept == []


def test_what_the_host_states_replaces_the_default_for_every_limiter(tmp_path, clock):
    Limiter(tmp_path).learn("host", Rate(1, 60))
    other = Limiter(tmp_path, clock=clock, sleep=clock.sleep)
    assert other.rate("host", TWO) == Rate(1, 60)


def test_a_pause_holds_for_everybody_and_is_not_shortened(tmp_path, clock):
    limiter = Limiter(tmp_path, clock=clock, sleep=clock.sleep)
    limiter.pause("host", 30)
    limiter.pause("host", 5)
    with Limiter(tmp_path, clock=clock, sleep=clock.sleep).turn("host", TWO):
        assert clock() == 1030


def test_a_call_that_never_ended_frees_its_place_after_five_minutes(tmp_path, clock):
    limiter = Limiter(tmp_path, clock=clock, sleep=clock.sleep)
    limiter._wait("host", Rate(1, 10))  # as when the process is killed
    with limiter.turn("host", Rate(1, 10)):
        assert 1300 <= clock() < 1301


def _worker(folder, calls, starts):
    limiter = Limiter(folder)
    for _ in range(calls):
        with limiter.turn("host", Rate(5, 0.5)):
            starts.put(time.time())


def test_four_processes_together_stay_within_the_limit(tmp_path):
    context = multiprocessing.get_context("spawn")
    starts = context.Queue()
    workers = [context.Process(target=_worker, args=(tmp_path, 5, starts)) for _ in range(4)]
    for worker in workers:
        worker.start()
    times = sorted(starts.get(timeout=30) for _ in range(20))
    for worker in workers:
        worker.join()
    busiest = max(sum(at <= other < at + 0.5 for other in times) for at in times)
    assert busiest <= 5
    assert times[-1] - times[0] >= 1.5  # 20 calls need three full windows


@pytest.mark.parametrize(
    ("calls", "seconds", "rate"),
    [
        (3, 1, Rate(3, 1)),
        ("30", "10", Rate(30, 10)),
        (0, 0, None),
        (None, None, None),
        (5, 0, None),
    ],
)
def test_the_limit_a_configuration_states(calls, seconds, rate):
    assert stated_rate(calls, seconds) == rate


@pytest.mark.parametrize(
    ("headers", "rate"),
    [
        ({"x-ratelimit-policy": "40;w=60s"}, Rate(40, 60)),
        ({"x-ratelimit-policy": "40;w=60"}, Rate(40, 60)),
        ({"x-ratelimit-policy": "100; w=1m"}, Rate(100, 60)),
        ({"x-ratelimit-limit": "40", "x-ratelimit-policy": ";w=60s"}, Rate(40, 60)),
        ({"x-ratelimit-limit": "40"}, None),
        ({}, None),
    ],
)
def test_the_limit_headers_tell(headers, rate):
    assert header_rate(headers) == rate


def test_the_calls_left_by_the_headers():
    assert header_remaining({"x-ratelimit-remaining": "0"}) == 0
    assert header_remaining({}) is None
