from datetime import date, timedelta

import pytest

from domain.meeting.details import Details, Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import MOST_GUESTS, Meeting, MeetingState
from domain.meeting.refusals import (
    AlreadyInvited,
    GuestNotFound,
    InvalidConferenceUrl,
    InvalidTiming,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingIsNotADraft,
    MeetingIsNotCancelled,
    NotInvited,
    OnlyTheHostMay,
    StaleMeeting,
    TooManyGuests,
)
from domain.meeting.timing import AllDay, Timed, timing_between
from domain.shared.ids import new_id
from domain.shared.text import InvalidText
from domain.shared.time_slot import InvalidTimeSlot
from tests.builders import HOST, NOW, a_meeting, an_invitation, at, timed

BEN = new_id(NOW)
STRANGER = new_id(NOW)


def saved(meeting: Meeting) -> Meeting:
    """As a repository leaves it."""
    meeting.version += 1
    meeting.events.clear()
    return meeting


def kinds(meeting: Meeting) -> list[str]:
    return [event.kind for event in meeting.events]


def test_scheduling_is_announced_to_host_and_guests() -> None:
    meeting = a_meeting(guests=(an_invitation("ben", person_id=BEN),))
    (scheduled,) = meeting.events
    assert (scheduled.kind, scheduled.version) == ("meeting.scheduled", 1)
    assert scheduled.audience == {HOST, BEN}
    assert not scheduled.to_organisation
    assert scheduled.data()["start"] == {
        "date_time": "2026-12-01T09:30:00",
        "time_zone": "Europe/Paris",
        "utc": "2026-12-01T08:30:00Z",
    }


def test_a_draft_is_its_hosts_alone_until_it_is_published() -> None:
    guest = an_invitation("ben", person_id=BEN)
    meeting = a_meeting(guests=(guest,), draft=True, visibility=Visibility.ORGANISATION)
    assert kinds(meeting) == ["meeting.drafted"]
    assert meeting.events[0].audience == {HOST}
    assert not meeting.events[0].to_organisation
    assert not meeting.is_visible_to(BEN, in_organisation=True)
    saved(meeting).publish(by=HOST, now=NOW)
    assert kinds(meeting) == ["meeting.scheduled"]
    assert meeting.is_visible_to(BEN, in_organisation=False)
    with pytest.raises(MeetingIsNotADraft):
        meeting.publish(by=HOST, now=NOW)


@pytest.mark.parametrize(
    ("visibility", "in_organisation", "visible"),
    [
        (Visibility.PRIVATE, True, False),
        (Visibility.PRIVATE, False, False),
        (Visibility.ORGANISATION, True, True),
        (Visibility.ORGANISATION, False, False),
    ],
)
def test_what_a_stranger_sees(visibility: Visibility, in_organisation: bool, visible: bool) -> None:
    meeting = a_meeting(visibility=visibility)
    assert meeting.is_visible_to(STRANGER, in_organisation=in_organisation) is visible


def test_moving_asks_everybody_again_and_keeps_the_occurrence() -> None:
    meeting = saved(a_meeting(guests=(an_invitation("ben", person_id=BEN),)))
    meeting.respond(BEN, ResponseStatus.ACCEPTED, comment="", seen_version=1, now=NOW)
    saved(meeting)
    first = meeting.original_start
    meeting.move_to(timed("2026-12-02 14:00", "2026-12-02 15:00"), by=HOST, now=NOW)
    assert kinds(meeting) == ["meeting.moved"]
    assert meeting.guests[0].response.status is ResponseStatus.NEEDS_ACTION
    assert (meeting.sequence, meeting.original_start) == (1, first)
    data = meeting.events[0].data()
    assert data["before"]["start"]["utc"] == "2026-12-01T08:30:00Z"  # type: ignore[index]


def test_the_same_time_again_is_no_move() -> None:
    meeting = saved(a_meeting())
    meeting.move_to(timed(), by=HOST, now=NOW)
    meeting.describe(meeting.details, by=HOST, now=NOW)
    assert not meeting.events
    assert meeting.sequence == 0


def test_a_change_names_the_members_that_changed() -> None:
    meeting = saved(a_meeting())
    meeting.describe(Details("New title", location="Blue room"), by=HOST, now=NOW)
    assert meeting.events[0].data()["changed"] == ["title", "location"]


