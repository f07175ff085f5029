"""What a connection may listen to beside its person's own events, and who listens to what."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Lock
from uuid import UUID

from application.administration.auditing import AUDITED
from application.identity.caller import Caller
from application.shared.ports import LoggedEvent
from application.shared.refusals import StorageUnavailable
from domain.availability.search import LONGEST_WINDOW
from domain.conversation.presence import own_place
from domain.identity.role import Permission
from domain.shared.refusal import Refusal
from domain.shared.time_slot import TimeSlot, check_year
from entrypoints.live.connection import Connection

ADMIN = "admin"
MOST_TOPICS = 100
"""Of one connection."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The one spelling that we give out: else one thing would have many topics."""
_WINDOW = re.compile(r"(?:calendar|room):[0-9a-f-]{36}/([0-9]{8}T[0-9]{6}Z)/([0-9]{8}T[0-9]{6}Z)")

Admission = Callable[[Caller, UUID], object]
"""Raises a Refusal when that caller may not listen to the thing with that id."""


_CHANGES_OF_TIME = {"start", "end", "recurrence", "commitment"}
_BUSY_KINDS = {
    "meeting.scheduled",
    "meeting.moved",
    "meeting.cancelled",
    "meeting.restored",
    "meeting.deleted",
    "guest.invited",
    "guest.joined",
    "guest.removed",
    "guest.promoted",
    "guest.responded",
    "working_hours.changed",
}


def touched_by(event: LoggedEvent) -> Iterable[str]:
    """The calendars whose busy time may be another one by now, and ``admin`` where only admins look.

    Such a topic says that something changed and no more, so it may be listened to by people who may see
    when somebody is busy, but not with what.
    """
    changed = event.data.get("changed")
    moves = isinstance(changed, list) and not _CHANGES_OF_TIME.isdisjoint(changed)
    if event.kind in _BUSY_KINDS or event.subject_type == "hold" or moves:
        yield from (f"calendar:{person_id}" for person_id in event.audience)
    if event.kind in AUDITED:
        yield ADMIN


def touches_rooms(event: LoggedEvent) -> bool:
    """Whether some room may be taken at other times by now."""
    if event.subject_type == "hold":
        return True
    changed = event.data.get("changed")
    books = isinstance(changed, list) and not (_CHANGES_OF_TIME | {"rooms"}).isdisjoint(changed)
    return event.subject_type == "meeting" and (event.kind in _BUSY_KINDS or books)


def window_of(topic: str) -> TimeSlot | None:
    """The one that stands in ``calendar:<id>/<from>/<to>`` or ``room:<id>/<from>/<to>``, if one does.

    Both ends are written as ``20261201T083000Z``; no more than 400 days lie between them.
    """
    found = _WINDOW.fullmatch(topic)
    if found is None:
        return None
    try:
        start, end = (datetime.strptime(each, "%Y%m%dT%H%M%S%z") for each in found.groups())
        window = TimeSlot(start, end)
        check_year(start.date())
        check_year(end.date())
    except (ValueError, Refusal):
        return None
    return window if window.length <= LONGEST_WINDOW else None


class Topics:
    """``<kind>:<id>``, a kind for each admission, for some with a window; always ``person:<own id>``;
    ``admin`` alone for who may read the audit trail.
    """

    def __init__(self, admissions: Mapping[str, Admission]) -> None:
        self._admissions = admissions
        self._lock = Lock()
        self._listeners: dict[str, set[Connection]] = {}

    def may_listen(self, caller: Caller, topic: str) -> bool:
        """Raises StorageUnavailable."""
        kind, _, name = topic.partition(":")
        if topic == own_place(caller.person_id):
            return True
        if topic == ADMIN:
            return caller.may(Permission.READ_AUDIT)
        admission = self._admissions.get(kind)
        name, separator, _ = name.partition("/")
        if admission is None or not _UUID.fullmatch(name) or (separator and window_of(topic) is None):
            return False
        try:
            admission(caller, UUID(name))
        except StorageUnavailable:
            raise
        except Refusal:
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

    def everybody(self) -> set[Connection]:
        """Whoever listens to anything."""
        with self._lock:
            return set().union(*self._listeners.values())
