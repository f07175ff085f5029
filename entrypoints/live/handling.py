"""Frames that ask something of use cases, and whoever can do it."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from application.identity.caller import Caller
from application.shared.ports import LoggedEvent
from domain.shared.refusal import Refusal
from entrypoints.live import frames

log = logging.getLogger("convene.live")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, over which of their connections, and the topics that it may hear of just now."""

    caller: Caller
    connection_id: UUID
    topics: frozenset[str]


Handler = Callable[[Asker, Any], Iterable[frames.ServerFrame]]
"""Does what one kind of client frame asks, and says what this connection alone is told in answer.

Raises a Refusal, which becomes a ``problem`` with its code. May take its time: the frames of one connection
are handled one after another, in their order, and nobody else waits for them.
"""

Handlers = Mapping[type[frames.ClientFrame], Handler]
"""By the class of the frame. A frame without a handler is answered with ``not_supported``."""


class Publish(Protocol):
    """Sends a frame to every connection of this process that is subscribed to a topic."""

    def __call__(self, topic: str, frame: frames.ServerFrame, only: Collection[UUID] | None = None) -> None:
        """``only``: to those of them with these ids."""
        ...


Doubt = Callable[[Iterable[str]], None]
"""Says of which topics it is to be asked again who may listen to them; returns at once."""


class Watcher(Protocol):
    """Wants to know who listens to what; each call returns at once and raises nothing."""

    def start(self, publish: Publish, doubt: Doubt) -> None:
        """Called once, with the first connection of this process."""
        ...

    def subscribed(self, asker: Asker, topic: str) -> None: ...
    def unsubscribed(self, asker: Asker, topic: str) -> None:
        """They left it, or may not hear of it any more."""
        ...

    def happened(self, event: LoggedEvent) -> None:
        """It was handed out; whoever may not hear of its subject any more is about to be unsubscribed."""

    def here(self, askers: Iterable[Asker]) -> None:
        """All connections of this process that have given a sign of life lately; every few seconds."""
        ...

    def left(self, asker: Asker) -> None:
        """The connection has ended, however it did; ``asker.topics`` holds what it was subscribed to."""
        ...

    def stop(self) -> None: ...


def answers_to(handlers: Handlers, asker: Asker, frame: frames.ClientFrame) -> Iterable[frames.ServerFrame]:
    """What a client is told; a refusal names what it answers. Raises nothing."""
    handler = handlers.get(type(frame))
    if handler is None:
        return [_problem(frame, "not_supported", "this server does not take such frames yet")]
    try:
        return list(handler(asker, frame))
    except Refusal as refusal:
        return [_problem(frame, refusal.code, refusal.message, ".".join(str(part) for part in refusal.field))]
    except Exception:
        log.exception("a live frame could not be handled")
        return [_problem(frame, "internal_error", "this is our fault; try again")]


def _problem(frame: frames.ClientFrame, code: str, detail: str, field: str = "") -> frames.Problem:
    return frames.Problem(
        code=code,
        detail=detail,
        field=field or None,
        topic=getattr(frame, "topic", None),
        client_id=getattr(frame, "client_id", None),
    )
