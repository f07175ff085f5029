"""Who is there: what this process tells others of its connections, and its connections of others."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Event, Lock, Thread
from time import monotonic
from typing import Protocol
from uuid import UUID

from application.conversation.presence_ports import PRESENCE_CHANGED, PresenceLeases
from application.conversation.read_meeting_presence import MeetingPresence, place_of_meeting
from application.shared.ports import EVENTS_NUMBERED, Wakeups
from application.shared.refusals import StorageUnavailable
from domain.conversation.presence import Activity, Attendee, Lease, own_place
from domain.identity.role import Permission
from entrypoints.live import frames
from entrypoints.live.handling import Asker, Doubt, Publish, Watcher
from entrypoints.live.own_leases import OwnLeases
from entrypoints.live.standings import TellStandings

MOST_PLACES = 20
"""Where one connection can be at the same time."""
REST = 0.5
"""Seconds between two looks: a topic sees two frames a second at the most."""
POLL = 5.0
"""Seconds after which is looked again, whether the bell rang or not, since rings may be lost."""
RENEW_EVERY = 15.0
A_MOMENT = 0.01
"""Seconds after something has run out, when it surely has."""
SIGNS_EVERY = 60.0
"""Seconds after which one more sign of life of somebody is worth telling."""
MEETING = "meeting:"

log = logging.getLogger("convene.live")


class Reader(Protocol):
    """``ReadMeetingPresence``."""

    def __call__(self, meeting_ids: Collection[UUID]) -> Mapping[UUID, MeetingPresence]: ...


class Presence(Watcher):
    """One thread carries what changed to the store, and reads what it says of the meetings that are listened
    to here; another one hears the bell. No connection ever waits for either.
    """

    def __init__(
        self,
        leases: PresenceLeases,
        read_meeting_presence: Reader,
        standings: TellStandings,
        wakeups: Wakeups,
    ) -> None:
        self._own = OwnLeases(leases)
        self._read = read_meeting_presence
        self._standings = standings
        self._wakeups = wakeups
        self._publish: Publish | None = None
        self._doubt: Doubt | None = None
        self._lock = Lock()
        self._askers: dict[UUID, Asker] = {}
        self._signs: dict[UUID, float] = {}
        self._told: dict[str, dict[UUID, Sequence[Attendee]]] = {}
        self._wake = Event()
        self._stop = Event()
        self._threads: list[Thread] = []

    def start(self, publish: Publish, doubt: Doubt) -> None:
        self._publish, self._doubt = publish, doubt
        self._threads = [
            Thread(target=self._work, name="live presence", daemon=True),
            Thread(target=self._listen, name="live presence bell", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._wake.set()
        self._wakeups.ring(PRESENCE_CHANGED)
        for thread in self._threads:
            thread.join()

    # What connections say

    def hear(self, asker: Asker, frame: frames.Presence) -> Iterable[frames.ServerFrame]:
        """Raises PermissionMissing, OnlyInPerson or InvalidDetail."""
        caller = asker.caller
        caller.must(Permission.READ_PRESENCE)
        caller.must_be_signed_in()
        activity, own = Activity(frame.state), own_place(caller.person_id)
        if frame.topic == own:
            awake = Activity.IDLE if activity is Activity.IDLE else Activity.VIEWING
            self._own.take(Lease(asker.connection_id, own, caller.person_id, awake))
            self._signs[asker.connection_id] = monotonic()
        elif frame.topic not in asker.topics or not frame.topic.startswith(MEETING):
            return [_refused("unknown_topic", "say where you are of meetings that you subscribed to", frame)]
        else:
            lease = Lease(asker.connection_id, frame.topic, caller.person_id, activity, frame.detail)
            known = self._own.find(lease.key) is not None
            if not known and self._own.places_of(asker.connection_id) > MOST_PLACES:
                many = f"you can be in {MOST_PLACES} meetings at once; unsubscribe from some"
                return [_refused("too_many_topics", many, frame)]
            self._own.take(lease)
            if activity is not Activity.IDLE:
                self._sign(asker)
        self._wake.set()
        return []

    def subscribed(self, asker: Asker, topic: str) -> None:
        with self._lock:
            self._askers[asker.connection_id] = asker
        if topic.startswith(MEETING) or self._standings.subscribed(asker, topic):
            self._wake.set()

    def unsubscribed(self, asker: Asker, topic: str) -> None:
        with self._lock:
            self._askers[asker.connection_id] = asker
        if self._own.drop((asker.connection_id, topic)):
            self._wake.set()

    def here(self, askers: Iterable[Asker]) -> None:
        present = {asker.connection_id: asker for asker in askers}
        with self._lock:
            gone, new = self._askers.keys() - present.keys(), present.keys() - self._signs.keys()
            self._askers = present
        for connection_id in new:
            self._sign(present[connection_id])
        self._end(gone)

    def left(self, asker: Asker) -> None:
        with self._lock:
            self._askers.pop(asker.connection_id, None)
        self._end({asker.connection_id})

    def _sign(self, asker: Asker) -> None:
        """Programs are not people: whoever comes with an API token only looks on."""
        if asker.caller.token_id is not None:
            return
        lease = Lease(asker.connection_id, own_place(asker.caller.person_id), asker.caller.person_id)
        now = monotonic()
        told = self._own.find(lease.key)
        if told != lease or now - self._signs.get(asker.connection_id, now) > SIGNS_EVERY:
            self._own.take(lease)
            self._signs[asker.connection_id] = now
            self._wake.set()

    def _end(self, connection_ids: Collection[UUID]) -> None:
        for connection_id in connection_ids:
            self._signs.pop(connection_id, None)
        if connection_ids:
            self._own.end(connection_ids)
            self._wake.set()

    # What the store says

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                with self._wakeups.listen([PRESENCE_CHANGED, EVENTS_NUMBERED]) as bell:
                    while not self._stop.is_set():
                        if bell.wait(POLL):
                            self._wake.set()
            except Exception:
                log.exception("presence does not hear the bell; trying again")
                self._stop.wait(1.0)

    def _work(self) -> None:
        next_look, next_renewal = 0.0, monotonic() + RENEW_EVERY
        while not self._stop.is_set():
            self._wake.wait(max(0.0, min(next_look, next_renewal) - monotonic()))
            self._wake.clear()
            try:
                if monotonic() >= next_renewal:
                    self._own.renew()
                    next_renewal = monotonic() + RENEW_EVERY
                next_look = monotonic() + self._look()
            except StorageUnavailable as refusal:
                log.warning("presence has to wait: %s", refusal)
                next_look = monotonic() + 1.0
            except Exception:
                log.exception("who is there could not be told; trying again")
                next_look = monotonic() + 1.0
            self._stop.wait(REST)
        self._carry_last()

    def _look(self) -> float:
        """Carry and read once. Returns the seconds after which it is to be done again anyway."""
        if self._own.carry():
            self._wakeups.ring(PRESENCE_CHANGED)
        with self._lock:
            askers = list(self._askers.values())
        return min(POLL, self._look_at_meetings(askers), self._look_at_people(askers))

    def _look_at_people(self, askers: Iterable[Asker]) -> float:
        if self._publish is None or self._doubt is None:
            return POLL
        changes_in = self._standings.look(askers, self._publish, self._doubt)
        return POLL if changes_in is None else changes_in.total_seconds() + A_MOMENT

    def _look_at_meetings(self, askers: Iterable[Asker]) -> float:
        listening: dict[str, list[Asker]] = {}
        for asker in askers:
            for topic in asker.topics:
                if topic.startswith(MEETING):
                    listening.setdefault(topic, []).append(asker)
        self._told = {topic: self._told.get(topic, {}) for topic in listening}
        if not listening:
            return POLL
        wait = POLL
        for meeting_id, presence in self._read({UUID(topic[len(MEETING) :]) for topic in listening}).items():
            topic = place_of_meeting(meeting_id)
            self._tell(topic, presence, listening[topic])
            if presence.changes_in is not None:
                wait = min(wait, presence.changes_in.total_seconds() + A_MOMENT)
        return wait

    def _tell(self, topic: str, presence: MeetingPresence, listeners: Iterable[Asker]) -> None:
        """Each circle gets its own list, written once; whoever heard the same last time gets nothing."""
        circles: dict[object, list[Asker]] = {}
        for asker in listeners:
            circles.setdefault(presence.circle(asker.caller), []).append(asker)
        circles.pop(None, None)
        told, self._told[topic] = self._told[topic], {}
        for askers in circles.values():
            seen = presence.as_seen_by(askers[0].caller)
            behind = {each.connection_id for each in askers if told.get(each.connection_id, []) != seen}
            self._told[topic].update({each.connection_id: seen for each in askers})
            if behind and self._publish is not None:
                self._publish(topic, _frame(topic, seen, presence), behind)

    def _carry_last(self) -> None:
        """What ended with this process, so that nobody has to wait for its leases to run out."""
        try:
            self._own.carry()
        except Exception:
            log.exception("who left with this process could not be told")


def _frame(topic: str, seen: Iterable[Attendee], presence: MeetingPresence) -> frames.PresenceList:
    people = [
        frames.PersonThere(
            person_id=each.person_id,
            name=presence.people[each.person_id].name,
            state=each.activity,
            detail=each.detail,
        )
        for each in seen
    ]
    return frames.PresenceList(topic=topic, people=people)


def _refused(code: str, detail: str, frame: frames.Presence) -> frames.Problem:
    return frames.Problem(code=code, detail=detail, topic=frame.topic)
