"""Whether the people are online to whose topics the connections of this process listen."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from threading import Lock
from typing import Protocol
from uuid import UUID

from application.conversation.read_standings import Standings
from application.identity.caller import Caller
from domain.conversation.presence import own_place
from entrypoints.live import frames
from entrypoints.live.handling import Asker, Doubt, Publish

PERSON = "person:"


class Read(Protocol):
    """``ReadStandings``."""

    def __call__(self, asked: Mapping[Caller, Collection[UUID]]) -> Standings: ...


class TellStandings:
    """Looked up for all of them together, and told to those who last heard otherwise, or nothing yet.

    Whoever may not know of somebody any more hears nothing, from the very look that finds it out, and is
    unsubscribed.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._lock = Lock()
        self._new: set[tuple[UUID, str]] = set()
        self._told: dict[str, dict[UUID, frames.PresenceList]] = {}

    def subscribed(self, asker: Asker, topic: str) -> bool:
        """Whether it is a topic of this kind, so that there is something to tell."""
        if not topic.startswith(PERSON):
            return False
        with self._lock:
            self._new.add((asker.connection_id, topic))
        return True

    def look(self, askers: Iterable[Asker], publish: Publish, doubt: Doubt) -> timedelta | None:
        """How long what was told stays right by itself; None: for good. Raises StorageUnavailable."""
        listening = _listening(askers)
        with self._lock:
            new, self._new = self._new, set()
        if not listening:
            self._told = {}
            return None
        try:
            standings = self._read(_asked(listening))
        except BaseException:
            with self._lock:
                self._new |= new
            raise
        told, self._told = self._told, {}
        for topic, those in listening.items():
            admitted = [each for each in those if standings.shows(_person_in(topic), each.caller)]
            if len(admitted) < len(those):
                doubt([topic])
            if admitted:
                frame, before = _frame(topic, standings), told.get(topic, {})
                self._told[topic] = {each.connection_id: frame for each in admitted}
                behind = {
                    each.connection_id
                    for each in admitted
                    if (each.connection_id, topic) in new or before.get(each.connection_id) != frame
                }
                if behind:
                    publish(topic, frame, behind)
        return standings.changes_in


def _listening(askers: Iterable[Asker]) -> dict[str, list[Asker]]:
    """By topic. To their own everybody listens, and knows anyway that they are there."""
    listening: dict[str, list[Asker]] = {}
    for asker in askers:
        own = own_place(asker.caller.person_id)
        for topic in asker.topics:
            if topic.startswith(PERSON) and topic != own:
                listening.setdefault(topic, []).append(asker)
    return listening


def _asked(listening: Mapping[str, Iterable[Asker]]) -> dict[Caller, set[UUID]]:
    asked: dict[Caller, set[UUID]] = {}
    for topic, those in listening.items():
        for each in those:
            asked.setdefault(each.caller, set()).add(_person_in(topic))
    return asked


def _person_in(topic: str) -> UUID:
    return UUID(topic.removeprefix(PERSON))


def _frame(topic: str, standings: Standings) -> frames.PresenceList:
    person = standings.people[_person_in(topic)]
    there = frames.PersonThere(
        person_id=person.id, name=person.name, state=standings.found[person.id], detail=None
    )
    return frames.PresenceList(topic=topic, people=[there])
