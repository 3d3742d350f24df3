"""What the warehouse refuses, each under its own name."""

from __future__ import annotations


class WarehouseError(Exception):
    """Any refusal of the warehouse; the text says what to do."""


class NaiveTime(WarehouseError):
    """A moment was given without a time zone."""


class TimeRunsBackwards(WarehouseError):
    """A delivery claims to have been known before the table's latest one."""


class MeasureClaimed(WarehouseError):
    """Another table already delivers the measure."""


class MeasureSplit(WarehouseError):
    """A measure is spread over two batches of one delivery."""


class DuplicateRows(WarehouseError):
    """A delivery holds the same row twice, or delivers and withdraws it."""


class UnknownVintage(WarehouseError):
    """No vintage has the number."""


class WarehouseBusy(WarehouseError):
    """Another process has been writing for longer than the time allowed."""


class Damaged(WarehouseError):
    """A file of the warehouse is gone or is not what was written."""


class NotEmpty(WarehouseError):
    """The warehouse to load into already holds deliveries, or the export would overwrite files."""


class NotAnExport(WarehouseError):
    """The folder or archive is not a whole, unchanged export of a warehouse."""


class Conflict(WarehouseError):
    """Another writer committed first; the step is done again. Does not reach the caller."""
