"""One's devices that ring, over HTTP."""

from base64 import urlsafe_b64encode

import pytest

from tests.entrypoints.http.conftest import ORIGIN, PASSWORD, Caller, problem

KEYS = {
    "p256dh": urlsafe_b64encode(b"\4" + 64 * b"\1").decode().rstrip("="),
    "auth": urlsafe_b64encode(16 * b"\2").decode().rstrip("="),
}
PHONE = {"endpoint": "https://push.example.org/send/abc", "keys": KEYS}


def test_a_device_is_added_listed_and_removed(ben: Caller) -> None:
    empty = ben.get("/push-subscriptions").json
    assert (empty["data"], empty["next_cursor"], len(empty["application_server_key"])) == ([], None, 87)
    made = ben.post("/push-subscriptions", PHONE)
    assert (made.status_code, made.json["service"], made.json["current"]) == (
        201,
        "push.example.org",
        True,
    )
    again = ben.post("/push-subscriptions", PHONE).json
    (listed,) = ben.get("/push-subscriptions").json["data"]
    assert listed["id"] == again["id"]
    assert "abc" not in str(listed)
    assert listed["device"].startswith("Werkzeug")
    assert ben.call("DELETE", f"/push-subscriptions/{listed['id']}").status_code == 204
    assert ben.get("/push-subscriptions").json["data"] == []


def test_it_is_nobody_elses_and_goes_with_the_session(ana: Caller, ben: Caller) -> None:
    made = ben.post("/push-subscriptions", PHONE).json
    assert ana.get("/push-subscriptions").json["data"] == []
    problem(ana.call("DELETE", f"/push-subscriptions/{made['id']}"), 404, "push_subscription_not_found")
    assert ben.post("/auth/logout", Origin=ORIGIN, X_Convene_CSRF="1").status_code == 204
    signed_in = ben.post("/auth/login", {"email": ben.email, "password": PASSWORD})
    ben.token = signed_in.json["access_token"]
    assert ben.get("/push-subscriptions").json["data"] == []


@pytest.mark.parametrize(
    ("member", "value", "code", "pointer"),
    [
        ("endpoint", "http://push.example.org/x", "invalid_body", "/endpoint"),
        ("endpoint", "https://localhost/x", "invalid_push_subscription", "/endpoint"),
        ("endpoint", "https://169.254.169.254/x", "invalid_push_subscription", "/endpoint"),
        ("keys", KEYS | {"auth": "AAAA"}, "invalid_push_subscription", "/keys/auth"),
        ("keys", KEYS | {"p256dh": "?"}, "invalid_body", "/keys/p256dh"),
        ("keys", {"auth": KEYS["auth"]}, "invalid_body", "/keys/p256dh"),
    ],
)
def test_what_cannot_ring_names_the_member(
    ben: Caller, member: str, value: object, code: str, pointer: str
) -> None:
    problem(ben.post("/push-subscriptions", PHONE | {member: value}), 422, code, pointer)
