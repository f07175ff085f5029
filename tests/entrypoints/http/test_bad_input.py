"""Whatever is sent, the answer is a 4xx problem that names the member at fault, and nothing is half done."""

import json
from typing import Any

import pytest

from tests.entrypoints.http.conftest import Caller, House, moment, new_meeting, problem, scheduled

PERSON = "0193a000-0000-7000-8000-000000000001"
MEMBERS = [
    ("title", "", "/title"),
    ("title", "  ", "/title"),
    ("title", "two\nlines", "/title"),
    ("title", "x" * 301, "/title"),
    ("title", 7, "/title"),
    ("title", ["x"], "/title"),
    ("title", "nul\x00", "/title"),
    ("title", "half \ud800", "/title"),
    ("description", "x" * 20_001, "/description"),
    ("description", "nul\x00", "/description"),
    ("description", False, "/description"),
    ("location", "x" * 501, "/location"),
    ("conference_url", "javascript:alert(1)", "/conference_url"),
    ("conference_url", "https://", "/conference_url"),
    ("conference_url", "https://a b", "/conference_url"),
    ("conference_url", "https://x/" + "y" * 2_000, "/conference_url"),
    ("conference_url", "https://[::1", "/conference_url"),
    ("visibility", "public", "/visibility"),
    ("state", "cancelled", "/state"),
    ("host_id", PERSON, "/host_id"),
    ("version", 3, "/version"),
    ("start", "2026-12-02T09:30:00", "/start"),
    ("start", {}, "/start/date_time"),
    ("start", moment("2026-12-02T09:30:00+01:00"), "/start/date_time"),
    ("start", moment("2026-12-02"), "/start/date_time"),
    ("start", moment("2026-02-30T10:00:00"), "/start/date_time"),
    ("start", moment("9999-12-31T23:59:59"), "/start/date_time"),
    ("start", moment("0001-01-01T00:00:00"), "/start/date_time"),
    ("start", moment("1899-12-31T00:00:00"), "/start/date_time"),
    ("start", moment("٢٠٢٦-12-02T09:30:00"), "/start/date_time"),
    ("start", moment("2026-W49-3T09:30:00"), "/start/date_time"),
    ("start", moment("2026-12-02T09:30:00.5"), "/start/date_time"),
    ("start", moment("2026-12-02T09:30:00", "Mars/Olympus"), "/start/time_zone"),
    ("start", moment("2026-12-02T09:30:00", "../../etc/passwd"), "/start/time_zone"),
    ("start", moment("2026-12-02T09:30:00", "CET+1"), "/start/time_zone"),
    ("start", moment("2026-12-02T09:30:00", ""), "/start/time_zone"),
    ("start", moment("2026-12-02T09:30:00", "localtime"), "/start/time_zone"),
    ("start", {"date": "2026-12-2"}, "/start/date"),
    ("start", {"date": "20261202"}, "/start/date"),
    ("start", {"date": "9999-12-31"}, "/start/date"),
    ("start", {"date": "2026-12-02", "time_zone": "UTC"}, "/start/time_zone"),
    ("end", moment("2026-12-02T09:30:00"), "/end"),
    ("end", moment("2026-12-02T08:00:00"), "/end"),
    ("end", moment("2028-12-02T08:00:00"), "/end"),
    ("end", {"date": "2026-12-03"}, "/end"),
    ("guests", {}, "/guests"),
    ("guests", [{}], "/guests/0/person_id"),
    ("guests", [{"person_id": "x"}], "/guests/0/person_id"),
    ("guests", [{"person_id": PERSON.replace("-", "")}], "/guests/0/person_id"),
    ("guests", [{"person_id": PERSON}], "/guests/0/person_id"),
    ("guests", [{"email": "zoe@example.org"}, {"email": "x"}], "/guests/1/email"),
    ("guests", [{"email": "a@b\r\nBcc: c@d"}], "/guests/0/email"),
    ("guests", [{"email": "zoe@example.org", "person_id": PERSON}], "/guests/0/person_id"),
    ("guests", [{"email": "zoe@example.org", "role": "boss"}], "/guests/0/role"),
    ("guests", [{"email": "zoe@example.org"}, None], "/guests/1"),
    ("guests", [{"email": f"guest{n}@example.org"} for n in range(10_000)], "/guests"),
]


