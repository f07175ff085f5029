"""Times that can be compared although the machine is shared: contenders take turns, round by round."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one contender, one per round."""

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
    """One line of the table. ``ratio`` is what the goal speaks of: ours against a limit or a peer."""

    name: str
    ours: Times
    theirs: Times
    ratio: float
    goal: float | None

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.ratio >= self.goal


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
