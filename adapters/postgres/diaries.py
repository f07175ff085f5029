from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from sqlalchemy import ARRAY, Select, Uuid, any_, literal, select

from adapters.postgres import meeting_rooms, meetings
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.room_rows import RoomRow
from adapters.postgres.working_hours import hours_from, office_hours
from application.availability.ports import Diaries
from domain.availability.busy_time import BusyKind, Taken
from domain.availability.world import Attendee, Place
from domain.meeting.keeping_busy import place_of, taken_by_dates
from domain.shared.time_slot import TimeSlot

AROUND = timedelta(days=1)

_HOURS = """
    SELECT person.id, person.zone, hours.zone, week, exceptions, moves, out_of_office
    FROM person LEFT JOIN working_hours AS hours ON hours.person_id = person.id
    WHERE person.id = ANY (%(ids)s) AND person.active
"""
# One row for each person and kind of time, however many meetings there are: a list of numbers is read a good
# ten times faster than as many rows. Short and long ones come from two ranges of one index, as in calendars.
_TAKEN_OF_PEOPLE = """
    SELECT person.id, busy.* FROM unnest(%(ids)s) AS person (id), LATERAL (
        SELECT attendance.keeps_busy, attendance.whole_days,
            array_agg(CAST(date_part('epoch', attendance.starts_at) AS bigint)),
            array_agg(CAST(date_part('epoch', attendance.ends_at) AS bigint))
        FROM (VALUES (false, interval '1 day'), (true, interval '366 days')) AS reach (is_long, length)
        JOIN attendance ON attendance.person_id = person.id
            AND attendance.is_long = reach.is_long
            AND attendance.starts_at > %(start)s::timestamptz - reach.length
            AND attendance.starts_at < %(end)s
            AND attendance.ends_at > %(start)s
            AND attendance.keeps_busy IS NOT NULL
        GROUP BY attendance.keeps_busy, attendance.whole_days
    ) AS busy
    UNION ALL
    SELECT claim.resource_id, 'held', false,
        array_agg(CAST(date_part('epoch', claim.starts_at) AS bigint)),
        array_agg(CAST(date_part('epoch', claim.ends_at) AS bigint))
    FROM hold JOIN claim ON claim.hold_id = hold.id
    WHERE hold.expires_at > %(now)s AND claim.resource_id = ANY (%(ids)s)
        AND claim.starts_at < %(end)s AND claim.ends_at > %(start)s
    GROUP BY claim.resource_id
"""
# Series whose dates have rows up to a horizon that lies before the end.
_REACHING_FURTHER = """
    SELECT id FROM meeting
    WHERE materialised_until < %(end)s AND state = 'scheduled' AND (
        host_id = ANY (%(ids)s)
        OR id IN (SELECT meeting_id FROM guest WHERE person_id = ANY (%(ids)s))
    )
"""
# The longest meeting and its buffers reach back 368 days.
_TAKEN_OF_ROOMS = """
    SELECT claim.resource_id, CASE WHEN claim.hold_id IS NULL THEN 'busy' ELSE 'held' END, false,
        array_agg(CAST(floor(date_part('epoch', claim.starts_at)) AS bigint)),
        array_agg(CAST(ceil(date_part('epoch', claim.ends_at)) AS bigint))
    FROM claim LEFT JOIN hold ON hold.id = claim.hold_id
    WHERE claim.resource_id = ANY (%(ids)s) AND (claim.hold_id IS NULL OR hold.expires_at > %(now)s)
        AND claim.starts_at < %(end)s AND claim.ends_at > %(start)s
        AND claim.starts_at > %(start)s::timestamptz - interval '368 days'
    GROUP BY 1, 2
"""


class PostgresDiaries(Diaries):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def people(
        self, person_ids: Collection[UUID], span: TimeSlot, *, now: datetime
    ) -> Mapping[UUID, Attendee]:
        if not person_ids:
            return {}
        ids = list(person_ids)
        asked = _asked(ids, span, now)
        with self._database.hot() as connection:
            hours = {
                person_id: hours_from(zone, *own) if zone else office_hours(home)
                for person_id, home, zone, *own in connection.execute(_HOURS, asked, prepare=True)
            }
            taken = _taken(connection, _TAKEN_OF_PEOPLE, asked)
            further = [row[0] for row in connection.execute(_REACHING_FURTHER, asked, prepare=True)]
            if further:
                _add_dates_by_rule(connection, further, _around(span), taken)
        return {person_id: Attendee(hours[person_id], taken[person_id]) for person_id in hours}

    def rooms(self, room_ids: Collection[UUID], span: TimeSlot, *, now: datetime) -> Sequence[Place]:
        listed = RoomRow.id == any_(literal(list(room_ids), ARRAY(Uuid)))
        return self._places(select(RoomRow.__table__).where(listed), span, now) if room_ids else []

    def all_rooms(
        self,
        span: TimeSlot,
        *,
        capacity: int = 1,
        equipment: Collection[str] = (),
        now: datetime,
    ) -> Sequence[Place]:
        fitting = select(RoomRow.__table__).where(
            RoomRow.capacity >= capacity, RoomRow.equipment.contains(list(equipment))
        )
        return self._places(fitting, span, now)

    def _places(self, rooms: Select[*tuple[Any, ...]], span: TimeSlot, now: datetime) -> Sequence[Place]:
        in_use = rooms.where(RoomRow.active).order_by(RoomRow.capacity, RoomRow.key)
        with self._database.reading() as reading:
            found = [meeting_rooms.from_row(row) for row in reading.execute(in_use)]
        with self._database.hot() as connection:
            taken = _taken(connection, _TAKEN_OF_ROOMS, _asked([room.id for room in found], span, now))
        return [place_of(room, taken[room.id]) for room in found]


def _around(span: TimeSlot) -> TimeSlot:
    return TimeSlot(span.start - AROUND, span.end + AROUND)


def _asked(ids: list[UUID], span: TimeSlot, now: datetime) -> dict[str, Any]:
    around = _around(span)
    return {"ids": ids, "start": around.start, "end": around.end, "now": now}


def _taken(
    connection: "psycopg.Connection[Any]", statement: LiteralString, asked: dict[str, Any]
) -> dict[UUID, list[Taken]]:
    found: dict[UUID, list[Taken]] = defaultdict(list)
    # Binary: the driver reads lists of numbers in half the time.
    rows = connection.execute(statement, asked, prepare=True, binary=True)
    for subject_id, kind, whole_days, starts, ends in rows:
        found[subject_id].append(Taken(BusyKind(kind), starts, ends, whole_days))
    return found


def _add_dates_by_rule(
    connection: "psycopg.Connection[Any]",
    meeting_ids: list[UUID],
    around: TimeSlot,
    taken: dict[UUID, list[Taken]],
) -> None:
    """Of those series; dates that have rows as well are busy once all the same."""
    for found in meetings.read(connection, meeting_ids):
        for person_id, every in taken_by_dates(meetings.as_computed(connection, found), around).items():
            taken[person_id] += every
