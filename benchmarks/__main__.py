"""`python -m benchmarks [number …]`: runs the workloads, prints their table and keeps it as JSON."""

import json
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import w4_recurrence
from benchmarks.measuring import Figure

RESULTS = Path(__file__).with_name("results")
WORKLOADS: dict[str, Callable[[], list[Figure]]] = {"4": w4_recurrence.run}


def main(numbers: list[str]) -> int:
    wanted = numbers or list(WORKLOADS)
    if unknown := [number for number in wanted if number not in WORKLOADS]:
        print(f"There is no workload {', '.join(unknown)}; there are {', '.join(WORKLOADS)}.")
        return 2
    for number in wanted:
        figures = WORKLOADS[number]()
        show(number, figures)
        keep(number, figures)
    return 0


def show(number: str, figures: list[Figure]) -> None:
    print(f"\nW{number}  (median of rounds; spread = (slowest - fastest) / median)")
    print(f"{'':44} {'ours':>11} {'spread':>6} {'theirs':>11} {'spread':>6} {'ratio':>9} {'goal':>7}")
    for figure in figures:
        goal = "" if figure.goal is None else f"{figure.goal:g}"
        verdict = {None: "", True: "met", False: "NOT MET"}[figure.met]
        ours, theirs = (
            f"{times.median * 1e3:8.2f} ms {times.spread:6.0%}" for times in (figure.ours, figure.theirs)
        )
        print(f"{figure.name:44} {ours} {theirs} {figure.ratio:9.2f} {goal:>7} {verdict}")


def keep(number: str, figures: list[Figure]) -> None:
    """Under the ignored folder ``results``: figures belong to a machine and a minute, not to the history."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    rows = [
        {
            "name": figure.name,
            "ours": figure.ours.rounds,
            "theirs": figure.theirs.rounds,
            "ratio": figure.ratio,
            "goal": figure.goal,
            "met": figure.met,
        }
        for figure in figures
    ]
    about = {"at": now.isoformat(), "python": platform.python_version(), "machine": platform.machine()}
    path = RESULTS / f"w{number}-{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps({"workload": number, **about, "figures": rows}, indent=2) + "\n")
    print(f"kept as {path.relative_to(RESULTS.parents[1])}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
