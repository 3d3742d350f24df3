"""The order of the house is held by import-linter, run as a person would run it."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_imports_go_down_the_list():
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_python_files_keep_to_their_size():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in sorted((ROOT / "src").rglob("*.py"))
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]
    assert long == []
