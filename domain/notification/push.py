"""Messages that make a device ring (RFC 8030), and where devices can be reached."""

import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from domain.notification.refusals import InvalidPushSubscription
from domain.shared.ids import new_id

LONGEST_ENDPOINT = 2_000
MOST_DEVICES = 20
"""Of one person; another one takes the place of the one that was added first."""
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
LEASE = timedelta(minutes=2)
"""How long one attempt may take. After that its worker counts as dead, and another one tries."""
LIVES = timedelta(days=1)
"""How long a device that is off may be late for a message; then the inbox alone has it."""
_VISIBLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class PushKeys:
    """What a device gave to encrypt for it alone: a point on P-256, and a secret (RFC 8291 §3.1, §3.2)."""

    p256dh: bytes
    auth: bytes

    @classmethod
    def read(cls, p256dh: str, auth: str) -> "PushKeys":
        """From base64url, as browsers write it. Raises InvalidPushSubscription."""
        point, secret = _decoded(p256dh, "p256dh"), _decoded(auth, "auth")
        if len(point) != 65 or point[0] != 4:
            raise InvalidPushSubscription("this is no uncompressed point on P-256", field=("keys", "p256dh"))
        if len(secret) != 16:
            raise InvalidPushSubscription("the secret has 16 octets", field=("keys", "auth"))
        return cls(point, secret)


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """Where one device of one person can be reached, for as long as the session that made it lives."""

    id: UUID
    person_id: UUID
    session_id: UUID
    endpoint: str
    keys: PushKeys
    created_at: datetime

    @classmethod
    def make(
        cls, person_id: UUID, session_id: UUID, endpoint: str, keys: PushKeys, *, now: datetime
    ) -> "PushSubscription":
        """Raises InvalidPushSubscription for an address that nobody should be made to ask."""
        if not _may_be_asked(endpoint):
            raise InvalidPushSubscription(
                "a push service has an https address on the internet", field=("endpoint",)
            )
        return cls(new_id(now), person_id, session_id, endpoint, keys, now)

    @property
    def service(self) -> str:
        """Whose it is; the rest of the address is a secret."""
        return urlsplit(self.endpoint).hostname or ""


class Urgency(StrEnum):
    """RFC 8030 §5.3."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(slots=True)
class Push:
    """One message on its way to one device, at least once. ``body``: JSON, fit for whoever holds the device.

    A later one of the same ``topic`` takes its place, here and at the push service (RFC 8030 §5.4).
    ``event_ids``: of the notifications in the inbox that say the same; none where something stands in no
    inbox.
    """

    id: UUID
    subscription_id: UUID
    topic: str
    body: str
    urgency: Urgency
    due_at: datetime
    expires_at: datetime
    attempts: int = 0
    event_ids: tuple[UUID, ...] = ()

    def attempt(self, now: datetime) -> None:
        """From here on nobody else tries, until the lease is over."""
        self.attempts += 1
        self.due_at = now + LEASE

    def put_off(self, now: datetime, *, at_least: timedelta = timedelta()) -> None:
        """Ten seconds at first, then twice as long each time, up to an hour; or what the service asks for."""
        pause = min(FIRST_PAUSE * 2 ** min(self.attempts - 1, 10), LONGEST_PAUSE)
        self.due_at = now + max(pause, min(at_least, LIVES))

    def seconds_to_live(self, now: datetime) -> int:
        return max(0, int((self.expires_at - now).total_seconds()))


def _decoded(text: str, name: str) -> bytes:
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except ValueError:
        raise InvalidPushSubscription("this is no base64url", field=("keys", name)) from None


def _may_be_asked(endpoint: str) -> bool:
    """What can be told from the address alone; where its name leads is looked at with each message."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or not host or port == 0 or "@" in parts.netloc:
        return False
    if not _VISIBLE.fullmatch(endpoint) or len(endpoint) > LONGEST_ENDPOINT:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".")
        return "." in name and not name.endswith((".localhost", ".local", ".internal"))
