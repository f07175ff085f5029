"""Agendas and minutes stay with their dates, in one order, however many write at a time."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.identity.caller import Caller
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import OccurrenceMovedOn, OccurrenceNotFound
from domain.meeting.series import cancel, change
from domain.meeting.series_change import compare
from domain.proceedings.agenda_item import AgendaState, Topic
from domain.proceedings.entry import Content, EntryKind
from domain.proceedings.refusals import DateMissing, LineNotFound, NoLaterDate, NotAParticipant
from tests.builders import NOW, a_meeting, a_person
from tests.contracts.proceedings_house import (
    EACH,
    FIFTH,
    FOURTH,
    SECOND,
    THIRD,
    WRITERS,
    House,
    a_house,
)
from tests.proceedings import agenda_items, entries
from tests.storage import Storage


@pytest.fixture
def house(storage: Storage) -> House:
    return a_house(storage)


def test_items_stand_where_they_were_put(house: House) -> None:
    last = house.item("Last")
    house.item("First", before=last.id)
    middle = house.item("Middle", before=last.id)
    house.item("On another date", THIRD)
    assert house.titles() == ["First", "Middle", "Last"]
    house.ordering.move(house.ben, middle.id, None)
    assert house.titles() == ["First", "Last", "Middle"]
    house.ordering.move(house.ana, middle.id, last.id)
    assert house.titles() == ["First", "Middle", "Last"]
    assert [each.version for each in house.agenda()] == [1, 1, 1]


def test_what_was_removed_comes_back_where_it_was(house: House) -> None:
    items = [house.item(title) for title in ("One", "Two", "Three")]
    house.ordering.remove(house.ben, items[1].id, 1)
    house.ordering.remove(house.ben, items[1].id, 2)
    assert house.titles() == ["One", "Three"]
    with pytest.raises(LineNotFound):
        house.turn(items[1], AgendaState.DONE)
    house.ordering.restore(house.ana, items[1].id)
    assert house.titles() == ["One", "Two", "Three"]
    assert house.told()[3:] == ["agenda_item.removed", "agenda_item.restored"]


def test_many_write_at_once_and_nothing_is_lost(house: House) -> None:
    """R7: no gap, no double, and the event log tells it in the same order."""
    start = Barrier(WRITERS)

    def write(caller: Caller) -> None:
        start.wait(30)
        for number in range(EACH):
            house.item(f"{caller.person_id} {number}", by=caller)

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, house.callers))
    found = house.agenda()
    assert [each.position for each in found] == list(range(1, WRITERS * EACH + 1))
    for caller in house.callers:
        own = [each.topic.title for each in found if each.author_id == caller.person_id]
        assert own == [f"{caller.person_id} {number}" for number in range(EACH)]
    events = [each for each in house.storage.events() if each.kind == "agenda_item.added"]
    assert [each.data["line"]["id"] for each in events] == [str(each.id) for each in found]  # type: ignore[index]
    assert [each.version for each in events] == list(range(1, WRITERS * EACH + 1))


def test_one_item_runs_at_a_time_and_its_time_adds_up(house: House) -> None:
    one, two = house.item("One"), house.item("Two")
    house.turn(one, AgendaState.RUNNING)
    house.clock.advance(timedelta(minutes=5))
    house.turn(two, AgendaState.RUNNING)
    house.clock.advance(timedelta(minutes=2))
    house.turn(two, AgendaState.OPEN)
    house.clock.advance(timedelta(hours=1))
    house.turn(two, AgendaState.RUNNING)
    house.clock.advance(timedelta(minutes=1))
    house.turn(two, AgendaState.DONE)
    assert [(each.state, each.spent) for each in house.agenda()] == [
        (AgendaState.DONE, timedelta(minutes=5)),
        (AgendaState.DONE, timedelta(minutes=3)),
    ]


def test_lines_go_where_their_dates_go(house: House) -> None:
    house.item("Stays")
    house.item("Goes", FIFTH)
    house.action("Goes too", FIFTH)
    onward = house.split(FOURTH)
    assert (house.titles(), house.titles(FIFTH, onward.id)) == (["Stays"], ["Goes"])
    minutes = house.reading.minutes(house.ana, onward.id, FIFTH).lines
    assert [each.content.text for each in minutes] == ["Goes too"]
    with pytest.raises(OccurrenceMovedOn):
        house.item("Too late", FIFTH)
    with pytest.raises(OccurrenceMovedOn):
        house.agenda(FIFTH)
    house.item("In time", FIFTH, meeting_id=onward.id)
    assert house.titles(FIFTH, onward.id) == ["Goes", "In time"]


def test_a_split_and_those_who_write_meanwhile(house: House) -> None:
    """Whatever was written about a date stands with that date, whoever came first."""
    start = Barrier(WRITERS)

    def write(caller: Caller) -> list[UUID]:
        written = []
        start.wait(30)
        for number in range(EACH):
            try:
                written.append(house.item(f"{number}", FIFTH, caller).id)
            except OccurrenceMovedOn:
                break
        return written

    def split() -> Meeting:
        start.wait(30)
        return house.split(FOURTH)

    with ThreadPoolExecutor(WRITERS) as threads:
        splitting = threads.submit(split)
        written = [each for made in threads.map(write, house.callers[1:]) for each in made]
        onward = splitting.result(30)
    assert sorted(each.id for each in house.agenda(FIFTH, onward.id)) == sorted(written)


def test_the_first_line_waits_for_a_split_under_way(house: House) -> None:
    """There are no proceedings yet by which the two could hold each other off."""
    with ThreadPoolExecutor(1) as thread:
        with house.storage.transactions.begin() as work:
            meeting = work.meetings.get(house.meeting.id)
            edit = Edit({"title": "From here on"})
            former, onward = change(meeting, edit, Scope.FOLLOWING, FOURTH, by=meeting.host_id, now=NOW)
            work.meetings.save(former)
            work.meetings.add(onward)
            writing = thread.submit(house.item, "Late", FIFTH, house.ben)
            wait([writing], timeout=0.5)
        with pytest.raises(OccurrenceMovedOn):
            writing.result(30)


def test_a_line_whose_date_was_gone_before_a_split_stays_where_it_was(house: House) -> None:
    gone = house.item("Its date is gone", FIFTH)
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(house.meeting.id)
        shorter = Edit(recurrence=("RRULE:FREQ=DAILY;COUNT=3",))
        change(meeting, shorter, Scope.ALL, by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    house.split(SECOND)
    assert [each.id for each in house.agenda(FIFTH)] == [gone.id]


def test_a_preview_counts_what_is_kept_and_what_loses_its_date(house: House) -> None:
    house.item("Kept")
    gone = house.item("Loses its date", FIFTH)
    house.action("That too", FIFTH)
    house.ordering.remove(house.ana, house.item("Removed", FIFTH).id, None)
    with house.storage.transactions.begin() as work:
        lines = work.written_about_dates.count_lines_by_date(house.meeting.id)
        before, meeting = (work.meetings.get(house.meeting.id) for _ in range(2))
        edit = Edit(recurrence=("RRULE:FREQ=DAILY;COUNT=3",))
        after = change(meeting, edit, Scope.ALL, by=meeting.host_id, now=NOW)
        found = compare(before, after, now=NOW, lines=lines)
    assert (found.lines_kept, found.lines_lost) == (1, {FIFTH: 2})
    with house.storage.transactions.begin() as work:
        work.meetings.get(house.meeting.id)
        work.meetings.save(meeting)
    # Its name still finds it, yet nothing new can be written there.
    assert [each.id for each in house.agenda(FIFTH)] == [gone.id]
    with pytest.raises(OccurrenceNotFound):
        house.item("New", FIFTH)


def test_what_was_not_dealt_with_goes_to_the_next_date_that_takes_place(house: House) -> None:
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(house.meeting.id)
        (saved,) = cancel(meeting, "", Scope.THIS, THIRD, by=meeting.host_id, now=NOW)
        work.meetings.save(saved)
    house.item("Stands there", FOURTH)
    house.turn(house.item("Done"), AgendaState.DONE)
    open_one = house.item("Open", owner_id=house.ben.person_id)
    running = house.turn(house.item("Running"), AgendaState.RUNNING)
    carried = house.carry(SECOND)
    assert (carried.meeting_id, carried.original_start) == (house.meeting.id, FOURTH)
    assert house.titles(FOURTH) == ["Stands there", "Open", "Running"]
    assert [each.carried_from for each in carried.items] == [open_one.id, running.id]
    assert carried.items[0].topic == open_one.topic
    left = {each.topic.title: (each.state, each.carried_to) for each in house.agenda()}
    assert left["Open"] == (AgendaState.CARRIED_OVER, carried.items[0].id)
    assert left["Done"] == (AgendaState.DONE, None)
    assert house.carry(SECOND).items == []


def test_what_is_carried_over_follows_a_series_that_goes_on_elsewhere(house: House) -> None:
    house.item("Open", owner_id=house.ben.person_id)
    onward = house.split(THIRD)
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(onward.id)
        ben = next(each for each in meeting.guests if each.person_id == house.ben.person_id)
        meeting.remove_guest(ben.id, by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    carried = house.carry(SECOND)
    assert (carried.meeting_id, carried.original_start) == (onward.id, THIRD)
    # Who was to do it is not in that meeting.
    assert [each.topic for each in carried.items] == [Topic("Open")]
    assert house.titles(THIRD, onward.id) == ["Open"]


def test_nothing_is_carried_into_what_is_cancelled_or_not_theirs_to_see(house: House) -> None:
    house.item("Open")
    onward = house.split(THIRD)
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(onward.id)
        ben = next(each for each in meeting.guests if each.person_id == house.ben.person_id)
        meeting.remove_guest(ben.id, by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    with pytest.raises(NoLaterDate):
        house.carry(SECOND, house.ben)
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(onward.id)
        meeting.cancel("", by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    with pytest.raises(NoLaterDate):
        house.carry(SECOND)


def test_after_the_last_date_there_is_nowhere_to_go(house: House) -> None:
    house.item("Open", "20261206T083000Z")
    with pytest.raises(NoLaterDate):
        house.carry("20261206T083000Z")
    assert [each.state for each in house.agenda("20261206T083000Z")] == [AgendaState.OPEN]


def test_a_series_is_asked_for_one_date_a_single_meeting_has_one(house: House) -> None:
    with pytest.raises(DateMissing):
        house.item("When?", None)
    with pytest.raises(DateMissing):
        house.reading.agenda(house.ana, house.meeting.id, None)
    with house.storage.transactions.begin() as work:
        single = a_meeting("Once", host_id=house.ana.person_id)
        work.meetings.add(single)
    house.item("Here", None, meeting_id=single.id)
    assert house.titles(single.original_start, single.id) == ["Here"]


def test_whoever_only_sees_a_meeting_writes_nothing(house: House) -> None:
    with house.storage.transactions.begin() as work:
        onlooker = a_person("Onlooker")
        work.people.add(onlooker)
        meeting = work.meetings.get(house.meeting.id)
        shown = replace(meeting.details, visibility=Visibility.ORGANISATION)
        meeting.describe(shown, by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    item, looking = house.item("Seen"), Caller(onlooker.id, Role.MEMBER)
    assert [each.id for each in house.reading.agenda(looking, house.meeting.id, SECOND).lines] == [item.id]
    for deed in (
        lambda: house.item("Mine", by=looking),
        lambda: house.entry(Content(EntryKind.NOTE, "Mine"), by=looking),
        lambda: house.ordering.move(looking, item.id, None),
        lambda: house.ordering.remove(looking, item.id, None),
        lambda: house.ordering.restore(looking, item.id),
    ):
        with pytest.raises(NotAParticipant):
            deed()
    assert house.told() == ["agenda_item.added"]


def test_a_draft_that_is_deleted_takes_them_along(house: House) -> None:
    with house.storage.transactions.begin() as work:
        draft = a_meeting("Draft", host_id=house.ana.person_id, draft=True)
        work.meetings.add(draft)
    item = house.item("Gone", None, meeting_id=draft.id)
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(draft.id)
        meeting.delete(by=meeting.host_id, now=NOW)
        work.meetings.remove(meeting)
    with pytest.raises(LineNotFound):
        house.reading.one_item(house.ana, item.id)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_what_is_stored_is_what_is_loaded(house: House, data: st.DataObject) -> None:
    about = house.meeting.id, house.ben.person_id, SECOND
    items = [data.draw(agenda_items(*about)) for _ in range(2)]
    written = [data.draw(entries(*about)) for _ in range(2)]
    items[1] = replace(items[1], id=items[0].id)
    revision = replace(written[1].revision, entry_id=written[0].id)
    written[1] = replace(written[1], id=written[0].id, revision=revision)
    for item, entry in zip(items, written, strict=True):
        with house.storage.transactions.begin() as work:
            work.proceedings.save(work.proceedings.hold(house.meeting.id))
            work.agenda_items.store([item])
            work.minutes.store([entry])
        with house.storage.transactions.begin() as work:
            assert work.agenda_items.find(item.id) == item
            assert work.minutes.find(entry.id) == entry
            assert work.minutes.revisions(entry.id)[-1].number >= entry.revision.number
