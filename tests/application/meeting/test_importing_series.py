"""Series in calendar files, and single dates of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from application.meeting.import_results import Outcome
from domain.meeting.details import Commitment
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.timing import Timed
from tests.application.conftest import House
from tests.application.meeting.test_importing import Desk
from tests.builders import at
from tests.calendars import an_event

WEEKLY = ("DTSTART;TZID=Europe/Paris:20261201T093000", "RRULE:FREQ=WEEKLY;COUNT=4")
SECOND = "RECURRENCE-ID;TZID=Europe/Paris:20261208T093000"
SECOND_NAME = "20261208T083000Z"


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.person("Ana"))


def brought(desk: Desk, *events: str) -> list[str]:
    """What became of each event: its code, or its outcome."""
    return [result.code or result.outcome.value for _, result in desk.bring(*events).lines]


def starts(meeting: Meeting) -> list[str]:
    """When it takes place, in UTC, without what is cancelled."""
    dates = meeting.dates.until(datetime(2028, 1, 1, tzinfo=UTC))
    return [f"{each.timing.slot.start:%m-%d %H:%M}" for each in dates if not each.cancelled]


def series(*lines: str) -> str:
    return an_event("SUMMARY:Weekly", *WEEKLY, *lines)


def one_date(*lines: str, start: str = "DTSTART;TZID=Europe/Paris:20261209T100000") -> str:
    return an_event(*lines, *([] if any(SECOND[:13] in line for line in lines) else [SECOND]), start=start)


def test_a_series_and_its_dates(desk: Desk) -> None:
    cancelled = one_date("RECURRENCE-ID:20261215T083000Z", "STATUS:CANCELLED", "COMMENT:Rain", start="")
    moved = one_date("SUMMARY:Moved", "LOCATION:Blue")
    assert brought(desk, moved, series("SEQUENCE:2"), cancelled) == ["imported"] * 3
    meeting = desk.meeting()
    assert starts(meeting) == ["12-01 08:30", "12-09 09:00", "12-22 08:30"]
    own = meeting.overrides[SECOND_NAME]
    assert (own.timing, dict(own.details)) == (
        Timed(at("2026-12-09 10:00"), at("2026-12-09 11:00")),
        {"title": "Moved", "location": "Blue"},
    )
    assert meeting.overrides["20261215T083000Z"].cancellation_reason == "Rain"
    assert meeting.sequence == 2
    (event,) = (each for each in desk.house.events() if each.kind.startswith("meeting."))
    assert event.data["imported"] is True


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    file = [
        series("ATTENDEE:mailto:b@example.net"),
        one_date("ATTENDEE:mailto:c@example.net"),
        one_date("RECURRENCE-ID:20261215T083000Z", "STATUS:CANCELLED", start=""),
    ]
    brought(desk, *file)
    before, events = desk.meeting(), len(desk.house.events())
    assert brought(desk, *file) == ["unchanged"] * 3
    assert brought(desk, *file[1:]) == ["unchanged"] * 2
    assert desk.meeting() == before
    assert len(desk.house.events()) == events


def test_added_dates_with_an_end_of_their_own(desk: Desk) -> None:
    brought(desk, series("RDATE;VALUE=PERIOD:20261224T080000Z/PT3H"))
    date = desk.meeting().dates.named("20261224T080000Z")
    assert date is not None
    assert date.timing.slot.length.total_seconds() == 3 * 3600


def test_a_later_file_changes_one_date(desk: Desk) -> None:
    brought(desk, series())
    assert brought(desk, one_date("SEQUENCE:1")) == ["updated"]
    assert starts(desk.meeting()) == ["12-01 08:30", "12-09 09:00", "12-15 08:30", "12-22 08:30"]
    assert brought(desk, one_date("SUMMARY:Older")) == ["stale"]
    assert brought(desk, one_date("STATUS:CANCELLED", "SEQUENCE:7", start="")) == ["updated"]
    assert starts(desk.meeting()) == ["12-01 08:30", "12-15 08:30", "12-22 08:30"]
    assert desk.meeting().sequence >= 7


def test_a_date_that_a_file_cancels_is_a_revision(desk: Desk) -> None:
    """R14: its STATUS changes, so our number grows even where the file's did not."""
    brought(desk, series("SEQUENCE:2"))
    assert brought(desk, one_date("STATUS:CANCELLED", "SEQUENCE:2", start="")) == ["updated"]
    assert desk.meeting().sequence == 3


