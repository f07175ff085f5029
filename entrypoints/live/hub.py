"""Where the live connections of one process hang, and what carries the event log to them."""

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import BoundedSemaphore, Event, Lock, Thread
from time import monotonic
from uuid import UUID

from application.conversation.taking_out import DELETED, without_words
from application.identity.caller import Caller
from application.shared.cursor import cursor_at, position_of
from application.shared.ports import EVENTS_NUMBERED, EventLog, LoggedEvent, Wakeups
from application.shared.read_changes import Changes, ReadChanges
from application.shared.refusals import InvalidCursor, ResyncRequired, StorageUnavailable
from domain.identity.api_token import ApiTokenRevoked
from domain.identity.session import SessionWasEnded
from entrypoints.doorkeeper import Doorkeeper
from entrypoints.live import frames, rfc6455
from entrypoints.live.connection import Connection
from entrypoints.live.desk import Desk
from entrypoints.live.handling import Handlers, Watcher
from entrypoints.live.topics import Admission, Topics

RECENT = 250
"""Events kept at hand, so that clients that come back after a short cut cost the database nothing."""
PAGE = 200
READERS = 4
"""How many connections of one process may read old events from the database at the same time."""
POLL = 1.0
A_ROUND = 1.0
"""From one look after all connections to the next."""
CHECK_CREDENTIALS_EVERY = 4.0
ROOM_WITHIN = 10.0
"""Seconds."""
MOST_CONNECTIONS = 20_000
"""Of one process; some 15 KiB each."""

ENDINGS = {SessionWasEnded.kind, ApiTokenRevoked.kind}
"""Events after which whoever came with their subject, a session or an API token, has to go at once."""
GOODBYE = "this session has ended; sign in again"

log = logging.getLogger("convene.live")


