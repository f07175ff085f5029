"""One client's live connection, from the upgrade to the last byte."""

import logging
from enum import Enum, auto
from threading import Lock
from time import monotonic
from typing import Protocol
from uuid import uuid4

from application.identity.caller import Caller
from application.shared.refusals import InvalidCursor, StorageUnavailable
from entrypoints.live import frames, rfc6455
from entrypoints.live.allowance import Allowance
from entrypoints.live.errands import Errands
from entrypoints.live.outbox import Outbox
from entrypoints.live.reading import FrameReader, Goodbye, Heard, Ping, Text, Violation
from entrypoints.live.wire import Wire

BURST, PER_SECOND = 100, 20
MOST_STRIKES = 100
HELLO_WITHIN = 10.0
ANSWER_WITHIN = 20.0
LINGER = 10.0
"""Seconds: for the first frame, for the answer to a ping, for the other side's part of the goodbye."""

log = logging.getLogger("convene.live")


class State(Enum):
    """GREETING → CATCHING_UP → LIVE, and from each of them to CLOSING, when no frame but the last is sent any
    more, and CLOSED.
    """

    GREETING = auto()
    CATCHING_UP = auto()
    LIVE = auto()
    CLOSING = auto()
    CLOSED = auto()


class Host(Protocol):
    """Whoever the connection is a guest of."""

    def follow(self, connection: "Connection", after: str | None) -> None:
        """Welcome it and send what it lacks. Raises InvalidCursor, StorageUnavailable."""
        ...

    def ask(self, connection: "Connection", frame: frames.ClientFrame) -> None:
        """Do what the frame asks, however long that takes, and answer. Raises nothing."""
        ...


