"""From a document's outline to a draft plan. See `interpret`."""

from .interpret import interpret

__all__ = ["interpret"]
