"""What comes in goes out and comes in again with the same meaning (R20)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from application.identity.caller import Caller
from domain.meeting.details import Commitment
from domain.meeting.meeting import Meeting, MeetingState
from tests.application.conftest import House
from tests.builders import meetings
from tests.calendars import REAL_FILES

WINDOW = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
MEETINGS = meetings().filter(lambda meeting: meeting.state is not MeetingState.CANCELLED)


def meaning(meeting: Meeting) -> list[object]:
    """What everybody finds in their calendars: each date with all that a file can say of it.

    A cancelled date is cancelled; what it would have been is not read from files.
    """
    found, cancelled = list[object](), list[object]()
    for date in meeting.dates.between(*WINDOW):
        own = meeting.overrides.get(date.original_start)
        details = date.details
        if date.cancelled:
            by_the_rule = meeting.dates.nominal(date.original_start)
            assert own is not None
            assert by_the_rule is not None
            cancelled.append((str(by_the_rule.timing.start), own.cancellation_reason[:1_000]))
            continue
        found.append(
            (
                date.timing,
                details.title,
                details.description.strip(),
                details.location.strip(),
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
    return [*found, sorted(cancelled)]


def stored(house: House, host: Caller, uids: Sequence[str]) -> dict[str, Meeting]:
    with house.container.transactions().begin() as work:
        return {meeting.uid: meeting for meeting in work.meetings.with_uids(host.person_id, uids)}


def exported(house: House, host: Caller, meeting_id: UUID) -> bytes:
    octets: bytes = house.container.export_meeting()(host, meeting_id).octets
    return octets


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


@pytest.mark.thorough
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MEETINGS)
def test_any_meeting(house: House, ana: Caller, meeting: Meeting) -> None:
    meeting.host_id = ana.person_id
    with house.container.transactions().begin() as work:
        meeting.rooms, meeting.version = [], 0
        work.meetings.add(meeting)
    octets = exported(house, ana, meeting.id)
    with house.container.transactions().begin() as work:
        work.meetings.remove(work.meetings.get(meeting.id))
    report = house.container.import_calendar()(ana, octets)
    assert {result.code for _, result in report.lines} == {None}, report.lines
    again = stored(house, ana, [meeting.uid])[meeting.uid]
    assert meaning(again) == meaning(meeting)
    assert again.sequence == meeting.sequence
    assert exported(house, ana, again.id).count(b"\r\n") > 10
    with house.container.transactions().begin() as work:
        work.meetings.remove(work.meetings.get(again.id))


@pytest.mark.skipif(not REAL_FILES.exists(), reason="REAL CALENDAR FILES ARE MISSING")
@pytest.mark.parametrize("name", sorted(path.name for path in REAL_FILES.glob("*.ics")))
def test_real_files(house: House, ana: Caller, name: str) -> None:
    report = house.container.import_calendar()(ana, (REAL_FILES / name).read_bytes())
    first = stored(house, ana, sorted({event.uid for event, _ in report.lines}))
    assert first or name == "icaljs-rdate_exdate.ics"
    for meeting in first.values():
        octets = exported(house, ana, meeting.id)
        same = house.container.import_calendar()(ana, octets)
        if meeting.state is not MeetingState.CANCELLED:
            assert {result.outcome.value for _, result in same.lines} == {"unchanged"}, same.lines
            with house.container.transactions().begin() as work:
                work.meetings.remove(work.meetings.get(meeting.id))
            house.container.import_calendar()(ana, octets)
            again = stored(house, ana, [meeting.uid])[meeting.uid]
            assert meaning(again) == meaning(meeting)
            assert (again.kept, again.sequence) == (meeting.kept, meeting.sequence)
