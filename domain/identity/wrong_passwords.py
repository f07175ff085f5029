"""How many guesses anybody has at a password (ASVS 5.0 6.3.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.identity.refusals import TooManyAttempts

MOST = 10
WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class WrongPasswords:
    """When wrong passwords were given for one account, or from one device of its owner, oldest first."""

    moments: tuple[datetime, ...] = ()

    def refuse_if_spent(self, now: datetime) -> None:
        """Raises TooManyAttempts, whether or not the next password would be right."""
        recent = self._recent(now)
        if len(recent) >= MOST:
            wait = recent[-MOST] + WITHIN - now
            raise TooManyAttempts("too many wrong passwords for this address; try again later", wait=wait)

    def and_one_at(self, now: datetime) -> "WrongPasswords":
        """Never more than ``MOST``: what is refused is not counted, or the wait would never end."""
        recent = self._recent(now)
        return WrongPasswords((*recent, now) if len(recent) < MOST else recent)

    def _recent(self, now: datetime) -> tuple[datetime, ...]:
        return tuple(moment for moment in self.moments if now - moment < WITHIN)
