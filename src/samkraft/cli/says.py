"""How commands speak: values on stdout, notes and errors on stderr, exit codes as promised."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

DONE, NOT_POSSIBLE, BAD_USAGE = 0, 1, 2


def as_json(value: Any) -> None:
    """Print one JSON value on stdout and nothing else."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def note(text: str) -> None:
    """Say something on stderr."""
    print(text, file=sys.stderr)


def refuse(text: str, code: int = BAD_USAGE) -> NoReturn:
    """Say in one line on stderr what is wrong, and stop with `code`."""
    print(" ".join(text.split()), file=sys.stderr)
    sys.exit(code)
