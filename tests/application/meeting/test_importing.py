"""Calendar files become meetings of whoever imports them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.identity.ports import KnownPerson
from application.meeting.calendar_files import CalendarFile, CalendarFiles
from application.meeting.import_calendar import ImportCalendar, ImportReport
from application.meeting.import_results import Outcome, Result
from application.meeting.respond import RespondCommand
from application.shared.ports import Clock
from domain.identity.refusals import PermissionMissing
from domain.identity.role import Role
from domain.meeting.guest import Guest, GuestRole, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.refusals import UnreadableCalendar
from tests.application.conftest import House
from tests.builders import timed
from tests.calendars import a_calendar, an_event


@dataclass
class Desk:
    """Ana's: where she imports files."""

    house: House
    ana: Caller

    def bring(self, *events: str, before: Sequence[str] = ()) -> ImportReport:
        report: ImportReport = self.house.container.meetings.import_calendar()(
            self.ana, a_calendar(*events, before=before)
        )
        return report

    def one(self, *lines: str, uid: str = "one@example.org") -> Result:
        """What became of one event."""
        ((_, result),) = self.bring(an_event(*lines, uid=uid)).lines
        return result

    def meeting(self, uid: str = "one@example.org") -> Meeting:
        with self.house.container.transactions().begin() as work:
            meeting: Meeting
            (meeting,) = work.meetings.with_uids(self.ana.person_id, [uid])
        return meeting


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.person("Ana"))


def test_an_event_becomes_a_meeting_of_the_importer(desk: Desk) -> None:
    result = desk.one("SUMMARY:Review", "SEQUENCE:3", "ORGANIZER:mailto:boss@example.net")
    meeting = desk.meeting()
    assert (result.outcome, result.code, result.meeting_id) == (Outcome.IMPORTED, None, meeting.id)
    assert (meeting.host_id, meeting.details.title, meeting.sequence) == (desk.ana.person_id, "Review", 3)
    assert meeting.timing == timed("2026-12-01 09:30", "2026-12-01 10:30", "UTC")
    assert [(guest.email, guest.role) for guest in meeting.guests] == [("boss@example.net", GuestRole.CHAIR)]


def test_clock_times_without_a_zone_are_those_of_the_importer(desk: Desk) -> None:
    desk.one("DTSTART:20261201T093000")
    assert desk.meeting().timing == timed("2026-12-01 09:30", "2026-12-01 10:30", "Europe/Paris")


def test_attendees_with_an_account_become_guests_and_the_importer_does_not_invite_herself(desk: Desk) -> None:
    ben = desk.house.person("Ben")
    desk.one(
        "ORGANIZER:mailto:ana@example.org",
        "ATTENDEE;CN=Ana:mailto:ana@example.org",
        "ATTENDEE;CN=Benjamin:mailto:BEN@example.org",
        "ATTENDEE;CN=Zoë;ROLE=OPT-PARTICIPANT:mailto:zoe@example.net",
    )
    assert [(g.person_id, g.name, g.role) for g in desk.meeting().guests] == [
        (ben.person_id, "Ben", GuestRole.REQUIRED),
        (None, "Zoë", GuestRole.OPTIONAL),
    ]
    assert desk.house.kinds() == ["meeting.scheduled"]
    assert ben.person_id in desk.house.events()[-1].audience


def test_nobodys_answer_comes_from_somebody_elses_file(desk: Desk) -> None:
    """S38."""
    ben = desk.house.person("Ben")
    attendee = "ATTENDEE;PARTSTAT={}:mailto:ben@example.org"
    desk.one(attendee.format("ACCEPTED"))
    assert desk.meeting().guests[0].response.status is ResponseStatus.NEEDS_ACTION
    desk.house.container.meetings.respond()(RespondCommand(ben, desk.meeting().id, ResponseStatus.TENTATIVE))
    for before in [(), ("METHOD:REPLY",), ("METHOD:REQUEST",)]:
        desk.bring(an_event(attendee.format("DECLINED"), "SEQUENCE:9"), before=before)
        assert desk.meeting().guests[0].response.status is ResponseStatus.TENTATIVE


def test_a_strangers_reply_never_adds_a_guest(desk: Desk) -> None:
    """S38."""
    desk.one()
    reply = an_event("ATTENDEE;PARTSTAT=ACCEPTED:mailto:crasher@example.net", "SEQUENCE:9")
    ((_, result),) = desk.bring(reply, before=("METHOD:REPLY",)).lines
    assert (result.outcome, result.code) == (Outcome.REFUSED, "reply_ignored")
    assert desk.meeting().guests == []


