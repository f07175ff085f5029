from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import RLock
from uuid import UUID

from application.conversation.presence_ports import Key, PresenceLeases
from domain.conversation.presence import Lease, Sighting


@dataclass(frozen=True, slots=True)
class Held:
    lease: Lease
    holder_id: UUID
    told_at: datetime
    ended_at: datetime | None = None


class MemoryPresenceLeases(PresenceLeases):
    """Within one process."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._lock = RLock()
        self._renewed: dict[UUID, datetime] = {}
        self._held: dict[Key, Held] = {}
        self._seen: dict[UUID, datetime] = {}

    def put(self, holder_id: UUID, leases: Collection[Lease]) -> None:
        with self._lock:
            self._renewed[holder_id] = self._now()
            self._held |= {lease.key: Held(lease, holder_id, self._now()) for lease in leases}

    def drop(self, keys: Collection[Key]) -> None:
        with self._lock:
            for key in keys:
                self._held.pop(key, None)

    def end(self, keys: Collection[Key]) -> None:
        with self._lock:
            for key in keys:
                held = self._held.get(key)
                if held is not None and held.ended_at is None:
                    self._held[key] = replace(held, ended_at=self._now())

    def renew(self, holder_id: UUID) -> int:
        with self._lock:
            self._renewed[holder_id] = self._now()
            return sum(h.holder_id == holder_id and h.ended_at is None for h in self._held.values())

    def found_in(self, places: Collection[str]) -> Sequence[Sighting]:
        wanted, now = set(places), self._now()
        with self._lock:
            return [
                Sighting(
                    held.lease,
                    now - self._renewed[held.holder_id],
                    now - held.told_at,
                    None if held.ended_at is None else now - held.ended_at,
                )
                for held in self._held.values()
                if held.lease.place in wanted
            ]

    def last_seen(self, person_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
        with self._lock:
            seen = {each: self._seen[each] for each in person_ids if each in self._seen}
            for held in self._held.values():
                person_id = held.lease.person_id
                if person_id in person_ids:
                    seen[person_id] = max(seen.get(person_id, self._seen_by(held)), self._seen_by(held))
        return seen

    def sweep(self, *, not_renewed: timedelta, ended: timedelta) -> int:
        now = self._now()
        with self._lock:
            over = [
                held
                for held in self._held.values()
                if abs(now - self._renewed[held.holder_id]) > not_renewed
                or (held.ended_at is not None and abs(now - held.ended_at) > ended)
            ]
            for held in over:
                person_id, at = held.lease.person_id, self._seen_by(held)
                self._seen[person_id] = max(self._seen.get(person_id, at), at)
                del self._held[held.lease.key]
        return len(over)

    def _seen_by(self, held: Held) -> datetime:
        return held.ended_at or self._renewed[held.holder_id]
