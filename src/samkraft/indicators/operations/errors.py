"""Why an operation on indicators is refused; each message is a sentence for the person."""

from __future__ import annotations


class CatalogueUnreadable(Exception):
    """A catalogue file is wrong; the message names the file and the indicator."""


class UnknownIndicator(Exception):
    """There is no indicator with this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no indicator “{name}”.")


class ChangedMeanwhile(Exception):
    """Somebody else changed the record since it was read."""


class NotManual(Exception):
    """The indicator's figures come from a source and are not entered by hand."""


class DeliveryHeld(Exception):
    """The delivery looks wrong and waits for a person; `held` is the record."""

    def __init__(self, held) -> None:
        super().__init__(held.reason)
        self.held = held


class AlreadyDecided(Exception):
    """The held delivery was accepted or refused before."""


class BadDefinition(Exception):
    """The definition makes no sense or may not be changed; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotFetchable(Exception):
    """The indicator's figures are not fetched from a service."""

    def __init__(self, indicator) -> None:
        super().__init__(f"“{indicator.slug}” is not fetched: its source is {indicator.source}.")


class BadTable(ValueError):
    """A file cannot be loaded as this table; the message is a sentence."""
