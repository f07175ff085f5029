"""What every answer says to browsers and caches (S25), and which headers of a request change nothing."""

from pathlib import Path

import pytest

from tests.entrypoints.http.conftest import Caller, House, a_house, problem, scheduled

ADDRESSES = [
    "/api/v1/me",
    "/api/v1/openapi.json",
    "/api/v1/asyncapi.json",
    "/api/docs",
    "/api/docs/style.css",
    "/api/nothing",
    "/api",
    "/healthz",
    "/readyz",
    "/metrics",
    "/",
    "/calendar/",
    "/calendar",
    "/nowhere/",
]
NO_CHANGE = [
    ("X-Middleware-Subrequest", "middleware:middleware:middleware:middleware:middleware"),
    ("X-Middleware-Subrequest", "src/middleware:src/middleware:src/middleware"),
    ("X-Middleware-Rewrite", "/api/v1/people"),
    ("X-Original-URL", "/api/v1/people"),
    ("X-Rewrite-URL", "/api/v1/people"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-HTTP-Method", "DELETE"),
    ("X-Method-Override", "DELETE"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-Proto", "https"),
    ("Forwarded", "host=evil.example;proto=https"),
    ("X-Forwarded-Prefix", "/evil"),
]
VARYING = {"X-Request-Id", "Date", "RateLimit"}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_every_answer_guards_itself(house: House, address: str, method: str) -> None:
    answer = house.app.test_client().open(address, method=method)
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    if answer.mimetype == "text/html" or answer.mimetype.endswith("json"):
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Permissions-Policy"]
        assert headers["Referrer-Policy"] in {"no-referrer", "same-origin"}


def test_what_is_about_somebody_is_kept_by_nobody(ana: Caller, house: House) -> None:
    meeting = scheduled(ana)
    answers = [
        ana.get("/me"),
        ana.get(f"/meetings/{meeting['id']}"),
        ana.get(f"/meetings/{meeting['id']}", Accept="text/calendar"),
        ana.get("/auth/sessions"),
        ana.get("/nothing"),
        house.nobody().get("/me"),
        ana.post("/auth/login", {"email": ana.email, "password": "wrong"}),
    ]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"cookie", "authorization", "accept"} <= {name.lower() for name in answer.vary}


@pytest.mark.parametrize("address", ["/api/v1/me", "/", "/calendar", "/nowhere/", "/healthz", "/metrics"])
def test_https_is_asked_for_where_people_use_it(tmp_path: Path, address: str) -> None:
    secure = a_house(tmp_path / "secure", CONVENE_PUBLIC_URL="https://meet.example.org")
    plain = a_house(tmp_path / "plain")
    asked = secure.app.test_client().get(address).headers["Strict-Transport-Security"]
    assert asked == "max-age=63072000; includeSubDomains"
    assert "Strict-Transport-Security" not in plain.app.test_client().get(address).headers


@pytest.mark.parametrize(("name", "value"), NO_CHANGE)
def test_no_header_of_a_proxy_or_a_framework_opens_or_turns_anything(
    ana: Caller, house: House, name: str, value: str
) -> None:
    stranger = house.app.test_client()
    # From elsewhere: to programs on its own machine /metrics opens, unless a proxy says it asks for others.
    stranger.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    for address in [*ADDRESSES, "/api/v1/people", "/meetings/_/"]:
        with_it, without = stranger.get(address, headers={name: value}), stranger.get(address)
        assert with_it.status_code == without.status_code, address
        told, untold = dict(with_it.headers), dict(without.headers)
        assert {key: told[key] for key in told if key not in VARYING} == {
            key: untold[key] for key in untold if key not in VARYING
        }
        assert "evil" not in str(with_it.headers)
    problem(house.nobody().call("GET", "/people", None, **{name: value}), 401, "not_signed_in")
    draft = scheduled(ana, state="draft")
    for method in ("GET", "POST"):
        ana.call(method, f"/meetings/{draft['id']}", None, If_Match="*", **{name: value})
    assert ana.get(f"/meetings/{draft['id']}").status_code == 200
