"""What the connections of one process are at, as it has to stand in the shared store."""

from collections.abc import Collection
from enum import Enum, auto
from threading import Lock
from uuid import UUID, uuid4

from application.conversation.presence_ports import Key, PresenceLeases
from domain.conversation.presence import Lease


class Parting(Enum):
    """How a lease is given up: left on purpose, or with the end of its connection."""

    DROPPED = auto()
    ENDED = auto()


class OwnLeases:
    """Changes are collected, and carried to the store together by one thread of control, in ``carry``.

    Whatever fails stays collected, and the last word on each lease counts. Everything else returns at once.
    """

    def __init__(self, store: PresenceLeases) -> None:
        self._store = store
        self._holder_id = uuid4()
        self._lock = Lock()
        self._leases: dict[Key, Lease] = {}
        self._changes: dict[Key, Lease | Parting] = {}
        self._carried: dict[Key, Lease] = {}

    def find(self, key: Key) -> Lease | None:
        return self._leases.get(key)

    def places_of(self, connection_id: UUID) -> int:
        with self._lock:
            return sum(key[0] == connection_id for key in self._leases)

    def take(self, lease: Lease) -> None:
        with self._lock:
            self._leases[lease.key] = self._changes[lease.key] = lease

    def drop(self, key: Key) -> bool:
        """Whether there was such a lease."""
        with self._lock:
            return self._give_up(key, Parting.DROPPED)

    def end(self, connection_ids: Collection[UUID]) -> None:
        if connection_ids:
            with self._lock:
                for key in [key for key in self._leases if key[0] in connection_ids]:
                    self._give_up(key, Parting.ENDED)

    def carry(self) -> Collection[str]:
        """The places where anybody is at something else than before. Raises StorageUnavailable."""
        with self._lock:
            changes = dict(self._changes)
        if not changes:
            return ()
        if ended := _keys(changes, Parting.ENDED):
            self._store.end(ended)
        if dropped := _keys(changes, Parting.DROPPED):
            self._store.drop(dropped)
        if leases := [change for change in changes.values() if isinstance(change, Lease)]:
            self._store.put(self._holder_id, leases)
        news = {key[1] for key, change in changes.items() if change != self._carried.get(key)}
        for key in (*ended, *dropped):
            self._carried.pop(key, None)
        self._carried |= {lease.key: lease for lease in leases}
        self._settle(changes)
        return news

    def renew(self) -> None:
        """All of them; if the store has forgotten any, they are told anew. Raises StorageUnavailable."""
        if self._carried and self._store.renew(self._holder_id) < len(self._carried):
            with self._lock:
                self._changes = {**self._leases, **self._changes}
                self._carried = {}

    def _give_up(self, key: Key, parting: Parting) -> bool:
        if self._leases.pop(key, None) is None:
            return False
        self._changes[key] = parting
        return True

    def _settle(self, changes: dict[Key, Lease | Parting]) -> None:
        with self._lock:
            for key, change in changes.items():
                if self._changes.get(key) is change:
                    del self._changes[key]


def _keys(changes: dict[Key, Lease | Parting], parting: Parting) -> list[Key]:
    return [key for key, change in changes.items() if change is parting]