@pytest.mark.parametrize(("member", "value", "pointer"), MEMBERS)
def test_a_bad_member_is_named(ana: Caller, house: House, member: str, value: Any, pointer: str) -> None:
    answer = ana.post("/meetings", new_meeting(**{member: value}))
    assert answer.status_code == 422, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json["errors"][0]["pointer"] == pointer, answer.json
    assert answer.json["errors"][0]["message"]
    assert house.kinds() == []


@pytest.mark.parametrize(("member", "value", "pointer"), [each for each in MEMBERS if each[0] != "guests"])
def test_a_bad_change_changes_nothing(ana: Caller, member: str, value: Any, pointer: str) -> None:
    meeting = scheduled(ana)
    answer = ana.call("PATCH", f"/meetings/{meeting['id']}", {member: value}, If_Match="*")
    assert answer.status_code == 422, answer.text
    assert answer.json["errors"][0]["pointer"] == pointer, answer.json
    assert ana.get(f"/meetings/{meeting['id']}").json == meeting


@pytest.mark.parametrize(
    "text", ["2026-12-02T09:30:00+01:00", "2026-12-02T09:30:00Z", "9 o'clock", "x" * 10_000]
)
def test_a_moment_that_is_none_is_told_what_one_looks_like(ana: Caller, text: str) -> None:
    answer = ana.post("/meetings", new_meeting(start=moment(text)))
    assert "without an offset, such as 2026-12-01T09:30:00" in answer.json["errors"][0]["message"]


def test_the_host_cannot_be_invited_and_nobody_twice(ana: Caller, ben: Caller) -> None:
    for guests, pointer in [
        ([{"person_id": str(ana.person_id)}], "/guests/0"),
        ([{"email": ben.email}, {"person_id": str(ben.person_id)}], "/guests/1"),
    ]:
        problem(ana.post("/meetings", new_meeting(guests=guests)), 409, "already_invited", pointer)


@pytest.mark.parametrize("name", ["title", "start", "end"])
def test_a_missing_member_is_named(ana: Caller, name: str) -> None:
    problem(ana.post("/meetings", new_meeting(**{name: None})), 422, "invalid_body", f"/{name}")


@pytest.mark.parametrize("name", ["title", "start", "end", "visibility", "state"])
def test_null_is_no_value_for_what_cannot_be_empty(ana: Caller, name: str) -> None:
    meeting = scheduled(ana)
    answer = ana.call("PATCH", f"/meetings/{meeting['id']}", {name: None}, If_Match="*")
    problem(answer, 422, "invalid_body", f"/{name}")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"nope",
        b"'x'",
        b"{'title': 1}",
        b'{"title": "a", "title": "b"}',
        b'{"start": {"date": "2026-12-01", "date": "2026-12-02"}}',
        b'{"title": NaN}',
        b'{"title": Infinity}',
        b'{"title": -Infinity}',
        b'{"title": 1e999}',
        b'{"title": ' + b"9" * 5_000 + b"}",
        b'{"title": 0.' + b"9" * 5_000 + b"}",
        b'{"title": "\xff"}',
        b"\xef\xbb\xbf{}",
        '{"title": "x"}'.encode("utf-16"),
        b'{"title": "tab\tinside"}',
        b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}",
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"{} {}",
        b'{"title": 1,}',
        b"\x00",
    ],
)
def test_what_is_not_json_is_malformed(ana: Caller, raw: bytes) -> None:
    problem(ana.post("/meetings", raw), 400, "malformed_json")


@pytest.mark.parametrize("raw", [b"null", b"[]", b'"text"', b"1", b"true"])
def test_json_of_another_shape_is_invalid(ana: Caller, raw: bytes) -> None:
    problem(ana.post("/meetings", raw), 422, "invalid_body", "")


def test_a_name_that_cannot_be_stored_is_refused_too(ana: Caller) -> None:
    problem(ana.post("/meetings", b'{"\\ud800": 1}'), 422, "invalid_text", "")
    problem(ana.post("/meetings", b'{"start": {"\\u0000": 1}}'), 422, "invalid_text", "/start")


def test_pointers_are_escaped(ana: Caller) -> None:
    problem(ana.post("/meetings", new_meeting(**{"a/b~c": 1})), 422, "invalid_body", "/a~1b~0c")


