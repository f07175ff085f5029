"""What every ``ZoneChanges`` keeps: the clock readings stay, and all that was computed from them follows."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.follow_zone_rules import Outcome
from application.proceedings.add_agenda_item import AddAgendaItem, AddAgendaItemCommand
from application.proceedings.add_entry import AddEntry, AddEntryCommand
from domain.identity.role import Role
from domain.meeting import series
from domain.meeting.details import Commitment
from domain.meeting.edit import Edit, Keep, NewZone, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.proposal import Proposal, ProposalState
from domain.meeting.timing import AllDay, Timed
from domain.proceedings.agenda_item import Topic
from domain.proceedings.entry import Content, EntryKind
from domain.shared.time_zone import zone_named
from tests.builders import NOW, at, timed
from tests.contracts.zone_house import HOUR, LONG, SUMMER, WEEKLY, WINTER, House, utc
from tests.storage import Storage
from tests.zone_rules import WEEK, further_east, later_by, no_more_changes_from, reformed


@pytest.fixture
def house(storage: Storage, tmp_path: Path) -> Iterator[House]:
    with ExitStack() as reforms:
        yield House(storage, tmp_path, reforms)


def test_nothing_happens_while_nothing_changes(house: House) -> None:
    meeting = house.meeting(repeats=WEEKLY)
    assert house.follow(in_force=True) == Outcome(0, {})
    assert house.found(meeting) == meeting
    assert house.report() == []


def test_a_meeting_in_an_abolished_summer_time_is_an_hour_later(house: House) -> None:
    meeting = house.meeting()
    house.reform(no_more_changes_from(2027))
    assert house.found(meeting).timing.slot.start == utc("2027-07-05 07:00")  # until it has followed
    assert house.starts() == [utc("2027-07-05 07:00")]

    assert house.follow(in_force=True).followed == 1
    found = house.found(meeting)
    assert (found.timing.start.local, found.timing.slot.start) == (  # type: ignore[union-attr]
        datetime(2027, 7, 5, 9),
        utc("2027-07-05 08:00"),
    )
    assert found.original_start == "20270705T080000Z"
    assert house.starts() == [utc("2027-07-05 08:00")]
    assert (found.version, found.sequence, found.revised_in) == (2, 1, 2)
    (entry,) = house.report()
    assert (entry.meeting_id, entry.zones, entry.more, entry.collisions) == (
        meeting.id,
        ("Europe/Paris",),
        0,
        (),
    )
    (moved,) = entry.dates
    assert (moved.before.start, moved.after.start) == (utc("2027-07-05 07:00"), utc("2027-07-05 08:00"))


def test_those_concerned_are_told_why(house: House) -> None:
    meeting = house.meeting()
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    (event,) = house.moves()
    assert (event.subject_id, event.version, event.actor_id) == (meeting.id, 2, None)
    assert event.audience == {house.ana.id, house.ben.id}
    assert (event.data["cause"], event.data["time_zones"]) == ("time_zone_rules", ["Europe/Paris"])
    assert event.data["start"]["utc"] == "2027-07-05T08:00:00Z"  # type: ignore[index]
    assert event.data["before"]["start"]["utc"] == "2027-07-05T07:00:00Z"  # type: ignore[index]


def test_what_does_not_move_is_left_alone(house: House) -> None:
    in_winter, elsewhere = house.meeting(WINTER), house.meeting(timed(zone="America/New_York"))
    whole_days = house.meeting(AllDay(date(2027, 7, 5), date(2027, 7, 7)))
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    assert [house.found(each).version for each in (in_winter, elsewhere, whole_days)] == [1, 1, 1]
    assert house.report() == []
    assert house.moves() == []
    assert house.follow() == Outcome(0, {})


def test_a_change_of_the_past_alone_is_told_to_nobody(house: House) -> None:
    over = timed("2026-07-06 09:00", "2026-07-06 10:00")
    meeting = house.meeting(over, repeats=WEEKLY)
    house.answer(meeting, ResponseStatus.ACCEPTED)
    house.reform(later_by(WEEK * 10, since=2026, until=2026))
    house.reform(further_east(-HOUR, since=2026))
    house.clock.moment = utc("2030-01-01 00:00")
    house.follow(in_force=True)
    assert house.report() == []
    assert house.moves() == []
    assert house.found(meeting).sequence == 0
    # Dates are still called as they are computed, so that they can be spoken of.
    house.answer(meeting, ResponseStatus.DECLINED)


def test_only_the_weeks_move_in_which_clocks_are_changed_later(house: House) -> None:
    meeting = house.meeting(WINTER, repeats=WEEKLY)
    before = house.starts()
    house.reform(later_by(WEEK, since=2027))
    house.follow(in_force=True)
    moved = [(old, new) for old, new in zip(before, house.starts(), strict=True) if old != new]
    assert moved == [
        (utc("2027-03-29 07:00"), utc("2027-03-29 08:00")),
        (utc("2027-11-01 08:00"), utc("2027-11-01 07:00")),
    ]
    (event,) = house.moves()
    assert (event.data["original_start"], event.data["scope"]) == ("20270329T080000Z", "following")
    assert [each["original_start"] for each in event.data["dates"]] == [  # type: ignore[attr-defined]
        "20270329T080000Z",
        "20271101T070000Z",
    ]
    assert house.found(meeting).version == 2


def test_a_zone_takes_another_time(house: House) -> None:
    house.meeting(timed("2027-02-01 09:00", "2027-02-01 10:00", "Asia/Kathmandu"))
    house.reform(further_east(timedelta(minutes=15), since=2027), "Asia/Kathmandu")
    house.follow(in_force=True)
    assert house.starts() == [utc("2027-02-01 03:00")]


def test_all_that_hangs_on_a_date_goes_with_its_name(house: House) -> None:
    """For the 5th, 12th, 19th and 26th of July: its own title, an answer, a cancellation, a proposal.

    The 12th has an agenda and minutes, too.
    """
    meeting = house.meeting(WINTER, repeats=WEEKLY)
    fifth, twelfth, nineteenth, last = (f"202707{day}T070000Z" for day in ("05", "12", "19", "26"))
    ana, ben = house.ana.id, house.ben.id
    house.change(meeting, LONG, Scope.THIS, fifth)
    house.edit(meeting, lambda mine: series.cancel(mine, "", Scope.THIS, nineteenth, by=ana, now=NOW))
    house.answer(meeting, ResponseStatus.DECLINED, twelfth)
    with house.storage.transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        other = timed("2027-07-26 15:00", "2027-07-26 16:00")
        proposal = Proposal.make(mine, ben, other, original_start=last, comment="", now=NOW)
        work.proposals.add(proposal)
        work.meetings.save(mine)

    command = AddAgendaItemCommand(Caller(ana, Role.MEMBER), meeting.id, Topic("On the twelfth"), twelfth)
    item = AddAgendaItem(house.storage.transactions, SettableClock())(command)
    note = Content(EntryKind.NOTE, "Of the twelfth")
    noted = AddEntryCommand(command.caller, meeting.id, note, twelfth)
    entry = AddEntry(house.storage.transactions, SettableClock())(noted)

    version = house.found(meeting).version
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    found = house.found(meeting)
    assert found.version == version + 1
    names = [name.replace("T07", "T08") for name in (fifth, twelfth, nineteenth, last)]
    assert found.date_named(names[0]).details.title == "Long"
    assert found.guests[0].response_on(names[1]).status is ResponseStatus.DECLINED
    assert found.guests[0].response_on(names[0]).status is ResponseStatus.NEEDS_ACTION
    assert found.date_named(names[2]).cancelled
    assert set(found.overrides) == {names[0], names[2]}
    assert set(found.guests[0].responses) == {names[1]}
    with house.storage.transactions.begin() as work:
        (kept,) = work.proposals.of(meeting.id)
        assert [each.id for each in work.agenda_items.on(meeting.id, names[1])] == [item.id]
        assert [each.id for each in work.minutes.on(meeting.id, names[1])] == [entry.id]
    assert kept.original_start == names[3]
    assert kept.state(found, NOW) is ProposalState.OPEN
    assert kept.timing.slot.start == utc("2027-07-26 14:00")
    assert names[2] not in [each.original_start for each in house.report()[0].dates]


def test_a_series_that_lives_in_another_zone_keeps_what_its_dates_have(house: House) -> None:
    """Its dates are named by Paris; it takes place in New York, where nothing changes."""
    meeting = house.meeting(WINTER, repeats=WEEKLY, room=True)
    new_york = Edit(zone=NewZone(zone_named("America/New_York"), Keep.CLOCK))
    first = "20270111T080000Z"
    house.change(meeting, new_york, Scope.ALL, first)
    name = "20270705T070000Z"
    house.change(meeting, LONG, Scope.THIS, name)
    starts = house.starts()

    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    found = house.found(meeting)
    assert list(found.overrides) == ["20270705T080000Z"]
    assert house.starts() == starts
    assert house.report() == []
    assert found.date_named("20270705T080000Z").timing.slot.start == utc("2027-07-05 13:00")
    assert house.taken(house.blue, utc("2027-07-05 13:00"))


def test_far_dates_keep_what_they_have_too(house: House) -> None:
    """Beyond the horizon no date has a row."""
    meeting = house.meeting(WINTER, repeats=("RRULE:FREQ=WEEKLY",))
    name = "20350702T070000Z"
    house.change(meeting, LONG, Scope.THIS, name)
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    assert house.found(meeting).date_named("20350702T080000Z").details.title == "Long"
    assert house.starts(2035)[27] == utc("2035-07-09 08:00")


def test_a_flight_ends_by_the_clocks_of_where_it_lands(house: House) -> None:
    house.meeting(Timed(at("2027-07-05 09:00"), at("2027-07-05 11:00", "America/New_York")))
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    (entry,) = house.report()
    assert [each.after.length for each in entry.dates] == [timedelta(hours=7)]
    assert [each.before.length for each in entry.dates] == [timedelta(hours=8)]


def test_where_the_end_would_come_first_it_is_as_long_as_before(house: House) -> None:
    meeting = house.meeting(Timed(at("2027-07-05 09:00"), at("2027-07-05 08:30", "Europe/London")))
    house.reform(no_more_changes_from(2027), "Europe/Paris")
    house.follow(in_force=True)
    slot = house.found(meeting).timing.slot
    assert (slot.start, slot.length) == (utc("2027-07-05 08:00"), timedelta(minutes=30))


def test_a_start_that_falls_into_a_new_gap_counts_from_before_it(house: House) -> None:
    """RFC 5545 §3.3.5: half past two on the night when the clocks are changed a week later."""
    meeting = house.meeting(timed("2027-04-04 02:30", "2027-04-04 03:15"))
    house.reform(later_by(WEEK, since=2027))
    house.follow(in_force=True)
    slot = house.found(meeting).timing.slot
    assert (slot.start, slot.length) == (utc("2027-04-04 01:30"), timedelta(minutes=45))


def test_what_is_cancelled_follows_without_a_word(house: House) -> None:
    meeting = house.meeting()
    house.edit(meeting, lambda mine: mine.cancel("", by=house.ana.id, now=NOW))
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    assert house.found(meeting).timing.slot.start == utc("2027-07-05 08:00")
    assert house.report() == []
    assert house.moves() == []


def test_the_rooms_of_a_day_move_together(house: House) -> None:
    """Each is in the way of the one before until it has moved itself."""
    day = [timed(f"2027-07-05 {hour:02}:00", f"2027-07-05 {hour + 1:02}:00") for hour in (9, 10, 11)]
    meetings = [house.meeting(each, room=True) for each in day]
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    assert not house.taken(house.blue, utc("2027-07-05 07:00"))
    assert [house.taken(house.blue, utc(f"2027-07-05 {hour:02}:00")) for hour in (8, 9, 10)] == [True] * 3
    assert [entry.collisions for entry in house.report()] == [()] * 3
    assert {entry.meeting_id for entry in house.report()} == {each.id for each in meetings}


@pytest.mark.parametrize("room", [True, False])
def test_whoever_was_there_first_keeps_what_two_have_now(house: House, room: bool) -> None:
    """In London nothing changes."""
    commitment = Commitment.BUSY if room else Commitment.EXCLUSIVE
    mover = house.meeting(SUMMER, room=room, commitment=commitment)
    london = timed("2027-07-05 09:00", "2027-07-05 10:00", "Europe/London")
    stays = house.meeting(london, room=room, commitment=commitment, title="Stays")
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    (entry,) = house.report()
    assert (entry.meeting_id, entry.due) == (mover.id, ())
    resources = {house.blue.id} if room else {house.ana.id, house.ben.id}
    assert {each.claim.resource.id for each in entry.collisions} == resources
    for each in entry.collisions:
        assert (each.meeting_id, each.original_start) == (stays.id, "20270705T080000Z")
        assert each.claim.slot == each.taken == stays.timing.slot
    kind = "meeting.room_taken" if room else "meeting.person_taken"
    told = [each for each in house.storage.events() if each.kind == kind]
    assert [each.subject_id for each in told] == [mover.id] * len(resources)
    assert all(house.ana.id in each.audience for each in told)
    assert house.found(mover).lacks_on("20270705T080000Z") == resources
    # It is still the meeting it was, and takes what it needs when it moves on.
    later = timed("2027-07-05 15:00", "2027-07-05 16:00")
    house.edit(mover, lambda mine: mine.move_to(later, by=house.ana.id, now=NOW))
    assert house.taken(house.blue if room else house.ben, utc("2027-07-05 14:00"))


def test_of_a_series_only_the_dates_collide_on_which_two_meet(house: House) -> None:
    mover = house.meeting(WINTER, repeats=WEEKLY, room=True)
    house.meeting(timed("2027-07-05 10:00", "2027-07-05 11:00", "Europe/Berlin"), room=True)
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    (entry,) = house.report()
    assert entry.meeting_id == mover.id
    assert [each.claim.original_start for each in entry.collisions] == ["20270705T080000Z"]
    assert house.taken(house.blue, utc("2027-07-12 08:00"))


def test_twice_in_a_row_is_once(house: House) -> None:
    meeting = house.meeting(repeats=WEEKLY, room=True)
    house.reform(no_more_changes_from(2027))
    assert house.follow(in_force=True).followed == 1
    after, report = house.found(meeting), house.report()
    assert house.follow(in_force=True) == Outcome(0, {})
    assert (house.found(meeting), house.report()) == (after, report)
    assert len(house.moves()) == 1


def test_rules_that_come_back_bring_everything_back(house: House) -> None:
    meeting = house.meeting(WINTER, repeats=WEEKLY, room=True)
    before = house.starts()
    with reformed(house.folder, no_more_changes_from(2027), "Europe/Paris"):
        house.follow(in_force=True)
        assert house.starts() != before
    house.follow(in_force=True)
    assert house.starts() == before
    found = house.found(meeting)
    assert (found.version, found.sequence) == (3, 2)
    assert found.timing == meeting.timing
    assert found.timing.slot == meeting.timing.slot


def test_whoever_is_stopped_goes_on_where_it_was(house: House) -> None:
    day = [timed(f"2027-07-05 {hour:02}:00", f"2027-07-05 {hour + 1:02}:00") for hour in (9, 10, 11)]
    meetings = [house.meeting(each, room=True) for each in day]
    house.reform(no_more_changes_from(2027))
    with house.storage.transactions.begin() as work:
        work.zone_changes.declare()
        work.zone_changes.follow(meetings[0].id, now=NOW)
    with suppress(KeyboardInterrupt), house.storage.transactions.begin() as work:
        work.zone_changes.follow(meetings[1].id, now=NOW)
        raise KeyboardInterrupt
    assert [house.found(each).version for each in meetings] == [2, 1, 1]
    assert house.follow(in_force=True).followed == 2
    assert len(house.report()) == 3
    assert [house.taken(house.blue, utc(f"2027-07-05 {hour:02}:00")) for hour in (8, 9, 10)] == [True] * 3


def test_whoever_changes_a_meeting_before_it_has_followed_changes_it_as_it_is_then(house: House) -> None:
    meeting = house.meeting(WINTER, repeats=WEEKLY)
    house.reform(no_more_changes_from(2027))
    house.change(meeting, LONG, Scope.THIS, "20270705T080000Z")
    assert house.found(meeting).date_named("20270705T080000Z").details.title == "Long"
    assert house.follow(in_force=True) == Outcome(0, {})
    assert utc("2027-07-05 08:00") in house.starts()
    assert len(house.moves()) == 1


def test_a_rehearsal_says_it_all_and_does_nothing(house: House) -> None:
    meeting = house.meeting(WINTER, repeats=WEEKLY, room=True)
    house.meeting(timed("2027-07-05 10:00", "2027-07-05 11:00", "Europe/Berlin"), room=True)
    house.reform(no_more_changes_from(2027))
    before = house.starts()
    rehearsed = house.follow.rehearse()
    assert (house.report(), house.moves(), house.starts()) == ([], [], before)
    house.follow(in_force=True)
    ((said,), (done,)) = rehearsed, house.report()
    assert (said.meeting_id, said.dates, said.collisions) == (meeting.id, done.dates, done.collisions)
    assert len(done.collisions) == 1


def test_the_report_begins_with_the_latest_and_goes_on_page_by_page(house: House) -> None:
    meetings = [house.meeting(title=f"{number}") for number in range(3)]
    house.reform(no_more_changes_from(2027))
    house.follow(in_force=True)
    with house.storage.transactions.begin() as work:
        first = work.zone_changes.report(limit=2)
        rest = work.zone_changes.report(before=first[-1].id, limit=2)
    assert [each.id for each in (*first, *rest)] == sorted((each.id for each in house.report()), reverse=True)
    assert {each.meeting_id for each in (*first, *rest)} == {each.id for each in meetings}
