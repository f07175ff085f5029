"""What a revision is to the calendars of others: UID, SEQUENCE and DTSTAMP (R14; RFC 5546 §2.1.4, §3.2)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from domain.meeting import series
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.guest_rights import agree_on
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import Meeting
from domain.meeting.room_booking import RoomBooking
from domain.meeting.terms import Terms
from tests.adapters.icalendar.test_writing import exported, lines_of
from tests.builders import HOST, NOW, a_meeting, at, timed

BEN = uuid4()
LATER = NOW + timedelta(hours=1)
SECOND = "20261208T083000Z"
Deed = Callable[[Meeting], object]


def weekly() -> Meeting:
    guests = (Invitation("ben@example.org", "Ben", BEN), Invitation("zoe@example.net"))
    meeting = a_meeting(guests=guests, repeats=("RRULE:FREQ=WEEKLY;COUNT=4",))
    meeting.uid, meeting.sequence = "one@example.org", 3
    return meeting


def edited(edit: Edit, scope: Scope = Scope.ALL, date: str | None = None) -> Deed:
    return lambda meeting: series.change(meeting, edit, scope, date, by=HOST, now=LATER)


def answered(status: ResponseStatus, date: str | None = None) -> Deed:
    return lambda meeting: meeting.respond(
        BEN, status, comment="", seen_version=None, original_start=date, now=LATER
    )


def cancelled_and_restored(meeting: Meeting) -> None:
    series.cancel(meeting, "", Scope.THIS, SECOND, by=HOST, now=NOW)
    meeting.sequence = 3
    series.restore(meeting, SECOND, by=HOST, now=LATER)


# What the organiser changes in DTSTART, DTEND, DURATION, RRULE, RDATE, EXDATE or STATUS: the number grows.
ANOTHER_REVISION: dict[str, Deed] = {
    "DTSTART and DTEND": edited(Edit(start=at("2026-12-01 11:00"), end=at("2026-12-01 12:00"))),
    "DTEND": edited(Edit(end=at("2026-12-01 12:00"))),
    "RRULE": edited(Edit(recurrence=("RRULE:FREQ=WEEKLY;COUNT=9",))),
    "RDATE": edited(Edit(recurrence=("RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20261224T093000"))),
    "EXDATE": edited(Edit(recurrence=("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20261208T093000"))),
    "no RRULE any more": edited(Edit(recurrence=())),
    "DTSTART of one date": edited(
        Edit(start=at("2026-12-09 11:00"), end=at("2026-12-09 12:00")), Scope.THIS, SECOND
    ),
    "the following dates are another series": edited(
        Edit(start=at("2026-12-08 11:00"), end=at("2026-12-08 12:00")), Scope.FOLLOWING, SECOND
    ),
    "STATUS: cancelled": lambda meeting: meeting.cancel("", by=HOST, now=LATER),
    "STATUS of one date: cancelled": lambda meeting: series.cancel(
        meeting, "", Scope.THIS, SECOND, by=HOST, now=LATER
    ),
    "STATUS of one date: restored": cancelled_and_restored,
}
# Everything else may leave it as it is: guests keep the answers that they gave.
THE_SAME_REVISION: dict[str, Deed] = {
    "SUMMARY": lambda meeting: meeting.describe(Details("Other"), by=HOST, now=LATER),
    "all other details": lambda meeting: meeting.describe(
        Details("Design review", "d", "l", "https://x.example", Visibility.ORGANISATION, Commitment.FREE),
        by=HOST,
        now=LATER,
    ),
    "SUMMARY of one date": edited(Edit(details={"title": "Other"}), Scope.THIS, SECOND),
    "another ATTENDEE": lambda meeting: meeting.invite(Invitation("eve@example.net"), by=HOST, now=LATER),
    "an ATTENDEE less": lambda meeting: meeting.remove_guest(meeting.guests[0].id, by=HOST, now=LATER),
    "PARTSTAT": answered(ResponseStatus.ACCEPTED),
    "PARTSTAT of one date": answered(ResponseStatus.DECLINED, SECOND),
    "a room": edited(Edit(rooms=[RoomBooking(uuid4())])),
    "places": lambda meeting: agree_on(meeting, Terms(capacity=5), by=HOST, now=LATER),
    "nothing": lambda meeting: None,
}


def value(meeting: Meeting, name: str) -> str:
    """The same in each event of the file."""
    (found,) = {line.partition(":")[2] for line in lines_of(meeting) if line.startswith(f"{name}:")}
    return found


@pytest.mark.parametrize("name", ANOTHER_REVISION)
def test_guests_have_to_think_again(name: str) -> None:
    meeting = weekly()
    ANOTHER_REVISION[name](meeting)
    assert (value(meeting, "UID"), value(meeting, "SEQUENCE")) == ("one@example.org", "4")
    assert value(meeting, "DTSTAMP") == value(meeting, "LAST-MODIFIED") == stamp(LATER)


@pytest.mark.parametrize("name", THE_SAME_REVISION)
def test_nobody_has_to_think_again(name: str) -> None:
    meeting = weekly()
    THE_SAME_REVISION[name](meeting)
    assert (value(meeting, "UID"), value(meeting, "SEQUENCE")) == ("one@example.org", "3")
    assert value(meeting, "DTSTAMP") == stamp(NOW if name == "nothing" else LATER)


def stamp(instant: datetime) -> str:
    return f"{instant:%Y%m%dT%H%M%SZ}"


def test_a_new_meeting_is_revision_nought_also_when_it_was_a_draft() -> None:
    """Nobody had the draft: what is announced is the first that there is."""
    draft = a_meeting(draft=True)
    draft.publish(by=HOST, now=LATER)
    assert value(draft, "SEQUENCE") == value(a_meeting(), "SEQUENCE") == "0"


def test_what_goes_on_from_a_series_is_an_event_of_its_own() -> None:
    """Two events never share a UID; the earlier one only says that it ends (RFC 5546 §3.2.2.3)."""
    before = weekly()
    edit = Edit(start=at("2026-12-08 11:00"), end=at("2026-12-08 12:00"))
    first, onward = series.change(before, edit, Scope.FOLLOWING, SECOND, by=HOST, now=LATER)
    assert value(first, "UID") == "one@example.org" != value(onward, "UID")


def test_cancelled_and_restored_are_two_revisions() -> None:
    """Who missed the one between compares numbers, and takes the later (RFC 5546 §2.1.5)."""
    meeting = a_meeting()
    meeting.cancel("", by=HOST, now=LATER)
    assert value(meeting, "SEQUENCE") == "1"
    meeting.restore(by=HOST, now=LATER)
    assert (value(meeting, "SEQUENCE"), value(meeting, "STATUS")) == ("2", "CONFIRMED")


def test_to_read_it_changes_nothing() -> None:
    meeting = weekly()
    assert exported(meeting) == exported(meeting)
    meeting.kept = KeptProperties((5,))
    assert value(meeting, "DTSTAMP") == stamp(NOW)


def test_the_same_time_again_is_no_revision() -> None:
    meeting = a_meeting()
    meeting.move_to(timed(), by=HOST, now=LATER)
    assert (value(meeting, "SEQUENCE"), value(meeting, "DTSTAMP")) == ("0", stamp(NOW))
