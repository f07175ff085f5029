"""What single events say, one example a rule."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from adapters.icalendar.calendar_files import IcalendarFiles
from application.meeting.calendar_files import (
    Attendee,
    Cancellation,
    EventInFile,
    PlannedEvent,
    RoomInFile,
    Unusable,
)
from domain.meeting.details import Commitment, Visibility
from domain.meeting.guest import GuestRole, Response, ResponseStatus
from domain.meeting.timing import AllDay, Timed, Timing
from tests.builders import at
from tests.calendars import a_calendar, an_event

PARIS = ZoneInfo("Europe/Paris")


def read(*events: str, before: tuple[str, ...] = ()) -> list[EventInFile]:
    return list(IcalendarFiles().read(a_calendar(*events, before=before), floating_zone=PARIS).events)


def single(*lines: str, start: str = "DTSTART:20261201T093000Z") -> PlannedEvent:
    (event,) = read(an_event(*lines, start=start))
    assert isinstance(event.content, PlannedEvent), event.content
    return event.content


def timing(*lines: str, start: str) -> Timing:
    return single(*lines, start=start).timing


def refusal(*lines: str, start: str = "DTSTART:20261201T093000Z", before: tuple[str, ...] = ()) -> str:
    (event,) = read(an_event(*lines, start=start), before=before)
    assert isinstance(event.content, Unusable), event.content
    assert event.content.reason
    assert event.content.reason.isprintable()
    return event.content.code


class TestTimes:
    def test_a_zone_by_its_iana_name(self) -> None:
        found = timing(
            "DTEND;TZID=America/New_York:20261201T103000", start="DTSTART;TZID=Europe/Paris:20261201T093000"
        )
        assert found == Timed(at("2026-12-01 09:30"), at("2026-12-01 10:30", "America/New_York"))

    def test_utc(self) -> None:
        found = timing("DTEND:20261201T103000Z", start="DTSTART:20261201T093000Z")
        assert found == Timed(at("2026-12-01 09:30", "UTC"), at("2026-12-01 10:30", "UTC"))

    def test_no_zone_means_the_zone_of_the_importer(self) -> None:
        found = timing("DTEND:20261201T103000", start="DTSTART:20261201T093000")
        assert found == Timed(at("2026-12-01 09:30"), at("2026-12-01 10:30"))

    @pytest.mark.parametrize(
        ("tzid", "name"),
        [
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("India Standard Time", "Asia/Kolkata"),
            ("US/Eastern", "America/New_York"),
            ("US-Eastern", "America/New_York"),
            ('"Europe/Kiev"', "Europe/Kyiv"),
            ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
            ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ],
    )
    def test_other_names_of_places(self, tzid: str, name: str) -> None:
        found = timing(start=f"DTSTART;TZID={tzid}:20261201T093000")
        assert isinstance(found, Timed)
        assert found.start == at("2026-12-01 09:30", name)

    def test_a_zone_of_the_files_own_with_a_place(self) -> None:
        zone = ("BEGIN:VTIMEZONE", "TZID:Office", "X-LIC-LOCATION:Asia/Tokyo", "END:VTIMEZONE")
        (event,) = read(an_event(start="DTSTART;TZID=Office:20261201T093000"), before=zone)
        assert isinstance(event.content, PlannedEvent)
        assert isinstance(event.content.timing, Timed)
        assert event.content.timing.start == at("2026-12-01 09:30", "Asia/Tokyo")

    def test_a_zone_that_only_rules_describe_is_refused_by_name(self) -> None:
        (event,) = read(an_event(start="DTSTART;TZID=Customized Time Zone:20261201T093000"))
        assert isinstance(event.content, Unusable)
        assert event.content.code == "unknown_time_zone"
        assert "Customized Time Zone" in event.content.reason

    def test_the_place_of_one_calendar_is_not_that_of_another_in_the_same_file(self) -> None:
        zone = ("BEGIN:VTIMEZONE", "TZID:Office", "X-LIC-LOCATION:Asia/Tokyo", "END:VTIMEZONE")
        octets = a_calendar(before=zone) + a_calendar(an_event(start="DTSTART;TZID=Office:20261201T093000"))
        (event,) = IcalendarFiles().read(octets, floating_zone=PARIS).events
        assert isinstance(event.content, Unusable)

    def test_days(self) -> None:
        found = timing("DTEND;VALUE=DATE:20261203", start="DTSTART;VALUE=DATE:20261201")
        assert found == AllDay(date(2026, 12, 1), date(2026, 12, 3))

    @pytest.mark.parametrize("lines", [(), ("DTEND;VALUE=DATE:20261201",), ("DURATION:P1D",)])
    def test_one_day(self, lines: tuple[str, ...]) -> None:
        found = timing(*lines, start="DTSTART;VALUE=DATE:20261201")
        assert found == AllDay(date(2026, 12, 1), date(2026, 12, 2))

    def test_weeks_of_days(self) -> None:
        found = timing("DURATION:P2W", start="DTSTART;VALUE=DATE:20261201")
        assert found == AllDay(date(2026, 12, 1), date(2026, 12, 15))

    def test_a_day_counts_on_the_calendar_and_24_hours_on_the_clock(self) -> None:
        """§3.3.6, across the night in which Paris wins an hour."""
        start = "DTSTART;TZID=Europe/Paris:20261024T120000"
        assert timing("DURATION:P1D", start=start) == Timed(at("2026-10-24 12:00"), at("2026-10-25 12:00"))
        assert timing("DURATION:PT24H", start=start) == Timed(at("2026-10-24 12:00"), at("2026-10-25 11:00"))
        assert timing("DURATION:P1DT1H30M", start=start) == Timed(
            at("2026-10-24 12:00"), at("2026-10-25 13:30")
        )

    @pytest.mark.parametrize(
        ("code", "start", "lines"),
        [
            ("no_start", "", ()),
            ("zero_length", "DTSTART:20261201T093000Z", ("DTEND:20261201T093000Z",)),
            ("zero_length", "DTSTART:20261201T093000Z", ("DURATION:PT0S",)),
            ("end_before_start", "DTSTART:20261201T093000Z", ("DTEND:20261201T092959Z",)),
            ("end_before_start", "DTSTART;VALUE=DATE:20261201", ("DTEND;VALUE=DATE:20261130",)),
            ("end_and_duration", "DTSTART:20261201T093000Z", ("DTEND:20261201T103000Z", "DURATION:PT1H")),
            ("mixed_value_types", "DTSTART:20261201T093000Z", ("DTEND;VALUE=DATE:20261202",)),
            ("mixed_value_types", "DTSTART;VALUE=DATE:20261201", ("DURATION:PT1H",)),
            ("malformed_property", "DTSTART:20261301T093000Z", ()),
            ("malformed_property", "DTSTART:20261201T093060Z", ()),
            ("malformed_property", "DTSTART:tomorrow", ()),
            ("malformed_property", "DTSTART:20261201T09300Z", ()),
            ("malformed_property", "DTSTART:٢٠٢٦١٢٠١", ()),
            ("malformed_property", "DTSTART:20261201T093000Z", ("DURATION:P",)),
            ("malformed_property", "DTSTART:20261201T093000Z", ("DURATION:-PT1H",)),
            ("malformed_property", "DTSTART:20261201T093000Z", ("DURATION:P99999999999999W",)),
            ("malformed_property", "DTSTART:20261201T093000Z", ("DURATION:P999999999D",)),
            (
                "malformed_property",
                "DTSTART:20261201T093000Z",
                ("DTEND:20261201T103000Z", "DTEND:20261201T113000Z"),
            ),
            ("invalid_time_slot", "DTSTART:99991231T235959Z", ()),
            ("invalid_time_slot", "DTSTART:00010101T000000Z", ()),
            ("invalid_time_slot", "DTSTART;VALUE=DATE:99991231", ("DTEND;VALUE=DATE:99991231",)),
            ("invalid_time_slot", "DTSTART;VALUE=DATE:99991231", ()),
            ("invalid_time_slot", "DTSTART;VALUE=DATE:21991231", ()),
            ("invalid_time_slot", "DTSTART;VALUE=DATE:00010101", ()),
            ("invalid_timing", "DTSTART:20261201T093000Z", ("DTEND:20281201T093000Z",)),
        ],
    )
    def test_times_that_no_meeting_can_have(self, code: str, start: str, lines: tuple[str, ...]) -> None:
        assert refusal(*lines, start=start) == code


class TestMethods:
    @pytest.mark.parametrize("method", ["PUBLISH", "REQUEST", "request"])
    def test_what_is_published_or_requested_comes_in(self, method: str) -> None:
        (event,) = read(an_event(), before=(f"METHOD:{method}",))
        assert isinstance(event.content, PlannedEvent)

    def test_an_answer_is_not_taken_from_a_file(self) -> None:
        lines = ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com",)
        assert refusal(*lines, before=("METHOD:REPLY",)) == "reply_ignored"

    @pytest.mark.parametrize("method", ["COUNTER", "ADD", "REFRESH", "DECLINECOUNTER", "X-EVIL\x07"])
    def test_other_methods_are_not_for_importing(self, method: str) -> None:
        assert refusal(before=(f"METHOD:{method}",)) == "method_not_supported"

    def test_taking_back_single_invitations_is_not_cancelling(self) -> None:
        assert refusal("ATTENDEE:mailto:b@example.com", before=("METHOD:CANCEL",)) == "method_not_supported"

    def test_a_cancellation_needs_no_times(self) -> None:
        (event,) = read(an_event("STATUS:CANCELLED", "SEQUENCE:3", "COMMENT:Rain\\, sorry", start=""))
        assert event.content == Cancellation(3, "Rain, sorry")


class TestWords:
    def test_text_without_its_escapes(self) -> None:
        details = single(r"SUMMARY:Lunch\, then\nwalk", r"DESCRIPTION:a\;b\\c\Nd", "LOCATION: Café ").details
        assert (details.title, details.description, details.location) == (
            "Lunch, then walk",
            "a;b\\c\nd",
            " Café ",
        )

    def test_no_title_is_said_so(self) -> None:
        (event,) = read(an_event("SUMMARY: "))
        assert event.title == "(no title)"
        assert isinstance(event.content, PlannedEvent)
        assert event.content.details.title == "(no title)"

    @pytest.mark.parametrize(
        ("line", "visibility"),
        [
            ("CLASS:PUBLIC", Visibility.ORGANISATION),
            ("CLASS:PRIVATE", Visibility.PRIVATE),
            ("CLASS:CONFIDENTIAL", Visibility.PRIVATE),
            ("X-NOTHING:1", Visibility.PRIVATE),
        ],
    )
    def test_only_what_says_public_is_shown_to_the_organisation(
        self, line: str, visibility: Visibility
    ) -> None:
        assert single(line).details.visibility is visibility

    @pytest.mark.parametrize("name", ["URL", "X-GOOGLE-CONFERENCE", "CONFERENCE;VALUE=URI;FEATURE=VIDEO"])
    def test_a_link_to_the_conference(self, name: str) -> None:
        assert single(f"{name}:https://meet.example.org/a?b=c").details.conference_url == (
            "https://meet.example.org/a?b=c"
        )

    def test_a_conference_before_the_page_about_the_event(self) -> None:
        details = single(
            "URL:https://example.org", "CONFERENCE:tel:+49", "CONFERENCE:https://meet.example.org"
        ).details
        assert details.conference_url == "https://meet.example.org"

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "file:///etc/passwd", "", "https://", "https://a b"]
    )
    def test_what_no_browser_should_follow_is_left_out(self, url: str) -> None:
        assert single(f"URL:{url}").details.conference_url is None

    def test_an_injected_component_stays_text(self) -> None:
        (event,) = read(an_event(r"SUMMARY:a\nEND:VEVENT\nBEGIN:VEVENT"))
        assert event.title == "a END:VEVENT BEGIN:VEVENT"

    @pytest.mark.parametrize(
        "line", ["SUMMARY:" + "x" * 301, "DESCRIPTION:" + "x" * 20_001, "SUMMARY:\x00", "LOCATION:\x00"]
    )
    def test_what_cannot_be_stored_is_refused(self, line: str) -> None:
        assert refusal(line) == "invalid_text"

    def test_an_alarm_does_not_speak_for_its_event(self) -> None:
        alarm = ("BEGIN:VALARM", "REPEAT:1000000000", "DURATION:PT1S", "SUMMARY:Ring", "END:VALARM")
        assert single("SUMMARY:Real", "\r\n".join(alarm)).details.title == "Real"

    @pytest.mark.parametrize(
        ("line", "commitment"),
        [
            ("TRANSP:TRANSPARENT", Commitment.FREE),
            ("TRANSP:OPAQUE", Commitment.BUSY),
            ("X-A:1", Commitment.BUSY),
        ],
    )
    def test_what_is_transparent_keeps_nobody_busy(self, line: str, commitment: Commitment) -> None:
        assert single(line).details.commitment is commitment

    @pytest.mark.parametrize(
        "line", ["LOCATION", "LOCATION;=:x", 'LOCATION;A="x:y', "SUMMARY;A=" + "b," * 3_000 + ":x"]
    )
    def test_a_line_that_is_none_refuses_its_event(self, line: str) -> None:
        assert refusal(line) == "malformed_property"

    @pytest.mark.parametrize("value", ["x", "-1", "1.5", "99999999999999999999", "²"])
    def test_a_revision_is_a_number(self, value: str) -> None:
        assert refusal(f"SEQUENCE:{value}") == "malformed_property"


class TestIdentity:
    def test_without_a_uid_the_content_names_the_event(self) -> None:
        one, again, other = read(
            an_event("SUMMARY:a", uid=None), an_event("SUMMARY:a", uid=None), an_event("SUMMARY:b", uid=None)
        )
        assert one.uid == again.uid != other.uid

    def test_a_uid_has_bounds(self) -> None:
        assert refusal(f"UID:{'x' * 501}") == "invalid_text"


class TestAttendees:
    def test_who_takes_part_and_in_which_role(self) -> None:
        event = single(
            "ORGANIZER;CN=Ana:MAILTO:Ana@Example.org",
            "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:ben@example.org",
            'ATTENDEE;ROLE=OPT-PARTICIPANT;CN="Dupont, Chloé":mailto:chloe@example.org',
            "ATTENDEE;CN=Ben again:mailto:BEN@example.org",
        )
        assert event.attendees == (
            Attendee("ben@example.org", "Ben", GuestRole.REQUIRED, Response(ResponseStatus.ACCEPTED)),
            Attendee("chloe@example.org", "Dupont, Chloé", GuestRole.OPTIONAL),
            Attendee("ana@example.org", "Ana", GuestRole.CHAIR),
        )
        assert event.note == ""

    def test_who_stays_out_is_noted(self) -> None:
        event = single(
            "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
            "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:copy@example.org",
            "ATTENDEE:somebody",
            "ATTENDEE:urn:uuid:1",
        )
        assert event.attendees == ()
        assert event.note == "left out of the guests: 1 observer, 2 addresses that are none"
        room = RoomInFile("", "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org")
        assert (event.rooms, event.kept.lines) == ((room,), (room.line,))

    def test_an_address_beside_a_principal(self) -> None:
        (attendee,) = single("ATTENDEE;EMAIL=ben@example.org:/principals/42").attendees
        assert attendee.email == "ben@example.org"

    def test_too_many(self) -> None:
        assert refusal(*(f"ATTENDEE:mailto:p{n}@example.org" for n in range(502))) == "too_many_guests"


class TestStructure:
    def test_an_event_outside_of_a_calendar_is_refused(self) -> None:
        octets = a_calendar() + an_event().encode()
        (event,) = IcalendarFiles().read(octets, floating_zone=PARIS).events
        assert isinstance(event.content, Unusable)
        assert event.content.code == "misplaced_event"

    def test_an_event_in_an_event_is_refused_and_the_outer_one_not_harmed(self) -> None:
        outer, inner = read(an_event("SUMMARY:outer", an_event("SUMMARY:inner", uid="two")))
        assert (outer.title, inner.title) == ("outer", "inner")
        assert isinstance(outer.content, PlannedEvent)
        assert isinstance(inner.content, Unusable)
        assert inner.content.code == "misplaced_event"

    def test_an_event_without_its_end_is_refused_and_the_next_calendar_not_harmed(self) -> None:
        octets = a_calendar(an_event().removesuffix("END:VEVENT")) + a_calendar(an_event())
        broken, whole = IcalendarFiles().read(octets, floating_zone=PARIS).events
        assert isinstance(broken.content, Unusable)
        assert broken.content.code == "malformed_event"
        assert isinstance(whole.content, PlannedEvent)

    def test_text_in_another_encoding_refuses_its_event_alone(self) -> None:
        octets = a_calendar(an_event("SUMMARY:?"), an_event("SUMMARY:ok")).replace(
            b"?", "Chloé".encode("latin-1")
        )
        broken, whole = IcalendarFiles().read(octets, floating_zone=PARIS).events
        assert isinstance(broken.content, Unusable)
        assert (broken.content.code, broken.title) == ("not_utf8", "Chlo\ufffd")
        assert isinstance(whole.content, PlannedEvent)

    def test_half_of_a_surrogate_pair_is_no_utf8(self) -> None:
        octets = a_calendar(an_event("SUMMARY:?")).replace(b"?", b"\xed\xa0\x80")
        (event,) = IcalendarFiles().read(octets, floating_zone=PARIS).events
        assert isinstance(event.content, Unusable)
        assert event.content.code == "not_utf8"
