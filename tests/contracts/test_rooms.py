"""What every ``Rooms`` keeps."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.meeting.opening_hours import OpeningHours, windows_of
from domain.meeting.refusals import RoomNameTaken, RoomNotFound, StaleRoom
from domain.meeting.room import Room
from domain.shared.time_zone import zone_named
from tests.builders import HOST, NOW, a_room
from tests.storage import Storage

EVERYTHING = {
    "capacity": 12,
    "equipment": frozenset({"screen", "phone"}),
    "location": "Second floor\nleft",
    "zone": zone_named("Asia/Kathmandu"),
    "hours": OpeningHours({"monday": windows_of([(480, 720), (780, 1440)]), "sunday": windows_of([(0, 60)])}),
    "approval": True,
    "buffer_before": timedelta(minutes=10),
    "buffer_after": timedelta(seconds=90),
}


def added(transactions: Transactions[MeetingWork], *rooms: Room) -> None:
    with transactions.begin() as work:
        for room in rooms:
            work.rooms.add(room)


def test_it_comes_back_as_it_was_kept(transactions: Transactions[MeetingWork]) -> None:
    plain, full = a_room("Plain"), a_room("Straße", **EVERYTHING)
    added(transactions, plain, full)
    assert (full.version, full.events) == (1, [])
    with transactions.begin() as work:
        assert work.rooms.get(full.id) == full
        assert work.rooms.find(plain.id) == plain
        assert work.rooms.among([full.id, uuid4(), plain.id]) == sorted([plain, full], key=lambda r: r.id)
        assert work.rooms.among([]) == []
        assert work.rooms.called(["strasse", "plain", "?"]) == sorted([plain, full], key=lambda r: r.id)
        assert work.rooms.called([]) == []
        assert work.rooms.find(uuid4()) is None
        with pytest.raises(RoomNotFound):
            work.rooms.get(uuid4())


def test_changes_count_once_saved(transactions: Transactions[MeetingWork], storage: Storage) -> None:
    room = a_room()
    added(transactions, room)
    with transactions.begin() as work:
        mine = work.rooms.get(room.id)
        mine.change(replace(mine.details, capacity=99), active=False, by=HOST, now=NOW)
        assert work.rooms.find(room.id) == room
        work.rooms.save(mine)
    with transactions.begin() as work:
        found = work.rooms.get(room.id)
    assert (found.details.capacity, found.active, found.version) == (99, False, 2)
    kinds = [(event.kind, event.subject_type, event.version) for event in storage.events()]
    assert kinds == [("room.added", "room", 1), ("room.changed", "room", 2)]


def test_the_second_of_two_editors_is_told(transactions: Transactions[MeetingWork]) -> None:
    room = a_room()
    added(transactions, room)
    with transactions.begin() as work:
        mine, yours = work.rooms.get(room.id), work.rooms.get(room.id)
        work.rooms.save(mine)
        with pytest.raises(StaleRoom):
            work.rooms.save(yours)
        with pytest.raises(StaleRoom):
            work.rooms.save(a_room("Never added"))


def test_no_two_rooms_share_a_name(transactions: Transactions[MeetingWork]) -> None:
    blue, green = a_room("Blue"), a_room("Green")
    added(transactions, blue, green)
    with transactions.begin() as work:
        with pytest.raises(RoomNameTaken):
            work.rooms.add(a_room("BLUE"))
        mine = work.rooms.get(green.id)
        mine.change(replace(mine.details, name="bluE"), active=True, by=HOST, now=NOW)
        with pytest.raises(RoomNameTaken):
            work.rooms.save(mine)
        assert [each.details.name for each in work.rooms.search(limit=9)] == ["Blue", "Green"]


def test_it_finds_by_words_seats_and_equipment(transactions: Transactions[MeetingWork]) -> None:
    screen = frozenset({"screen"})
    rooms = [
        a_room("blue", capacity=4),
        a_room("Amber", capacity=8, equipment=screen, location="North wing"),
        a_room("Green", capacity=12, equipment=screen | {"phone"}),
        a_room("Old", capacity=20),
    ]
    rooms[3].remove(by=HOST, now=NOW)
    added(transactions, *rooms)

    def found(limit: int = 9, **wanted: object) -> list[str]:
        with transactions.begin() as work:
            rooms = work.rooms.search(limit=limit, **wanted)  # type: ignore[arg-type]
        return [room.details.name for room in rooms]

    assert found() == ["Amber", "blue", "Green"]
    assert found(active=False) == ["Old"]
    assert found(active=None) == ["Amber", "blue", "Green", "Old"]
    assert found(words="NORTH") == ["Amber"]
    assert found(words="%") == []
    assert found(words="LU") == ["blue"]
    assert found(capacity=8) == ["Amber", "Green"]
    assert found(equipment=["screen", "phone"]) == ["Green"]
    assert found(after="amber") == ["blue", "Green"]
    assert found(limit=2) == ["Amber", "blue"]