def test_somebody_elses_meeting_with_that_uid_is_not_touched(desk: Desk) -> None:
    """S38: a file that names Ben's meeting, in any words, gives Ana one of her own."""
    ben = desk.house.person("Ben")
    meeting_id = desk.house.meeting(ben, desk.ana, title="Ben's")
    with desk.house.container.transactions().begin() as work:
        before = work.meetings.get(meeting_id)
    lines = ("SUMMARY:Mine now", "SEQUENCE:9", "ORGANIZER:mailto:ben@example.org")
    assert desk.one(*lines, uid=before.uid).outcome is Outcome.IMPORTED
    assert desk.one("STATUS:CANCELLED", "SEQUENCE:10", uid=before.uid).outcome is Outcome.UPDATED
    with desk.house.container.transactions().begin() as work:
        assert work.meetings.get(meeting_id) == before


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    lines = ("SUMMARY:Review", "ATTENDEE:mailto:b@example.net", "SEQUENCE:2")
    desk.one(*lines)
    before, events = desk.meeting(), len(desk.house.events())
    result = desk.one(*lines)
    assert (result.outcome, result.meeting_id) == (Outcome.UNCHANGED, before.id)
    assert desk.meeting() == before
    assert len(desk.house.events()) == events


@pytest.mark.parametrize("sequence", [2, 3, 7])
def test_a_revision_that_is_not_older_wins(desk: Desk, sequence: int) -> None:
    desk.one("SUMMARY:Review", "SEQUENCE:2")
    result = desk.one("SUMMARY:Talk", "DTSTART:20261202T093000Z", f"SEQUENCE:{sequence}")
    assert result.outcome is Outcome.UPDATED
    assert desk.meeting().details.title == "Talk"
    assert desk.meeting().timing == timed("2026-12-02 09:30", "2026-12-02 10:30", "UTC")
    assert desk.meeting().sequence == max(3, sequence)
    assert desk.house.kinds() == ["meeting.scheduled", "meeting.changed", "meeting.moved"]


def test_an_older_revision_is_refused(desk: Desk) -> None:
    desk.one("SUMMARY:Review", "SEQUENCE:2")
    result = desk.one("SUMMARY:Talk", "SEQUENCE:1")
    assert (result.outcome, result.code) == (Outcome.REFUSED, "stale")
    assert desk.meeting().details.title == "Review"


def test_new_attendees_are_invited_and_nobody_is_uninvited(desk: Desk) -> None:
    desk.one("ATTENDEE:mailto:b@example.net")
    assert desk.one("ATTENDEE:mailto:c@example.net", "SEQUENCE:1").outcome is Outcome.UPDATED
    assert [guest.email for guest in desk.meeting().guests] == ["b@example.net", "c@example.net"]


def test_an_event_is_taken_in_whole_or_not_at_all(desk: Desk) -> None:
    """The title could change, but nobody can be invited to what is over: so nothing changes."""
    start = "DTSTART:20200101T093000Z"
    desk.one("SUMMARY:Past", start)
    before = desk.meeting()
    report = desk.bring(
        an_event("SUMMARY:Renamed", start, "ATTENDEE:mailto:b@example.net", "SEQUENCE:1"),
        an_event("SUMMARY:Next", uid="two@example.org"),
    )
    assert [(r.outcome, r.code) for _, r in report.lines] == [
        (Outcome.REFUSED, "meeting_over"),
        (Outcome.IMPORTED, None),
    ]
    assert desk.meeting() == before
    assert desk.house.kinds() == ["meeting.scheduled", "meeting.scheduled"]


def test_a_cancellation_of_a_known_event(desk: Desk) -> None:
    desk.one("SUMMARY:Review")
    assert desk.one("STATUS:CANCELLED", "SEQUENCE:1", "COMMENT:Rain").outcome is Outcome.UPDATED
    assert (desk.meeting().state, desk.meeting().cancellation_reason) == (MeetingState.CANCELLED, "Rain")
    assert desk.one("STATUS:CANCELLED", "SEQUENCE:1").outcome is Outcome.UNCHANGED
    assert desk.one("SUMMARY:Review").code == "stale"
    assert desk.one("SUMMARY:Review", "SEQUENCE:2").outcome is Outcome.UPDATED
    assert desk.meeting().state is MeetingState.SCHEDULED


def test_a_cancellation_of_an_unknown_event(desk: Desk) -> None:
    assert desk.one("STATUS:CANCELLED").code == "cancelled_unknown"


def test_two_revisions_in_one_file(desk: Desk) -> None:
    report = desk.bring(an_event("SUMMARY:New", "SEQUENCE:2"), an_event("SUMMARY:Old", "SEQUENCE:1"))
    assert [result.code for _, result in report.lines] == [None, "stale"]
    assert desk.meeting().details.title == "New"


def test_a_file_is_read_from_its_beginning_to_its_end(desk: Desk) -> None:
    """A cancellation before there is anything to cancel, then the event, then its end."""
    report = desk.bring(
        an_event("STATUS:CANCELLED"),
        an_event("SUMMARY:a"),
        an_event("STATUS:CANCELLED"),
        an_event("SUMMARY:a"),
    )
    assert [r.code or r.outcome.value for _, r in report.lines] == [
        "cancelled_unknown",
        "imported",
        "updated",
        "stale",
    ]


