"""Plain files behind addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote

from tests.sources.servers.local import Asked, Limit, Reply, Server

KINDS = {"json": "application/json", "px": "text/plain", "csv": "text/csv"}


@contextmanager
def file_server(files: Mapping[str, bytes], *, limit: Limit = Limit()) -> Iterator[Server]:  # noqa: B008
    """Files by their path; everything else is 404. Change `files` to change what is served."""

    def answer(asked: Asked) -> Reply:
        name = unquote(asked.path).lstrip("/")
        if name not in files:
            return Reply(b"Not found", 404, "text/plain")
        return Reply(
            files[name], kind=KINDS.get(name.rpartition(".")[2], "application/octet-stream")
        )

    with Server(answer, limit).running() as server:
        yield server
