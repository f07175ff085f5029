"""Messages go to real push services, sealed; and never to an address inside."""

import socket
import stat
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from uuid import uuid4

import pytest

from adapters.push.keys import PushKey, key_in
from adapters.push.web_push_service import WebPushService, is_public
from application.notification.push_ports import DeviceGone, PushRefused, PushUnavailable
from domain.notification.push import Push, PushKeys, PushSubscription, Urgency
from tests.adapters.mail.server import certificate
from tests.adapters.push.service import Device, Service, decoded, proven, push_service
from tests.builders import NOW

PLAIN = '{"title":"Convene","body":"You are invited to a meeting."}'


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def ours(tmp_path: Path, service: Service) -> Iterator[tuple[WebPushService, str]]:
    """Our side, and the origin of theirs."""
    server, client = certificate(tmp_path)
    with push_service(service, server) as origin:
        key = key_in(tmp_path)
        yield WebPushService(key, subject="mailto:a@b.org", tls=client, may_be_reached=lambda _: True), origin


def push() -> Push:
    later = NOW + timedelta(hours=1)
    return Push(uuid4(), uuid4(), "dG9waWM", PLAIN, Urgency.HIGH, NOW, later)


def at(endpoint: str, keys: PushKeys) -> PushSubscription:
    return PushSubscription(uuid4(), uuid4(), uuid4(), endpoint, keys, NOW)


def test_only_the_device_can_read_it(
    ours: tuple[WebPushService, str], service: Service, device: Device
) -> None:
    ring, origin = ours
    for _ in range(2):
        ring.send(push(), at(f"{origin}/push/abc?x=1", device.keys), now=NOW)
    first, second = service.received
    assert device.read(first.body) == {"title": "Convene", "body": "You are invited to a meeting."}
    assert b"invited" not in first.body
    assert first.body != second.body  # another key and salt each time (RFC 8188 §2.1)
    assert len(first.body) == len(second.body)
    assert first.path == "/push/abc?x=1"
    sent = {name: first.headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")}
    assert sent == {"ttl": "3600", "urgency": "high", "topic": "dG9waWM", "content-encoding": "aes128gcm"}


def test_the_service_knows_that_it_is_we(
    ours: tuple[WebPushService, str], service: Service, device: Device
) -> None:
    ring, origin = ours
    ring.send(push(), at(f"{origin}/push", device.keys), now=NOW)
    key, claims = proven(service.received[0].headers["authorization"])
    assert key == ring.application_server_key()
    assert (claims["aud"], claims["sub"]) == (origin, "mailto:a@b.org")
    assert NOW.timestamp() < float(str(claims["exp"])) <= (NOW + timedelta(days=1)).timestamp()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, DeviceGone),
        (410, DeviceGone),
        (429, PushUnavailable),
        (500, PushUnavailable),
        (503, PushUnavailable),
        (400, PushRefused),
        (403, PushRefused),
        (413, PushRefused),
        (301, PushRefused),
    ],
)
def test_what_the_service_answers_is_understood(
    ours: tuple[WebPushService, str], service: Service, device: Device, status: int, error: type[Exception]
) -> None:
    ring, origin = ours
    service.status, service.headers = status, {"Location": f"{origin}/elsewhere"}
    with pytest.raises(error, match=str(status)):
        ring.send(push(), at(f"{origin}/push", device.keys), now=NOW)
    assert len(service.received) == 1  # no redirect is followed


@pytest.mark.parametrize(
    ("said", "pause"),
    [
        ("120", timedelta(seconds=120)),
        (format_datetime(NOW + timedelta(minutes=5)), timedelta(minutes=5)),
        (format_datetime(NOW - timedelta(minutes=5)), timedelta()),
        ("soon", timedelta()),
        ("-1", timedelta()),
        ("9" * 30, timedelta(seconds=10**6)),
    ],
)
def test_when_to_come_back_is_heard(
    ours: tuple[WebPushService, str], service: Service, device: Device, said: str, pause: timedelta
) -> None:
    ring, origin = ours
    service.status, service.headers = 429, {"Retry-After": said}
    with pytest.raises(PushUnavailable) as later:
        ring.send(push(), at(f"{origin}/push", device.keys), now=NOW)
    assert later.value.pause == pause


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    tmp_path: Path, service: Service, device: Device
) -> None:
    server, _ = certificate(tmp_path)
    ring = WebPushService(key_in(tmp_path), subject="mailto:a@b.org", may_be_reached=lambda _: True)
    with push_service(service, server) as origin, pytest.raises(PushUnavailable):
        ring.send(push(), at(f"{origin}/push", device.keys), now=NOW)
    assert service.received == []


def test_a_name_that_leads_inside_is_never_connected_to(
    tmp_path: Path, service: Service, device: Device
) -> None:
    _, client = certificate(tmp_path)
    ring = WebPushService(key_in(tmp_path), subject="mailto:a@b.org", tls=client)
    with socket.create_server(("127.0.0.1", 0)) as inside:
        endpoint = f"https://localhost:{inside.getsockname()[1]}/push"
        with pytest.raises(PushRefused, match="no public address"):
            ring.send(push(), at(endpoint, device.keys), now=NOW)
        inside.settimeout(0.1)
        with pytest.raises(TimeoutError):
            inside.accept()


def test_a_name_is_looked_up_once_and_stays_where_it_was(
    tmp_path: Path, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several addresses the public one is connected to, by its number."""
    asked, connected = list[str](), list[tuple[str, int]]()

    def look_up(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(0, 0, 0, "", (each, port)) for each in ("127.0.0.1", "10.0.0.7", "93.184.215.14")]

    def connect(address: tuple[str, int], **_: object) -> None:
        connected.append(address)
        raise OSError("enough")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    ring = WebPushService(key_in(tmp_path), subject="mailto:a@b.org")
    with pytest.raises(PushUnavailable, match="enough"):
        ring.send(push(), at("https://push.example.org/x", device.keys), now=NOW)
    assert (asked, connected) == (["push.example.org"], [("93.184.215.14", 443)])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d70e", True),
    ],
)
def test_public_is_what_is_on_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_point_off_the_curve_reaches_nobody(ours: tuple[WebPushService, str], service: Service) -> None:
    ring, origin = ours
    with pytest.raises(DeviceGone):
        ring.send(push(), at(f"{origin}/push", PushKeys(b"\4" + 64 * b"\1", 16 * b"\0")), now=NOW)
    assert service.received == []


def test_the_key_is_made_once_for_its_owners_eyes(tmp_path: Path) -> None:
    first, second = key_in(tmp_path / "data"), key_in(tmp_path / "data")
    assert first.public == second.public
    assert len(decoded(first.public)) == 65
    path = tmp_path / "data" / "push-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["push-key"]
    assert first.number not in repr(first)
    assert PushKey(path.read_text().strip()).public == first.public


def test_a_number_that_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 octets"):
        _ = PushKey("AAAA").public