def test_each_event_has_its_line(desk: Desk) -> None:
    report = desk.bring(
        an_event("SUMMARY:a"),
        an_event("RRULE:FREQ=HOURLY"),
        an_event("SUMMARY:b", uid="b"),
        "BEGIN:VTODO\r\nEND:VTODO",
    )
    assert [(e.number, e.line, e.title, r.outcome.value, r.code) for e, r in report.lines] == [
        (1, 4, "a", "imported", None),
        (2, 10, "(no title)", "refused", "invalid_recurrence"),
        (3, 16, "b", "imported", None),
    ]
    assert report.count(Outcome.IMPORTED) == 2
    assert dict(report.others) == {"VTODO": 1}


def test_what_had_to_stay_out_is_noted(desk: Desk) -> None:
    result = desk.one("ATTENDEE:nobody")
    assert (result.outcome, result.reason) == (
        Outcome.IMPORTED,
        "left out of the guests: 1 address that is none",
    )


def test_a_guest_of_the_organisation_imports_nothing(desk: Desk) -> None:
    visitor = desk.house.person("Visitor", Role.GUEST)
    with pytest.raises(PermissionMissing):
        desk.house.container.meetings.import_calendar()(visitor, a_calendar(an_event()))


def test_an_unreadable_file_is_refused_whole(desk: Desk) -> None:
    with pytest.raises(UnreadableCalendar):
        desk.house.container.meetings.import_calendar()(desk.ana, b"hello")
    assert desk.house.kinds() == []


def test_changes_carry_the_name_that_the_caller_gave_them(desk: Desk) -> None:
    named = Caller(desk.ana.person_id, desk.ana.role, mutation_id="m1")
    desk.house.container.meetings.import_calendar()(named, a_calendar(an_event()))
    assert [e.mutation_id for e in desk.house.events() if e.kind == "meeting.scheduled"] == ["m1"]


@dataclass
class SlowFiles(CalendarFiles):
    """A reader of files on whose machine time flies."""

    clock: SettableClock
    inner: CalendarFiles

    def read(self, octets: bytes, *, floating_zone: ZoneInfo) -> CalendarFile:
        self.clock.advance(timedelta(minutes=1))
        return self.inner.read(octets, floating_zone=floating_zone)

    def write(
        self, meeting: Meeting, *, people: Mapping[UUID, KnownPerson], guests: Sequence[Guest]
    ) -> bytes:
        return self.inner.write(meeting, people=people, guests=guests)


def test_an_import_that_takes_too_long_says_what_it_did_not_do(desk: Desk) -> None:
    """S30."""
    container = desk.house.container
    slow = ImportCalendar(
        container.transactions(),
        desk.house.clock,
        container.people(),
        SlowFiles(desk.house.clock, container.calendar_files()),
    )
    ((_, result),) = slow(desk.ana, a_calendar(an_event())).lines
    assert (result.outcome, result.code) == (Outcome.REFUSED, "out_of_time")
    assert desk.one().outcome is Outcome.IMPORTED


@dataclass
class HurriedClock(Clock):
    """It shows a second more each time somebody looks."""

    clock: SettableClock

    def now(self) -> datetime:
        self.clock.advance(timedelta(seconds=1))
        return self.clock.now()


@pytest.mark.parametrize("seconds", range(2, 40, 3))
def test_what_a_file_says_of_one_uid_comes_in_time_or_not_at_all(desk: Desk, seconds: int) -> None:
    """S30: and in the end all of it does."""
    series = an_event("RRULE:FREQ=DAILY;COUNT=9", uid="b")
    own = [an_event(f"RECURRENCE-ID:2026120{day}T093000Z", f"SUMMARY:{day}", uid="b") for day in range(2, 9)]
    octets = a_calendar(an_event(uid="a"), series, *own, an_event("SUMMARY:c", uid="c"))
    container = desk.house.container
    hurried = ImportCalendar(
        container.transactions(),
        HurriedClock(desk.house.clock),
        container.people(),
        container.calendar_files(),
        timedelta(seconds=seconds),
    )
    found = [result.code or result.outcome.value for _, result in hurried(desk.ana, octets).lines]
    assert len(set(found[1:9])) == 1
    assert set(found) <= {"imported", "out_of_time"}
    again = container.meetings.import_calendar()(desk.ana, octets)
    assert [result.outcome.value for _, result in again.lines] == [
        "unchanged" if each == "imported" else "imported" for each in found
    ]


def test_a_meeting_made_here_is_found_again_by_its_uid(desk: Desk) -> None:
    """As when somebody imports what was exported from here."""
    ben = desk.house.person("Ben")
    meeting_id = desk.house.meeting(desk.ana, ben, title="Review")
    with desk.house.container.transactions().begin() as work:
        uid = work.meetings.get(meeting_id).uid
    lines = ("DTSTART;TZID=Europe/Paris:20261201T093000", "DTEND;TZID=Europe/Paris:20261201T101500")
    result = desk.one("SUMMARY:Review", *lines, "ATTENDEE:mailto:ben@example.org", uid=uid)
    assert (result.outcome, result.meeting_id) == (Outcome.UNCHANGED, meeting_id)
