"""What the use cases about presence need from outside."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from domain.conversation.audience import MeetingAudience
from domain.conversation.presence import Lease, Sighting

PRESENCE_CHANGED = "presence.changed"
"""The bell to ring after leases were changed."""

Key = tuple[UUID, str]
"""A connection and a place: there is one lease of each pair at the most."""


class PresenceLeases(Protocol):
    """Who is connected and where, in all processes. Each holds the leases of its own connections.

    Every time is the store's own, whatever clocks the processes go by. A store that breaks down may forget
    everything but when people were last seen; holders notice by ``renew``, and take out their leases anew.
    Raises StorageUnavailable.
    """

    def put(self, holder_id: UUID, leases: Collection[Lease]) -> None:
        """Take them out, or change those there are; they were told of just now. Renews the holder's, too."""
        ...

    def drop(self, keys: Collection[Key]) -> None:
        """They are gone at once."""
        ...

    def end(self, keys: Collection[Key]) -> None:
        """Their connections have ended just now; they can still be found, as ended. Twice is as once."""
        ...

    def renew(self, holder_id: UUID) -> int:
        """All of the holder's, however many, as of this moment. Returns how many have not ended."""
        ...

    def found_in(self, places: Collection[str]) -> Sequence[Sighting]:
        """In any order, with those that have ended or run out, until they are swept away."""
        ...

    def last_seen(self, person_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
        """When those were last connected who have not been since; nothing of those who never were.

        What is known of people who still have leases may be older than the leases.
        """
        ...

    def sweep(self, *, not_renewed: timedelta, ended: timedelta) -> int:
        """Remove leases that were not renewed, or ended, so long ago, and keep when their people were seen.

        Returns how many. Any process may, at any time, several at once.
        """
        ...


class MeetingAudiences(Protocol):
    """What presence has to know about meetings, without the rest of them."""

    def of(self, meeting_ids: Collection[UUID]) -> Mapping[UUID, MeetingAudience]:
        """Those of them that exist."""
        ...

    def met_by(self, person_id: UUID, among: Collection[UUID]) -> frozenset[UUID]:
        """Those whom they know from a meeting of theirs: its host, and the guests that it shows them."""
        ...
