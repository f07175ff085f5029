"""W6: first start to first answer, second start, and the memory of a web process at rest.

The limit: the same embedded PostgreSQL and, when it stands, the smallest Flask application that asks it for
a number, under gunicorn with one gevent worker. An answer counts when the database stands behind it.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import Figure, Times, amount, times_as_long
from benchmarks.stage import CONVENE, Stage, free_port, serving

ROUNDS = 3
AT_REST = 1.0
"""Seconds after the first answer."""


def run(stage: Stage) -> list[Figure]:
    measured: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name in ("ours", "bare"):
            with tempfile.TemporaryDirectory(prefix="convene-bench-") as folder:
                for what, figure in _lives(name, Path(folder)):
                    measured.setdefault(f"{name} {what}", []).append(figure)
    times = {name: Times(tuple(figures)) for name, figures in measured.items()}
    return [
        times_as_long("first start / bare Flask", times["ours first start"], times["bare first start"], None),
        times_as_long(
            "second start / bare Flask", times["ours second start"], times["bare second start"], 2.5
        ),
        amount("web process at rest, RSS", times["ours RSS"], 95, "MiB"),
        amount("web process at rest, PSS", times["ours PSS"], 95, "MiB"),
    ]


def _lives(name: str, folder: Path) -> Iterator[tuple[str, float]]:
    """Starts it twice on the same data; what was measured, and each figure in seconds or bytes."""
    for start in ("first start", "second start"):
        port = free_port()
        bare = [sys.executable, "-m", "benchmarks.bare", str(folder / "data"), str(port)]
        command = CONVENE if name == "ours" else bare
        environment = {"CONVENE_WORKERS": "1", "CONVENE_DATA_DIR": str(folder / "data")}
        began = perf_counter()
        with serving(command, folder, port, environment, ready="/readyz") as process:
            yield start, perf_counter() - began
            if start == "second start":
                time.sleep(AT_REST)
                yield from _memory_of(_web_worker_below(process.pid))


def _web_worker_below(pid: int) -> int:
    """The process that answers: a gunicorn below a gunicorn."""
    masters = [each for each in (pid, *_below(pid)) if _is_gunicorn(each)]
    workers = [worker for master in masters for worker in _below(master) if _is_gunicorn(worker)]
    assert len(workers) == 1, workers
    return workers[0]


def _below(pid: int) -> list[int]:
    """All processes that it has started, and they in turn."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [each for child in children for each in (child, *_below(child))]


def _is_gunicorn(pid: int) -> bool:
    return b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _memory_of(pid: int) -> Iterator[tuple[str, float]]:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, amount = line.partition(":")
        if name in {"Rss", "Pss"}:
            yield name.upper(), int(amount.split()[0]) * 1024
