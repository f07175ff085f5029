"""What was decided and promised stays known until it is done."""

from datetime import date, timedelta

import pytest

from application.identity.caller import Caller
from application.proceedings.read_own_actions import ReadOwnActions
from domain.identity.role import Role
from domain.proceedings.entry import Content, EntryKind
from tests.builders import NOW, Invitation, a_person
from tests.contracts.proceedings_house import FIFTH, FIRST, FOURTH, SECOND, THIRD, House, a_house
from tests.storage import Storage


@pytest.fixture
def house(storage: Storage) -> House:
    return a_house(storage)


def test_open_actions_are_carried_until_they_are_done(house: House) -> None:
    early, done = house.action("Early", FIRST), house.action("Done", FIRST)
    house.tick(done)
    house.action("Later", FIFTH)
    onward = house.split(FOURTH)
    seen = house.reading.actions(house.ben, onward.id, FOURTH)
    assert ([each.id for each in seen.own], [each.id for each in seen.carried_over]) == ([], [early.id])
    seen = house.reading.actions(house.ben, onward.id, FIFTH)
    assert [each.content.text for each in seen.own] == ["Later"]
    house.tick(early)
    assert house.reading.actions(house.ben, onward.id, FIFTH).carried_over == []


def test_actions_of_a_meeting_that_one_may_not_see_are_not_carried_over(house: House) -> None:
    house.action("Before Zoe came", FIRST)
    onward = house.split(FOURTH)
    with house.storage.transactions.begin() as work:
        zoe = a_person("Zoe")
        work.people.add(zoe)
        meeting = work.meetings.get(onward.id)
        meeting.invite(Invitation(zoe.email, zoe.name, zoe.id), by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    assert house.reading.actions(Caller(zoe.id, Role.MEMBER), onward.id, FOURTH).carried_over == []


def test_ones_own_actions_what_is_due_first_comes_first(house: House) -> None:
    house.action("Someday", owner=house.ben)
    house.action("In March", THIRD, owner=house.ben, due=date(2027, 3, 1))
    house.action("In February", FIRST, owner=house.ben, due=date(2027, 2, 1))
    house.action("Ana's", owner=house.ana)
    house.tick(house.action("Done", owner=house.ben))
    reading, found, cursor = ReadOwnActions(house.storage.transactions), [], None
    for _ in range(4):
        page = reading(house.ben, cursor=cursor, limit=1)
        found += [each.content.text for each in page.actions]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == ["In February", "In March", "Someday"]
    with house.storage.transactions.begin() as work:
        meeting = work.meetings.get(house.meeting.id)
        ben = next(each for each in meeting.guests if each.person_id == house.ben.person_id)
        meeting.remove_guest(ben.id, by=meeting.host_id, now=NOW)
        work.meetings.save(meeting)
    assert reading(house.ben, cursor=None, limit=10).actions == []


def test_each_sitting_is_a_revision(house: House) -> None:
    entry = house.entry(Content(EntryKind.NOTE, "One"))
    house.clock.advance(timedelta(minutes=1))
    house.write(entry, "One and a half")
    house.write(entry, "Ben's", house.ben)
    house.clock.advance(timedelta(minutes=6))
    house.write(entry, "Ben's later", house.ben)
    house.write(entry, "Ben's later", house.ben)
    found, names = house.reading.revisions(house.ana, entry.id)
    assert [(each.number, each.text, names[each.author_id]) for each in found] == [
        (1, "One and a half", "Person0"),
        (2, "Ben's", "Person1"),
        (3, "Ben's later", "Person1"),
    ]
    assert house.reading.one_entry(house.ana, entry.id).version == 4


def test_decisions_stand_in_the_order_of_their_dates(house: House) -> None:
    for on in (THIRD, FIRST, SECOND):
        house.entry(Content(EntryKind.DECISION, f"Decided on {on}"), on)
        house.entry(Content(EntryKind.NOTE, "A note"), on)
    found = house.reading.decisions(house.ben, house.meeting.id, None).lines
    assert [each.original_start for each in found] == [FIRST, SECOND, THIRD]
    found = house.reading.decisions(house.ben, house.meeting.id, THIRD).lines
    assert [each.original_start for each in found] == [THIRD]


def test_what_somebody_wrote_is_found_by_its_author(house: House) -> None:
    entries = [house.entry(Content(EntryKind.NOTE, f"No. {number}"), by=house.ben) for number in range(3)]
    house.entry(Content(EntryKind.NOTE, "Ana's"), by=house.ana)
    items = [house.item(f"No. {number}", by=house.ben) for number in range(3)]
    house.item("Ana's", by=house.ana)
    with house.storage.transactions.begin() as work:
        for lines, own in ((work.minutes, entries), (work.agenda_items, items)):
            ids = sorted(each.id for each in own)
            first = lines.written_by(house.ben.person_id, limit=2)
            rest = lines.written_by(house.ben.person_id, after=ids[1], limit=2)
            assert [[each.id for each in found] for found in (first, rest)] == [ids[:2], ids[2:]]
