"""What a service means when it does not send figures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from samkraft.sources.connector.problems import (
    FetchProblem,
    Gone,
    NotData,
    NotFound,
    Refused,
    TooManyCells,
)

CELLS = re.compile(
    r"too many (cells|values)|cell limit|extraction_too_big|asynchronous_response|"
    r"antalet (värden|celler).*(för|gräns)|too large",
    re.IGNORECASE,
)
LONGEST_ADDRESS = 2000


def refusal(status: int, kind: str, body: bytes, url: str) -> FetchProblem:
    """The problem behind an answer with a status of 300 and more."""
    title = title_of(kind, body) or "no reason given"
    if status == 410:
        return Gone(f"The service has closed this address for good: {short(url)}.")
    if status == 404:
        if len(url) > LONGEST_ADDRESS:
            return NotFound(
                f"The address has {len(url)} characters; the service takes about 2,000."
            )
        return NotFound(f"The service has nothing at {short(url)} ({title}).")
    told_cells = bool(CELLS.search(title))
    silent = status == 403 and not looks_like_page(body) and title == "no reason given"
    if status == 413 or (status in (400, 403) and (told_cells or silent)):
        return TooManyCells(title, status=status, url=url)
    return Refused(title, status=status, url=url)


def unfit(kind: str, body: bytes, accept: str, url: str) -> FetchProblem | None:
    """The problem with an answer that says all is well and is not what was asked for."""
    if not body.strip():
        return NotData(f"The service answered with nothing at all: {short(url)}.")
    if looks_like_page(body) or kind == "text/html":
        return NotData(f"The service answered with a web page instead of figures: {short(url)}.")
    if kind == "application/problem+json":
        return Refused(title_of(kind, body) or "no reason given", status=200, url=url)
    if accept != "application/json":
        return None
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return NotData(f"The service answered with “{kind or 'no type'}”, which is no JSON.")
    return _warned(value, url)


def _warned(value: Any, url: str) -> FetchProblem | None:
    """An error told at status 200, as Eurostat does for what it would answer later."""
    if not isinstance(value, Mapping) or "value" in value or "values" in value:
        return None
    told = value.get("warning") or value.get("error")
    if not told:
        return None
    first = told[0] if isinstance(told, list) and told else told
    text = str(first.get("label", first)) if isinstance(first, Mapping) else str(first)
    return TooManyCells(text, url=url) if CELLS.search(text) else Refused(text, url=url)


def title_of(kind: str, body: bytes) -> str:
    """The reason in an error's body, whatever its shape; empty when there is none."""
    text = body[:20_000].decode("utf-8", errors="replace").strip()
    if not text:
        return ""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _page_text(text) if looks_like_page(body) or "html" in kind else _clean(text)
    if isinstance(value, list):
        value = value[0] if value else {}
    if not isinstance(value, Mapping):
        return _clean(str(value))
    inner = value.get("error")
    if isinstance(inner, list) and inner:
        inner = inner[0]
    if isinstance(inner, Mapping):
        value = inner
    parts = [value.get(key) for key in ("title", "label", "message", "detail")]
    parts = parts if any(parts) else [inner]
    return _clean(": ".join(str(part) for part in dict.fromkeys(parts) if part))


def looks_like_page(body: bytes) -> bool:
    """Whether a body is HTML or XML, whatever its type says."""
    return body[:500].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _page_text(text: str) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return _clean(re.sub(r"<[^>]+>", " ", found[1] if found else text))


def _clean(text: str) -> str:
    return " ".join(text.split())[:200].rstrip(".")


def short(url: str) -> str:
    """An address that fits into a sentence."""
    return url if len(url) <= 120 else url[:117] + "…"
