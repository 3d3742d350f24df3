"""`samkraft serve`, `worker`, `demo` and `doctor`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from samkraft.cli import keeping, says

Port = Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)]
Host = Annotated[str, typer.Option(help="Address to listen on.")]


def serve(port: Port = 8000, host: Host = "127.0.0.1", workers: int = 1) -> None:
    """Serve the site."""
    _prepare()
    sys.exit(_serve(host, port, workers))


def worker() -> None:
    """Do the background jobs: read large documents, fetch figures when they are due, remind."""
    _prepare()
    from django.core.management import call_command

    from samkraft.actions.tasks import keep_reminding
    from samkraft.indicators.tasks import keep_fresh

    keep_fresh()
    keep_reminding()
    call_command("db_worker", interval=1)


def demo(
    port: Port = 8000,
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the demonstration.")] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve")] = True,
    host: Host = "127.0.0.1",
) -> None:
    """Make (or refresh) the demonstration and serve it; prints the address and accounts."""
    if data_dir is not None:
        os.environ["SAMKRAFT_DATA_DIR"] = str(data_dir)
    if serve:
        _require_free(host, port)
    _prepare()
    from samkraft.demonstration import ACCOUNTS, PASSWORD, build

    build(progress=says.note)
    print(f"\nThe demonstration is at http://{host}:{port}/\n")
    print(f"Accounts, all with the password “{PASSWORD}”:")
    for account in ACCOUNTS:
        print(f"  {account.email:38} {account.role:14} {account.region or 'the installation'}")
    sys.stdout.flush()
    if not serve:
        return
    jobs = subprocess.Popen([sys.executable, "-m", "samkraft.cli.main", "worker"])
    try:
        code = _serve(host, port, 1)
    finally:
        jobs.send_signal(signal.SIGINT)
        jobs.wait(timeout=10)
    sys.exit(code)


def doctor(json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Say what is wrong with this installation and how to mend it."""
    _prepare(load=False)
    from samkraft.cli.health import examine

    report = examine()
    if json:
        says.as_json([vars_of(each) for each in report])
    else:
        for each in report:
            print(f"{'ok ' if each.ok else 'BAD'} {each.name}: {each.found}")
            if not each.ok:
                print(f"    {each.mend}")
    sys.exit(says.DONE if all(each.ok for each in report) else says.NOT_POSSIBLE)


def vars_of(value) -> dict:
    from dataclasses import asdict

    return asdict(value)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on `app`."""
    for command in (serve, worker, demo, doctor, keeping.backup, keeping.restore):
        app.command()(command)


def _prepare(*, load: bool = True) -> None:
    from samkraft.cli import database

    try:
        database.ready() if load else database.set_up()
    except Exception as error:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError

        if not isinstance(error, DatabaseError | ImproperlyConfigured | ValueError | OSError):
            raise
        says.refuse(f"The database cannot be used: {error}")


def _serve(host: str, port: int, workers: int) -> int:
    """Run granian as a child and pass signals on; gives its exit code."""
    _require_free(host, port)
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "4",
        "--no-ws", "--log-level", "warning", "samkraft.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        return process.wait(timeout=10)


def _require_free(host: str, port: int) -> None:
    """Refuse a port somebody listens on: granian would share it and answers would be mixed."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            says.refuse(f"Cannot listen on {host}:{port}: {error.strerror}. Try another --port.")
