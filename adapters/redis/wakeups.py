import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Condition, Thread

import redis

from application.shared.ports import Bell, Wakeups

log = logging.getLogger(__name__)

PREFIX = "convene:"
RECONNECT_EVERY = 0.25
"""Seconds between attempts to reach a server that is gone."""


class RedisWakeups(Wakeups):
    """PUBLISH and SUBSCRIBE. A thread sends the rings, so that whoever rings never waits for the network."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pending: set[str] = set()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def ring(self, channel: str) -> None:
        with self._changed:
            self._pending.add(channel)
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._send, name="ringer", daemon=True)
                self._thread.start()
            self._changed.notify()

    @contextmanager
    def listen(self, channels: Collection[str]) -> Iterator[Bell]:
        bell = RedisBell(self._url, channels)
        try:
            yield bell
        finally:
            bell.close()

    def close(self) -> None:
        """Stop ringing and give the connection back; the process' end does the same."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _send(self) -> None:
        with _client(self._url) as client:
            while channels := self._next():
                for channel in channels:
                    try:
                        client.publish(PREFIX + channel, b"")
                    except (redis.RedisError, OSError) as error:
                        log.warning("a wake-up could not be sent: %s", error)

    def _next(self) -> Collection[str]:
        """What to ring next; empty once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._pending or self._closed)
            channels, self._pending = self._pending, set()
            return () if self._closed else channels


class RedisBell(Bell):
    def __init__(self, url: str, channels: Collection[str]) -> None:
        self._channels = frozenset(channels)
        self._client = _client(url)
        self._subscription: redis.client.PubSub | None = None
        self._subscribe()

    def wait(self, timeout: float) -> frozenset[str]:
        deadline = time.monotonic() + timeout
        while True:
            remaining = max(0.0, deadline - time.monotonic())
            if self._subscription is not None:
                try:
                    return self._heard(self._subscription, deadline)
                except (redis.RedisError, OSError) as error:
                    log.warning("lost the connection that listens: %s", error)
                    self._unsubscribe()
            elif self._subscribe():
                return self._channels
            elif remaining == 0.0:
                return frozenset()
            else:
                time.sleep(min(RECONNECT_EVERY, remaining))

    def close(self) -> None:
        self._unsubscribe()
        self._client.close()

    def _heard(self, subscription: redis.client.PubSub, deadline: float) -> frozenset[str]:
        """Waits for the first ring, then takes what else is there."""
        heard: set[str] = set()
        while True:
            patience = 0.0 if heard else max(0.0, deadline - time.monotonic())
            message = subscription.get_message(timeout=patience)
            if message is not None and message["type"] == "message":
                heard.add(message["channel"].decode().removeprefix(PREFIX))
            elif message is not None:  # the library has subscribed anew by itself
                heard |= self._channels
            elif message is None and (heard or time.monotonic() >= deadline):
                return frozenset(heard)

    def _subscribe(self) -> bool:
        """Whether it listens now: the server has confirmed every channel."""
        subscription = self._client.pubsub()  # type: ignore[no-untyped-call]
        try:
            subscription.subscribe(*(PREFIX + channel for channel in self._channels))
            for _ in self._channels:
                if subscription.get_message(timeout=2.0) is None:
                    raise redis.TimeoutError("no confirmation")
        except (redis.RedisError, OSError):
            subscription.close()
            return False
        self._subscription = subscription
        return True

    def _unsubscribe(self) -> None:
        if self._subscription is not None:
            self._subscription.close()
            self._subscription = None


def _client(url: str) -> redis.Redis:
    # No retries of the library's own: a lost subscription must be noticed, for rings may have been missed.
    return redis.Redis.from_url(
        url, socket_connect_timeout=2, socket_timeout=5, health_check_interval=15, retry=None
    )
