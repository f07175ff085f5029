"""Times of day, in seconds since midnight, and the rules that repeat within a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import product

from domain.recurrence.periods import aligned
from domain.recurrence.rule import Frequency, Rule

DAY = 86_400
END_OF_DAY = time(23, 59, 59)
UNITS = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}


def times_of_day(hours: Iterable[int], minutes: Iterable[int], seconds: Iterable[int]) -> list[int]:
    """Every combination, in order. A leap second counts as the second before it (§3.3.12)."""
    return sorted({h * 3600 + m * 60 + min(s, 59) for h, m, s in product(hours, minutes, seconds)})


def chosen(length: int, positions: Sequence[int]) -> list[int]:
    """The indices which BYSETPOS picks out of a set of that length, in order."""
    found = {place - 1 if place > 0 else place + length for place in positions if abs(place) <= length}
    return sorted(found)


class Clock:
    """Where in a day HOURLY, MINUTELY and SECONDLY rules hit.

    A *unit* is the hour, minute or second that the rule counts. Units are hit every ``step`` seconds, within
    ``spans`` of the day that BYHOUR, BYMINUTE and BYSECOND leave over; what is smaller than a unit
    expands it at fixed ``offsets``. How the steps lie in a day depends only on the first one after midnight,
    the *phase*, so a phase is looked at once: never-matching rules and large COUNTs cost little.
    """

    def __init__(self, rule: Rule, start: int) -> None:
        self.unit = UNITS[rule.frequency]
        self.step = self.unit * rule.interval
        self.start = start - start % self.unit
        self.spans = [(0, DAY)]
        smaller: list[Sequence[int]] = []
        for allowed, size in ((rule.hours, 3600), (rule.minutes, 60), (rule.seconds, 1)):
            numbers = sorted({min(number, DAY // size - 1, 59) for number in allowed})
            if size < self.unit:
                smaller.append(numbers or [start // size % 60])
            elif numbers:
                self.spans = _refined(self.spans, numbers, size)
        self._begins = [first for first, _ in self.spans]
        offsets = times_of_day([0], *([[0]] * (2 - len(smaller))), *smaller)
        if rule.positions:
            offsets = [offsets[index] for index in chosen(len(offsets), rule.positions)]
        self.offsets = offsets
        self._phases: dict[int, tuple[int, list[Sequence[int]]]] = {}

    def count(self, day: int) -> int:
        """How many hits there are on that day."""
        return self._on(day)[0]

    def hits(self, day: int, first: int, last: int) -> Iterator[int]:
        """Seconds since midnight from ``first`` to ``last``, and perhaps some of the units at either end."""
        for units in self._on(day)[1]:
            begin = bisect_left(units, first - self.unit + 1) if first > 0 else 0
            end = bisect_right(units, last) if last < DAY - 1 else len(units)
            for unit in units[begin:end]:
                for offset in self.offsets:
                    yield unit + offset

    def _on(self, day: int) -> tuple[int, list[Sequence[int]]]:
        """How many hits a day has, and its units. All phases together have fewer units than a day seconds."""
        phase = (self.start - day * DAY) % self.step
        if phase >= DAY:
            return 0, []
        if self.step > DAY // 2:  # one unit a day or two: nothing worth keeping
            units = [unit for unit in range(phase, DAY, self.step) if self._allows(unit)]
            return len(units) * len(self.offsets), [units]
        found = self._phases.get(phase)
        if found is None:
            spans = [units for units in self._units(phase) if units]
            found = self._phases[phase] = sum(map(len, spans)) * len(self.offsets), spans
        return found

    def _units(self, phase: int) -> Iterator[Sequence[int]]:
        if DAY // self.step < len(self.spans):
            yield [unit for unit in range(phase, DAY, self.step) if self._allows(unit)]
            return
        for first, end in self.spans:
            yield range(aligned(phase, max(first, phase), self.step), end, self.step)

    def _allows(self, unit: int) -> bool:
        place = bisect_right(self._begins, unit) - 1
        return place >= 0 and unit < self.spans[place][1]


def _refined(spans: list[tuple[int, int]], numbers: Sequence[int], size: int) -> list[tuple[int, int]]:
    """The hours, minutes or seconds of these numbers (``size`` long, in seconds) within the spans."""
    larger = DAY if size == 3600 else size * 60
    return [
        (whole + number * size, whole + number * size + size)
        for first, end in spans
        for whole in range(first, end, larger)
        for number in numbers
    ]
