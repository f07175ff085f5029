"""What events say of when they repeat, one example a rule."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from adapters.icalendar.calendar_files import IcalendarFiles
from application.meeting.calendar_files import Cancellation, EventInFile, PlannedEvent, Unusable
from domain.meeting.recurrence import Recurrence, parse_recurrence
from domain.meeting.timing import Timed
from domain.shared.time_zone import zone_named
from tests.builders import at
from tests.calendars import a_calendar, an_event

PARIS = "DTSTART;TZID=Europe/Paris:20261201T093000"


def read(*lines: str, start: str = PARIS, before: Sequence[str] = ()) -> EventInFile:
    octets = a_calendar(an_event(*lines, start=start), before=before)
    (event,) = IcalendarFiles().read(octets, floating_zone=zone_named("Europe/Paris")).events
    return event


def planned(*lines: str, start: str = PARIS) -> PlannedEvent:
    content = read(*lines, start=start).content
    assert isinstance(content, PlannedEvent), content
    return content


def refusal(*lines: str, start: str = PARIS) -> str:
    content = read(*lines, start=start).content
    assert isinstance(content, Unusable), content
    assert content.reason.isprintable()
    return content.code


def expected(*lines: str) -> Recurrence | None:
    return parse_recurrence(lines, at("2026-12-01 09:30"))


def test_rules_dates_and_missing_dates() -> None:
    found = planned(
        "RRULE:FREQ=WEEKLY;COUNT=5;",
        "rrule:FREQ=MONTHLY;UNTIL=20270601",
        "RDATE;TZID=Europe/Paris:20261224T080000,20261225T080000",
        "RDATE:20261226T073000Z",
        "EXDATE;VALUE=DATE:20261208",
        "EXDATE;TZID=America/New_York:20261215T033000",
        "EXDATE:",
    )
    assert found.recurrence == expected(
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "RRULE:FREQ=MONTHLY;UNTIL=20270601",
        "RDATE:20261224T080000,20261225T080000,20261226T083000",
        "EXDATE:20261208T093000,20261215T093000",
    )


def test_zones_of_dates_are_those_of_the_file() -> None:
    lines = ("RDATE;TZID=Romance Standard Time:20261224T080000",)
    assert planned(*lines).recurrence == expected("RDATE:20261224T080000")


def test_days_repeat_on_days() -> None:
    days = "DTSTART;VALUE=DATE:20261201"
    found = planned("RRULE:FREQ=YEARLY", "RDATE:20261210Z", "EXDATE:20271201T120000Z", start=days)
    assert found.recurrence == parse_recurrence(
        ["RRULE:FREQ=YEARLY", "RDATE:20261210", "EXDATE:20271201"], date(2026, 12, 1)
    )


def test_added_dates_with_an_end_of_their_own() -> None:
    lines = (
        "RDATE;VALUE=PERIOD:20261224T080000Z/20261224T113000Z,20261225T080000Z/PT2H",
        "RRULE:FREQ=WEEKLY",
    )
    found = planned(*lines)
    assert found.recurrence == expected("RRULE:FREQ=WEEKLY", "RDATE:20261224T090000,20261225T090000")
    assert found.periods == (
        Timed(at("2026-12-24 08:00", "UTC"), at("2026-12-24 11:30", "UTC")),
        Timed(at("2026-12-25 08:00", "UTC"), at("2026-12-25 10:00", "UTC")),
    )


def test_a_missing_date_alone_leaves_the_others_none() -> None:
    found = planned("EXDATE:20261202T093000Z").recurrence
    assert found is not None
    assert found.added == (datetime.fromisoformat("2026-12-01T09:30"),)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("recurrence_not_supported", "EXRULE:FREQ=DAILY"),
        ("invalid_recurrence", "RRULE:nonsense"),
        ("invalid_recurrence", "RRULE:FREQ=SECONDLY"),
        ("invalid_recurrence", "RRULE:FREQ=DAILY;COUNT=0"),
        ("invalid_recurrence", "\r\n".join(["RRULE:FREQ=DAILY"] * 11)),
        ("invalid_recurrence", "EXDATE:" + ",".join(["20261202T093000Z"] * 100_000)),
        ("malformed_property", "RDATE:tomorrow"),
        ("unknown_time_zone", "RDATE;TZID=Nowhere:20261202T093000"),
        ("range_not_supported", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T093000Z"),
        ("malformed_property", "RECURRENCE-ID:soon"),
    ],
)
def test_what_is_no_series_is_refused(code: str, line: str) -> None:
    assert refusal(line) == code


def test_one_date_of_a_series() -> None:
    event = read("RECURRENCE-ID;TZID=Europe/Paris:20261201T093000", "SUMMARY:Moved")
    assert event.date == at("2026-12-01 09:30")
    assert isinstance(event.content, PlannedEvent)
    assert event.content.recurrence is None


def test_one_cancelled_date() -> None:
    event = read("RECURRENCE-ID;VALUE=DATE:20261201", "STATUS:CANCELLED", start="")
    assert (event.date, event.content) == (date(2026, 12, 1), Cancellation(0))


class TestReminders:
    def reminders(self, *triggers: str, repeating: bool = False) -> tuple[tuple[int, ...], str]:
        alarms = [
            f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nREPEAT:1000000000\r\nDURATION:PT1S\r\n{each}\r\nEND:VALARM"
            for each in triggers
        ]
        found = planned(*alarms, *(["RRULE:FREQ=DAILY"] if repeating else []))
        return found.kept.reminders, found.note

    def test_minutes_before_the_start(self) -> None:
        triggers = ("TRIGGER:-PT15M", "TRIGGER;VALUE=DURATION:-P1D", "TRIGGER:PT0S", "TRIGGER:-PT90S")
        assert self.reminders(*triggers) == ((0, 2, 15, 1440), "")

    def test_counted_from_the_end_or_given_as_an_instant(self) -> None:
        assert self.reminders("TRIGGER;RELATED=END:-PT70M") == ((10,), "")
        assert self.reminders("TRIGGER;VALUE=DATE-TIME:20261201T080000Z") == ((30,), "")

    @pytest.mark.parametrize(
        "trigger",
        [
            "TRIGGER:PT5M",
            "TRIGGER:-P29D",
            "TRIGGER:soon",
            "TRIGGER;RELATED=END:-PT5M",
            "X-A:1",
            "TRIGGER:-P9999999999D",
        ],
    )
    def test_others_are_left_out(self, trigger: str) -> None:
        assert self.reminders(trigger) == ((), "left out: 1 alarm that is no reminder before the start")

    def test_an_instant_says_nothing_about_a_series(self) -> None:
        assert self.reminders("TRIGGER;VALUE=DATE-TIME:20261201T080000Z", repeating=True)[0] == ()

    def test_there_are_ten_at_the_most(self) -> None:
        found, note = self.reminders(*(f"TRIGGER:-PT{minutes}M" for minutes in range(40)))
        assert len(found) == 10
        assert note.startswith("left out: 30 alarms")

    def test_no_alarm_by_default_is_none(self) -> None:
        alarm = "BEGIN:VALARM\r\nACTION:NONE\r\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\r\nEND:VALARM"
        assert (planned(alarm).kept.reminders, planned(alarm).note) == ((), "")


class TestKeptProperties:
    def test_letter_by_letter_in_their_order(self) -> None:
        lines = ('X-B;X-C="a,b":1\\,2', "PRIORITY:5", "CATEGORIES:a,b", "ATTACH:https://example.org/a.pdf")
        assert planned(*lines).kept.lines == lines

    def test_a_folded_line_is_one(self) -> None:
        assert planned("X-LONG:a\r\n b\r\n\tc").kept.lines == ("X-LONG:abc",)

    def test_links_that_found_no_place(self) -> None:
        found = planned("URL:https://example.org/page", "CONFERENCE:https://meet.example.org", "COMMENT:c")
        assert found.details.conference_url == "https://meet.example.org"
        assert found.kept.lines == ("URL:https://example.org/page", "COMMENT:c")

    def test_what_speaks_of_the_file_is_not_kept(self) -> None:
        assert planned("DTSTAMP:20261201T000000Z", "CREATED:x", "LAST-MODIFIED:y").kept.lines == ()

    @pytest.mark.parametrize("line", ["X-A;TZID=Own:1", "X-A", "X-A:\x01", "X-A:" + "x" * 40_000])
    def test_what_cannot_be_kept_is_noted(self, line: str) -> None:
        found = planned(line, "X-GOOD:1")
        assert (found.kept.lines, found.note) == (("X-GOOD:1",), "left out: 1 property that cannot be kept")
