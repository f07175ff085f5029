"""Meetings as calendar files over HTTP."""

import pytest

from tests.calendars import a_calendar, an_event
from tests.entrypoints.http.conftest import House


@pytest.mark.parametrize("way", ["path", "accept"])
def test_a_meeting_as_a_file(house: House, way: str) -> None:
    ana = house.person("Ana")
    octets = a_calendar(an_event("SUMMARY:Review\\nBEGIN:VEVENT", "RRULE:FREQ=WEEKLY", "X-A:1"))
    sent = ana.post("/imports", octets, Content_Type="text/calendar")
    meeting_id = sent.get_json()["events"][0]["meeting_id"]
    shown = ana.get(f"/meetings/{meeting_id}")
    path, headers = {
        "path": (f"/meetings/{meeting_id}.ics", {}),
        "accept": (f"/meetings/{meeting_id}", {"Accept": "text/calendar"}),
    }[way]
    answer = ana.get(path, **headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["ETag"] == shown.headers["ETag"]
    assert {b"UID:one@example.org", b"RRULE:FREQ=WEEKLY", b"X-A:1"} <= set(answer.data.split(b"\r\n"))
    assert answer.data.split(b"\r\n").count(b"BEGIN:VEVENT") == 1


def test_nobody_reads_a_file_of_what_they_may_not_see(house: House) -> None:
    ana, eve = house.person("Ana"), house.person("Eve")
    sent = ana.post("/imports", a_calendar(an_event()), Content_Type="text/calendar")
    meeting_id = sent.get_json()["events"][0]["meeting_id"]
    for path, headers in [
        (f"/meetings/{meeting_id}.ics", {}),
        (f"/meetings/{meeting_id}", {"Accept": "text/calendar"}),
    ]:
        answer = eve.get(path, **headers)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "meeting_not_found")


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/html,*/*;q=0.8", "text/calendar;q=0.5,*/*"]
)
def test_who_takes_anything_gets_json(house: House, accept: str) -> None:
    ana = house.person("Ana")
    sent = ana.post("/imports", a_calendar(an_event()), Content_Type="text/calendar")
    meeting_id = sent.get_json()["events"][0]["meeting_id"]
    assert ana.get(f"/meetings/{meeting_id}", Accept=accept).content_type == "application/json"
