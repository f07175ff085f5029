"""Who is told of what begins, and when: by what was chosen, and by how things stand at that moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from application.meeting.follow_zone_rules import FollowZoneRules
from domain.meeting.guest import ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.occurrence import Override
from domain.meeting.timing import AllDay
from domain.notification.mute import Mute
from domain.notification.reminder import StaleReminders
from domain.shared.time_zone import zone_named
from tests.builders import NOW, a_person, timed
from tests.contracts.reminder_house import A_MINUTE, HALF_PAST_NINE, House
from tests.storage import Storage
from tests.zone_rules import WEEK, later_by, reformed


@pytest.fixture
def house(storage: Storage) -> House:
    return House(storage)


def test_who_chose_nothing_is_told_ten_minutes_before(house: House) -> None:
    house.meeting()
    house.pass_until(HALF_PAST_NINE - 10 * A_MINUTE - timedelta(seconds=1))
    assert house.told() == []
    house.pass_until(HALF_PAST_NINE - 10 * A_MINUTE)
    assert sorted(house.told()) == [("Ana", "2026-12-01T09:30", 10), ("Ben", "2026-12-01T09:30", 10)]
    house.pass_until(HALF_PAST_NINE + timedelta(hours=3))
    assert len(house.told()) == 2


def test_what_was_chosen_goes_on_with_a_series_that_was_split(house: House) -> None:
    first, onward, other = house.meeting(), house.meeting(), house.meeting()
    house.choose(house.ana, 30, of=first)
    house.choose(house.ben, 60, of=first)
    house.choose(house.ben, 5, of=onward)
    with house.storage.transactions.begin() as work:
        for _ in range(2):
            work.reminders.carry_on(first.id, onward.id)
        chosen = [work.reminders.choice(each.id, onward.id) for each in (house.ana, house.ben)]
        assert [each and each.timed for each in chosen] == [(30,), (5,)]
        assert work.reminders.choice(house.ana.id, other.id) is None
    house.choose(house.ana, 15, of=onward)
    with house.storage.transactions.begin() as work:
        kept = [work.reminders.choice(house.ana.id, each.id) for each in (first, onward)]
        assert [each and each.timed for each in kept] == [(30,), (15,)]


def test_what_is_told_goes_to_one_person_and_names_the_date(house: House) -> None:
    meeting = house.meeting()
    house.pass_until(HALF_PAST_NINE)
    events = [event for event in house.storage.events() if event.kind == "reminder.due"]
    assert {event.audience for event in events} == {frozenset({house.ana.id}), frozenset({house.ben.id})}
    assert not any(event.to_organisation for event in events)
    assert events[0].data == {
        "meeting_id": str(meeting.id),
        "original_start": "20261201T083000Z",
        "title": "Design review",
        "start": {
            "date_time": "2026-12-01T09:30:00",
            "time_zone": "Europe/Paris",
            "utc": "2026-12-01T08:30:00Z",
        },
        "end": {
            "date_time": "2026-12-01T10:15:00",
            "time_zone": "Europe/Paris",
            "utc": "2026-12-01T09:15:00Z",
        },
        "lead_minutes": 10,
    }


def test_several_or_none_as_each_chose(house: House) -> None:
    house.choose(house.ana, 30, 5)
    house.choose(house.ben)
    house.meeting()
    house.pass_until(HALF_PAST_NINE - 20 * A_MINUTE)
    assert house.told() == [("Ana", "2026-12-01T09:30", 30)]
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == [("Ana", "2026-12-01T09:30", 30), ("Ana", "2026-12-01T09:30", 5)]


def test_what_was_chosen_for_a_meeting_goes_before_what_is_usual(house: House) -> None:
    meeting = house.meeting()
    house.choose(house.ana, 60, of=meeting)
    house.choose(house.ben, of=meeting)
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == [("Ana", "2026-12-01T09:30", 60)]


def test_forgetting_what_was_chosen_brings_back_what_is_usual(house: House) -> None:
    meeting = house.meeting()
    house.choose(house.ben, of=meeting)
    with house.storage.transactions.begin() as work:
        chosen = work.reminders.choice(house.ben.id, meeting.id)
        assert chosen is not None
        work.reminders.forget(chosen)
    house.pass_until(HALF_PAST_NINE)
    assert ("Ben", "2026-12-01T09:30", 10) in house.told()


def test_alarms_of_an_imported_meeting_are_its_hosts(house: House) -> None:
    meeting = house.meeting()
    with house.change(meeting) as mine:
        mine.kept = KeptProperties((45,))
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == [("Ana", "2026-12-01T09:30", 45), ("Ben", "2026-12-01T09:30", 10)]


def test_whole_days_are_told_of_the_day_before_by_ones_own_clocks(storage: Storage) -> None:
    ben = replace(a_person("Ben"), zone=zone_named("Asia/Tokyo"), events=[])
    house = House(storage, a_person("Ana"), ben)
    house.meeting(AllDay(date(2026, 12, 2), date(2026, 12, 3)))
    house.pass_until(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    assert house.told() == [("Ben", "2026-12-02", 420)]
    house.pass_until(datetime(2026, 12, 1, 16, 0, tzinfo=UTC))
    assert house.told() == [("Ben", "2026-12-02", 420), ("Ana", "2026-12-02", 420)]


def test_each_date_of_a_series_is_told_of_where_it_stands(house: House) -> None:
    meeting = house.meeting(repeats=["RRULE:FREQ=DAILY;COUNT=3"])
    house.choose(house.ben)
    with house.change(meeting) as mine:
        mine.overrides["20261202T083000Z"] = Override(timed("2026-12-02 15:00", "2026-12-02 15:45"))
        mine.overrides["20261203T083000Z"] = Override(cancelled=True)
    for day, hour in ((1, 8), (2, 8), (2, 13), (3, 8), (4, 8)):
        house.pass_until(datetime(2026, 12, day, hour, 55 if hour == 13 else 25, tzinfo=UTC))
    assert house.told() == [("Ana", "2026-12-01T09:30", 10), ("Ana", "2026-12-02T15:00", 10)]


def test_a_meeting_that_moves_on_after_it_was_told_of_is_told_of_again(house: House) -> None:
    meeting = house.meeting()
    house.choose(house.ben)
    house.pass_until(HALF_PAST_NINE - 5 * A_MINUTE)
    with house.change(meeting) as mine:
        mine.move_to(timed("2026-12-01 15:00", "2026-12-01 15:45"), by=mine.host_id, now=NOW)
    house.pass_until(HALF_PAST_NINE + timedelta(hours=8))
    assert [start for _, start, _ in house.told()] == ["2026-12-01T09:30"]
    with house.change(meeting) as mine:
        mine.move_to(timed("2026-12-02 15:00", "2026-12-02 15:45"), by=mine.host_id, now=NOW)
    house.pass_until(datetime(2026, 12, 2, 13, 55, tzinfo=UTC))
    with house.change(meeting) as mine:
        mine.move_to(timed("2026-12-02 17:00", "2026-12-02 17:45"), by=mine.host_id, now=NOW)
    house.pass_until(datetime(2026, 12, 2, 15, 55, tzinfo=UTC))
    assert [start for _, start, _ in house.told()] == [
        "2026-12-01T09:30",
        "2026-12-02T15:00",
        "2026-12-02T17:00",
    ]


def test_what_moved_before_it_was_told_of_is_told_of_at_its_new_time_only(house: House) -> None:
    meeting = house.meeting()
    house.choose(house.ben)
    with house.storage.transactions.begin() as work:
        work.reminders.note_due(HALF_PAST_NINE)
    with house.change(meeting) as mine:
        mine.move_to(timed("2026-12-01 15:00", "2026-12-01 15:45"), by=mine.host_id, now=NOW)
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == []
    house.pass_until(datetime(2026, 12, 1, 13, 50, tzinfo=UTC))
    assert house.told() == [("Ana", "2026-12-01T15:00", 10)]


def test_nobody_is_told_of_what_does_not_concern_them_any_more(house: House) -> None:
    cancelled, declined, removed = house.meeting(), house.meeting(), house.meeting()
    house.choose(house.ana)
    with house.change(cancelled) as mine:
        mine.cancel("", by=mine.host_id, now=NOW)
    with house.change(declined) as mine:
        mine.respond(house.ben.id, ResponseStatus.DECLINED, comment="", seen_version=None, now=NOW)
    with house.change(removed) as mine:
        mine.remove_guest(mine.guests[0].id, by=mine.host_id, now=NOW)
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == []


@pytest.mark.parametrize("found_before", [False, True])
def test_who_is_deactivated_is_told_nothing(house: House, found_before: bool) -> None:
    house.choose(house.ana)
    house.meeting()
    house.clock.moment = HALF_PAST_NINE
    with house.storage.transactions.begin() as work:
        if found_before:
            work.reminders.note_due(HALF_PAST_NINE)
        ben = work.people.get(house.ben.id)
        ben.active = False
        work.people.save(ben)
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == []


def test_changes_of_mind_count_until_the_last_moment(house: House) -> None:
    restored, accepted = house.meeting(), house.meeting()
    house.choose(house.ana)
    with house.change(restored) as mine:
        mine.cancel("", by=mine.host_id, now=NOW)
        mine.restore(by=mine.host_id, now=NOW)
    for status in (ResponseStatus.DECLINED, ResponseStatus.TENTATIVE):
        with house.change(accepted) as mine:
            mine.respond(house.ben.id, status, comment="", seen_version=None, now=NOW)
    house.pass_until(HALF_PAST_NINE)
    assert len(house.told()) == 2


def test_drafts_are_nobodys_business_yet(house: House) -> None:
    house.meeting(draft=True)
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == []


def test_late_is_better_than_never_and_too_late_is_silent(house: House) -> None:
    house.choose(house.ben)
    house.meeting()
    house.meeting(timed("2026-12-01 09:00", "2026-12-01 12:00"))
    house.pass_until(HALF_PAST_NINE + 10 * A_MINUTE)
    house.pass_until(HALF_PAST_NINE + timedelta(hours=1))
    assert house.told() == [("Ana", "2026-12-01T09:30", 10)]


def test_what_is_planned_after_it_would_have_been_due_is_passed_over(house: House) -> None:
    house.pass_until(HALF_PAST_NINE - 5 * A_MINUTE)
    house.meeting()
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == []


def test_a_clock_that_is_put_back_tells_nobody_twice_and_goes_on_from_there(house: House) -> None:
    house.meeting()
    house.pass_until(HALF_PAST_NINE)
    house.pass_until(HALF_PAST_NINE - timedelta(hours=1))
    house.meeting(timed("2026-12-01 09:00", "2026-12-01 09:20"))
    house.pass_until(HALF_PAST_NINE - 35 * A_MINUTE)
    house.pass_until(HALF_PAST_NINE)
    assert sorted(house.told()) == [
        ("Ana", "2026-12-01T09:00", 10),
        ("Ana", "2026-12-01T09:30", 10),
        ("Ben", "2026-12-01T09:00", 10),
        ("Ben", "2026-12-01T09:30", 10),
    ]


def test_the_second_of_two_who_choose_is_told(house: House) -> None:
    house.choose(house.ana, 5)
    with house.storage.transactions.begin() as work:
        first, second = (work.reminders.choice(house.ana.id, None) for _ in range(2))
        assert first is not None
        assert second is not None
        work.reminders.save(first)
        with pytest.raises(StaleReminders):
            work.reminders.save(second)


def test_what_somebody_muted_reminds_them_of_nothing(house: House) -> None:
    meeting = house.meeting()
    with house.storage.transactions.begin() as work:
        work.mutes.save(Mute(house.ben.id, meeting.id, whole=True))
    house.pass_until(HALF_PAST_NINE)
    assert house.told() == [("Ana", "2026-12-01T09:30", 10)]


def test_one_muted_date_of_a_series_is_silent(house: House) -> None:
    meeting = house.meeting(repeats=["RRULE:FREQ=WEEKLY;COUNT=3"])
    with house.storage.transactions.begin() as work:
        for each in (house.ana, house.ben):
            work.mutes.save(Mute(each.id, meeting.id, dates=frozenset({"20261208T083000Z"})))
    for week in range(3):
        house.pass_until(HALF_PAST_NINE + timedelta(weeks=week))
    assert sorted({at for _, at, _ in house.told()}) == ["2026-12-01T09:30", "2026-12-15T09:30"]


@pytest.mark.other_zone_rules
def test_when_the_clocks_are_changed_later_than_was_known_what_is_due_moves_with_them(
    house: House, tmp_path: Path
) -> None:
    """Summer time begins a week later than was known: the same clock reading is an hour later now."""
    house.meeting(timed("2027-03-30 09:30", "2027-03-30 10:15"))
    as_it_was = datetime(2027, 3, 30, 7, 30, tzinfo=UTC)
    with reformed(tmp_path, later_by(WEEK, since=2027), "Europe/Paris"):
        FollowZoneRules(house.storage.transactions, house.clock)(in_force=True)
        house.pass_until(as_it_was + 49 * A_MINUTE)
        assert house.told() == []
        house.pass_until(as_it_was + 50 * A_MINUTE)
        assert sorted(house.told()) == [("Ana", "2027-03-30T09:30", 10), ("Ben", "2027-03-30T09:30", 10)]
        house.pass_until(as_it_was + 200 * A_MINUTE)
        assert len(house.told()) == 2
