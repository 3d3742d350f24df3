"""A PostgreSQL cluster for one test run, on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL here, None without one."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: float(f.parent.name))
    folders += [Path(found).parent for name in ("initdb",) if (found := shutil.which(name))]
    usable = [f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()]
    return usable[-1] if usable else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, give its DATABASE_URL, stop it and remove everything afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="samkraft-pg-"))
    try:
        _run(
            "initdb",
            "-D",
            str(folder / "data"),
            "-U",
            "samkraft",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            folder=folder,
        )
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        _run(
            "pg_ctl",
            "-D",
            str(folder / "data"),
            "-o",
            options,
            "-l",
            str(folder / "log"),
            "-w",
            "start",
            folder=folder,
        )
        try:
            yield f"postgresql://samkraft@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop", folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(name: str, *arguments: str, folder: Path) -> None:
    command = [str(binaries() / name), *arguments]
    change = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        owner = pwd.getpwnam("postgres")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        change = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **change)
