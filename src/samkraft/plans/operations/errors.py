"""What can stand in the way of a change to a plan."""

from __future__ import annotations

from typing import Any


class NotADraft(Exception):
    """Only a draft can be changed; start a new draft from this version instead."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing; `current` is how it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Changed by somebody else meanwhile.")
        self.current = current


class WrongParent(Exception):
    """An element of this kind cannot stand there (or would stand below itself)."""


class NothingToAdopt(Exception):
    """A version without a single element cannot be adopted or sent on consultation."""


class EmptyText(Exception):
    """An element needs words."""


class AddressTaken(Exception):
    """Another plan already has this address."""


class DraftExists(Exception):
    """The plan has a draft already; finish or discard it first. `version` is that draft."""

    def __init__(self, version: Any) -> None:
        super().__init__(str(version))
        self.version = version


class AlreadyEnded(Exception):
    """It was ended, published or taken back before."""


class BadTarget(Exception):
    """The target makes no sense; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadReading(Exception):
    """The reading or its charts make no sense; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
