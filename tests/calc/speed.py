"""How fast the mass path is. Not a test: `.venv/bin/python -m tests.calc.speed`."""

import resource
import time

import numpy as np

from samkraft.calc.panel import Panel, assess

SERIES = 2_500_000
YEARS = np.arange(2005, 2025)


def made_up(series: int) -> np.ndarray:
    """Wandering series of (series, 20) as float32, a twentieth of the values missing in a tenth."""
    random = np.random.default_rng(1)
    values = np.empty((series, len(YEARS)), np.float32)
    for at in range(0, series, 100_000):
        part = values[at : at + 100_000]
        part[:] = random.normal(size=part.shape).astype(np.float32)
        part.cumsum(axis=1, out=part)
        part += 100
        gappy = part[: len(part) // 10]
        gappy[random.random(gappy.shape) < 0.05] = np.nan
    return values


def measure(series: int = SERIES) -> tuple[float, float]:
    """Print and return the wall seconds and the process's peak memory in GB."""
    values = made_up(series)
    panel = Panel(values, YEARS, start=2015, due=2030, target=110.0)
    began = time.perf_counter()
    assess(panel)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{series:,} series × {len(YEARS)} years: {seconds:.2f} s, peak {peak:.2f} GB")
    return seconds, peak


if __name__ == "__main__":
    measure()
