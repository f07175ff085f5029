import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from urllib.parse import urlsplit

from adapters.push.encryption import authorization, encrypted
from adapters.push.keys import PushKey
from application.notification.push_ports import DeviceGone, PushRefused, PushService, PushUnavailable
from domain.notification.push import Push, PushSubscription

SECONDS_TO_ANSWER = 10.0
LARGEST_ANSWER = 64 * 1024
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses of the other version, as seen through a translator (RFC 6052)."""


class WebPushService(PushService):
    """Asks the push service that the browser named (RFC 8030): over https, and only on the internet.

    The name is looked up once; the address that was found to be public is the one that is connected to.
    No redirects are followed, no proxies asked.
    """

    def __init__(
        self,
        key: PushKey,
        *,
        subject: str,
        tls: ssl.SSLContext | None = None,
        may_be_reached: Callable[[str], bool] | None = None,
    ) -> None:
        self._key = key
        self._subject = subject
        self._tls = tls or ssl.create_default_context()
        self._may_be_reached = may_be_reached or is_public

    def application_server_key(self) -> str:
        return self._key.public

    def send(self, push: Push, subscription: PushSubscription, *, now: datetime) -> None:
        try:
            body = encrypted(push.body.encode(), subscription.keys)
        except ValueError as error:
            raise DeviceGone("its key is none") from error
        headers = {
            "Authorization": authorization(subscription.endpoint, self._key, subject=self._subject, now=now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(push.seconds_to_live(now)),
            "Topic": push.topic,
            "Urgency": push.urgency.value,
        }
        try:
            status, retry_after = self._asked(subscription.endpoint, body, headers)
        except (OSError, HTTPException, ValueError) as error:
            raise PushUnavailable(f"{type(error).__name__}: {error}") from error
        _judge(status, retry_after, now)

    def _asked(self, endpoint: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """The status, and when to come back."""
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port or 443
        connection = HTTPConnection(host, port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.sock = self._tls.wrap_socket(self._connected(host, port), server_hostname=host)
            connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
            response = connection.getresponse()
            _read(response)
            return response.status, response.headers.get("Retry-After", "")
        finally:
            connection.close()

    def _connected(self, host: str, port: int) -> socket.socket:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed = [str(each[4][0]) for each in found if self._may_be_reached(str(each[4][0]))]
        if not allowed:
            raise PushRefused("its name leads to no public address")
        return socket.create_connection((allowed[0], port), timeout=SECONDS_TO_ANSWER)


def is_public(address: str) -> bool:
    """Whether that is somewhere on the internet, whichever way it is written."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found in _TRANSLATED:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
        elif hidden := found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1]):
            found = hidden
    return found.is_global and not found.is_multicast


def _read(response: HTTPResponse) -> None:
    """To its end, which must come soon: what it says beside its status is of no use."""
    until, length = monotonic() + SECONDS_TO_ANSWER, 0
    while part := response.read1(8_192):
        length += len(part)
        if length > LARGEST_ANSWER or monotonic() > until:
            return


def _judge(status: int, retry_after: str, now: datetime) -> None:
    if 200 <= status <= 299:
        return
    if status in (404, 410):
        raise DeviceGone(f"{status}")
    if status in (408, 425, 429) or status >= 500:
        raise PushUnavailable(f"{status}", _pause(retry_after, now))
    raise PushRefused(f"{status}")


def _pause(retry_after: str, now: datetime) -> timedelta:
    """Seconds, or a moment (RFC 9110 §10.2.3); what is neither asks for nothing."""
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after[:9]), 10**6))
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return timedelta()
    return max(timedelta(), (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now)
