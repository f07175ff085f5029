"""Keeps whoever is refused a thousand times a minute from filling the audit trail."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

BURST = 100
PER_SECOND = 1.0
MOST_SOURCES = 10_000


@dataclass(slots=True)
class _Source:
    left: float
    counted_at: datetime
    passed_over: int = 0


@dataclass
class FloodGuard:
    """Each source may have 100 refusals entered at once, and one a second in the long run.

    It counts in this process, and forgets the sources that were quiet the longest.
    """

    _sources: OrderedDict[str, _Source] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def admit(self, source: str, now: datetime) -> int | None:
        """None: pass over this one. Else enter it, and how many of that source were passed over before it."""
        with self._lock:
            found = self._sources.setdefault(source, _Source(BURST, now))
            self._sources.move_to_end(source)
            while len(self._sources) > MOST_SOURCES:
                self._sources.popitem(last=False)
            waited = max(0.0, (now - found.counted_at).total_seconds())  # clocks are set back, too
            found.left, found.counted_at = min(BURST, found.left + waited * PER_SECOND), now
            if found.left < 1:
                found.passed_over += 1
                return None
            found.left -= 1
            passed_over, found.passed_over = found.passed_over, 0
            return passed_over
