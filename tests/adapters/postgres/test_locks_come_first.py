"""Whoever takes time for one alone waits for those who look at the same room or person, before writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread
from time import monotonic, sleep
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text

from domain.meeting.details import Commitment, Details
from domain.meeting.meeting import Meeting
from domain.meeting.room_booking import RoomBooking
from tests.adapters.postgres.test_taken_once import FIRST, WAITING, House, an_hour
from tests.builders import a_room
from tests.storage import LONG_ENOUGH, Storage

HELD = "SELECT id FROM {table} WHERE id = :id FOR NO KEY UPDATE"


@contextmanager
def held(engine: Engine, table: str, row_id: UUID) -> Iterator[None]:
    """Somebody else is looking whether this is free."""
    with engine.begin() as connection:
        connection.execute(text(HELD.format(table=table)), {"id": row_id})
        yield


def waits_for_a_lock(engine: Engine, writer: Thread) -> bool:
    deadline = monotonic() + LONG_ENOUGH
    with engine.connect() as connection:
        while writer.is_alive() and monotonic() < deadline:
            if connection.execute(WAITING).all():
                return True
            connection.rollback()
            sleep(0.01)
    return False


def is_free_to_lock(connection: Connection, room_id: UUID) -> bool:
    asked = text(HELD.format(table="room") + " SKIP LOCKED")
    return connection.execute(asked, {"id": room_id}).scalar() is not None


def adding(storage: Storage, *meetings: Meeting) -> Thread:
    def add() -> None:
        with storage.transactions.begin() as work:
            work.meetings.add_all(meetings)

    writer = Thread(target=add)
    writer.start()
    return writer


@pytest.mark.parametrize("table", ["room", "person"])
def test_a_writer_waits_for_who_holds_the_row(table: str, storage: Storage, engine: Engine) -> None:
    house = House(storage)
    host, exclusive = house.callers[0], table == "person"
    meeting = Meeting.schedule(
        host_id=host.person_id,
        details=Details("Mine", commitment=Commitment.EXCLUSIVE if exclusive else Commitment.BUSY),
        timing=an_hour(FIRST),
        rooms=[] if exclusive else [RoomBooking(house.room.id)],
        now=house.clock.now(),
    )
    with held(engine, table, host.person_id if exclusive else house.room.id):
        writer = adding(storage, meeting)
        assert waits_for_a_lock(engine, writer)
    writer.join(LONG_ENOUGH)
    with storage.transactions.begin() as work:
        assert work.meetings.find(meeting.id) is not None


def test_what_is_added_together_is_locked_in_one_order(storage: Storage, engine: Engine) -> None:
    """The meeting that is added first wants the room that is locked last, and does not get it before."""
    house = House(storage)
    other = a_room("Green")
    with storage.transactions.begin() as work:
        work.rooms.add(other)
    low, high = sorted((house.room.id, other.id))
    host = house.callers[0]
    first = house.meeting(host, FIRST, RoomBooking(high))
    second = house.meeting(host, FIRST + timedelta(days=1), RoomBooking(low))
    with held(engine, "room", low):
        writer = adding(storage, first, second)
        assert waits_for_a_lock(engine, writer)
        with engine.begin() as connection:
            assert is_free_to_lock(connection, high)
    writer.join(LONG_ENOUGH)
    with storage.transactions.begin() as work:
        assert work.meetings.find(first.id) is not None
        assert work.meetings.find(second.id) is not None
