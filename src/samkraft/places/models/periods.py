"""What every dated row has in common."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class ValidQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Rows that hold on `day`: from `valid_from` (None: always) to before `valid_until`."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gt=day),
        )


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gt=F("valid_from")),
        name=name,
    )


def once(fields: list[str], name: str) -> list[models.UniqueConstraint]:
    """One row per start; two constraints, because to SQLite no empty start equals another."""
    return [
        models.UniqueConstraint(fields=[*fields, "valid_from"], name=name),
        models.UniqueConstraint(
            fields=fields, condition=Q(valid_from=None), name=f"{name}_open_start"
        ),
    ]
