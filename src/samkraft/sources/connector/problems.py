"""What can go wrong between a question to a service and the figures it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Severity = Literal["alarm", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth telling about a fetch that did not stop it.

    An `alarm` wants a person before the figures are used; a `note` is for the record.
    """

    code: str
    text: str
    severity: Severity = "note"


class FetchProblem(Exception):
    """The figures could not be fetched; the message is one sentence for a person."""


class Refused(FetchProblem):
    """The service does not accept the question (400, 403 …); asking again is of no use."""

    def __init__(self, title: str, *, status: int = 400, url: str = "") -> None:
        super().__init__(f"The service refused the question ({status}): {title}.")
        self.title, self.status, self.url = title, status, url


class TooManyCells(Refused):
    """The question asks for more cells than one answer may have."""


class NotFound(FetchProblem):
    """There is no such table or file (404); also the answer to an address that is too long."""


class Gone(FetchProblem):
    """The service has closed this address for good (410)."""


class Unavailable(FetchProblem):
    """The service did not answer properly after the last attempt; later it may.

    `retry_at` is when the service itself said it may be asked again, if it did.
    """

    def __init__(self, text: str, *, retry_at: datetime | None = None) -> None:
        super().__init__(text)
        self.retry_at = retry_at


class NotData(FetchProblem):
    """The service said all is well, and sent a web page, nothing, or something unreadable."""


class QuietHours(FetchProblem):
    """Figures from this service must not be fetched now; `until` is when they may be."""

    def __init__(self, source: str, until: datetime) -> None:
        super().__init__(
            f"{source} is not to be asked now: its figures are being changed. "
            f"Ask again from {until:%Y-%m-%d %H:%M %Z}."
        )
        self.source, self.until = source, until


class Incomplete(FetchProblem):
    """The answer does not hold exactly what was asked for."""


class WrongQuery(FetchProblem):
    """The question does not fit the table: an unknown variable or code, or one left out."""


class NotUnderstood(FetchProblem):
    """A symbol, place, period or group in the answer has no known meaning."""
