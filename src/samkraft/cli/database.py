"""Getting the database ready for a command."""

from __future__ import annotations

import os

_ready = False


def ready() -> None:
    """Set Django up, bring the database to the newest form, load the facts of places and the
    catalogue of indicators.

    Idempotent and quick when nothing is to be done.
    """
    global _ready
    if _ready:
        return
    set_up()
    _load_facts(migrated=_migrate())
    _ready = True


def set_up() -> None:
    """Set Django up without touching the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samkraft.config.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)


def _migrate() -> bool:
    """Whether there was anything to migrate."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def _load_facts(*, migrated: bool) -> None:
    from django.utils import timezone

    from samkraft.indicators.models import Indicator
    from samkraft.places.models import Area
    from samkraft.places.operations import load_facts
    from samkraft.plans.facts import load_frameworks

    if not Area.objects.exists():
        load_facts(by=None, at=timezone.now())
    load_frameworks()
    if migrated or not Indicator.objects.exists():
        from samkraft.indicators.operations import load_catalogue

        load_catalogue(by=None, at=timezone.now())
