"""A search looks at every room there is, however many are smaller."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from adapters.memory.clock import SettableClock
from application.availability.search_availability import SearchAvailability
from application.identity.caller import Caller
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from domain.availability.search import Needs, RoomWish, Search
from domain.meeting.claim import SlotTaken
from domain.meeting.details import Details
from domain.meeting.hold import MOST_HELD, Hold
from domain.meeting.offer import OfferKind
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import NOW, a_person, a_room, timed
from tests.storage import Storage

MANY = 700
HOUR = timedelta(hours=1)
EIGHT = datetime(2026, 12, 1, 8, tzinfo=UTC)


def test_each_slot_names_all_rooms_that_are_free_then(storage: Storage) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance, ana = random.Random(seed), a_person("Ana")
    rooms = [a_room(f"Room {number}", capacity=chance.randint(1, 40)) for number in range(MANY)]
    hours = [TimeSlot(EIGHT + HOUR * number, EIGHT + HOUR * (number + 1)) for number in range(4)]
    held = {slot: chance.sample(rooms, chance.randint(0, MANY - 1)) for slot in hours[:3]}
    held[hours[3]] = rooms
    with storage.transactions.begin() as work:
        work.people.add(ana)
        for room in rooms:
            work.rooms.add(room)
        for slot, taken in held.items():
            for first in range(0, len(taken), MOST_HELD):
                some = [room.id for room in taken[first : first + MOST_HELD]]
                work.holds.add(
                    Hold.place(owner_id=ana.id, slot=slot, people=[], rooms=some, ttl=HOUR / 2, now=NOW)
                )
    needs = Needs(HOUR, TimeSlot(EIGHT, EIGHT + 4 * HOUR), required=(), room=RoomWish(capacity=20))
    searching = SearchAvailability(storage.diaries, storage.directory, SettableClock(NOW))
    search = Search(needs, zone_named("UTC"), granularity=HOUR, limit=9)
    found = {slot.start: set(slot.rooms) for slot in searching(Caller(ana.id, ana.role), search).slots}
    fitting = {room.id for room in rooms if room.details.capacity >= 20}
    free = {slot.start: fitting - {room.id for room in taken} for slot, taken in held.items()}
    assert found == {start: rooms for start, rooms in free.items() if rooms}


def test_a_room_that_is_free_is_offered_however_many_like_it_are_not(storage: Storage) -> None:
    ana = a_person("Ana")
    wanted, *others = [a_room(f"Room {number:03}", capacity=8) for number in range(300)]
    free = a_room("Zenith", capacity=30)
    slot = timed().slot
    with storage.transactions.begin() as work:
        work.people.add(ana)
        for room in (wanted, *others, free):
            work.rooms.add(room)
        for first in range(0, len(others), MOST_HELD):
            rooms = [room.id for room in others[first : first + MOST_HELD]]
            hold = Hold.place(owner_id=ana.id, slot=slot, people=[], rooms=rooms, ttl=HOUR / 2, now=NOW)
            work.holds.add(hold)
    schedule = ScheduleMeeting(storage.transactions, SettableClock(NOW))
    command = ScheduleMeetingCommand(Caller(ana.id, ana.role), Details("Review"), timed(), rooms=(wanted.id,))
    schedule(command)
    with pytest.raises(SlotTaken) as refused:
        schedule(command)
    (offer,) = [each for each in refused.value.offers if each.kind is OfferKind.ANOTHER_ROOM]
    assert offer.rooms == (free.id,)
