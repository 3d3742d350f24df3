"""The speeds that were promised, measured here and now: `make bench`.

Each line gives the bar, what was measured (CPU time where load matters; medians) and whether it
holds. Options: --no-clone leaves out the clean clone, which needs the package registry;
--observations 50000000 measures figures at that size (3.4 million without it).
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT.parent / "shared" / "documents" / "norrbottensstrategin-2040.sv.txt"


def line(name: str, bar: str, measured: str, ok: bool) -> None:
    print(f"{'ok ' if ok else 'OVER'}  {name:52} bar {bar:24} measured {measured}", flush=True)


def cpu(work: Callable[[], object], runs: int = 15) -> float:
    """Median CPU seconds of `work`, after one run that warms up."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def pages(folder: Path) -> None:
    """The plan page of the demonstration: queries and CPU time, uncached."""
    os.environ["SAMKRAFT_DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    from samkraft.cli.database import ready

    ready()
    from django.core.signals import request_started
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from samkraft.demonstration import build

    build()
    client = Client(headers={"host": "localhost"})
    plan = "/sv/norrbotten/norrbottensstrategin-2040/"
    for name, address in (
        ("plan page, 16 goals and 64 paths", plan),
        ("page of one goal", f"{plan}starka-digital-infrastruktur/"),
    ):
        request_started.disconnect(reset_queries)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        count = len(queries.captured_queries) or _counted(client, address)
        seconds = cpu(lambda address=address: client.get(address))
        line(
            name, "12 queries, 25 ms", f"{count} queries, {seconds * 1000:.1f} ms",
            count <= 12 and seconds <= 0.025,
        )  # fmt: skip


def _counted(client, address: str) -> int:
    """Queries of one page, counted where the connection runs them."""
    from django.db import connection

    count = 0

    def counting(execute, *arguments):
        nonlocal count
        count += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        client.get(address)
    return count


def reading() -> None:
    """Reading documents with the interpreter, without starting Python anew."""
    from samkraft.importing.interpreter import interpret
    from samkraft.importing.readers import read_document

    with tempfile.TemporaryDirectory() as folder:
        if DOCUMENT.exists():
            path = DOCUMENT
        else:
            path = Path(folder) / "long.txt"
            path.write_text(_long_text(), encoding="utf-8")
        seconds = cpu(lambda: interpret(read_document(path)), runs=5)
        size = path.stat().st_size / 1000
        line(f"read a strategy of {size:.0f} kB", "1 s", f"{seconds:.2f} s", seconds <= 1)
        pdf = Path(folder) / "long.pdf"
        _long_pdf(pdf)
        seconds = cpu(lambda: interpret(read_document(pdf)), runs=2)
        line("read a PDF of 300 pages", "10 s", f"{seconds:.2f} s", seconds <= 10)
        start = time.perf_counter()
        command = [sys.executable, "-m", "samkraft.cli.main", "plan", "--help"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        line("start of a command without database", "0.5 s", f"{seconds:.2f} s", seconds <= 0.5)


def _long_text() -> str:
    section = (
        "Målområde {n}: Ett område om något\n\n"
        + "Här står några meningar om hur det är och vad som behöver göras framöver. " * 20
        + "\n\nMål {n}: Något ska bli bättre i hela länet\n\nÅtgärder\n"
        + "".join(f"• Göra sak nummer {i} tillsammans med andra\n" for i in range(8))
    )
    return "\n".join(section.format(n=n) for n in range(1, 36))


def _long_pdf(path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    lines = _long_text().splitlines()
    for page in range(300):
        canvas.setFont("Helvetica", 10)
        for row in range(45):
            canvas.drawString(60, 780 - row * 16, lines[(page * 45 + row) % len(lines)][:95])
        canvas.drawString(280, 30, str(page + 1))
        canvas.showPage()
    canvas.save()


def clone_to_page() -> None:
    """From a clean clone to the served plan page, as a person would do it."""
    folder = Path(tempfile.mkdtemp(prefix="samkraft-clone-"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAMKRAFT")}
    start = time.perf_counter()
    try:
        clone = ["git", "clone", "--quiet", str(ROOT), str(folder / "samkraft")]
        subprocess.run(clone, check=True)
        process = subprocess.Popen(
            ["make", "demo", "PORT=8917"], cwd=folder / "samkraft", env=environment,
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            seconds = _until_served(process, start)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
        line("clean clone to served demonstration page", "60 s", f"{seconds:.0f} s", seconds <= 60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _until_served(process: subprocess.Popen, start: float) -> float:
    address = "http://127.0.0.1:8917/sv/norrbotten/norrbottensstrategin-2040/"
    while process.poll() is None and time.perf_counter() - start < 600:
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return time.perf_counter() - start
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The demonstration was not served.")


def _size(arguments: list[str]) -> list[str]:
    if "--observations" not in arguments:
        return []
    return ["--observations", arguments[arguments.index("--observations") + 1]]


def main(arguments: list[str]) -> None:
    """Print every bar beside what was measured."""
    reading()
    with tempfile.TemporaryDirectory() as folder:
        pages(Path(folder))
    for part in (["--trends"], _size(arguments)):  # each in a process with memory of its own
        subprocess.run([sys.executable, "-m", "tests.bench_figures", *part], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "-m", "tests.bench_actions"], cwd=ROOT, check=True)
    if "--no-clone" not in arguments:
        clone_to_page()


if __name__ == "__main__":
    main(sys.argv[1:])
