"""What `samkraft doctor` looks at."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at. `mend` says what to do when it is not `ok`."""

    name: str
    ok: bool
    found: str
    mend: str = ""


def examine() -> list[Examined]:
    """Everything that can be told without changing anything."""
    checks = (
        _versions,
        _database,
        _migrations,
        _places,
        _catalogues,
        _disk,
        _jobs,
        _figures,
        _sources,
        _email,
        _key,
    )
    return [_tried(check) for check in checks]


def _tried(check) -> Examined:
    try:
        return check()
    except Exception as error:  # a broken part must not hide the others
        name = check.__name__.strip("_")
        return Examined(name, False, str(error).strip()[:300], "See the other lines first.")


def _versions() -> Examined:
    found = f"Samkraft {version('samkraft')}, Django {version('django')}, Python {sys.version.split()[0]}"
    return Examined(
        "versions", sys.version_info >= (3, 11), found, "Python 3.11 or newer is needed."
    )


def _database() -> Examined:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    return Examined("database", True, name)


def _migrations() -> Examined:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Examined(
        "migrations", not waiting, f"{len(waiting)} waiting",
        "They are carried out by “samkraft serve” at its start.",
    )  # fmt: skip


def _places() -> Examined:
    from samkraft.places.models import Area, Region

    found = f"{Area.objects.count()} areas, {Region.objects.count()} regions"
    return Examined(
        "places", Area.objects.exists(), found, "They are loaded by “samkraft serve” at its start."
    )


def _catalogues() -> Examined:
    from django.conf import settings

    folder = settings.LOCALE_PATHS[0]
    missing = [
        code
        for code, _ in settings.LANGUAGES
        if not (folder / code / "LC_MESSAGES" / "django.mo").exists()
    ]
    return Examined(
        "languages", not missing, "all compiled" if not missing else f"missing {missing}",
        "Run “python -m samkraft.web.messages compile”.",
    )  # fmt: skip


def _disk() -> Examined:
    from django.conf import settings

    free = shutil.disk_usage(settings.DATA_DIR).free / 1e9
    return Examined(
        "disk", free > 1, f"{free:.1f} GB free", "Make room: at least 1 GB should be free."
    )


def _jobs() -> Examined:
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(status="READY").count()
    failed = DBTaskResult.objects.filter(status="FAILED").count()
    return Examined(
        "jobs", not failed and waiting < 100, f"{waiting} waiting, {failed} failed",
        "Is “samkraft worker” running? A failed job says why in its own record.",
    )  # fmt: skip


def _figures() -> Examined:
    from samkraft.indicators.queries.store import warehouse

    found = warehouse().verify()
    deliveries = len(warehouse().vintages())
    return Examined(
        "figures", not found,
        f"{deliveries} deliveries" if not found else "; ".join(each.text for each in found[:3]),
        "Bring the files back from a backup, or fetch the figures again.",
    )  # fmt: skip


def _sources() -> Examined:
    from samkraft.indicators.models import Refresh

    rows = Refresh.objects.filter(indicator__withdrawn_at=None)
    held, failed = (rows.filter(state=state).count() for state in ("held", "failed"))
    newest = rows.exclude(fetched_at=None).order_by("-fetched_at").first()
    came = f"newest {newest.fetched_at:%Y-%m-%d}" if newest else "nothing fetched yet"
    return Examined(
        "sources", not held and not failed, f"{came}; {held} held back, {failed} failed",
        "The page “Sources” says which; “samkraft data fetch” tries again.",
    )  # fmt: skip


def _email() -> Examined:
    from django.conf import settings

    console = settings.EMAIL_BACKEND.endswith("console.EmailBackend")
    found = "written to the console only" if console else f"sent through {settings.EMAIL_HOST}"
    return Examined("e-mail", True, found)


def _key() -> Examined:
    from django.conf import settings

    return Examined(
        "secret key", len(settings.SECRET_KEY) >= 50, "set",
        "SAMKRAFT_SECRET_KEY should have at least 50 characters.",
    )  # fmt: skip
