"""What a connection may listen to beside its person's own events, and who listens to what."""

from collections.abc import Callable, Mapping
from threading import Lock
from uuid import UUID

from application.identity.caller import Caller
from domain.shared.refusal import Refusal
from entrypoints.live.connection import Connection

MOST_TOPICS = 100
"""Of one connection."""

Admission = Callable[[Caller, UUID], object]
"""Raises a Refusal when that caller may not listen to the thing with that id."""


class Topics:
    """``<kind>:<id>``; there is a kind for each admission, and ``person``, for oneself."""

    def __init__(self, admissions: Mapping[str, Admission]) -> None:
        self._admissions = admissions
        self._lock = Lock()
        self._listeners: dict[str, set[Connection]] = {}

    def may_listen(self, caller: Caller, topic: str) -> bool:
        kind, _, name = topic.partition(":")
        if kind == "person":
            return name == str(caller.person_id)
        try:
            self._admissions[kind](caller, UUID(name))
        except (KeyError, ValueError, Refusal):
            return False
        return True

    def add(self, connection: Connection, topic: str) -> None:
        with self._lock:
            connection.topics.add(topic)
            self._listeners.setdefault(topic, set()).add(connection)

    def remove(self, connection: Connection, topic: str) -> bool:
        """Whether it was there."""
        with self._lock:
            if topic not in connection.topics:
                return False
            connection.topics.discard(topic)
            listeners = self._listeners[topic]
            listeners.discard(connection)
            if not listeners:
                del self._listeners[topic]
            return True

    def listeners(self, topic: str) -> list[Connection]:
        with self._lock:
            return list(self._listeners.get(topic, ()))
