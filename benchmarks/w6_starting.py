"""W6: first start to first answer, second start, and the memory of a web process at rest.

The limit: the same embedded PostgreSQL and, when it stands, the smallest Flask application that asks it for
a number, under gunicorn with one gevent worker. An answer counts when the database stands behind it.

Among a developer's libraries the memory is some 2 MiB more than in an installation: dependency_injector loads
pydantic_settings, yaml and dotenv where it finds them.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import Figure, Times, amount, times_as_long
from benchmarks.processes import memory_of, web_worker_below
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
                yield from memory_of(web_worker_below(process.pid))
