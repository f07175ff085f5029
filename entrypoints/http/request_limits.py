"""Which limit a request counts for, and how its answer tells of it."""

from dataclasses import dataclass
from datetime import timedelta

from flask import g

from application.identity.caller import Caller
from application.shared.rate_limits import Allowance, RateLimit, RateLimits

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """One for each session or API token, and one for each address that comes with neither.

    Who is signed in is not counted by address: a whole office may share one. A limit of 0 lets all through.
    """

    rate_limits: RateLimits
    signed_in: RateLimit
    anonymous: RateLimit

    def admit_caller(self, caller: Caller) -> None:
        """Raises TooManyRequests."""
        self._admit(str(caller.credential_id), self.signed_in)

    def admit_source(self, source: str) -> None:
        """For requests without a valid session or token, by where they come from. Raises TooManyRequests."""
        self._admit(source, self.anonymous)

    def _admit(self, subject: str, limit: RateLimit) -> None:
        if limit.most:
            g.allowance = self.rate_limits.take(subject, limit)
            g.allowance.refuse_if_spent()


def headers_of(allowance: Allowance) -> dict[str, str]:
    """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers-10 §3, §4)."""
    limit = allowance.limit
    within, resets_in = limit.within.seconds, seconds(allowance)
    return {
        "RateLimit-Policy": f'"{limit.name}";q={limit.most};w={within}',
        "RateLimit": f'"{limit.name}";r={max(allowance.left, 0)};t={resets_in}',
    }


def seconds(allowance: Allowance) -> int:
    """Until the window ends, rounded up."""
    return -(-allowance.resets_in // SECOND)
