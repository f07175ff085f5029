from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from application.shared.ports import Clock
from application.shared.rate_limits import Allowance, RateLimit, RateLimits


@dataclass
class MemoryRateLimits(RateLimits):
    """For one process."""

    clock: Clock
    lock: Lock = field(default_factory=Lock)
    windows: dict[tuple[str, str], tuple[datetime, int]] = field(default_factory=dict)

    def take(self, subject: str, limit: RateLimit) -> Allowance:
        with self.lock:
            now = self.clock.now()
            ends, count = self.windows.get((limit.name, subject), (now, 0))
            if now >= ends:
                ends, count = now + limit.within, 0
            self.windows[limit.name, subject] = ends, count + 1
        return Allowance(limit, limit.most - count - 1, ends - now)
