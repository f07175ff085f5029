"""What comes in goes out and comes in again with the same meaning (R20)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.icalendar.content_lines import content_lines
from application.identity.caller import Caller
from application.meeting.import_results import Outcome
from domain.meeting.details import Commitment
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import booked_rooms
from domain.meeting.room_booking import BookingStatus, RoomBooking
from tests.application.conftest import House
from tests.builders import a_room, meetings, texts
from tests.calendars import REAL_FILES

WINDOW = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))


def meaning(meeting: Meeting) -> list[object]:
    """What everybody finds in their calendars: each date with all that a file can say of it."""
    found = list[object]()
    for date in meeting.dates.between(*WINDOW):
        own = meeting.overrides.get(date.original_start)
        details = date.details
        found.append(
            (
                date.timing,
                date.cancelled,
                details.title,
                details.description,
                details.location,
                details.conference_url,
                details.visibility,
                details.commitment is Commitment.FREE,
                own.kept if own and own.kept is not None else meeting.kept,
                sorted(
                    (guest.email, " ".join(guest.name.split()), guest.role)
                    for guest in meeting.guests
                    if guest.is_invited_on(date.original_start)
                ),
            )
        )
    return found


def stored(house: House, host: Caller, uids: Sequence[str]) -> dict[str, Meeting]:
    with house.container.transactions().begin() as work:
        return {meeting.uid: meeting for meeting in work.meetings.with_uids(host.person_id, uids)}


def exported(house: House, host: Caller, meeting_id: UUID) -> bytes:
    octets: bytes = house.container.meetings.export_meeting()(host, meeting_id).octets
    return octets


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


OF_THE_COPY = (b"DTSTAMP:", b"CREATED:", b"LAST-MODIFIED:")
"""When it was made and last changed: here, and there. Nothing else may differ, not even in its place."""


def all_but_stamps(octets: bytes) -> list[bytes]:
    return [line for _, line in content_lines(octets) if not line.startswith(OF_THE_COPY)]


@st.composite
def meetings_with_rooms(draw: st.DrawFn, rooms: Sequence[UUID]) -> Meeting:
    """Announced ones, of which some dates have rooms of their own."""
    meeting = draw(meetings().filter(lambda each: each.state is MeetingState.SCHEDULED))
    bookings = st.lists(
        st.builds(RoomBooking, st.sampled_from(rooms), st.sampled_from(BookingStatus), reason=texts(20)),
        max_size=2,
        unique_by=lambda booking: booking.room_id,
    )
    meeting.rooms = draw(bookings)
    for name, own in meeting.overrides.items():
        meeting.overrides[name] = replace(own, rooms=draw(st.none() | bookings.map(tuple)))
    return meeting


@pytest.mark.thorough
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_meeting_that_moves_to_another_house_is_the_same_to_the_letter(
    house: House, ana: Caller, data: st.DataObject
) -> None:
    """Its guests and rooms are strangers there."""
    rooms = [a_room("Blue"), a_room('Red "one"')]
    meeting = data.draw(meetings_with_rooms([room.id for room in rooms]))
    meeting.host_id = ana.person_id
    booked = booked_rooms(meeting.rooms, meeting.overrides)
    octets = house.container.calendar_files().write(
        meeting,
        people=house.container.people().named({ana.person_id}),
        guests=meeting.guests,
        rooms=[room for room in rooms if room.id in booked],
    )
    report = house.container.meetings.import_calendar()(ana, octets)
    assert {result.code for _, result in report.lines} == {None}, report.lines
    again = stored(house, ana, [meeting.uid])[meeting.uid]
    copy = exported(house, ana, again.id)
    same = house.container.meetings.import_calendar()(ana, octets)
    with house.container.transactions().begin() as work:
        work.meetings.remove(work.meetings.get(again.id))
    assert all_but_stamps(copy) == all_but_stamps(octets)
    assert {result.outcome for _, result in same.lines} == {Outcome.UNCHANGED}, same.lines


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
@pytest.mark.parametrize("name", sorted(path.name for path in REAL_FILES.glob("*.ics")))
def test_real_files(house: House, ana: Caller, name: str) -> None:
    report = house.container.meetings.import_calendar()(ana, (REAL_FILES / name).read_bytes())
    first = stored(house, ana, sorted({event.uid for event, _ in report.lines}))
    assert first or name == "icaljs-rdate_exdate.ics"
    for meeting in first.values():
        octets = exported(house, ana, meeting.id)
        same = house.container.meetings.import_calendar()(ana, octets)
        if meeting.state is not MeetingState.CANCELLED:
            assert {result.outcome.value for _, result in same.lines} == {"unchanged"}, same.lines
            with house.container.transactions().begin() as work:
                work.meetings.remove(work.meetings.get(meeting.id))
            house.container.meetings.import_calendar()(ana, octets)
            again = stored(house, ana, [meeting.uid])[meeting.uid]
            assert meaning(again) == meaning(meeting)
            assert (again.kept, again.sequence) == (meeting.kept, meeting.sequence)