class Connection:
    """Reads on the thread of control that calls ``run``. Whoever has news puts it into the outbox and goes
    on, so that a client that does not read holds up nobody: not the others, and not its own questions.

    Built on ``threading``, so that under gevent every thread of control is a greenlet.
    """

    def __init__(
        self,
        wire: Wire,
        caller: Caller,
        host: Host,
        *,
        address: str = "",
    ) -> None:
        self.id = uuid4()
        self.caller = caller
        self.address = address
        self.state = State.GREETING
        self.position = 0
        """Everything up to this position of the event log that the caller may see was handed over."""
        self.topics: set[str] = set()
        self._wire = wire
        self._reader = FrameReader()
        self._host = host
        self._outbox = Outbox(wire)
        self._errands = Errands()
        self._changing_state = Lock()
        self._since = self._last_heard = self._last_asked = monotonic()
        self._allowance = Allowance(BURST, PER_SECOND, now=self._since)
        self._strikes = 0

    @property
    def own_topic(self) -> str:
        return f"person:{self.caller.person_id}"

    @property
    def is_open(self) -> bool:
        return self.state not in {State.CLOSING, State.CLOSED}

    def run(self) -> None:
        """Listen and obey until the connection has ended."""
        try:
            self._read()
        except OSError:
            pass  # the client is gone: that is how most connections end
        finally:
            with self._changing_state:
                self.state = State.CLOSED
            self._errands.abandon()
            self._outbox.abandon()
            self._wire.sever()
            self._outbox.join()

    def send(self, frame: bytes) -> None:
        """Put a frame into the outbox; a client with a full one is let go. Never waits."""
        if self.is_open and not self._outbox.put(frame):
            self.close(rfc6455.TRY_AGAIN_LATER, "too slow; resume where you stand")

    def deliver(self, position: int, frame: bytes) -> None:
        """Send an event, unless it was handed over before."""
        if position > self.position:
            self.position = position
            self.send(frame)

    def wait_for_room(self, timeout: float) -> bool:
        return self._outbox.wait_for_room(timeout)

    def close(self, code: int, reason: str = "", *, after_the_rest: bool = False) -> None:
        """Say goodbye, at once or ``after_the_rest`` of what waits to be sent, and nothing after it.

        Never waits.
        """
        with self._changing_state:
            if not self.is_open:
                return
            self.state = State.CLOSING
            self._since = monotonic()
        self._outbox.put_last(rfc6455.close(code, reason), after_the_rest=after_the_rest)
        self._wire.widen()

    def tend(self, now: float) -> None:
        """To be called every second or so; ``now`` is the monotonic clock's."""
        match self.state:
            case State.GREETING if now - self._since > HELLO_WITHIN:
                self.close(rfc6455.TRY_AGAIN_LATER, "too slow; the first frame is hello")
            case State.LIVE if now - self._last_heard > frames.HEARTBEAT + ANSWER_WITHIN:
                self.close(rfc6455.PROTOCOL_ERROR, "no answer to a ping")
            case State.LIVE if now - max(self._last_heard, self._last_asked) >= frames.HEARTBEAT:
                self._last_asked = now
                self.send(rfc6455.ping())
            case State.CLOSING if now - self._since > LINGER:
                self._wire.sever()

    def _read(self) -> None:
        while data := self._wire.recv(4096):
            self._last_heard = monotonic()
            if not self.is_open:
                continue  # to the end, since closing a socket with unread bytes takes back what was sent
            try:
                for heard in self._reader.receive(data):
                    self._hear(heard)
                    if not self.is_open:
                        break
            except Violation as violation:
                self.close(violation.code, violation.reason, after_the_rest=True)

    def _hear(self, heard: Heard) -> None:
        match heard:
            case Text():
                if self._is_within_allowance():
                    self._obey(heard.content)
            case Ping():
                if self._is_within_allowance():
                    self.send(rfc6455.pong(heard.payload))
            case Goodbye():
                self.close(heard.code, after_the_rest=True)

    def _is_within_allowance(self) -> bool:
        if self._allowance.spend(now=self._last_heard):
            return True
        self._strikes += 1
        if self._strikes > MOST_STRIKES:
            self.close(rfc6455.POLICY_VIOLATION, "too many frames")
        else:
            self._refuse("rate_limited", f"at most {PER_SECOND} frames a second")
        return False

    def _obey(self, text: str) -> None:
        try:
            frame = frames.read(text)
        except frames.UnreadableFrame as unreadable:
            self.say(unreadable.problem)
            return
        match frame:
            case frames.Ping():
                self.say(frames.Pong())
            case frames.Hello() if self.state is State.GREETING:
                self._greet(frame)
            case frames.Hello():
                self._refuse("already_greeted", "hello is said once on each connection")
            case _ if self.state is State.GREETING:
                self._refuse("hello_expected", "the first frame is hello")
            case _:
                self._run_errand(frame)

    def _run_errand(self, frame: frames.ClientFrame) -> None:
        if not self._errands.add(lambda: self._host.ask(self, frame)):
            self._refuse("rate_limited", "too many frames wait for an answer; ask again in a moment")

    def _greet(self, hello: frames.Hello) -> None:
        self._become(State.CATCHING_UP)
        try:
            self._host.follow(self, hello.after)
        except InvalidCursor as refusal:
            self._refuse("invalid_cursor", refusal.message)
            self._become(State.GREETING)
            return
        except StorageUnavailable as refusal:
            self.close(rfc6455.TRY_AGAIN_LATER, refusal.message)
            return
        except Exception:
            log.exception("a live connection could not be greeted")
            self.close(rfc6455.INTERNAL_ERROR, "this is our fault; try again")
            return
        self._last_heard = monotonic()
        self._become(State.LIVE)
        for topic in hello.topics:
            self._run_errand(frames.Subscribe(type="subscribe", topic=topic))

    def _become(self, state: State) -> None:
        with self._changing_state:
            if self.is_open:
                self.state = state

    def _refuse(self, code: frames.ProblemCode, detail: str) -> None:
        self.say(frames.Problem(code=code, detail=detail))

    def say(self, frame: frames.ServerFrame) -> None:
        self.send(rfc6455.text(frame.text()))