def test_guests_are_invited_apart_so_many_times_only(desk: Desk) -> None:
    """Each exclusion is kept: 500 guests on each of 1,000 dates would be half a million."""
    guests = [f"ATTENDEE:mailto:g{number}@example.net" for number in range(500)]
    days = (datetime(2026, 12, 1, 9, 30) + timedelta(days=number) for number in range(102))
    dates = [
        an_event(f"RECURRENCE-ID:{day:%Y%m%dT%H%M%SZ}", guests[0], start=f"DTSTART:{day:%Y%m%dT%H%M%SZ}")
        for day in days
    ]
    found = brought(desk, an_event("RRULE:FREQ=DAILY;COUNT=200", *guests), *dates)
    assert found == ["imported"] * 101 + ["too_many_exceptions"] * 2


def test_the_whole_file_replaces_what_single_dates_were(desk: Desk) -> None:
    brought(desk, series(), one_date())
    assert brought(desk, series("SEQUENCE:5")) == ["updated"]
    assert desk.meeting().overrides == {}


def test_a_date_that_the_rule_does_not_hit_is_added(desk: Desk) -> None:
    extra = one_date("RECURRENCE-ID:20261210T083000Z", start="DTSTART:20261210T090000Z")
    excluded = one_date("RECURRENCE-ID:20261215T083000Z", start="DTSTART:20261215T083000Z")
    assert brought(desk, series("EXDATE:20261215T083000Z"), extra, excluded) == ["imported"] * 3
    assert starts(desk.meeting()) == [
        "12-01 08:30",
        "12-08 08:30",
        "12-10 09:00",
        "12-15 08:30",
        "12-22 08:30",
    ]


def test_a_cancelled_date_that_is_none_is_no_change(desk: Desk) -> None:
    cancelled = one_date("RECURRENCE-ID:20261210T083000Z", "STATUS:CANCELLED", "SEQUENCE:9", start="")
    brought(desk, series())
    assert brought(desk, cancelled) == ["unchanged"]


def test_dates_whose_series_is_unknown_make_one_of_their_own(desk: Desk) -> None:
    third = one_date("RECURRENCE-ID:20261215T083000Z", start="DTSTART:20261215T083000Z")
    assert brought(desk, one_date("SUMMARY:Moved"), third) == ["imported", "imported"]
    assert starts(desk.meeting()) == ["12-09 09:00", "12-15 08:30"]
    # The series comes later, and its dates keep their names.
    later = brought(desk, series("SEQUENCE:1"), one_date("SUMMARY:Moved"), third)
    assert later == ["updated", "updated", "unchanged"]
    assert starts(desk.meeting()) == ["12-01 08:30", "12-09 09:00", "12-15 08:30", "12-22 08:30"]
    assert SECOND_NAME in desk.meeting().overrides


def test_an_unknown_cancelled_date(desk: Desk) -> None:
    assert brought(desk, one_date("STATUS:CANCELLED", start="")) == ["cancelled_unknown"]


def test_dates_of_a_refused_series_are_refused_too(desk: Desk) -> None:
    assert brought(desk, series("EXRULE:FREQ=DAILY"), one_date()) == [
        "recurrence_not_supported",
        "series_refused",
    ]
    assert (
        brought(desk, an_event(WEEKLY[0], "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"), one_date())
        == ["invalid_recurrence"] * 2
    )


def test_a_refused_date_leaves_its_series_in_peace(desk: Desk) -> None:
    wrong = one_date("DTEND:20261209T000000Z", start="DTSTART:20261209T090000Z")
    assert brought(desk, series(), wrong) == ["imported", "end_before_start"]
    assert len(starts(desk.meeting())) == 4


