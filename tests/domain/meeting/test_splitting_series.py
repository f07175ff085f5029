"""Editing one date of a series and those that follow."""

import pytest

from domain.meeting import series
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import Invitation, Response, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.series_change import Why, compare
from domain.recurrence.rule import InvalidRecurrence
from tests.builders import HOST, NOW, a_meeting, at, stored_copy
from tests.domain.meeting.editing import WEEKS, answered, answers, dates, edited, kinds, names, weekly


def test_a_series_is_split_and_nothing_is_lost() -> None:
    meeting = weekly()
    kim = meeting.guests[1]
    answered(meeting, all=ResponseStatus.ACCEPTED, w1=ResponseStatus.TENTATIVE, w4=ResponseStatus.DECLINED)
    for name in (WEEKS[0], WEEKS[3]):
        edited(
            meeting, Edit({"location": "Blue"}, invitations=[Invitation("z@example.org")]), Scope.THIS, name
        )
    kim.not_on = frozenset({WEEKS[0], WEEKS[4]})
    meeting.events.clear()
    (ended, onward), change = edited(meeting, Edit({"title": "Sync"}), Scope.FOLLOWING, WEEKS[2])
    assert (names(ended), names(onward)) == (WEEKS[:2], WEEKS[2:])
    assert onward.lineage is not None
    assert (onward.lineage.meeting_id, onward.lineage.original_start) == (ended.id, WEEKS[2])
    assert (answers(ended), answers(onward)) == (
        ["tentative", "accepted"],
        ["accepted", "declined", "accepted"],
    )
    assert (list(ended.overrides), list(onward.overrides)) == ([WEEKS[0]], [WEEKS[3]])
    zoe_before, zoe_after = ended.guests[2], onward.guests[2]
    assert (zoe_before.only_on, zoe_after.only_on) == (frozenset({WEEKS[0]}), frozenset({WEEKS[3]}))
    assert (ended.guests[1].not_on, onward.guests[1].not_on) == (frozenset({WEEKS[0]}), frozenset({WEEKS[4]}))
    assert not {guest.id for guest in ended.guests} & {guest.id for guest in onward.guests}
    assert [each.change for each in change.affected] == ["changed"] * 3
    assert (change.answers_kept, change.asked_again, change.exceptions_kept) == (5, [], 2)
    assert (kinds(ended), ended.sequence) == (["meeting.changed"], 1)
    assert kinds(onward) == ["meeting.scheduled", "meeting.changed"]
    assert onward.events[0].data()["split_from"] == str(ended.id)
    assert (onward.uid, onward.sequence, onward.version) == (f"{onward.id}@convene", 0, 0)
    assert [meeting.recurrence and meeting.recurrence.rules[0].count for meeting in (ended, onward)] == [2, 3]


def test_following_the_first_date_means_all() -> None:
    after, _ = edited(weekly(), Edit({"title": "Sync"}), Scope.FOLLOWING, WEEKS[0])
    assert len(after) == 1


def test_a_split_moves_what_follows_and_names_stay() -> None:
    meeting = weekly("FREQ=WEEKLY;BYDAY=TU")
    answered(meeting, all=ResponseStatus.ACCEPTED, w2=ResponseStatus.DECLINED)
    edit = Edit(start=at("2026-12-16 09:30"), end=at("2026-12-16 10:15"))
    (ended, onward), change = edited(meeting, edit, Scope.FOLLOWING, WEEKS[2])
    assert (dates(ended), dates(onward)[:2]) == (
        ["12-01 08:30", "12-08 08:30"],
        ["12-16 08:30", "12-23 08:30"],
    )
    assert names(onward)[:3] == WEEKS[2:]
    assert (answers(ended), set(answers(onward))) == (["accepted", "declined"], {"needs_action"})
    assert ended.recurrence is not None
    assert ended.recurrence.written(ended.timing.start) == [
        "RRULE:FREQ=WEEKLY;UNTIL=20261214T225959Z;BYDAY=TU"
    ]
    (again,), _ = edited(onward, Edit(start=at("2026-12-15 09:30")), Scope.ALL, WEEKS[2])
    assert names(again)[:3] == WEEKS[2:]
    assert change.asked_again[0].dates > 100