class Hub:
    """Reads each event once, writes it as a frame once, and hands it to everybody here who may see it.

    **Why a client that resumes gets each event once, in order.** ``_position`` is the last event handed out;
    it changes under ``_lock`` only. A client that resumes behind position *p* reads pages of the log itself,
    on its own thread of control, until what it lacks is among the recent events. It gets those, too, as the
    rights of now allow it. Then, under the same lock, it gets what came in that moment, and joins. Whatever
    is numbered later is handed out by ``distribute``, under the lock again: nothing falls between, all goes
    through one outbox in the order of positions, and ``Connection.deliver`` drops what lies at or before the
    position it has reached. Positions have no gaps, and nothing is ever added before a position that was
    read; the event log promises both.
    """

    def __init__(
        self,
        event_log: EventLog,
        wakeups: Wakeups,
        read_changes: ReadChanges,
        check_credentials: Callable[[Collection[UUID]], Mapping[UUID, Caller]],
        doorkeeper: Doorkeeper,
        admissions: Mapping[str, Admission],
        handlers: Handlers,
        watchers: Sequence[Watcher] = (),
    ) -> None:
        self._event_log = event_log
        self._wakeups = wakeups
        self._read_changes = read_changes
        self._check_credentials = check_credentials
        self._doorkeeper = doorkeeper
        self.desk = Desk(Topics(admissions), handlers, watchers)
        self._lock = Lock()
        self._connections: set[Connection] = set()
        self._following: dict[UUID, set[Connection]] = {}
        self._recent: deque[tuple[LoggedEvent, bytes]] = deque(maxlen=RECENT)
        self._position: int | None = None
        self._ready = Event()
        self._readers = BoundedSemaphore(READERS)
        self._stop = Event()
        self._threads: list[Thread] = []
        self.is_draining = False

    @property
    def is_empty(self) -> bool:
        return not self._connections

    @property
    def is_full(self) -> bool:
        return len(self._connections) >= MOST_CONNECTIONS

    def serve(self, connection: Connection) -> None:
        """Look after a new connection until it has ended."""
        with self._lock:
            self._connections.add(connection)
            self._start()
        self.desk.topics.add(connection, connection.own_topic)
        try:
            if self.is_draining:
                connection.close(rfc6455.RESTART, "this server restarts")
            connection.run()
        finally:
            with self._lock:
                self._connections.discard(connection)
                self._leave(connection)
            self.desk.part(connection)

    def follow(self, connection: Connection, after: str | None) -> None:
        """Welcome a client, send all it lacks behind the cursor ``after``, and from then on all that happens.

        Raises InvalidCursor for what was never a cursor, StorageUnavailable.
        """
        if not self._ready.wait(ROOM_WITHIN):
            raise StorageUnavailable("the event log cannot be read just now; try again")
        if after is None:
            self._join_now(connection, lambda cursor: _welcome(connection, cursor))
            return
        position = position_of(after)
        connection.send(_text(_welcome(connection, after)))
        try:
            self._catch_up(connection, position)
        except ResyncRequired:
            self._join_now(connection, lambda cursor: frames.Reset(reason="history_too_old", cursor=cursor))
        except InvalidCursor:
            # Well-formed, yet ahead of the log: the database was set back, or it is another one.
            self._join_now(connection, lambda cursor: frames.Reset(reason="unknown_cursor", cursor=cursor))

    def ask(self, connection: Connection, frame: frames.ClientFrame) -> None:
        self.desk.ask(connection, frame)

    def drain(self) -> None:
        """Ask everybody to come back to another process, and take in nobody else."""
        self.is_draining = True
        for connection in self._everybody():
            connection.close(rfc6455.RESTART, "this server restarts")

    def stop(self) -> None:
        self._stop.set()
        for watcher in self.desk.watchers:
            watcher.stop()
        self._wakeups.ring(EVENTS_NUMBERED)  # our own tail waits for it; the others look up once for nothing
        for thread in self._threads:
            thread.join()

    def _start(self) -> None:
        if not self._threads:  # with the first connection: a process that forks must not have threads yet
            self._threads = [
                Thread(target=self._tail, name="live events", daemon=True),
                Thread(target=self._tend, name="live care", daemon=True),
            ]
            for thread in self._threads:
                thread.start()
            for watcher in self.desk.watchers:
                watcher.start(self.desk.publish, self.desk.doubt)

    # Events

    def _tail(self) -> None:
        while not self._stop.is_set():
            try:
                with self._wakeups.listen([EVENTS_NUMBERED]) as bell:
                    while not self._stop.is_set():
                        self._read_on()
                        bell.wait(POLL)
            except Exception:
                log.exception("the live stream lost the event log; trying again")
                self._stop.wait(POLL)

    def _read_on(self) -> None:
        if self._position is None:
            bounds = self._event_log.bounds()
            self._position = max(bounds.oldest - 1, bounds.latest - RECENT)
        while events := self._event_log.after(self._position, limit=PAGE):
            self.distribute(events)
        self._ready.set()

    def distribute(self, events: Iterable[LoggedEvent]) -> None:
        """Hand out numbered events, in their order."""
        for event in events:
            frame = _text(frames.event_frame(event))
            if event.kind in ENDINGS:
                self._end(event.subject_id)
            with self._lock:
                if event.kind == DELETED:
                    self._take_out(event)
                self._recent.append((event, frame))
                self._position = event.position
                for connection in self._followers_of(event):
                    connection.deliver(event.position, frame)
            self.desk.heed(event)

    def _take_out(self, deletion: LoggedEvent) -> None:
        """What the deleted message said is gone from what is at hand, as it is from the log."""
        for place, (event, _) in enumerate(self._recent):
            left = without_words(event, deletion.data)
            if left is not event:
                self._recent[place] = left, _text(frames.event_frame(left))

    def _followers_of(self, event: LoggedEvent) -> Iterable[Connection]:
        people = self._following if event.to_organisation else event.audience
        for person_id in people:
            for connection in self._following.get(person_id, ()):
                if event.is_for(connection.caller.viewer):
                    yield connection

    def _catch_up(self, connection: Connection, position: int) -> None:
        is_known = False
        while connection.is_open and not self._join_behind(connection, position, is_known=is_known):
            changes = self._page(connection, position)
            is_known = True
            for event in changes.events:
                connection.deliver(event.position, _text(frames.event_frame(event)))
            position = position_of(changes.next_cursor)
            if not connection.wait_for_room(ROOM_WITHIN):
                connection.close(rfc6455.TRY_AGAIN_LATER, "too slow; resume where you stand")

    def _page(self, connection: Connection, position: int) -> Changes:
        with self._readers:
            return self._read_changes(connection.caller.viewer, cursor_at(position), PAGE)

    def _join_behind(self, connection: Connection, position: int, *, is_known: bool) -> bool:
        """Join if all behind ``position`` is at hand; ``is_known``: the log was seen to reach that far."""
        with self._lock:
            here = self._position or 0
            if not self._has_all_behind(position) or (position > here and not is_known):
                return False
            missed = {event.position: (event, frame) for event, frame in self._missed(connection, position)}
        if missed:
            with self._readers:
                shown = self._read_changes.in_hindsight(
                    connection.caller.viewer, [event for event, _ in missed.values()]
                )
            for event in shown:
                as_it_was, frame = missed[event.position]
                connection.deliver(
                    event.position, frame if event is as_it_was else _text(frames.event_frame(event))
                )
        connection.position = reached = max(position, here)
        with self._lock:
            if not self._has_all_behind(reached):
                return False  # so much came meanwhile; what was delivered is not delivered again
            for event, frame in self._missed(connection, reached):
                connection.deliver(event.position, frame)
            self._join(connection)
        return True

    def _has_all_behind(self, position: int) -> bool:
        first = self._recent[0][0].position if self._recent else (self._position or 0) + 1
        return position >= first - 1

    def _missed(self, connection: Connection, position: int) -> list[tuple[LoggedEvent, bytes]]:
        viewer = connection.caller.viewer
        return [each for each in self._recent if each[0].position > position and each[0].is_for(viewer)]

    def _join_now(self, connection: Connection, first: Callable[[str], frames.ServerFrame]) -> None:
        with self._lock:
            connection.position = self._position or 0
            connection.send(_text(first(cursor_at(connection.position))))
            self._join(connection)

    def _join(self, connection: Connection) -> None:
        self._following.setdefault(connection.caller.person_id, set()).add(connection)

    def _leave(self, connection: Connection) -> None:
        person_id = connection.caller.person_id
        followers = self._following.get(person_id, set())
        followers.discard(connection)
        if not followers:
            self._following.pop(person_id, None)

    # Care

    def _tend(self) -> None:
        next_check = monotonic() + CHECK_CREDENTIALS_EVERY
        while not self._stop.wait(A_ROUND):
            now = monotonic()
            for connection in self._everybody():
                connection.tend(now)
                if self._doorkeeper.turns_away(connection.address):
                    connection.close(rfc6455.NOT_ALLOWED, "your address is blocked here")
            self.desk.tend()
            if now >= next_check:
                next_check = now + CHECK_CREDENTIALS_EVERY
                try:
                    self.check_credentials()
                except Exception:
                    log.exception("the sessions of live connections could not be checked; trying again")

    def check_credentials(self) -> None:
        """Let go of whose session, token or account has ended, and give the others the role of today."""
        connections = [connection for connection in self._everybody() if connection.is_open]
        ids = {c.caller.credential_id for c in connections if c.caller.credential_id is not None}
        callers = self._check_credentials(ids) if ids else {}
        for connection in connections:
            caller = callers.get(connection.caller.credential_id) if connection.caller.credential_id else None
            if caller is None:
                connection.close(rfc6455.SESSION_ENDED, GOODBYE)
            elif caller != connection.caller:
                connection.caller = caller
                self.desk.doubt(connection.topics)

    def _end(self, credential_id: UUID) -> None:
        for connection in self._everybody():
            if connection.caller.credential_id == credential_id:
                connection.close(rfc6455.SESSION_ENDED, GOODBYE)

    def _everybody(self) -> list[Connection]:
        with self._lock:
            return list(self._connections)


def _welcome(connection: Connection, cursor: str) -> frames.Welcome:
    return frames.Welcome(cursor=cursor, person_id=connection.caller.person_id)


def _text(frame: frames.ServerFrame) -> bytes:
    return rfc6455.text(frame.text())
