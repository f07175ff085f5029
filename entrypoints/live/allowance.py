"""How much one client may ask for."""


class Allowance:
    """``burst`` at once, and ``per_second`` in the long run."""

    def __init__(self, burst: float, per_second: float, *, now: float) -> None:
        self._burst = self._left = burst
        self._per_second = per_second
        self._counted_at = now

    def spend(self, *, now: float) -> bool:
        """Whether one more is within the allowance; ``now`` in seconds that only grow."""
        self._left = min(self._burst, self._left + (now - self._counted_at) * self._per_second)
        self._counted_at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
