"""Figures that can be compared although the machine is shared: contenders take turns, round by round."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

UNITS = {"ms": 1e3, "KiB": 2**-10, "MiB": 2**-20}
"""What a figure is shown in, by the factor from seconds or bytes."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one contender, one per round; bytes where memory is measured."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def spread(self) -> float:
        """The distance between the fastest and the slowest round, as a share of the median."""
        return (max(self.rounds) - min(self.rounds)) / self.median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``ratio`` is what the goal speaks of: ours against a limit or a peer.

    ``theirs`` is None where the goal is an amount and no ratio; then ``ratio`` is ours in the shown unit.
    """

    name: str
    ours: Times
    theirs: Times | None
    ratio: float
    goal: float | None
    at_most: bool = False
    """Whether the goal is an upper limit."""
    unit: str = "ms"

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal


def amount(name: str, ours: Times, at_most: float | None, unit: str = "ms") -> Figure:
    """A figure whose goal is an amount in ``unit``."""
    return Figure(name, ours, None, ours.median * UNITS[unit], at_most, at_most=True, unit=unit)


def times_as_long(name: str, ours: Times, theirs: Times, at_most: float | None) -> Figure:
    """How many times as long as theirs ours takes."""
    return Figure(name, ours, theirs, ours.median / theirs.median, at_most, at_most=True)


def share_of_rate(name: str, ours: Times, theirs: Times, at_least: float | None) -> Figure:
    """Our rate as a share of theirs, from the seconds that one piece of work takes each."""
    return Figure(name, ours, theirs, theirs.median / ours.median, at_least)


def take_turns(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Runs every contender once per round, so that a slow minute of the machine is slow for all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    for _ in range(rounds):
        for name, run in contenders.items():
            gc.collect()
            began = perf_counter()
            run()
            seconds[name].append(perf_counter() - began)
    return {name: Times(tuple(times)) for name, times in seconds.items()}


def measure_in_turns(contenders: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Times]:
    """The same for contenders that say themselves what they measured; the first round is a warm-up."""
    measured: dict[str, list[float]] = {name: [] for name in contenders}
    for each in range(rounds + 1):
        for name, measure in contenders.items():
            gc.collect()
            figure = measure()
            if each:
                measured[name].append(figure)
    return {name: Times(tuple(figures)) for name, figures in measured.items()}