def test_many_errors_are_told_at_once_but_not_without_end(ana: Caller) -> None:
    body = {f"member{n}": 1 for n in range(1_000)}
    assert len(problem(ana.post("/meetings", body), 422, "invalid_body")["errors"]) == 20


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", ""],
)
def test_other_media_are_refused(ana: Caller, content_type: str) -> None:
    raw = json.dumps(new_meeting()).encode()
    problem(ana.call("POST", "/meetings", raw, Content_Type=content_type), 415, "unsupported_media_type")
    latin = ana.call("POST", "/meetings", raw, Content_Type="application/json; charset=latin-1")
    problem(latin, 415, "unsupported_media_type")
    assert (
        ana.call("POST", "/meetings", raw, Content_Type='application/json; charset="UTF-8"').status_code
        == 201
    )


@pytest.mark.parametrize("path", ["/meetings", "/auth/login", "/setup"])
def test_large_bodies_are_refused(ana: Caller, path: str) -> None:
    raw = json.dumps(new_meeting(description="x" * 2**20)).encode()
    problem(ana.post(path, raw), 413, "body_too_large")
    problem(ana.post(path, raw, Idempotency_Key="k"), 413, "body_too_large")


def test_a_body_that_may_be_absent(ana: Caller) -> None:
    meeting = scheduled(ana)
    path = f"/meetings/{meeting['id']}/cancellation"
    problem(ana.post(path, b"{"), 400, "malformed_json")
    problem(ana.post(path, {"reason": "x" * 1_001}), 422, "invalid_body", "/reason")
    problem(ana.post(path, {"why": "x"}), 422, "invalid_body", "/why")
    assert ana.post(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("/people?limit=0", "/limit"),
        ("/people?limit=-1", "/limit"),
        ("/people?limit=1.0", "/limit"),
        ("/people?limit=%201", "/limit"),
        ("/people?limit=1_0", "/limit"),
        ("/people?limit=", "/limit"),
        ("/people?limit=" + "9" * 400, "/limit"),
        ("/people?limit=1&limit=2", "/limit"),
        ("/people?q=" + "x" * 201, "/q"),
        ("/people?q=%00", "/q"),
        ("/people?name=x", "/name"),
        ("/people?cursor=%20", "/cursor"),
        ("/me?x=1", "/x"),
        ("/changes?after=1", "/after"),
        ("/calendar?from=2026-12-01T00:00:00Z", "/to"),
        ("/calendar?from=2026-12-01&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=1764547200&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=2026-12-01T00:00:00&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=2026-12-01T00:00:00+01:00&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=9999-12-31T23:59:59-14:00&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=0001-01-01T00:00:00%2B14:00&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=2026-02-30T00:00:00Z&to=2026-12-02T00:00:00Z", "/from"),
        ("/calendar?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z&people=x", "/people/0"),
        ("/calendar?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z&people=", "/people/0"),
    ],
)
def test_a_bad_query_parameter_is_named(ana: Caller, path: str, pointer: str) -> None:
    problem(ana.get(path), 400, "invalid_query", pointer)


@pytest.mark.parametrize(
    "path", ["/people?cursor=abc", "/changes?since=abc", "/changes?since=MQ", "/people?cursor=MQA"]
)
def test_a_made_up_cursor_is_refused(ana: Caller, path: str) -> None:
    problem(ana.get(path), 400, "invalid_cursor")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/meetings/1",
        "/meetings/%00",
        "/meetings/" + "x" * 4_000,
        "/people/..%2f..",
        "/",
        "",
        "/me/",
    ],
)
def test_a_path_that_does_not_exist(ana: Caller, path: str) -> None:
    problem(ana.get(path), 404, "not_found")


def test_a_wrong_method_is_told_the_right_ones(ana: Caller) -> None:
    for method, path, allowed in [
        ("POST", "/me", "GET, HEAD, PATCH"),
        ("PUT", f"/meetings/{PERSON}", "DELETE, GET, HEAD, PATCH"),
        ("GET", f"/meetings/{PERSON}/response", "PUT"),
        ("TRACE", "/people", "GET, HEAD, POST"),
        ("OPTIONS", "/people", "GET, HEAD, POST"),
        ("BREW", "/people", "GET, HEAD, POST"),
    ]:
        answer = ana.call(method, path)
        problem(answer, 405, "method_not_allowed")
        assert answer.headers["Allow"] == allowed


def test_the_method_cannot_be_overridden(ana: Caller) -> None:
    meeting = scheduled(ana, state="draft")
    answer = ana.get(f"/meetings/{meeting['id']}", X_HTTP_Method_Override="DELETE", If_Match="*")
    assert answer.status_code == 200
    assert ana.get(f"/meetings/{meeting['id']}").status_code == 200
