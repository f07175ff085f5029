"""What making devices ring needs from outside."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from application.notification.ports import NotificationWork
from domain.notification.push import Push, PushSubscription


class Pushes(Protocol):
    """Messages on their way, one for each device and topic."""

    def add(self, pushes: Sequence[Push]) -> None:
        """In the place of those of the same subscription and topic that have not gone yet."""
        ...

    def due(self, now: datetime) -> Push | None:
        """The one due the longest, held; passes over those that others hold, without waiting."""
        ...

    def save(self, push: Push) -> None:
        """Unless another one took its place."""
        ...

    def remove(self, push: Push) -> None:
        """It has gone, or never will."""
        ...


class PushWork(NotificationWork, Protocol):
    @property
    def pushes(self) -> Pushes: ...


class PushRefused(Exception):
    """It will never go: the push service has said no for good."""


class DeviceGone(Exception):
    """Nobody can be reached there any more."""


class PushUnavailable(Exception):
    """A later try may succeed; not before ``pause`` is over."""

    def __init__(self, message: str, pause: timedelta = timedelta()) -> None:
        super().__init__(message)
        self.pause = pause


class PushService(Protocol):
    """Hands messages over to the push services of browsers, so that only the device can read them."""

    def application_server_key(self) -> str:
        """What a browser must be given to subscribe: our public key in base64url (RFC 8292 §3.2)."""
        ...

    def send(self, push: Push, subscription: PushSubscription, *, now: datetime) -> None:
        """Returns once it was accepted; takes ten seconds at most.

        Raises DeviceGone, PushUnavailable or PushRefused.
        """
        ...
