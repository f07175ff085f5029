"""How much of our attention anybody may have."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from domain.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class RateLimit:
    """``most`` requests ``within`` a window, which begins with the first of them."""

    name: str
    most: int
    within: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit after a request; ``left`` is negative when that one was too many."""

    limit: RateLimit
    left: int
    resets_in: timedelta

    def refuse_if_spent(self) -> None:
        """Raises TooManyRequests."""
        if self.left < 0:
            raise TooManyRequests(self)


class TooManyRequests(Refusal):
    """``allowance`` says when there will be another."""

    code = "too_many_requests"
    retryable = True

    def __init__(self, allowance: Allowance) -> None:
        most, within = allowance.limit.most, allowance.limit.within
        super().__init__(f"more than {most:,} requests within {within.seconds} seconds; wait a moment")
        self.allowance = allowance


class RateLimits(Protocol):
    """Counts requests, exactly, whichever process of the installation they arrive at."""

    def take(self, subject: str, limit: RateLimit) -> Allowance:
        """Counts one request. Never waits long, and lets everybody through when it cannot count."""
        ...
