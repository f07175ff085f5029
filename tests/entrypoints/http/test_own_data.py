"""Taking out all that is kept about oneself: nothing of it is missing, and nothing is somebody else's."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import icalendar
import pytest

from entrypoints.http import own_data
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, problem, scheduled

PARTS = {
    "profile.json",
    "display-preferences.json",
    "notification-preferences.json",
    "reminder-preferences.json",
    "working-hours.json",
    "sessions.json",
    "tokens.json",
    "meetings.json",
    "meetings.ics",
    "messages.json",
    "minutes.json",
    "agenda-items.json",
    "notifications.json",
    "audit-events.json",
}


def taken_out(caller: Caller) -> dict[str, Any]:
    assert caller.post("/auth/proof", {"password": PASSWORD}).status_code == 204
    answer = caller.get("/me/export")
    assert (answer.status_code, answer.content_type) == (200, "application/zip"), answer.text
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="convene-data.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    return {name: raw if name.endswith(".ics") else json.loads(raw) for name, raw in files.items()}


def say(caller: Caller, meeting_id: str, text: str) -> None:
    message = {"client_id": str(uuid4()), "text": text}
    assert caller.post(f"/meetings/{meeting_id}/messages", message).status_code == 201


def test_all_of_it_is_there_and_nothing_of_others(house: House, ana: Caller, ben: Caller) -> None:
    own = scheduled(ana, ben, title="Own")
    invited = scheduled(ben, ana, title="Invited")
    scheduled(ben, title="Secret")
    for caller, text in ((ana, "From Ana"), (ben, "From Ben")):
        say(caller, own["id"], text)
        for path in ("agenda-items", "minutes"):
            line = {"title": text} if path == "agenda-items" else {"kind": "note", "text": text}
            assert caller.post(f"/meetings/{own['id']}/{path}", line).status_code == 201
    found = taken_out(ana)
    assert set(found) == PARTS
    assert found["profile.json"]["email"] == ana.email
    assert {each["title"] for each in found["meetings.json"]} == {"Own", "Invited"}
    answers = {
        guest["person"]["id"]: guest["response"]["status"]
        for each in found["meetings.json"]
        if each["id"] == invited["id"]
        for guest in each["guests"]
    }
    assert answers == {str(ana.person_id): "needs_action"}
    assert [each["text"] for each in found["messages.json"]] == ["From Ana"]
    assert [each["text"] for each in found["minutes.json"]] == ["From Ana"]
    assert [each["title"] for each in found["agenda-items.json"]] == ["From Ana"]
    assert len(found["sessions.json"]) == 1
    calendars = icalendar.Calendar.from_ical(found["meetings.ics"], multiple=True)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    assert {str(event["SUMMARY"]) for event in events} == {"Own", "Invited"}
    assert {each["actor_id"] for each in found["audit-events.json"]} == {str(ana.person_id)}


def test_of_tokens_only_what_is_no_secret(house: House, ana: Caller) -> None:
    assert ana.post("/auth/proof", {"password": PASSWORD}).status_code == 204
    expires = f"{house.clock.now() + timedelta(days=1):%FT%TZ}"
    token = {"name": "Backup", "scopes": ["meetings:read"], "expires_at": expires}
    secret = ana.post("/tokens", token).json["token"]
    found = taken_out(ana)
    assert [each["name"] for each in found["tokens.json"]] == ["Backup"]
    everything = json.dumps({name: str(each) for name, each in found.items()})
    assert secret not in everything
    assert ana.token not in everything


def test_lists_go_on_beyond_one_page(house: House, ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_data, "AT_ONCE", 2)
    ids = [scheduled(ana, title=f"No. {number}")["id"] for number in range(5)]
    for number in range(4):
        say(ana, ids[0], f"No. {number}")
    found = taken_out(ana)
    assert sorted(each["id"] for each in found["meetings.json"]) == sorted(ids)
    assert sorted(each["text"] for each in found["messages.json"]) == [f"No. {number}" for number in range(4)]


def test_it_takes_a_fresh_proof_and_is_an_entry_of_the_trail(house: House, ana: Caller) -> None:
    house.clock.advance(timedelta(minutes=11))
    problem(ana.get("/me/export"), 403, "proof_needed")
    found = taken_out(ana)
    assert found["audit-events.json"][0]["kind"] == "data.exported"
    entry = house.container.memory_database().audit_trail[-1]
    assert (entry.kind, entry.actor_id, entry.subject_id) == ("data.exported", ana.person_id, ana.person_id)


def test_a_guest_takes_out_theirs(guest: Caller, ana: Caller) -> None:
    scheduled(ana, guest, title="Together")
    assert [each["title"] for each in taken_out(guest)["meetings.json"]] == ["Together"]


def test_six_times_an_hour_are_enough(ana: Caller) -> None:
    for _ in range(6):
        taken_out(ana)
    refused = ana.get("/me/export")
    problem(refused, 429, "too_many_requests")
    assert "Retry-After" in refused.headers
