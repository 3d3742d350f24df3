"""Rendered charts kept: the latest in memory, more of them on disk, within set bounds."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

import vl_convert

from samkraft.web.components.charts.frame import Spec
from samkraft.web.components.charts.render import style, svg

_SWEEP_EVERY = 64


class ChartCache:
    """SVG files by the hash of everything that goes into them; safe for several threads.

    Losing the folder loses nothing: a chart is rendered again. A folder that cannot be written
    only costs time.
    """

    def __init__(self, folder: Path, *, most_bytes: int = 64 * 2**20, in_memory: int = 256):
        self.folder = folder
        self.most_bytes = most_bytes
        self.in_memory = in_memory
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()
        self._rendering = Lock()
        self._written = 0

    def svg(self, spec: Spec, *, lang: str, title: str, description: str) -> str:
        """The chart's SVG, rendered at most once for the same specification and words."""
        key = self.key(spec, lang=lang, title=title, description=description)
        found = self._remembered(key)
        if found is not None:
            return found
        with self._rendering:
            found = self._remembered(key)
            if found is None:
                found = svg(spec, lang=lang, title=title, description=description)
                self._write(key, found)
                self._remember(key, found)
        return found

    @staticmethod
    def key(spec: Spec, *, lang: str, title: str, description: str) -> str:
        """A name for the picture that changes with anything that changes the picture."""
        look = style(spec["usermeta"]["accent"])
        parts = [vl_convert.__version__, look, lang, title, description, spec]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()[:40]

    def sweep(self) -> None:
        """Delete the files not used for longest until a fifth of the room is free."""
        with suppress(OSError):
            files = [(each, each.stat()) for each in self.folder.glob("??/*.svg")]
            total = sum(stat.st_size for _, stat in files)
            if total <= self.most_bytes:
                return
            for path, stat in sorted(files, key=lambda each: each[1].st_mtime):
                path.unlink(missing_ok=True)
                total -= stat.st_size
                if total <= self.most_bytes * 0.8:
                    return

    def _remembered(self, key: str) -> str | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with suppress(OSError, UnicodeDecodeError):
            text = self._path(key).read_text("utf-8")
            if text.endswith("</svg>"):
                os.utime(self._path(key))
                self._remember(key, text)
                return text
        return None

    def _remember(self, key: str, text: str) -> None:
        with self._lock:
            self._kept[key] = text
            self._kept.move_to_end(key)
            while len(self._kept) > self.in_memory:
                self._kept.popitem(last=False)

    def _write(self, key: str, text: str) -> None:
        """Under another name first, so that nobody reads half a file."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
                file.write(text)
            os.replace(file.name, path)
            self._written += 1
            if self._written % _SWEEP_EVERY == 1:
                self.sweep()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.svg"
