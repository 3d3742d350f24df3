"""Reading an untrusted document within bounds of time and memory.

`read_bounded` reads in this process (the command line), `read_apart` in a child process that
knows no secrets and cannot take the site down with it (uploads). As a program,
`python -m samkraft.importing.reading FILE` is that child: it prints one JSON value a line.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from samkraft.importing.draftplan import DraftPlan
from samkraft.importing.outline import Outline, UnreadableDocument

Progress = Callable[[int, int], None]
MEMORY = 1_500_000_000
SECONDS = 120


class TookTooLong(UnreadableDocument):
    """The reading did not end within its time."""


class _OutOfTime(BaseException):
    """Raised by the clock; no reader may catch it by accident."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the plan as JSON, the lines as [page or None, text], remarks of the reader."""

    plan: dict[str, Any]
    lines: list[list]
    pages: int | None
    notes: list[str]


def read_bounded(
    path: Path, *, progress: Progress | None = None, seconds: int = SECONDS, memory: int = MEMORY
) -> tuple[DraftPlan, Reading]:
    """Read in this process. Raises UnreadableDocument, for want of time or memory too."""
    from samkraft.importing.interpreter import interpret
    from samkraft.importing.readers import read_document

    try:
        with _bounds(seconds, memory):
            outline = read_document(path, progress=progress)
            draft = interpret(outline)
            return draft, _reading(outline, draft)
    except UnreadableDocument:
        raise
    except _OutOfTime:
        raise _too_long() from None
    except MemoryError:
        raise UnreadableDocument(
            "Reading the document needs more memory than there is; split it into smaller files "
            "and try again."
        ) from None
    except Exception as error:
        raise _stumbled() from error


def read_apart(
    path: Path, *, progress: Progress | None = None, seconds: float = SECONDS + 30
) -> Reading:
    """Read in a child process. Raises UnreadableDocument, TookTooLong after `seconds`.

    Whatever `progress` raises ends the child and comes through.
    """
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "samkraft.importing.reading", str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd="/",
    )
    clock = threading.Timer(seconds, process.kill)
    clock.start()
    try:
        for line in process.stdout:
            said, value = json.loads(line)
            if said == "progress" and progress is not None:
                progress(*value)
            elif said == "unreadable":
                raise UnreadableDocument(value)
            elif said == "reading":
                return Reading(**value)
    except json.JSONDecodeError:
        pass  # it was ended in the middle of a line
    finally:
        clock.cancel()
        ended = process.poll()
        process.kill()
        process.wait()
        process.stdout.close()
    ended = process.returncode if ended is None else ended
    raise _too_long() if ended in (-signal.SIGKILL, -signal.SIGXCPU) else _stumbled()


def main(arguments: list[str]) -> int:
    """The child: progress, then the reading or one sentence."""
    (name,) = arguments
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        _, reading = read_bounded(Path(name), progress=lambda *pages: _say("progress", pages))
    except TookTooLong:
        return -signal.SIGXCPU
    except UnreadableDocument as error:
        _say("unreadable", str(error))
        return 2
    _say("reading", asdict(reading))
    return 0


def _say(said: str, value: Any) -> None:
    sys.stdout.write(json.dumps([said, value]) + "\n")
    sys.stdout.flush()


@contextmanager
def _bounds(seconds: int, memory: int) -> Iterator[None]:
    """Limits of processor time and memory that hold inside the block, main thread only.

    Both are what the block may take beyond what this process has taken already.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + seconds,
        resource.RLIMIT_AS: _address_space() + memory,
    }
    before = {limit: resource.getrlimit(limit) for limit in wanted}
    former = signal.signal(signal.SIGXCPU, _out_of_time)
    try:
        for limit, soft in wanted.items():
            hard = before[limit][1]
            soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
            resource.setrlimit(limit, (soft, hard))
        yield
    finally:
        for limit, both in before.items():
            resource.setrlimit(limit, both)
        signal.signal(signal.SIGXCPU, former)


def _address_space() -> int:
    """Bytes of address space this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


def _out_of_time(*_: Any) -> None:
    raise _OutOfTime


def _reading(outline: Outline, draft: DraftPlan) -> Reading:
    pages: dict[int, int] = {}
    for block in outline.blocks:
        if block.page is not None:
            for line in range(block.first_line, block.last_line + 1):
                pages[line] = block.page
    lines = [[pages.get(number), text] for number, text in enumerate(outline.lines, start=1)]
    return Reading(_storable(draft.as_json()), _storable(lines), outline.pages, list(outline.notes))


def _storable(value: Any) -> Any:
    """The value without signs that no database takes: NUL and halves of characters."""
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode().replace("\0", "")
    if isinstance(value, dict):
        return {name: _storable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(each) for each in value]
    return value


def _too_long() -> TookTooLong:
    return TookTooLong(
        "Reading the document took too long and was stopped; split it into smaller files, or "
        "save it as .docx, and try again."
    )


def _stumbled() -> UnreadableDocument:
    return UnreadableDocument(
        "The document could not be understood and is perhaps damaged; open it in its own "
        "program, save it as .docx or PDF and try again."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
