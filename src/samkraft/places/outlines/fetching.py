"""Fetching a file of outlines from an address on the web."""

from __future__ import annotations

import gzip
import http.client
import urllib.error
import urllib.request
from urllib.parse import urlsplit

MOST_BYTES = 200_000_000
USER_AGENT = "Samkraft/1 (open platform for regional development)"


class OutlinesNotFetched(Exception):
    """The file could not be fetched; the message is one sentence."""


def fetch_outlines(address: str, *, timeout: float = 60.0) -> bytes:
    """The content behind an http or https address; nothing is written. `timeout` in seconds."""
    host = urlsplit(address).netloc
    if urlsplit(address).scheme not in ("http", "https") or not host:
        raise OutlinesNotFetched(f"“{address}” is no address on the web.")
    asked = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
    try:
        request = urllib.request.Request(address, headers=asked)
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            content = answer.read(MOST_BYTES + 1)
            stated = answer.headers.get("Content-Length", "")
            packed = answer.headers.get("Content-Encoding", "").lower() == "gzip"
        if len(content) > MOST_BYTES:
            raise OutlinesNotFetched(f"The file at {host} is larger than 200 MB.")
        if stated.isdecimal() and len(content) < int(stated):
            raise OutlinesNotFetched(f"{host} broke off after {len(content)} of {stated} bytes.")
        return gzip.decompress(content) if packed else content
    except urllib.error.HTTPError as error:
        with error:
            raise OutlinesNotFetched(f"{host} answered {error.code} to {address}.") from error
    except (OSError, EOFError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise OutlinesNotFetched(f"{host} could not be reached: {reason}.") from error
