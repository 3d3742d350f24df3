"""Asking a service over HTTP: patient with a service in trouble, never with a wrong question."""

from __future__ import annotations

import http.client
import json
import random
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from samkraft.sources.connector.limits import Limiter, Rate, header_rate, header_remaining
from samkraft.sources.connector.problems import Unavailable
from samkraft.sources.connector.refusals import looks_like_page, refusal, unfit

USER_AGENT = "Samkraft/1 (open platform for regional development; one fetcher per machine)"
AGAIN = {408, 425, 429, 500, 502, 503, 504}
MOST_BYTES = 400_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names are in small letters, `body` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: attempts in all, seconds for one, the pauses between (doubled each
    time, at most `longest`), and the longest pause a service may order."""

    attempts: int = 5
    timeout: float = 60.0
    pause: float = 2.0
    longest: float = 120.0
    ordered: float = 900.0


class Broken(Exception):
    """The connection or the body broke; another attempt may do."""

    def __init__(self, text: str, *, after: float | None = None) -> None:
        super().__init__(text)
        self.after = after


class Client:
    """Asks one service, within the rate that all processes share."""

    def __init__(
        self,
        limiter: Limiter,
        rate: Rate,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        patience: Patience = Patience(),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._limiter, self._rate = limiter, rate
        self._now, self._sleep, self._jitter = now, sleep, jitter
        self._patience = patience

    def learn(self, url: str, rate: Rate | None) -> None:
        """The service has stated its own limit for the host of `url`."""
        if rate is not None:
            self._limiter.learn(urlsplit(url).netloc, rate)

    def get(self, url: str, *, accept: str = "application/json") -> Answer:
        """GET an address. Raises a FetchProblem."""
        return self._ask(url, None, {"Accept": accept})

    def post(self, url: str, value: Any, *, accept: str = "application/json") -> Answer:
        """POST a value as JSON. Raises a FetchProblem."""
        body = json.dumps(value, ensure_ascii=False).encode()
        return self._ask(url, body, {"Accept": accept, "Content-Type": "application/json"})

    def _ask(self, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """Ask until there is an answer; the pauses grow, unless the service orders its own."""
        last = Broken("was not asked")
        for attempt in range(self._patience.attempts):
            if attempt:
                self._rest(url, attempt, last)
            try:
                return self._once(url, body, headers)
            except Broken as error:
                last = error
        raise Unavailable(
            f"{urlsplit(url).netloc} did not answer properly in {self._patience.attempts} "
            f"attempts; the last one: {last}.",
            retry_at=self._now() + timedelta(seconds=last.after) if last.after else None,
        )

    def _rest(self, url: str, attempt: int, last: Broken) -> None:
        if last.after is not None:
            if last.after > self._patience.ordered:
                raise Unavailable(
                    f"{urlsplit(url).netloc} asks to wait {last.after:.0f} seconds.",
                    retry_at=self._now() + timedelta(seconds=last.after),
                )
            self._limiter.pause(urlsplit(url).netloc, last.after)  # the next turn waits for it
            return
        pause = min(self._patience.longest, self._patience.pause * 2 ** (attempt - 1))
        self._sleep(pause * (0.5 + self._jitter() / 2))

    def _once(self, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        host = urlsplit(url).netloc
        with self._limiter.turn(host, self._rate):
            answer = _sent(url, body, headers, self._patience.timeout)
        self._heed(host, answer)
        if answer.status in AGAIN:
            raise Broken(_told(answer), after=retry_after(answer.headers, self._now()))
        if answer.status >= 300:
            raise refusal(answer.status, answer.kind, answer.body, url)
        if cut := _cut_short(answer):
            raise Broken(cut)
        if problem := unfit(answer.kind, answer.body, headers["Accept"], url):
            raise problem
        return answer

    def _heed(self, host: str, answer: Answer) -> None:
        """Learn the limit out of the headers; when others use it up too, make a pause."""
        rate = header_rate(answer.headers)
        if rate is not None and rate != self._limiter.rate(host, self._rate):
            self._limiter.learn(host, rate)
        if header_remaining(answer.headers) == 0 and answer.status < 300:
            holds = self._limiter.rate(host, self._rate)
            if self._limiter.used(host, self._rate) < holds.calls:
                self._limiter.pause(host, holds.seconds)


def json_of(answer: Answer) -> Any:
    """The parsed body; `unfit` has made sure that it can be parsed."""
    return json.loads(answer.body.decode("utf-8-sig"))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait by `Retry-After`, given as seconds or as a date; None when not said.

    A date is compared with the service's own `Date`, for the clocks may differ.
    """
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        until = _date(text)
    if until is None:
        return None
    return max(0.0, (until - (_date(headers.get("date", "")) or now)).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None


def _sent(url: str, body: bytes | None, headers: Mapping[str, str], timeout: float) -> Answer:
    """One exchange; connection troubles and broken bodies are Broken."""
    asked = {**headers, "User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
    request = urllib.request.Request(url, data=body, headers=asked)
    try:
        try:
            response = urllib.request.urlopen(request, timeout=timeout)
        except urllib.error.HTTPError as error:  # an answer too, if not the one hoped for
            response = error
        with response:
            content = response.read(MOST_BYTES)
            found = {name.lower(): text for name, text in response.headers.items()}
            status = response.status
    except http.client.IncompleteRead as error:
        raise Broken(f"the body broke off after {len(error.partial)} bytes") from error
    except http.client.InvalidURL:
        raise
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise Broken(f"the connection failed ({reason})") from error
    _whole(found, content)
    return Answer(url, status, found, _unpacked(found, content))


def _whole(headers: Mapping[str, str], content: bytes) -> None:
    stated = headers.get("content-length", "")
    if stated.isdecimal() and len(content) < min(int(stated), MOST_BYTES):
        raise Broken(f"the body has {len(content)} of {stated} bytes")


def _unpacked(headers: Mapping[str, str], content: bytes) -> bytes:
    if headers.get("content-encoding", "").lower() != "gzip" or not content:
        return content
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(content, MOST_BYTES)
    except zlib.error as error:
        raise Broken("the packed body is damaged") from error
    if not unpacker.eof:
        raise Broken("the packed body is cut short")
    return plain


def _cut_short(answer: Answer) -> str:
    """Why a JSON body cannot be whole; empty when it may be."""
    if answer.kind not in ("application/json", "text/json") or not answer.body.strip():
        return ""
    if looks_like_page(answer.body):
        return ""
    try:
        json_of(answer)
    except (ValueError, RecursionError):
        return "the body is no whole JSON"
    return ""


def _told(answer: Answer) -> str:
    if answer.status == 500 and not answer.body:
        return "500 without a word (PxWeb says so to the same code given twice)"
    return f"status {answer.status}"
