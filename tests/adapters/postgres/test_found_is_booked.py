"""What a search returns can be booked: alone always, among others unless somebody was faster.

The seed is printed, and ``CONVENE_SEED`` plays it again; ``CONVENE_ROUNDS`` plays more rounds.
"""

import os
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from threading import Thread
from uuid import UUID

import pytest

from adapters.memory.clock import SettableClock
from application.availability.search_availability import SearchAvailability
from application.identity.caller import Caller
from application.meeting.invitations import Invitee
from application.meeting.place_hold import PlaceHold, PlaceHoldCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from domain.availability.board import Slot
from domain.availability.search import Needs, RoomWish, Search
from domain.availability.working_hours import Hours, Week, Window
from domain.identity.role import Role
from domain.meeting.claim import SlotTaken
from domain.meeting.details import Commitment, Details
from domain.meeting.opening_hours import WEEKDAYS, OpeningHours, windows_of
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment, TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import a_person, a_room
from tests.storage import LONG_ENOUGH, Storage

ROUNDS = int(os.environ.get("CONVENE_ROUNDS", "12"))
WRITERS = 6
# Across the end of summer time in Paris, and not yet in New York.
WINDOW = TimeSlot(datetime(2027, 10, 30, tzinfo=UTC), datetime(2027, 11, 1, tzinfo=UTC))
UTC_ZONE = zone_named("UTC")
MINUTE = timedelta(minutes=1)
LONG_DAYS: Week = ((Window(4 * 60, 23 * 60),),) * 7  # type: ignore[assignment]


@dataclass
class House:
    storage: Storage
    clock: SettableClock = field(default_factory=lambda: SettableClock(datetime(2027, 10, 1, tzinfo=UTC)))
    callers: list[Caller] = field(default_factory=list)

    def __post_init__(self) -> None:
        hours = OpeningHours({day: windows_of([(0, 180), (150 + 30, 1320)]) for day in WEEKDAYS})
        rooms = [
            a_room("Small", capacity=2, hours=hours, buffer_after=15 * MINUTE),
            a_room("Large", capacity=8, buffer_before=10 * MINUTE, zone=zone_named("America/New_York")),
            a_room("Odd", capacity=8, buffer_after=timedelta(seconds=90)),
        ]
        with self.storage.transactions.begin() as work:
            for room in rooms:
                work.rooms.add(room)
            for number, zone in enumerate(("Europe/Paris", "America/New_York", "Asia/Kathmandu", "UTC")):
                person = a_person(f"Person{number}")
                work.people.add(person)
                self.callers.append(Caller(person.id, Role.MEMBER))
                mine = work.working_hours.get(person.id)
                mine.become(Hours(zone_named(zone), LONG_DAYS), by=person.id, now=self.clock.now())
                work.working_hours.save(mine)

    def search(self, chance: random.Random) -> tuple[Caller, Search]:
        people = chance.sample(self.callers, chance.choice((1, 1, 2)))
        needs = Needs(
            duration=chance.choice((15, 25, 60)) * MINUTE,
            window=WINDOW,
            required=tuple(caller.person_id for caller in people),
            room=RoomWish(capacity=chance.choice((1, 5))),
            within_working_hours=chance.random() < 0.5,
        )
        return people[0], Search(needs, zone_named("Europe/Paris"), chance.choice((15, 30)) * MINUTE)

    def slots(self, caller: Caller, search: Search) -> list[Slot]:
        find = SearchAvailability(self.storage.diaries, self.storage.directory, self.clock)
        return list(find(caller, replace(search, limit=200)).slots)

    def take(self, caller: Caller, slot: Slot, room_id: UUID, *, hold: bool) -> None:
        """Raises SlotTaken."""
        transactions = self.storage.transactions
        others = tuple(person for person in slot.required if person != caller.person_id)
        if hold:
            time = TimeSlot(slot.start, slot.end)
            command = PlaceHoldCommand(caller, time, slot.required, (room_id,), timedelta(minutes=5))
            PlaceHold(transactions, self.clock)(command)
            return
        timing = Timed(Moment.at(slot.start, UTC_ZONE), Moment.at(slot.end, UTC_ZONE))
        details = Details("Found", commitment=Commitment.EXCLUSIVE)
        guests = tuple(Invitee(person_id=person) for person in others)
        ScheduleMeeting(transactions, self.clock)(
            ScheduleMeetingCommand(caller, details, timing, guests, rooms=(room_id,))
        )

    def still_offers(self, caller: Caller, search: Search, slot: Slot, room_id: UUID) -> bool:
        """Whether a new search would give the same answer."""
        exactly = replace(search.needs, window=TimeSlot(slot.start, slot.end))
        again = self.slots(caller, replace(search, needs=exactly))
        return any(room_id in other.rooms for other in again)

    def try_once(self, chance: random.Random) -> bool:
        """Whether the slot was had; that it was not needs a reason that can be seen."""
        caller, search = self.search(chance)
        found = self.slots(caller, search)
        if not found:
            return True
        # Everybody goes for one of the first, so that they get into each other's way.
        slot = chance.choice(found[:8])
        room_id = chance.choice(slot.rooms)
        try:
            self.take(caller, slot, room_id, hold=chance.random() < 0.3)
        except SlotTaken:
            assert not self.still_offers(caller, search, slot, room_id), (slot, room_id)
            return False
        assert not self.still_offers(caller, search, slot, room_id), (slot, room_id)
        return True


@pytest.fixture
def seed() -> int:
    seed = int(os.environ.get("CONVENE_SEED", random.randrange(2**32)))
    print(f"CONVENE_SEED={seed}")
    return seed


def test_alone_one_gets_whatever_was_found(storage: Storage, seed: int) -> None:
    house, chance = House(storage), random.Random(seed)
    assert all(house.try_once(chance) for _ in range(2 * ROUNDS))


def test_among_others_the_only_refusals_are_true_races(storage: Storage, seed: int) -> None:
    house = House(storage)
    had: list[list[bool]] = [[] for _ in range(WRITERS)]
    failures: list[BaseException] = []

    def write(number: int) -> None:
        chance = random.Random(f"{seed} {number}")
        try:
            had[number] += [house.try_once(chance) for _ in range(ROUNDS)]
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=write, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(4 * LONG_ENOUGH)
    assert failures == []
    tries = list(chain.from_iterable(had))
    assert len(tries) == WRITERS * ROUNDS
    assert sum(tries) > len(tries) // 4
    print(f"{len(tries)} tries, {len(tries) - sum(tries)} lost a race")
