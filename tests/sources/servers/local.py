"""What all local servers share: threads, a sliding window of calls, planned troubles, a log."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Limit:
    """`calls` within a sliding window of `seconds`, told in headers when `told`."""

    calls: int = 1000
    seconds: float = 1.0
    told: bool = False
    retry_after: str = "1"


@dataclass(frozen=True)
class Trouble:
    """One planned fault. `kind`: "status" answers with it; "cut" sends half of the right body
    and closes; "drop" closes at once; "slow" waits; "page" sends HTML with status 200;
    "empty" sends nothing with status 200; "half-json" sends whole bytes of half a JSON."""

    kind: str = "status"
    status: int = 500
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Reply:
    """What a service answers."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request as it came: `options` are the address's parameters, in order."""

    method: str
    path: str
    options: tuple[tuple[str, str], ...]
    body: bytes
    headers: dict[str, str]
    length: int
    at: float

    def option(self, name: str, default: str = "") -> str:
        return next((text for key, text in self.options if key == name), default)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Server:
    """A running local server."""

    def __init__(self, answer: Callable[[Asked], Reply], limit: Limit, root: str = "") -> None:
        self._answer, self.limit, self._root = answer, limit, root
        self.requests: list[Asked] = []
        self.refused = 0
        self._troubles: deque[Trouble] = deque()
        self._calls: deque[float] = deque()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (Handler,), {"owner": self})
        )
        self._http.daemon_threads = True

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def base(self) -> str:
        """The address to give as the source's."""
        return self.host + self._root

    def trouble(self, *troubles: Trouble) -> None:
        """The next requests meet these, one each."""
        self._troubles.extend(troubles)

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def reply(self, asked: Asked) -> tuple[Reply, Trouble | None]:
        """The answer to a request, and the fault planned for it."""
        with self._lock:
            self.requests.append(asked)
            if not self._admitted(asked.at):
                self.refused += 1
                headers = {"Retry-After": self.limit.retry_after}
                return Reply(b"Too many requests", 429, "text/plain", headers), None
            trouble = self._troubles.popleft() if self._troubles else None
            left = self.limit.calls - len(self._calls)
        if trouble and trouble.kind == "status":
            kind = trouble.headers.get("Content-Type", "text/plain")
            return Reply(trouble.body, trouble.status, kind, trouble.headers), trouble
        reply = self._answer(asked)
        if self.limit.told:
            reply.headers |= {
                "x-ratelimit-limit": str(self.limit.calls),
                "x-ratelimit-policy": f"{self.limit.calls};w={self.limit.seconds:g}s",
                "x-ratelimit-remaining": str(left),
            }
        return reply, trouble

    def _admitted(self, now: float) -> bool:
        """Whether the window has room; refused calls count too, as at the services."""
        while self._calls and self._calls[0] <= now - self.limit.seconds:
            self._calls.popleft()
        if len(self._calls) >= self.limit.calls:
            return False
        self._calls.append(now)
        return True


class Handler(BaseHTTPRequestHandler):
    """Hands requests to its `owner` and spoils the answer as planned."""

    owner: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        asked = Asked(
            self.command, parts.path.removeprefix(self.owner._root),
            tuple(parse_qsl(parts.query, keep_blank_values=True)),
            self.rfile.read(length), {k.lower(): v for k, v in self.headers.items()},
            len(self.path), time.time(),
        )  # fmt: skip
        try:
            self._send(*self.owner.reply(asked))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_GET

    def _send(self, reply: Reply, trouble: Trouble | None) -> None:
        kind = trouble.kind if trouble else ""
        if kind == "drop":
            self.close_connection = True
            return
        if kind == "slow":
            time.sleep(trouble.seconds)
        body = _spoilt(reply, kind)
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > 200
        if packed:
            body = gzip.compress(body, 1)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, text in reply.headers.items():
            if name != "Content-Type":
                self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if kind == "cut" else body)
        if kind == "cut":
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


def _spoilt(reply: Reply, kind: str) -> bytes:
    if kind == "page":
        reply.kind = "text/html"
        return b"<!DOCTYPE html><html><title>Maintenance</title></html>"
    if kind == "empty":
        return b""
    if kind == "half-json":
        return reply.body[: len(reply.body) // 2]
    return reply.body


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False).encode(), status, headers=headers)


def problem(title: str, status: int = 400) -> Reply:
    """An error as PxWebApi 2 sends it: the type says little, the detail is left out."""
    value = {"type": "Parameter error", "title": title, "status": status}
    reply = as_json(value, status)
    reply.kind = "application/problem+json; charset=utf-8"
    return reply
