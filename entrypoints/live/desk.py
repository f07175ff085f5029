"""Where clients ask for topics and for deeds, and where what they may listen to is looked at again."""

import logging
from collections.abc import Collection, Iterable, Sequence
from threading import Lock
from uuid import UUID

from application.shared.ports import LoggedEvent
from application.shared.refusals import StorageUnavailable
from entrypoints.live import frames, rfc6455
from entrypoints.live.connection import Connection
from entrypoints.live.errands import Errands
from entrypoints.live.handling import Asker, Handlers, Watcher, answers_to
from entrypoints.live.topics import MOST_TOPICS, Topics, touched_by

log = logging.getLogger("convene.live")


class Desk:
    """Who listens to what is decided when they ask, and again with every event of the thing they listen to:
    so whoever loses access is unsubscribed with the very event that takes it away.
    """

    def __init__(self, topics: Topics, handlers: Handlers, watchers: Sequence[Watcher]) -> None:
        self.topics = topics
        self.handlers = handlers
        self.watchers = watchers
        self._doubts: set[str] = set()
        self._lock = Lock()
        self._looking_again = Errands()

    def ask(self, connection: Connection, frame: frames.ClientFrame) -> None:
        match frame:
            case frames.Subscribe():
                try:
                    self._subscribe(connection, frame.topic)
                except StorageUnavailable as refusal:
                    self._refuse(connection, refusal.code, refusal.message, frame.topic)
            case frames.Unsubscribe():
                self._unsubscribe(connection, frame.topic)
            case _:
                for answer in answers_to(self.handlers, asker(connection), frame):
                    connection.say(answer)

    def publish(self, topic: str, frame: frames.ServerFrame, only: Collection[UUID] | None = None) -> None:
        """Send something fleeting to whoever listens to that topic here, or to those of them with these ids.

        Written once for them all.
        """
        if listeners := self.topics.listeners(topic):
            written = rfc6455.text(frame.text())
            for connection in listeners:
                if only is None or connection.id in only:
                    connection.send(written)

    def heed(self, event: LoggedEvent) -> None:
        """Tell those who only see that something changed, and look again at who may listen. Never waits."""
        for topic in touched_by(event):
            self.publish(topic, frames.Changed(topic=topic))
        for watcher in self.watchers:
            watcher.happened(event)
        self.doubt([f"{event.subject_type}:{event.subject_id}"])

    def doubt(self, topics: Iterable[str]) -> None:
        """Look soon whether those who listen to these still may."""
        with self._lock:
            doubtful = {topic for topic in topics if self.topics.listeners(topic)} - self._doubts
            self._doubts |= doubtful
        if doubtful:
            self._looking_again.add(self._look_again)

    def part(self, connection: Connection) -> None:
        """It has ended, and listens to nothing any more."""
        leaving = asker(connection)
        for topic in leaving.topics:
            self.topics.remove(connection, topic)
        for watcher in self.watchers:
            watcher.left(leaving)

    def _subscribe(self, connection: Connection, topic: str) -> None:
        if topic in connection.topics:
            return
        if len(connection.topics) >= MOST_TOPICS:
            many = f"a connection listens to {MOST_TOPICS} topics at the most; unsubscribe from some"
            self._refuse(connection, "too_many_topics", many, topic)
        elif not self.topics.may_listen(connection.caller, topic):
            self._refuse(connection, "unknown_topic", "there is no such topic, or it is not for you", topic)
        else:
            self.topics.add(connection, topic)
            for watcher in self.watchers:
                watcher.subscribed(asker(connection), topic)
            # An event that took the access away between the look and the adding rang for nobody.
            self._confirm(connection, topic)

    def _unsubscribe(self, connection: Connection, topic: str) -> bool:
        if not self.topics.remove(connection, topic):
            return False
        for watcher in self.watchers:
            watcher.unsubscribed(asker(connection), topic)
        return True

    def _look_again(self) -> None:
        with self._lock:
            doubtful, self._doubts = self._doubts, set()
        try:
            for topic in doubtful:
                for connection in self.topics.listeners(topic):
                    self._confirm(connection, topic)
        except Exception:
            log.exception("what live connections may listen to could not be checked; trying again")
            with self._lock:
                self._doubts |= doubtful

    def tend(self) -> None:
        """To be called every second or so: doubts that could not be settled are settled now."""
        for watcher in self.watchers:
            watcher.here([asker(each) for each in self.topics.everybody() if each.is_open])
        if self._doubts:
            self._looking_again.add(self._look_again)

    def _confirm(self, connection: Connection, topic: str) -> None:
        allowed = self.topics.may_listen(connection.caller, topic)
        if not allowed and self._unsubscribe(connection, topic):
            self._refuse(connection, "access_lost", "you can no longer see this; you are unsubscribed", topic)

    def _refuse(self, connection: Connection, code: str, detail: str, topic: str) -> None:
        connection.say(frames.Problem(code=code, detail=detail, topic=topic))


def asker(connection: Connection) -> Asker:
    return Asker(connection.caller, connection.id, frozenset(connection.topics))
