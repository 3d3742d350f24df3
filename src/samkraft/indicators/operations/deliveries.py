"""A delivery of figures on its way into the warehouse: looked at, kept, published."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from samkraft.accounts.rules import require, require_administrator
from samkraft.calc.observations import KEYS, Observations, Row
from samkraft.calc.quality import mass_change
from samkraft.calc.status import Status
from samkraft.indicators.models import HeldDelivery, Indicator, Refresh, RefreshState
from samkraft.indicators.operations.errors import AlreadyDecided, DeliveryHeld
from samkraft.indicators.operations.publishing import publish
from samkraft.indicators.queries.store import held_folder, warehouse
from samkraft.indicators.rules.keeping import read_kept, write_kept
from samkraft.indicators.rules.preparation import among, taken
from samkraft.journal import operations as journal
from samkraft.warehouse.vintages import Vintage


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a delivery: its vintage, and how many places were published anew."""

    vintage: Vintage
    places: int

    @property
    def changed(self) -> bool:
        """Whether anything differed from what was known."""
        return bool(self.vintage.new or self.vintage.revised or self.vintage.withdrawn)


def deliver(
    *,
    indicator: Indicator,
    observations: Observations,
    provenance: Mapping[str, Any],
    by: Any,
    at: datetime,
    table: str = "",
    complete: bool = True,
    withdraw: Observations | None = None,
    trusted: bool = False,
) -> Delivered:
    """Take in figures of one indicator, as they are known at `at`.

    `complete` says that the delivery holds every figure there is. A delivery that turns many
    figures to zero or missing is held back for a person, unless `trusted`.

    Raises DeliveryHeld, and what the warehouse refuses.
    """
    if not trusted:
        _hold_if_wrong(
            indicator, observations, provenance, at,
            complete=complete, table=table, withdraw=withdraw,
        )  # fmt: skip
    vintage = warehouse().append(
        observations, table=table or f"{indicator.source}/{indicator.slug}", known_at=at,
        provenance=dict(provenance), complete=complete, withdraw=withdraw,
    )  # fmt: skip
    changed = bool(vintage.new or vintage.revised or vintage.withdrawn)
    stale = changed or _unpublished(indicator, vintage)
    places = publish(indicator=indicator, at=at) if stale else 0
    _note(indicator, vintage, at, changed=changed)
    if not trusted:
        _overtake_held(indicator, at)
    if changed:
        journal.write(
            operation="deliver-figures", subject=indicator, by=by, at=at, label=indicator.slug,
            region=indicator.region.slug if indicator.region_id else "",
            after={"vintage": vintage.number, "new": vintage.new, "revised": vintage.revised,
                   "withdrawn": vintage.withdrawn},
        )  # fmt: skip
    return Delivered(vintage, places)


def _overtake_held(indicator: Indicator, at: datetime) -> None:
    """A delivery that waited is refused by a newer one that looks right: it would bring older
    figures back."""
    for held in HeldDelivery.objects.filter(indicator=indicator, accepted=None):
        held.accepted, held.decided_at = False, at
        held.save(update_fields=["accepted", "decided_at"])
        (held_folder() / held.file).unlink(missing_ok=True)


def _unpublished(indicator: Indicator, vintage: Vintage) -> bool:
    """Whether an earlier delivery reached the warehouse and, by a mishap, not the pages."""
    noted = Refresh.objects.filter(indicator=indicator).values_list("vintage", flat=True).first()
    return any(
        each.stored and each.number > (noted or 0) and indicator.slug in each.measures
        for each in warehouse().vintages(vintage.table)
    )


def decide_held(*, held: HeldDelivery, accept: bool, by, at: datetime) -> Delivered | None:
    """Take a held delivery in after all, or leave the former figures as they are.

    What cannot be taken in waits on. Raises NotAllowed, AlreadyDecided.
    """
    region = held.indicator.region
    if region is None:
        require_administrator(by)
    else:
        require(by, "edit", region)
    with transaction.atomic():
        locked = HeldDelivery.objects.select_for_update().get(pk=held.pk)
        if locked.accepted is not None:
            raise AlreadyDecided
        locked.accepted, locked.decided_at, locked.decided_by = accept, at, by
        locked.save(update_fields=["accepted", "decided_at", "decided_by"])
        journal.write(
            operation="decide-held-delivery", subject=locked, by=by, at=at,
            label=held.indicator.slug, after={"accepted": accept}, why=held.reason,
        )  # fmt: skip
        path = held_folder() / locked.file
        done = _deliver_kept(locked, path, by, at) if accept else None
        if not accept:
            Refresh.objects.filter(indicator=held.indicator).update(
                state=RefreshState.OK, message="held-delivery-refused"
            )
    path.unlink(missing_ok=True)
    return done


def _deliver_kept(held: HeldDelivery, path: Path, by, at: datetime) -> Delivered:
    """Deliver what was kept, as it was to be delivered then."""
    provenance = dict(held.provenance)
    complete = provenance.pop("complete", True)
    table, gone = provenance.pop("held_table", ""), provenance.pop("held_withdraw", ())
    return deliver(
        indicator=held.indicator, observations=read_kept(path), provenance=provenance, by=by, at=at,
        table=table, complete=complete, trusted=True,
        withdraw=Observations.of(Row(*key, status=Status.MISSING) for key in gone) if gone else None,
    )  # fmt: skip


def _hold_if_wrong(
    indicator, observations, provenance, at, *, complete: bool, table: str, withdraw
) -> None:
    before = warehouse().read([indicator.slug])
    if not complete:  # what a partial delivery does not speak of, it does not take away
        before = taken(before, among(before, observations))
    finding = mass_change(before, observations)
    if finding is None:
        return
    reason = f"{finding.lost} of {finding.rows} figures would become zero or missing"
    folder = held_folder()
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{indicator.slug}-{at:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.npz"
    write_kept(folder / name, observations)
    gone = [[getattr(row, key) for key in KEYS] for row in withdraw.rows()] if withdraw else []
    with transaction.atomic():
        former = HeldDelivery.objects.filter(indicator=indicator, accepted=None)
        files = list(former.values_list("file", flat=True))
        former.delete()
        held = HeldDelivery.objects.create(
            indicator=indicator, at=at, reason=reason, file=name,
            provenance={**provenance, "complete": complete, "held_table": table,
                        "held_withdraw": gone},
        )  # fmt: skip
        Refresh.objects.update_or_create(
            indicator=indicator,
            defaults={"state": RefreshState.HELD, "message": reason, "tried_at": at},
        )
    for each in files:
        (folder / each).unlink(missing_ok=True)
    raise DeliveryHeld(held)


def _note(indicator: Indicator, vintage: Vintage, at: datetime, *, changed: bool) -> None:
    values: dict[str, Any] = {
        "state": RefreshState.OK, "message": "", "tried_at": at, "fetched_at": at,
        "vintage": vintage.number,
    }  # fmt: skip
    if changed:
        values["changed_at"] = at
    Refresh.objects.update_or_create(indicator=indicator, defaults=values)
