"""The speeds of actions: `python -m tests.bench_actions [--actions 20000]`.

500 actions in one plan, then 20,000 in 100 regions, in a database of its own; whole pages, uncached.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 6, 1)
MANY = 20_000


def main(many: int) -> None:
    """Print each bar beside what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAMKRAFT_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        from samkraft.cli.database import ready

        ready()
        from tests.factories import make_region, make_strategy

        fill(make_strategy(make_region("first"), slug="strategy"), 500)
        place = "/sv/first/strategy/"
        page("list of 500 actions", f"{place}actions/", 10, 100)
        page("the same, by stage", f"{place}actions/?view=board")
        page("the same, in time", f"{place}actions/?view=timeline")
        page("page of one action", f"{place}actions/arbete-7/", 15, 30)
        page("page for politicians", f"{place}board/")
        page("gaps of 500 actions", f"{place}gaps/")
        page("money of 500 actions", f"{place}funding/")
        for number in range(100):
            fill(make_strategy(make_region(f"r{number}"), slug=f"p{number}"), many // 100)
        name = f"{many + 500:,} actions in 101 regions"
        page(f"{name}: all", "/sv/actions/")
        page(f"{name}: one region", "/sv/r7/actions/")
        page(f"{name}: no news for long", "/sv/actions/?sign=stale")
        page(f"{name}: a tag, far down", "/sv/actions/?tag=youth&page=50")
        page(f"{name}: one action", "/sv/r7/p7/actions/arbete-7/")
        reminding(name)


def page(name: str, address: str, queries: int = 0, milliseconds: int = 0, runs: int = 7) -> None:
    """Ask for a page and print queries and CPU time (median) beside the bar, if there is one."""
    from django.db import connection
    from django.test import Client

    client, count = Client(headers={"host": "localhost"}), 0

    def counting(execute, *arguments):
        nonlocal count
        count += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    spent = statistics.median(seconds(lambda: client.get(address)) for _ in range(runs)) * 1000
    bar = f"{queries} queries, {milliseconds} ms" if queries else "–"
    line(
        name, bar, f"{count} queries, {spent:.0f} ms",
        not queries or (count <= queries and spent <= milliseconds),
    )  # fmt: skip


def reminding(name: str) -> None:
    """Looking up what everybody is to be reminded of, as once a day."""
    from samkraft.actions.queries.reminding import due_reminders

    line(f"{name}: whom to remind", "–", f"{seconds(lambda: due_reminders(DAY)):.1f} s", True)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def line(name: str, bar: str, measured: str, ok: bool) -> None:
    print(f"{'ok ' if ok else 'OVER'}  {name:52} bar {bar:24} measured {measured}", flush=True)


def fill(version, count: int) -> None:
    """Actions with elements, tags, milestones, reports and money, written in bulk."""
    from samkraft.accounts.models import Organisation
    from samkraft.actions import models as m
    from samkraft.lib.texts import Texts

    plan = version.plan
    orgs = Organisation.objects.bulk_create(
        Organisation(slug=f"{plan.slug}-o{n}", kind="municipality",
                     name=Texts.of("sv", f"Kommun {n}").value()) for n in range(14)
    )  # fmt: skip
    made = m.Action.objects.bulk_create(
        m.Action(
            plan=plan, number=n + 1, slug=f"arbete-{n}", title=Texts.of("sv", f"Arbete {n}").value(),
            due_text="2026-05", due_first=date(2026, 5, 1), due_last=DAY + timedelta(days=n % 60 - 30),
            organisation=orgs[n % 14] if n % 5 else None, owned_since=AT.date(), stage="under_way",
            stage_since=AT.date(), silent_since=DAY - timedelta(days=n % 200), made_on=AT.date(),
            published_at=AT, tags=["youth"] if n % 3 == 0 else [],
        )
        for n in range(count)
    )  # fmt: skip
    keys = ("ett-mal", "ett-delmal", "ett-annat-omrade", "en-atgard")
    m.ActionElement.objects.bulk_create(
        m.ActionElement(action=a, element_key=keys[(a.number + k) % 4])
        for a in made
        for k in (0, 1)
    )
    m.ActionTag.objects.bulk_create(m.ActionTag(action=a, tag=t) for a in made for t in a.tags)
    m.Milestone.objects.bulk_create(
        m.Milestone(action=a, title=Texts.of("sv", f"Steg {k}").value(), due_first=DAY, due_last=DAY, order=k)
        for a in made for k in range(3)
    )  # fmt: skip
    m.Money.objects.bulk_create(
        m.Money(action=a, level="local", year=2026, currency="SEK", promised=100) for a in made[::2]
    )
    m.StatusReport.objects.bulk_create(
        m.StatusReport(action=a, on=AT.date(), judgement="on_track", reported_at=AT)
        for a in made for _ in range(4)
    )  # fmt: skip


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[given.index("--actions") + 1]) if "--actions" in given else MANY)
