"""``POST /meetings/{id}/guests/reminder``."""

from datetime import timedelta
from typing import Any

from tests.entrypoints.http.conftest import Caller, House, problem, scheduled


def reminder_of(meeting: dict[str, Any]) -> str:
    return f"/meetings/{meeting['id']}/guests/reminder"


def test_it_says_when_and_how_long_to_wait_until_the_next(house: House, ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    assert meeting["guests_reminded_at"] is None
    reminded = ana.post(reminder_of(meeting), None, Idempotency_Key="once")
    assert reminded.status_code == 200, reminded.text
    assert reminded.json["guests_reminded_at"] == reminded.json["updated_at"]
    assert ana.get(f"/meetings/{meeting['id']}").json["guests_reminded_at"]
    assert ana.post(reminder_of(meeting), None, Idempotency_Key="once").json == reminded.json
    house.clock.advance(timedelta(minutes=10))
    again = ana.post(reminder_of(meeting))
    assert problem(again, 429, "guests_reminded_lately")["retryable"]
    assert again.headers["Retry-After"] == str(24 * 60 * 60 - 600)
    assert house.kinds()[-1] == "meeting.guests_reminded"


def test_an_answer_to_what_was_seen_before_is_still_good(house: House, ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    seen = ben.get(f"/meetings/{meeting['id']}").headers["ETag"]
    ana.post(reminder_of(meeting))
    answer = ben.call("PUT", f"/meetings/{meeting['id']}/response", {"status": "accepted"}, If_Match=seen)
    assert answer.status_code == 200, answer.text
    problem(ana.post(reminder_of(meeting)), 409, "everybody_answered")


def test_who_may_not_see_the_guests_does_not_hear_how_many_wait(
    house: House, ana: Caller, ben: Caller
) -> None:
    meeting = scheduled(ana, ben, visibility="organisation", guests_can={"see_guests": False})
    ana.post(reminder_of(meeting))
    *_, told = house.container.event_log().after(0, limit=100)
    assert (told.kind, told.data["waiting"]) == ("meeting.guests_reminded", 1)
    assert (told.audience, told.to_organisation) == ({ana.person_id}, False)
    assert ben.get(f"/meetings/{meeting['id']}").json["guests_reminded_at"] is None
    history = [each["kind"] for each in ana.get(f"/meetings/{meeting['id']}/history").json["data"]]
    assert "meeting.guests_reminded" in history
    history = [each["kind"] for each in ben.get(f"/meetings/{meeting['id']}/history").json["data"]]
    assert "meeting.guests_reminded" not in history
