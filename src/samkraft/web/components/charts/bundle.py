"""Writes the browser's chart library, as it lies inside vl-convert, to a folder of static files.

    python -m samkraft.web.components.charts.bundle build/static

Nothing is fetched: Vega, Vega-Lite, Vega-Embed and Vega's expression interpreter are part of the
installed wheel. The interpreter is what lets charts answer without `unsafe-eval`.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import vl_convert

NAME = "vega.js"


class NoInterpreter(RuntimeError):
    """The bundle lacks what charts need under a strict content security policy."""


def write_bundle(folder: Path) -> Path:
    """Write vega.js, and vega.js.gz beside it for whitenoise. Raises NoInterpreter."""
    script = vl_convert.javascript_bundle()
    if "expressionInterpreter" not in script or "vegaEmbed" not in script:
        raise NoInterpreter("This vl-convert's bundle has no expression interpreter.")
    folder.mkdir(parents=True, exist_ok=True)
    path, content = folder / NAME, script.encode()
    path.write_bytes(content)
    path.with_name(f"{NAME}.gz").write_bytes(gzip.compress(content, mtime=0))
    return path


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder: python -m samkraft.web.components.charts.bundle build/static")
    print(write_bundle(Path(sys.argv[1])))