def test_two_people_can_answer_at_once_but_not_to_a_time_they_never_saw() -> None:
    guests = (an_invitation("ben", person_id=BEN), an_invitation("kim", person_id=STRANGER))
    meeting = saved(a_meeting(guests=guests))
    meeting.respond(BEN, ResponseStatus.ACCEPTED, comment="", seen_version=1, now=NOW)
    saved(meeting)
    meeting.respond(STRANGER, ResponseStatus.DECLINED, comment="", seen_version=1, now=NOW)
    saved(meeting)
    meeting.move_to(timed("2026-12-02 14:00", "2026-12-02 15:00"), by=HOST, now=NOW)
    saved(meeting)
    with pytest.raises(StaleMeeting):
        meeting.respond(BEN, ResponseStatus.ACCEPTED, comment="", seen_version=3, now=NOW)
    with pytest.raises(StaleMeeting):
        meeting.respond(BEN, ResponseStatus.ACCEPTED, comment="", seen_version=99, now=NOW)
    meeting.respond(BEN, ResponseStatus.ACCEPTED, comment="", seen_version=4, now=NOW)


def test_only_guests_answer() -> None:
    with pytest.raises(NotInvited):
        a_meeting().respond(STRANGER, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=NOW)


def test_cancelling_and_taking_it_back() -> None:
    meeting = saved(a_meeting())
    meeting.cancel("The room is flooded", by=HOST, now=NOW)
    saved(meeting)
    with pytest.raises(MeetingIsCancelled):
        meeting.move_to(timed(), by=HOST, now=NOW)
    with pytest.raises(MeetingIsCancelled):
        meeting.cancel("", by=HOST, now=NOW)
    meeting.restore(by=HOST, now=NOW)
    assert kinds(meeting) == ["meeting.restored"]
    assert (meeting.state, meeting.sequence) == (MeetingState.SCHEDULED, 2)
    with pytest.raises(MeetingIsNotCancelled):
        meeting.restore(by=HOST, now=NOW)


def test_drafts_are_deleted_and_announced_meetings_cancelled() -> None:
    with pytest.raises(MeetingIsNotADraft):
        a_meeting().delete(by=HOST, now=NOW)
    draft = saved(a_meeting(draft=True))
    with pytest.raises(MeetingIsNotCancelled, match="delete it instead"):
        draft.cancel("", by=HOST, now=NOW)
    draft.delete(by=HOST, now=NOW)
    assert kinds(draft) == ["meeting.deleted"]


def test_nobody_is_invited_twice_or_after_the_end() -> None:
    meeting = saved(a_meeting(guests=(an_invitation("ben"),)))
    with pytest.raises(AlreadyInvited):
        meeting.invite(an_invitation("ben"), by=HOST, now=NOW)
    end = meeting.timing.slot.end
    meeting.invite(an_invitation("kim"), by=HOST, now=end - timedelta(seconds=1))
    with pytest.raises(MeetingAlreadyOver):
        meeting.invite(an_invitation("li"), by=HOST, now=end)


def test_the_number_of_guests_is_limited() -> None:
    meeting = a_meeting(guests=tuple(an_invitation(f"guest{n}") for n in range(MOST_GUESTS)))
    with pytest.raises(TooManyGuests):
        meeting.invite(an_invitation("late"), by=HOST, now=NOW)


def test_who_is_removed_hears_of_it_and_of_nothing_after() -> None:
    meeting = saved(a_meeting(guests=(an_invitation("ben", person_id=BEN),)))
    meeting.remove_guest(meeting.guests[0].id, by=HOST, now=NOW)
    assert BEN in meeting.events[-1].audience
    meeting.describe(Details("Without Ben"), by=HOST, now=NOW)
    assert BEN not in meeting.events[-1].audience
    with pytest.raises(GuestNotFound):
        meeting.remove_guest(BEN, by=HOST, now=NOW)


def test_only_the_host_and_only_on_the_version_they_saw() -> None:
    meeting = saved(a_meeting())
    meeting.expect_host(HOST, "move it")
    with pytest.raises(OnlyTheHostMay):
        meeting.expect_host(BEN, "move it")
    meeting.expect_version(1)
    meeting.expect_version(None)
    with pytest.raises(StaleMeeting):
        meeting.expect_version(2)


def test_times_that_cannot_be() -> None:
    with pytest.raises(InvalidTimeSlot):
        timed("2026-12-01 10:00", "2026-12-01 09:00")
    with pytest.raises(InvalidTiming, match="366 days"):
        AllDay(date(2026, 1, 1), date(2028, 1, 1))
    with pytest.raises(InvalidTiming, match="both"):
        timing_between(at("2026-12-01 09:00"), date(2026, 12, 2))
    with pytest.raises(InvalidTimeSlot):
        timing_between(date(2026, 12, 2), date(2026, 12, 2))


def test_a_flight_starts_in_one_zone_and_ends_in_another() -> None:
    flight = Timed(at("2026-12-05 22:40"), at("2026-12-05 23:10", "Europe/Lisbon"))
    assert flight.slot.length == timedelta(minutes=90)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://x.org", "https://", "//x.org", "https://x.org/ a", "http://[", "x" * 2001],
)
def test_links_that_are_no_web_addresses_are_refused(url: str) -> None:
    with pytest.raises((InvalidConferenceUrl, InvalidText)):
        Details("Call", conference_url=url)
