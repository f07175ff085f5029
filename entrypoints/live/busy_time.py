"""Whether rooms, and people in a window of time, are taken otherwise than before. Never with what."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from uuid import UUID

from application.availability.read_free_busy import Subject
from application.shared.ports import Clock, LoggedEvent
from domain.shared.time_slot import TimeSlot
from entrypoints.live import frames
from entrypoints.live.errands import Errands
from entrypoints.live.handling import Asker, Doubt, Publish, Watcher
from entrypoints.live.topics import touched_by, touches_rooms, window_of

HORIZON = timedelta(days=400)
"""How far ahead a room is looked at where no window is given."""

log = logging.getLogger("convene.live")

Read = Callable[[TimeSlot, Sequence[UUID], Sequence[UUID]], Mapping[UUID, Subject | None]]
"""``ReadFreeBusy.of``: when those people and those rooms are taken."""


@dataclass(slots=True)
class _Watched:
    """``told``: what it was when its listeners last heard of it; None: it is to be looked at first."""

    kind: str
    id: UUID
    window: TimeSlot | None
    listeners: set[UUID] = field(default_factory=set)
    new: set[UUID] = field(default_factory=set)
    told: object = None


class BusyTime(Watcher):
    """An event says who took part in what, but not when a series has its dates, nor which rooms were given
    back. So after whatever may have changed something it is looked up how things are, for all that is
    listened to here together, and compared with how they were.

    Who begins to listen hears so with a first frame: what is read after it is followed from then on.
    """

    def __init__(self, read: Read, clock: Clock) -> None:
        self._read = read
        self._clock = clock
        self._publish: Publish | None = None
        self._lock = Lock()
        self._watched: dict[str, _Watched] = {}
        self._doubts: set[str] = set()
        self._looking = Errands()

    def start(self, publish: Publish, doubt: Doubt) -> None:
        self._publish = publish

    def subscribed(self, asker: Asker, topic: str) -> None:
        watched = _watched(topic)
        if watched is None:
            return
        with self._lock:
            watched = self._watched.setdefault(topic, watched)
            watched.listeners.add(asker.connection_id)
            watched.new.add(asker.connection_id)
        self._doubt([topic])

    def unsubscribed(self, asker: Asker, topic: str) -> None:
        with self._lock:
            watched = self._watched.get(topic)
            if watched is not None:
                watched.listeners.discard(asker.connection_id)
                watched.new.discard(asker.connection_id)
                if not watched.listeners:
                    del self._watched[topic]

    def left(self, asker: Asker) -> None:
        for topic in asker.topics:
            self.unsubscribed(asker, topic)

    def happened(self, event: LoggedEvent) -> None:
        if not self._watched:
            return
        people = {topic.partition(":")[2] for topic in touched_by(event)}
        rooms, hold = touches_rooms(event), event.subject_type == "hold"
        with self._lock:
            doubtful = [
                topic
                for topic, each in self._watched.items()
                # For whom time is held only its owner hears.
                if hold
                or event.subject_id == each.id
                or (rooms if each.kind == "room" else str(each.id) in people)
            ]
        self._doubt(doubtful)

    def here(self, askers: Iterable[Asker]) -> None:
        """What could not be looked up is tried again."""
        if self._doubts:
            self._looking.add(self._look)

    def stop(self) -> None:
        pass

    def _doubt(self, topics: Collection[str]) -> None:
        if topics:
            with self._lock:
                self._doubts.update(topics)
            self._looking.add(self._look)

    def _look(self) -> None:
        with self._lock:
            doubtful, self._doubts = self._doubts, set()
            watched = {topic: self._watched[topic] for topic in doubtful & self._watched.keys()}
        try:
            for topic, now in self._as_it_is(watched).items():
                self._tell(topic, watched[topic], now)
        except Exception:
            log.exception("when somebody is busy could not be looked up; trying again")
            with self._lock:
                self._doubts |= doubtful

    def _as_it_is(self, watched: Mapping[str, _Watched]) -> Mapping[str, object]:
        """One look for each window, however many people and rooms."""
        midnight = self._clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        ahead = TimeSlot(midnight, midnight + HORIZON)
        topics_in: dict[TimeSlot, list[str]] = {}
        for topic, each in watched.items():
            topics_in.setdefault(each.window or ahead, []).append(topic)
        found: dict[str, object] = {}
        for window, topics in topics_in.items():
            people = [watched[topic].id for topic in topics if watched[topic].kind == "calendar"]
            rooms = [watched[topic].id for topic in topics if watched[topic].kind == "room"]
            subjects = self._read(window, people, rooms)
            found |= {topic: _digest(window.start, subjects[watched[topic].id]) for topic in topics}
        return found

    def _tell(self, topic: str, watched: _Watched, now: object) -> None:
        with self._lock:
            only = None if watched.told not in (None, now) else set(watched.new)
            watched.told = now
            watched.new.clear()
        if self._publish is not None and (only is None or only):
            self._publish(topic, frames.Changed(topic=topic), only)


def _watched(topic: str) -> _Watched | None:
    """None: what this topic means has nothing to do with when somebody is busy, or is told by the event."""
    kind, _, rest = topic.partition(":")
    name, window = rest.partition("/")[0], window_of(topic)
    if kind == "room" or (kind == "calendar" and window is not None):
        return _Watched(kind, UUID(name), window)
    return None


def _digest(start: datetime, subject: Subject | None) -> object:
    """Of one day: tomorrow what has passed is no longer there, and whoever listens reads anew."""
    if subject is None:
        return start, None
    return start, hash((tuple(subject.busy), None if subject.open is None else tuple(subject.open)))
