"""Whoever comes from a blocked address is turned away, on every way in."""

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic

from domain.administration.ip_block import IpBlock

LOOK_AGAIN = 0.5
"""Seconds after which a process looks whether blocks were added or removed."""

log = logging.getLogger("convene.doorkeeper")


class Doorkeeper:
    def __init__(self, standing: Callable[[None], Sequence[IpBlock]]) -> None:
        self._standing = standing
        self._blocks: Sequence[IpBlock] | None = None
        self._looked_at = -LOOK_AGAIN
        self._looking = Lock()

    def turns_away(self, address: str) -> IpBlock | None:
        """The block that keeps it out, if there is one. Nobody passes before the first look is over."""
        if self._is_time() and self._looking.acquire(blocking=self._blocks is None):
            try:
                if self._is_time():
                    self._look()
            finally:
                self._looking.release()
        return next((block for block in self._blocks or () if block.covers(address)), None)

    def _is_time(self) -> bool:
        return self._blocks is None or monotonic() - self._looked_at >= LOOK_AGAIN

    def _look(self) -> None:
        """Where nobody can tell just now, the blocks are as they were."""
        self._looked_at = monotonic()
        try:
            self._blocks = self._standing(None)
        except Exception:
            self._blocks = self._blocks or ()
            log.exception("the blocked addresses cannot be read; those known before still count")
