"""`python -m benchmarks [number …]`: runs the workloads, prints their table and keeps it as JSON."""

import json
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks import (
    w1_scheduling,
    w2_calendar,
    w3_availability,
    w4_recurrence,
    w5_fan_out,
    w6_starting,
    w7_signing_in,
    w8_mixed,
)
from benchmarks.measuring import UNITS, Figure, Times
from benchmarks.stage import Stage

RESULTS = Path(__file__).with_name("results")
WORKLOADS: dict[str, Callable[[Stage], list[Figure]]] = {
    "1": w1_scheduling.run,
    "2": w2_calendar.run,
    "3": w3_availability.run,
    "4": lambda stage: w4_recurrence.run(),
    "5": w5_fan_out.run,
    "6": w6_starting.run,
    "7": w7_signing_in.run,
    "8": w8_mixed.run,
}


def main(numbers: list[str]) -> int:
    wanted = numbers or list(WORKLOADS)
    if unknown := [number for number in wanted if number not in WORKLOADS]:
        print(f"There is no workload {', '.join(unknown)}; there are {', '.join(WORKLOADS)}.")
        return 2
    began = perf_counter()
    measured: dict[str, list[Figure]] = {}
    with Stage() as stage:
        for number in wanted:
            workload = w8_mixed.run_alone if wanted == ["8"] else WORKLOADS[number]
            measured[number] = workload(stage)
            keep(number, measured[number])
    show(measured)
    print(f"all in {perf_counter() - began:.0f} s")
    return 0


def show(measured: dict[str, list[Figure]]) -> None:
    print("\nmedian of rounds; spread = (slowest - fastest) / median; a ratio or an amount against its goal")
    print(f"{'':47} {'ours':>12} {'spread':>6} {'theirs':>12} {'spread':>6} {'ratio':>9} {'goal':>8}")
    for number, figures in measured.items():
        for figure in figures:
            goal = "" if figure.goal is None else f"{'≤' if figure.at_most else '≥'} {figure.goal:g}"
            verdict = {None: "", True: "met", False: "NOT MET"}[figure.met]
            ours, theirs = _shown(figure.ours, figure.unit), _shown(figure.theirs, figure.unit)
            print(f"W{number} {figure.name:44} {ours} {theirs} {figure.ratio:9.2f} {goal:>8} {verdict}")


def _shown(times: Times | None, unit: str) -> str:
    if times is None:
        return " " * 19
    return f"{times.median * UNITS[unit]:8.2f} {unit:3} {times.spread:6.0%}"


def keep(number: str, figures: list[Figure]) -> None:
    """Under the ignored folder ``results``: figures belong to a machine and a minute, not to the history."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    rows = [
        {
            "name": figure.name,
            "ours": figure.ours.rounds,
            "theirs": figure.theirs and figure.theirs.rounds,
            "ratio": figure.ratio,
            "goal": figure.goal,
            "at_most": figure.at_most,
            "met": figure.met,
        }
        for figure in figures
    ]
    about = {"at": now.isoformat(), "python": platform.python_version(), "machine": platform.machine()}
    path = RESULTS / f"w{number}-{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps({"workload": number, **about, "figures": rows}, indent=2) + "\n")
    print(f"W{number} kept as {path.relative_to(RESULTS.parents[1])}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
