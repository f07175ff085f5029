"""A new address for an account, which counts once mail to it has been answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class EmailChange:
    """A person has one at the most; the newest replaces the others.

    Holds the digest of the token that was mailed to the new address. ``session_id`` is where it was asked
    for: the one session that goes on afterwards.
    """

    person_id: UUID
    email: str
    digest: bytes
    session_id: UUID
    asked_at: datetime

    @property
    def expires_at(self) -> datetime:
        return self.asked_at + LIFETIME

    def is_open(self, now: datetime) -> bool:
        return now < self.expires_at
