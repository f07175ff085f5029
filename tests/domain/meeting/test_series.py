"""Editing one date of a series, or all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.meeting import series
from domain.meeting.edit import Edit, Keep, NewZone, Scope
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.refusals import (
    AlreadyInvited,
    GuestNotFound,
    InvalidTiming,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingIsNotCancelled,
    NotForOneDate,
    OccurrenceNotFound,
)
from domain.meeting.series_change import Change, Why, compare
from domain.meeting.timing import AllDay
from domain.recurrence.rule import InvalidRecurrence
from domain.shared.time_zone import zone_named
from tests.builders import HOST, NOW, a_meeting, at, stored_copy, timed
from tests.domain.meeting.editing import (
    BEN,
    FAR,
    WEEKS,
    answered,
    answers,
    dates,
    edited,
    kinds,
    names,
    weekly,
)


def test_one_date_moves_and_is_renamed_and_the_others_stay() -> None:
    meeting = weekly()
    answered(meeting, all=ResponseStatus.ACCEPTED, w3=ResponseStatus.TENTATIVE)
    edit = Edit({"title": "Demo"}, start=at("2026-12-09 14:00"), end=at("2026-12-09 15:00"))
    after, change = edited(meeting, edit, Scope.THIS, WEEKS[1])
    assert after == [meeting]
    assert dates(meeting) == ["12-01 08:30", "12-09 13:00", "12-15 08:30", "12-22 08:30", "12-29 08:30"]
    assert meeting.date_named(WEEKS[1]).details.title == "Demo"
    assert answers(meeting) == ["accepted", "needs_action", "tentative", "accepted", "accepted"]
    assert [(each.original_start, each.change) for each in change.affected] == [(WEEKS[1], Change.MOVED)]
    assert (change.answers_kept, [(each.guest.name, each.dates) for each in change.asked_again]) == (
        4,
        [("Ben", 1)],
    )
    assert [(told.guest.name, told.why) for told in change.told] == [("Ben", "moved"), ("Kim", "moved")]
    assert (kinds(meeting), meeting.sequence) == (["meeting.moved", "meeting.changed"], 1)
    data: Any = meeting.events[0].data()
    assert (data["title"], data["original_start"], data["scope"]) == ("Demo", WEEKS[1], "this")
    assert data["before"]["start"]["utc"] == "2026-12-08T08:30:00Z"


def test_a_date_that_is_set_back_has_nothing_of_its_own() -> None:
    meeting = weekly()
    edited(meeting, Edit({"title": "Demo", "location": "Blue"}), Scope.THIS, WEEKS[1])
    assert (meeting.sequence, meeting.overrides[WEEKS[1]].details) == (
        0,
        {"title": "Demo", "location": "Blue"},
    )
    edited(meeting, Edit({"title": "Design review", "location": ""}), Scope.THIS, WEEKS[1])
    assert meeting.overrides == {}


def test_what_is_a_dates_own_stays_its_own_where_the_series_comes_to_say_the_same() -> None:
    meeting = weekly()
    edited(meeting, Edit(start=at("2026-12-08 10:30"), end=at("2026-12-08 11:15")), Scope.THIS, WEEKS[1])
    edited(meeting, Edit({"title": "Demo"}), Scope.THIS, WEEKS[2])
    hour_later = Edit({"title": "Demo"}, start=at("2026-12-01 10:30"), end=at("2026-12-01 11:15"))
    edited(meeting, hour_later, Scope.ALL, WEEKS[0])
    # Each is changed in a way that has nothing to do with what it has of its own.
    edited(meeting, Edit({"location": "Blue"}), Scope.THIS, WEEKS[1])
    edited(meeting, Edit({"location": "Red"}), Scope.ALL, WEEKS[1])
    edited(meeting, Edit({"location": "Blue"}), Scope.THIS, WEEKS[2])
    two_hours_later = Edit({"title": "Show"}, start=at("2026-12-01 11:30"), end=at("2026-12-01 12:15"))
    edited(meeting, two_hours_later, Scope.ALL, WEEKS[0])
    assert dates(meeting)[:3] == ["12-01 10:30", "12-08 09:30", "12-15 10:30"]
    assert [meeting.date_named(name).details.title for name in WEEKS[:3]] == ["Show", "Show", "Demo"]


def test_a_date_is_cancelled_and_restored_as_it_was() -> None:
    meeting = weekly()
    answered(meeting, all=ResponseStatus.ACCEPTED)
    edited(meeting, Edit({"title": "Demo"}), Scope.THIS, WEEKS[1])
    before = stored_copy(meeting)
    series.cancel(meeting, "Snow", Scope.THIS, WEEKS[1], by=HOST, now=NOW)
    assert dates(meeting)[1] == "12-08 08:30 off"
    assert [each.change for each in compare(before, [meeting], now=NOW).affected] == ["cancelled"]
    with pytest.raises(MeetingIsCancelled):
        series.cancel(meeting, "Snow", Scope.THIS, WEEKS[1], by=HOST, now=NOW)
    with pytest.raises(MeetingIsCancelled):
        edited(meeting, Edit({"title": "Demo"}), Scope.THIS, WEEKS[1])
    series.restore(meeting, WEEKS[1], by=HOST, now=NOW)
    assert (dates(meeting)[1], meeting.date_named(WEEKS[1]).details.title) == ("12-08 08:30", "Demo")
    assert answers(meeting) == ["accepted"] * 5
    with pytest.raises(MeetingIsNotCancelled):
        series.restore(meeting, WEEKS[1], by=HOST, now=NOW)


def test_guests_come_and_go_on_one_date() -> None:
    meeting = weekly()
    ben, kim = meeting.guests
    edit = Edit(invitations=[Invitation("zoe@example.org", "Zoe")], uninvited=frozenset({kim.id}))
    _, change = edited(meeting, edit, Scope.THIS, WEEKS[1])
    assert [(each.guest.name, each.why) for each in change.told] == [
        ("Kim", Why.UNINVITED),
        ("Zoe", Why.INVITED),
    ]
    zoe = meeting.guests[2]
    assert [zoe.is_invited_on(name) for name in WEEKS] == [False, True, False, False, False]
    assert [kim.is_invited_on(name) for name in WEEKS] == [True, False, True, True, True]
    edited(meeting, Edit(invitations=[Invitation("zoe@example.org")]), Scope.THIS, WEEKS[2])
    edited(meeting, Edit(invitations=[Invitation("kim@example.org")]), Scope.THIS, WEEKS[1])
    assert (zoe.only_on, kim.not_on) == (frozenset(WEEKS[1:3]), frozenset())
    with pytest.raises(AlreadyInvited):
        edited(meeting, Edit(invitations=[Invitation("ben@example.org")]), Scope.THIS, WEEKS[1])
    with pytest.raises(GuestNotFound):
        edited(meeting, Edit(uninvited=frozenset({zoe.id})), Scope.THIS, WEEKS[3])
    for name in WEEKS[1:3]:
        edited(meeting, Edit(uninvited=frozenset({zoe.id})), Scope.THIS, name)
    assert meeting.guests == [ben, kim]


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (Edit(recurrence=["RRULE:FREQ=DAILY"]), NotForOneDate),
        (Edit({"visibility": "organisation"}), NotForOneDate),
        (Edit(from_series=True), NotForOneDate),
        (Edit(start=date(2026, 12, 8)), InvalidTiming),
        (
            Edit(start=at("2026-12-08 09:00"), zone=NewZone(zone_named("UTC"), Keep.CLOCK)),
            InvalidTiming,
        ),
    ],
)
def test_what_cannot_be_for_one_date_is_refused(edit: Edit, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        edited(weekly(), edit, Scope.THIS, WEEKS[1])


@pytest.mark.parametrize("scope", Scope)
def test_a_date_that_is_none_is_refused(scope: Scope) -> None:
    with pytest.raises(OccurrenceNotFound):
        edited(weekly(), Edit({"title": "x"}), scope, "20261202T083000Z")
    with pytest.raises(OccurrenceNotFound):
        series.cancel(weekly(), "", scope, "20261202T083000Z", by=HOST, now=NOW)


def test_nobody_is_invited_to_a_date_that_is_over() -> None:
    meeting = weekly(timing=timed("2026-11-10 09:30", "2026-11-10 10:00"))
    with pytest.raises(MeetingAlreadyOver):
        edited(meeting, Edit(invitations=[Invitation("z@example.org")]), Scope.THIS, "20261110T083000Z")


def test_all_move_by_as_much_as_the_one_through_which_they_are_edited() -> None:
    meeting = weekly(
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261230T083000Z", "EXDATE;TZID=Europe/Paris:20261222T093000"
    )
    answered(meeting, all=ResponseStatus.ACCEPTED)
    edit = Edit(start=at("2026-12-09 10:30"), end=at("2026-12-09 11:30"))
    _, change = edited(meeting, edit, Scope.ALL, WEEKS[1])
    assert dates(meeting) == ["12-02 09:30", "12-09 09:30", "12-16 09:30", "12-30 09:30"]
    assert names(meeting) == [WEEKS[0], WEEKS[1], WEEKS[2], WEEKS[4]]
    assert meeting.recurrence is not None
    assert meeting.recurrence.written(meeting.timing.start) == [
        "RRULE:FREQ=WEEKLY;UNTIL=20261231T093000Z;BYDAY=WE",
        "EXDATE;TZID=Europe/Paris:20261223T103000",
    ]
    assert answers(meeting) == ["needs_action"] * 4
    assert {each.change for each in change.affected} == {Change.MOVED}
    assert kinds(meeting) == ["meeting.moved"]


def test_a_week_turns_with_its_first_day_where_weeks_are_skipped() -> None:
    meeting = weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4")
    before = [each.timing.slot.start for each in meeting.dates.until(FAR)]
    edited(meeting, Edit(start=at("2026-12-03 09:30"), end=at("2026-12-03 10:15")), Scope.ALL)
    assert [each.timing.slot.start - timedelta(days=2) for each in meeting.dates.until(FAR)] == before


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("FREQ=MONTHLY;BYDAY=1TU", "2026-12-02 09:30"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-02 09:30"),
        ("FREQ=DAILY;BYDAY=MO,TU", "2026-12-02 09:30"),
        ("FREQ=DAILY;BYHOUR=9,15", "2026-12-01 08:30"),
    ],
)
def test_a_rule_that_does_not_fit_the_new_start_asks_for_another(rule: str, start: str) -> None:
    with pytest.raises(InvalidRecurrence, match="send the new recurrence along"):
        edited(weekly(rule), Edit(start=at(start), end=at("2026-12-02 11:00")), Scope.ALL)
    along = Edit(start=at(start), end=at("2026-12-02 11:00"), recurrence=["RRULE:FREQ=WEEKLY"])
    edited(weekly(rule), along, Scope.ALL)


def test_a_date_with_a_time_of_its_own_has_not_moved() -> None:
    meeting = weekly()
    answered(meeting, all=ResponseStatus.ACCEPTED, w4=ResponseStatus.DECLINED)
    edited(meeting, Edit(end=at("2026-12-08 11:00")), Scope.THIS, WEEKS[1])
    meeting.respond(
        BEN, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=NOW, original_start=WEEKS[1]
    )
    _, change = edited(meeting, Edit(start=at("2026-12-01 09:00")), Scope.ALL)
    assert dates(meeting) == ["12-01 08:00", "12-08 08:30", "12-15 08:00", "12-22 08:00", "12-29 08:00"]
    assert answers(meeting) == ["needs_action", "accepted", "needs_action", "needs_action", "needs_action"]
    assert (change.answers_kept, change.exceptions_kept, change.exceptions_lost) == (1, 1, [])


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.FOLLOWING])
def test_the_others_can_follow_a_date_that_was_moved_before(scope: Scope) -> None:
    meeting = weekly()
    later = Edit(start=at("2026-12-08 11:30"), end=at("2026-12-08 12:15"))
    edited(meeting, later, Scope.THIS, WEEKS[1])
    assert dates(*edited(stored_copy(meeting), later, scope, WEEKS[1])[0])[2] == "12-15 08:30"
    after, change = edited(meeting, replace(later, from_series=True), scope, WEEKS[1])
    first = "12-01 10:30" if scope is Scope.ALL else "12-01 08:30"
    assert dates(*after)[:3] == [first, "12-08 10:30", "12-15 10:30"]
    assert after[-1].overrides == {}
    assert WEEKS[1] not in {each.original_start for each in change.affected}


def test_what_is_said_about_all_is_said_about_the_date_it_was_said_through() -> None:
    meeting = weekly()
    edited(meeting, Edit({"title": "Demo", "location": "Blue"}), Scope.THIS, WEEKS[1])
    edited(meeting, Edit({"title": "Retro"}), Scope.THIS, WEEKS[2])
    edited(meeting, Edit({"title": "Sync"}), Scope.ALL, WEEKS[1])
    titles = [meeting.date_named(name).details.title for name in WEEKS]
    assert titles == ["Sync", "Sync", "Retro", "Sync", "Sync"]
    assert meeting.date_named(WEEKS[1]).details.location == "Blue"


@pytest.mark.parametrize(
    ("keep", "first", "summer"),
    [(Keep.MOMENT, "2026-12-01 08:30", "06-01 07:30"), (Keep.CLOCK, "2026-12-01 14:30", "06-01 13:30")],
)
def test_another_time_zone_keeps_the_moment_or_the_clock(keep: Keep, first: str, summer: str) -> None:
    meeting = weekly("FREQ=WEEKLY;COUNT=27")
    answered(meeting, all=ResponseStatus.ACCEPTED)
    edited(meeting, Edit(zone=NewZone(zone_named("America/New_York"), keep)), Scope.ALL)
    assert f"{meeting.timing.slot.start:%Y-%m-%d %H:%M}" == first
    assert summer in dates(meeting)
    assert names(meeting)[:5] == WEEKS
    given = answers(meeting)
    # Around the end of March the two zones differ for two weeks: only those dates moved.
    assert given.count(ResponseStatus.NEEDS_ACTION) == (2 if keep is Keep.MOMENT else 27)
    if keep is Keep.MOMENT:
        asked = [name for name, status in zip(names(meeting), given, strict=True) if status == "needs_action"]
        assert [name[:8] for name in asked] == ["20270316", "20270323"]


def test_whole_days_are_in_no_zone() -> None:
    days = weekly("FREQ=DAILY;COUNT=3", timing=AllDay(date(2026, 12, 1), date(2026, 12, 2)))
    with pytest.raises(InvalidTiming):
        edited(days, Edit(zone=NewZone(zone_named("UTC"), Keep.CLOCK)), Scope.ALL)


def test_times_become_whole_days_and_days_times() -> None:
    meeting = weekly("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261229", "RDATE;TZID=Europe/Paris:20261231T093000")
    edited(meeting, Edit(start=date(2026, 12, 1), end=date(2026, 12, 2)), Scope.ALL)
    assert dates(meeting) == [f"12-{day:02} 00:00" for day in (1, 8, 15, 22, 29, 31)]
    assert names(meeting)[:5] == WEEKS
    edited(meeting, Edit(start=at("2026-12-01 11:00"), end=at("2026-12-01 12:00")), Scope.ALL)
    assert dates(meeting) == [f"12-{day:02} 10:00" for day in (1, 8, 15, 22, 29, 31)]
    assert names(meeting)[:5] == WEEKS


def test_another_rule_keeps_what_it_can_and_lists_what_it_cannot() -> None:
    meeting = weekly("FREQ=WEEKLY;COUNT=5")
    answered(meeting, all=ResponseStatus.ACCEPTED, w2=ResponseStatus.DECLINED, w3=ResponseStatus.TENTATIVE)
    for name in WEEKS[1:3]:
        edited(meeting, Edit({"title": "Demo"}), Scope.THIS, name)
    meeting.events.clear()
    _, change = edited(meeting, Edit(recurrence=["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"]), Scope.ALL)
    assert names(meeting) == [WEEKS[0], WEEKS[2], WEEKS[4]]
    assert answers(meeting) == ["accepted", "tentative", "accepted"]
    assert (list(meeting.overrides), change.exceptions_lost, change.exceptions_kept) == (
        [WEEKS[2]],
        [WEEKS[1]],
        1,
    )
    assert (change.answers_kept, change.answers_lost, change.asked_again) == (3, 2, [])
    assert [(each.original_start, each.change) for each in change.affected] == [
        (WEEKS[1], "removed"),
        (WEEKS[3], "removed"),
    ]
    assert (kinds(meeting), meeting.sequence) == (["meeting.changed"], 1)


def test_the_same_again_is_no_change() -> None:
    meeting = weekly()
    assert meeting.recurrence is not None
    lines = meeting.recurrence.written(meeting.timing.start)
    same = Edit({"title": meeting.details.title}, start=at("2026-12-01 09:30"), recurrence=lines)
    _, change = edited(meeting, same, Scope.ALL)
    assert (meeting.events, meeting.sequence, change.affected, change.told) == ([], 0, [], [])


def test_a_meeting_begins_to_repeat_and_ends_to() -> None:
    meeting = stored_copy(a_meeting())
    edited(meeting, Edit(recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"]), Scope.ALL)
    assert names(meeting) == WEEKS[:2]
    edited(meeting, Edit(recurrence=[]), Scope.ALL, WEEKS[1])
    assert names(meeting) == WEEKS[:1]
