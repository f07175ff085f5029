"""What was done to a meeting is kept with the deed, goes where its date goes, and is told to who may know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.history.read_history import HistoryPage, ReadHistory, ReadHistoryCommand
from application.identity.caller import Caller
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn
from domain.meeting.series import change
from domain.meeting.terms import Terms
from domain.proceedings.agenda_item import AgendaState
from domain.proceedings.entry import Content, EntryKind
from tests.builders import NOW, a_meeting, a_person
from tests.contracts.proceedings_house import FOURTH, SECOND, THIRD, House, a_house
from tests.storage import Storage


@pytest.fixture
def house(storage: Storage) -> House:
    return a_house(storage)


def read(
    house: House, caller: Caller | None = None, meeting: Meeting | None = None, **more: object
) -> HistoryPage:
    command = ReadHistoryCommand(caller or house.ana, (meeting or house.meeting).id)
    return ReadHistory(house.storage.transactions, house.storage.directory)(replace(command, **more))


def kinds(page: HistoryPage) -> list[str]:
    return [each.kind for each in page.deeds]


def do(house: House, deed: Callable[[Meeting], object], meeting: Meeting | None = None) -> None:
    with house.storage.transactions.begin() as work:
        held = work.meetings.get((meeting or house.meeting).id)
        deed(held)
        work.meetings.save(held)


def rename(title: str, on: str | None = None, *, now: datetime = NOW) -> Callable[[Meeting], object]:
    scope = Scope.ALL if on is None else Scope.THIS
    return lambda meeting: change(meeting, Edit({"title": title}), scope, on, by=meeting.host_id, now=now)


def test_the_latest_is_told_first_by_those_who_did_it(house: House) -> None:
    do(house, rename("Design"))
    house.item("Budget", by=house.ben)
    page = read(house)
    assert kinds(page) == ["agenda_item.added", "meeting.changed", "meeting.scheduled"]
    added, changed = page.deeds[:2]
    assert (added.actor_id, page.people[house.ben.person_id], added.original_start) == (
        house.ben.person_id,
        "Person1",
        SECOND,
    )
    assert (added.facts["line"]["title"], changed.facts["title"]) == ("Budget", "Design")


def test_a_deed_that_is_taken_back_was_none(house: House) -> None:
    before = kinds(read(house))
    with pytest.raises(ZeroDivisionError):
        do(house, lambda meeting: [rename("Never")(meeting), 1 / 0])
    with pytest.raises(ZeroDivisionError):
        _do_within_what_fails(house, rename("Never"))
    assert kinds(read(house)) == before


def _do_within_what_fails(house: House, deed: Callable[[Meeting], object]) -> None:
    with house.storage.transactions.begin():
        do(house, deed)
        raise ZeroDivisionError


def test_it_is_read_a_page_at_a_time(house: House) -> None:
    for number in range(5):
        do(house, rename(f"Title {number}"))
    found, cursor = list[int](), None
    for _ in range(3):
        page = read(house, cursor=cursor, limit=3)
        found += [each.position for each in page.deeds]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [each.position for each in read(house).deeds]
    assert (len(found), cursor) == (6, None)
    assert found == sorted(found, reverse=True)


def test_of_one_date_is_told_what_was_done_to_it_or_to_all(house: House) -> None:
    do(house, rename("Once", SECOND))
    do(house, rename("Another time", THIRD))
    do(house, rename("Always"))
    house.item("Budget", THIRD)
    titles = [
        each.facts.get("title") for each in read(house, original_start=SECOND).deeds if "changed" in each.kind
    ]
    assert titles == ["Always", "Once"]
    assert kinds(read(house, original_start=THIRD))[0] == "agenda_item.added"


def test_of_what_is_written_lasts_what_somebody_will_look_for(house: House) -> None:
    house.entry(Content(EntryKind.NOTE, "Just a note"))
    decision = house.entry(Content(EntryKind.DECISION, "x" * 5_000))
    house.write(decision, "y" * 5_000)
    action = house.action("Write it down", owner=house.ben)
    house.tick(action)
    item = house.item("Budget")
    house.turn(item, AgendaState.RUNNING)
    latest = read(house, limit=5).deeds
    assert [each.kind for each in latest] == [
        "agenda_item.changed",
        "agenda_item.added",
        "minutes.changed",
        "minutes.added",
        "minutes.added",
    ]
    assert latest[0].facts["line"]["state"] == "running"
    assert latest[2].facts["line"]["done_at"] is not None
    assert latest[4].facts["line"]["text"] == "x" * 200


def test_it_goes_where_its_dates_go_and_tells_what_was_before(house: House) -> None:
    before, afterwards = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    do(house, rename("For all", now=before))
    do(house, rename("Earlier", SECOND, now=before))
    do(house, rename("Later", FOURTH, now=before))
    house.item("Budget", FOURTH)
    onward = house.split(THIRD)
    do(house, rename("Afterwards", now=afterwards))
    former, later = read(house), read(house, meeting=onward)
    told = [each.facts.get("title") for each in former.deeds if each.kind == "meeting.changed"]
    assert told[0] == "Afterwards"
    assert ("Earlier" in told, "Later" in told) == (True, False)
    assert "agenda_item.added" not in kinds(former)
    moved = [(each.kind, each.facts.get("title"), each.meeting_id == onward.id) for each in later.deeds]
    assert ("meeting.changed", "Later", True) in moved
    assert ("meeting.changed", "For all", False) in moved
    assert ("meeting.changed", "Afterwards", False) not in moved
    assert "agenda_item.added" in kinds(later)
    with pytest.raises(OccurrenceMovedOn):
        read(house, original_start=FOURTH)


def test_who_cannot_see_the_meeting_it_came_from_is_not_told_of_that(house: House) -> None:
    do(house, rename("For all"))
    onward = house.split(THIRD)
    opened = Edit({"visibility": Visibility.ORGANISATION})
    do(house, lambda meeting: change(meeting, opened, Scope.ALL, by=meeting.host_id, now=NOW), onward)
    stranger = a_person("Stranger")
    with house.storage.transactions.begin() as work:
        work.people.add(stranger)
    told = read(house, Caller(stranger.id, Role.MEMBER), onward)
    assert {each.meeting_id for each in told.deeds} == {onward.id}
    with pytest.raises(MeetingNotFound):
        read(house, Caller(stranger.id, Role.MEMBER))


def test_where_guests_are_hidden_nobody_else_is_told_of_them(house: House) -> None:
    ana, ben, cara, dan = house.callers[:4]

    def deed(meeting: Meeting) -> None:
        meeting.terms = Terms(guests_see_guests=False)
        for each in (ben, cara):
            meeting.respond(each.person_id, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=NOW)

    do(house, deed)
    told = [kinds(read(house, each)).count("guest.responded") for each in (ana, ben, cara, dan)]
    assert told == [2, 1, 1, 0]


def test_of_a_deleted_draft_nothing_is_kept(storage: Storage) -> None:
    ana, draft = a_person("Ana"), a_meeting("Draft")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        draft.host_id = ana.id
        work.meetings.add(draft)
    with storage.transactions.begin() as work:
        work.meetings.remove(work.meetings.get(draft.id))
    caller = Caller(ana.id, Role.MEMBER)
    with pytest.raises(MeetingNotFound):
        ReadHistory(storage.transactions, storage.directory)(ReadHistoryCommand(caller, draft.id))