def test_a_split_with_another_rule_keeps_answers_where_dates_are_still_there() -> None:
    meeting = weekly()
    answered(meeting, all=ResponseStatus.ACCEPTED, w5=ResponseStatus.DECLINED)
    edit = Edit(recurrence=["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"])
    (ended, onward), _ = edited(meeting, edit, Scope.FOLLOWING, WEEKS[2])
    assert (names(ended), names(onward)) == (WEEKS[:2], [WEEKS[2], WEEKS[4]])
    assert answers(onward) == ["accepted", "declined"]
    (_, single), _ = edited(weekly(), Edit(recurrence=[]), Scope.FOLLOWING, WEEKS[2])
    assert (single.recurrence, names(single)) == (None, [WEEKS[2]])


@pytest.mark.parametrize(
    "lines",
    [
        ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"],
        ["RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=9", "RRULE:FREQ=WEEKLY;COUNT=7"],
        ["RDATE:20261203T080000Z,20261219T080000Z,20270119T080000Z"],
        ["RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=9", "RDATE:20261219T080000Z", "EXDATE:20261222T083000Z"],
        ["RRULE:FREQ=DAILY;BYHOUR=9,15;UNTIL=20261220"],
        ["RRULE:FREQ=YEARLY;BYMONTH=1,12;BYDAY=MO,2TU"],
    ],
)
def test_wherever_it_is_split_the_two_have_the_dates_of_the_one(lines: list[str]) -> None:
    def a_series() -> Meeting:
        return a_meeting(repeats=lines)

    whole = a_series()
    for name in names(whole)[1:12]:
        ended, onward = series.change(a_series(), Edit(), Scope.FOLLOWING, name, by=HOST, now=NOW)
        assert (names(ended, onward), dates(ended, onward)) == (names(whole), dates(whole))


def test_rules_that_cannot_go_on_from_there_ask_for_others() -> None:
    meeting = a_meeting(repeats=["RRULE:FREQ=WEEKLY;INTERVAL=2", "RRULE:FREQ=DAILY;INTERVAL=5"])
    with pytest.raises(InvalidRecurrence, match="send the new recurrence along"):
        series.change(meeting, Edit(), Scope.FOLLOWING, names(meeting)[2], by=HOST, now=NOW)


def test_what_follows_is_cancelled_and_can_be_restored() -> None:
    meeting = weekly()
    answered(meeting, all=ResponseStatus.ACCEPTED)
    before = stored_copy(meeting)
    ended, onward = series.cancel(meeting, "Budget", Scope.FOLLOWING, WEEKS[2], by=HOST, now=NOW)
    change = compare(before, [ended, onward], now=NOW)
    assert [(each.original_start, each.change) for each in change.affected] == [
        (name, "cancelled") for name in WEEKS[2:]
    ]
    assert {each.why for each in change.told} == {Why.CANCELLED}
    onward.restore(by=HOST, now=NOW)
    assert answers(onward) == ["accepted"] * 3


def test_a_series_beyond_sight_is_counted_and_the_rest_is_said() -> None:
    meeting = weekly("FREQ=DAILY")
    _, change = edited(meeting, Edit({"title": "Daily"}), Scope.ALL)
    assert (len(change.affected), change.more) == (500, 222)


def test_an_override_of_a_far_date_is_compared_too() -> None:
    meeting = weekly("FREQ=YEARLY")
    far = "20361201T083000Z"
    edited(meeting, Edit({"title": "Jubilee"}), Scope.THIS, far)
    meeting.guests[0].responses[far] = Response(ResponseStatus.ACCEPTED, "", NOW)
    _, change = edited(meeting, Edit(start=at("2026-12-01 08:00")), Scope.ALL)
    assert [each.original_start for each in change.affected] == [WEEKS[0], "20271201T083000Z", far]
    assert meeting.overrides[far] == Override(details={"title": "Jubilee"})
    assert [each.guest.name for each in change.asked_again] == ["Ben"]
