"""Where devices can be reached, and what they are told."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from domain.notification.bundle import Notice
from domain.notification.english import ENGLISH
from domain.notification.kind import Kind
from domain.notification.push import LIVES, Push, PushKeys, PushSubscription, Urgency
from domain.notification.push_words import body_of, topic_of, urgency_of, worth_until
from domain.notification.refusals import InvalidPushSubscription

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
KEYS = PushKeys(b"\4" + 64 * b"\0", 16 * b"\0")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x",
        "https://localhost/x",
        "https://push.localhost/x",
        "https://intranet/x",
        "https://db.internal/x",
        "https://printer.local./x",
        "https://127.0.0.1/x",
        "https://10.0.0.1/x",
        "https://[::1]/x",
        "https://[fe80::1/x",
        "https://user@push.example.org/x",
        "https://push.example.org:0/x",
        "https://push.example.org:99999/x",
        "https://push.example.org/\u00e9",
        "https://push.example.org/ x",
        "https://push.example.org/" + 2_000 * "x",
        "https:///x",
    ],
)
def test_nobody_can_make_us_ask_an_address_inside(endpoint: str) -> None:
    with pytest.raises(InvalidPushSubscription) as refused:
        PushSubscription.make(uuid4(), uuid4(), endpoint, KEYS, now=NOW)
    assert refused.value.field == ("endpoint",)


@pytest.mark.parametrize("endpoint", ["https://push.example.org/x?y=1", "https://93.184.215.14:8443/x"])
def test_a_push_service_may_be_anywhere_on_the_internet(endpoint: str) -> None:
    made = PushSubscription.make(uuid4(), uuid4(), endpoint, KEYS, now=NOW)
    assert made.service in endpoint


@pytest.mark.parametrize(
    ("p256dh", "auth", "field"),
    [
        (b"\4" + 63 * b"\0", 16 * b"\0", "p256dh"),
        (b"\2" + 64 * b"\0", 16 * b"\0", "p256dh"),
        (b"\4" + 64 * b"\0", 15 * b"\0", "auth"),
    ],
)
def test_keys_are_what_the_standard_says(p256dh: bytes, auth: bytes, field: str) -> None:
    with pytest.raises(InvalidPushSubscription) as refused:
        PushKeys.read(*(urlsafe_b64encode(each).decode() for each in (p256dh, auth)))
    assert refused.value.field == ("keys", field)
    with pytest.raises(InvalidPushSubscription):
        PushKeys.read("A", "A")


def test_keys_are_read_with_and_without_padding() -> None:
    for cut in ("", "="):
        given = [urlsafe_b64encode(each).decode().rstrip(cut or None) for each in (KEYS.p256dh, KEYS.auth)]
        assert PushKeys.read(*given) == KEYS


def test_pauses_grow_and_what_the_service_asks_for_counts() -> None:
    push = Push(uuid4(), uuid4(), "t", "{}", Urgency.NORMAL, NOW, NOW + LIVES)
    pauses = []
    for _ in range(12):
        push.attempt(NOW)
        push.put_off(NOW)
        pauses.append((push.due_at - NOW).total_seconds())
    assert pauses[:3] == [10, 20, 40]
    assert pauses[-1] == 3600
    push.put_off(NOW, at_least=timedelta(hours=2))
    assert push.due_at == NOW + timedelta(hours=2)
    push.put_off(NOW, at_least=timedelta(days=400))
    assert push.due_at == NOW + LIVES
    assert push.seconds_to_live(NOW + 2 * LIVES) == 0


def test_every_kind_has_words_that_tell_nothing_private() -> None:
    meeting = uuid4()
    facts = {"title": "Secret", "by": "Ana", "guest": "Ben", "reason": "Layoffs", "room": "Vault"}
    for kind in Kind:
        body = body_of([Notice(kind, facts)], meeting, topic_of(meeting), ENGLISH)
        assert not any(str(each) in body for each in facts.values())
        assert len(body) < 480
    two = [Notice(Kind.MOVED, facts), Notice(Kind.CHANGED, facts)]
    message = json.loads(body_of(two, meeting, "t", ENGLISH))
    assert message["body"] == "There are 2 news of a meeting."
    assert message["path"] == f"/meetings/{meeting}"
    assert json.loads(body_of([Notice(Kind.ROLE_CHANGED, {})], None, "t", ENGLISH))["path"] == "/inbox"


def test_topics_are_short_and_tell_nothing() -> None:
    first, second = uuid4(), uuid4()
    assert topic_of(first) == topic_of(first) != topic_of(second)
    assert len(topic_of(first)) == 32
    assert len(topic_of(None)) == 32


def test_what_begins_soon_is_urgent_and_of_no_use_afterwards() -> None:
    reminder = Notice(Kind.REMINDER, {"start": {"utc": "2026-12-01T08:10:00Z"}})
    chat = Notice(Kind.MESSAGE, {})
    assert urgency_of([reminder, chat]) is Urgency.HIGH
    assert urgency_of([chat]) is Urgency.LOW
    assert urgency_of([chat, Notice(Kind.INVITED, {})]) is Urgency.NORMAL
    assert worth_until([reminder], NOW) == NOW + timedelta(minutes=10)
    assert worth_until([reminder], NOW + timedelta(hours=1)) == NOW + timedelta(hours=1, minutes=1)
    assert worth_until([reminder, chat], NOW) == NOW + LIVES
    assert worth_until([Notice(Kind.REMINDER, {"start": {"date": "2026-12-02"}})], NOW) == NOW + LIVES