def test_a_whole_series_moves_and_asks_again(desk: Desk) -> None:
    ben = desk.house.person("Ben")
    guest = "ATTENDEE:mailto:ben@example.org"
    brought(desk, series(guest))
    with desk.house.container.transactions().begin() as work:
        meeting = work.meetings.get(desk.meeting().id)
        meeting.respond(
            ben.person_id, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=meeting.updated_at
        )
        work.meetings.save(meeting)
    longer = an_event("SUMMARY:Weekly", WEEKLY[0], "RRULE:FREQ=WEEKLY;COUNT=9", guest, "SEQUENCE:1")
    assert brought(desk, longer) == ["updated"]
    assert desk.meeting().guests[0].response.status is ResponseStatus.ACCEPTED
    later = an_event(
        "SUMMARY:Weekly", "DTSTART;TZID=Europe/Paris:20261201T113000", WEEKLY[1], guest, "SEQUENCE:9"
    )
    assert brought(desk, later) == ["updated"]
    assert desk.meeting().guests[0].response.status is ResponseStatus.NEEDS_ACTION
    assert desk.meeting().dates.named(SECOND_NAME) is not None  # the dates keep their names


def test_who_takes_part_on_one_date(desk: Desk) -> None:
    everybody = ("ATTENDEE:mailto:b@example.net", "ATTENDEE:mailto:c@example.net")
    brought(
        desk, series(*everybody), one_date("ATTENDEE:mailto:c@example.net", "ATTENDEE:mailto:d@example.net")
    )
    invited = {guest.email[0]: guest.is_invited_on(SECOND_NAME) for guest in desk.meeting().guests}
    assert invited == {"b": False, "c": True, "d": True}
    usual = {guest.email[0]: guest.is_invited_on("20261215T083000Z") for guest in desk.meeting().guests}
    assert usual == {"b": True, "c": True, "d": False}
    assert brought(desk, one_date(*everybody, "SEQUENCE:1")) == ["updated"]
    invited = {guest.email[0]: guest.is_invited_on(SECOND_NAME) for guest in desk.meeting().guests}
    assert invited == {"b": True, "c": True, "d": False}


def test_a_cancelled_series_is_cancelled_with_its_dates(desk: Desk) -> None:
    brought(desk, series(), one_date())
    assert brought(desk, series("STATUS:CANCELLED", "SEQUENCE:3")) == ["updated"]
    assert desk.meeting().state is MeetingState.CANCELLED
    assert brought(desk, one_date("SUMMARY:Other", "SEQUENCE:9")) == ["meeting_cancelled"]


def test_reminders_and_unknown_properties_come_along(desk: Desk) -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM"
    brought(desk, series(alarm, "X-A:1"), one_date("X-A:2"))
    assert (desk.meeting().kept.reminders, desk.meeting().kept.lines) == ((15,), ("X-A:1",))
    own = desk.meeting().overrides[SECOND_NAME].kept
    assert own is not None
    assert (own.reminders, own.lines) == ((), ("X-A:2",))
    assert desk.one("SUMMARY:Weekly", *WEEKLY, "X-A:3").outcome is Outcome.UPDATED


def test_a_series_in_many_batches(desk: Desk) -> None:
    """What the file says of one UID comes together, wherever it stands in the file."""
    others = [an_event(uid=f"{number}") for number in range(250)]
    assert brought(desk, one_date(), *others, series()) == ["imported"] * 252
    assert "12-09 09:00" in starts(desk.meeting())


def test_what_is_exclusive_stays_so_and_may_not_clash(desk: Desk) -> None:
    """No file can say exclusive, and none can move such a meeting onto another."""
    desk.bring(an_event("SUMMARY:a", uid="a"), an_event("SUMMARY:b", "DTSTART:20261202T093000Z", uid="b"))
    for uid in "ab":
        with desk.house.container.transactions().begin() as work:
            meeting = work.meetings.get(desk.meeting(uid).id)
            details = replace(meeting.details, commitment=Commitment.EXCLUSIVE)
            meeting.describe(details, by=meeting.host_id, now=meeting.updated_at)
            work.meetings.save(meeting)
    assert brought(desk, an_event("SUMMARY:a", uid="a")) == ["unchanged"]
    assert brought(desk, an_event("SUMMARY:b", uid="b"), an_event("SUMMARY:c", uid="c")) == [
        "slot_taken",
        "imported",
    ]
    assert starts(desk.meeting("b")) == ["12-02 09:30"]
    assert desk.meeting("a").details.commitment is Commitment.EXCLUSIVE


def test_a_series_cannot_grow_beyond_what_a_calendar_bears(desk: Desk) -> None:
    brought(desk, series())
    dense = an_event("SUMMARY:Weekly", WEEKLY[0], "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5", "SEQUENCE:9")
    assert brought(desk, dense) == ["too_many_dates"]
    assert len(starts(desk.meeting())) == 4
