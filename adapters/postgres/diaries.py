from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Connection, Select, Uuid, any_, bindparam, literal, orm, select, text

from adapters.postgres import meeting_rooms, meetings
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.room_rows import RoomRow
from adapters.postgres.rows import GuestRow, MeetingRow, PersonRow
from adapters.postgres.working_hours import HOURS_OF_PEOPLE, hours_from
from application.availability.ports import Diaries
from domain.availability.busy_time import BusyKind, Taken
from domain.availability.world import Attendee, Place
from domain.meeting.keeping_busy import place_of, taken_by_dates
from domain.meeting.meeting import MeetingState
from domain.shared.time_slot import TimeSlot

AROUND = timedelta(days=1)

# One row for each person and kind of time, however many meetings there are: a list of numbers is read a good
# ten times faster than as many rows. Short and long ones come from two ranges of one index, as in calendars.
_TAKEN_OF_PEOPLE = text("""
    SELECT attendance.person_id AS id, attendance.keeps_busy AS kind, attendance.whole_days,
        array_agg(CAST(date_part('epoch', attendance.starts_at) AS bigint)) AS starts,
        array_agg(CAST(date_part('epoch', attendance.ends_at) AS bigint)) AS ends
    FROM (VALUES (false, interval '1 day'), (true, interval '366 days')) AS reach (is_long, length)
    JOIN attendance ON attendance.person_id = ANY (:ids)
        AND attendance.is_long = reach.is_long
        AND attendance.starts_at > CAST(:start AS timestamptz) - reach.length
        AND attendance.starts_at < :end
        AND attendance.ends_at > :start
        AND attendance.keeps_busy IS NOT NULL
    GROUP BY attendance.person_id, attendance.keeps_busy, attendance.whole_days
    UNION ALL
    SELECT claim.resource_id, 'held', false,
        array_agg(CAST(date_part('epoch', claim.starts_at) AS bigint)),
        array_agg(CAST(date_part('epoch', claim.ends_at) AS bigint))
    FROM claim JOIN hold ON hold.id = claim.hold_id
    WHERE claim.resource_id = ANY (:ids) AND hold.expires_at > :now
        AND claim.starts_at < :end AND claim.ends_at > :start
    GROUP BY claim.resource_id
""").bindparams(bindparam("ids", type_=ARRAY(Uuid)))
# The longest meeting and its buffers reach back 368 days.
_TAKEN_OF_ROOMS = text("""
    SELECT claim.resource_id AS id, CASE WHEN claim.hold_id IS NULL THEN 'busy' ELSE 'held' END AS kind,
        false AS whole_days,
        array_agg(CAST(floor(date_part('epoch', claim.starts_at)) AS bigint)) AS starts,
        array_agg(CAST(ceil(date_part('epoch', claim.ends_at)) AS bigint)) AS ends
    FROM claim LEFT JOIN hold ON hold.id = claim.hold_id
    WHERE claim.resource_id = ANY (:ids) AND (claim.hold_id IS NULL OR hold.expires_at > :now)
        AND claim.starts_at < :end AND claim.ends_at > :start
        AND claim.starts_at > CAST(:start AS timestamptz) - interval '368 days'
    GROUP BY 1, 2
""").bindparams(bindparam("ids", type_=ARRAY(Uuid)))


class PostgresDiaries(Diaries):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def people(
        self, person_ids: Collection[UUID], span: TimeSlot, *, now: datetime
    ) -> Mapping[UUID, Attendee]:
        if not person_ids:
            return {}
        ids, around = list(person_ids), _around(span)
        wanted = HOURS_OF_PEOPLE.where(PersonRow.id == any_(literal(ids, ARRAY(Uuid))))
        with self._database.reading() as connection:
            hours = {row.person_id: hours_from(row) for row in connection.execute(wanted)}
            taken = _taken(connection, _TAKEN_OF_PEOPLE, ids, around, now)
            for person_id, every in _beyond_the_rows(connection, ids, around).items():
                taken[person_id] += every
        return {person_id: Attendee(hours[person_id], taken[person_id]) for person_id in hours}

    def rooms(self, room_ids: Collection[UUID], span: TimeSlot, *, now: datetime) -> Sequence[Place]:
        listed = RoomRow.id == any_(literal(list(room_ids), ARRAY(Uuid)))
        return self._places(select(RoomRow).where(listed), span, now) if room_ids else []

    def all_rooms(
        self,
        span: TimeSlot,
        *,
        capacity: int = 1,
        equipment: Collection[str] = (),
        limit: int,
        now: datetime,
    ) -> Sequence[Place]:
        fitting = select(RoomRow).where(
            RoomRow.capacity >= capacity, RoomRow.equipment.contains(list(equipment))
        )
        return self._places(fitting.limit(limit), span, now)

    def _places(self, rooms: Select[RoomRow], span: TimeSlot, now: datetime) -> Sequence[Place]:
        with self._database.reading() as connection, orm.Session(connection) as session:
            in_use = rooms.where(RoomRow.active).order_by(RoomRow.capacity, RoomRow.key)
            found = [meeting_rooms.from_row(row) for row in session.scalars(in_use)]
            ids = [room.id for room in found]
            taken = _taken(connection, _TAKEN_OF_ROOMS, ids, _around(span), now)
        return [place_of(room, taken[room.id]) for room in found]


def _around(span: TimeSlot) -> TimeSlot:
    return TimeSlot(span.start - AROUND, span.end + AROUND)


def _taken(
    connection: Connection, statement: Any, ids: Sequence[UUID], around: TimeSlot, now: datetime
) -> dict[UUID, list[Taken]]:
    found: dict[UUID, list[Taken]] = defaultdict(list)
    parameters = {"ids": ids, "start": around.start, "end": around.end, "now": now}
    for row in connection.execute(statement, parameters):
        found[row.id].append(Taken(BusyKind(row.kind), row.starts, row.ends, row.whole_days))
    return found


def _beyond_the_rows(
    connection: Connection, ids: Sequence[UUID], around: TimeSlot
) -> Mapping[UUID, Sequence[Taken]]:
    """Of series whose dates have rows up to a horizon that lies before the end: dates from their rule. Those
    that have rows as well count once all the same."""
    people = any_(literal(ids, ARRAY(Uuid)))
    attended = select(GuestRow.meeting_id).where(GuestRow.person_id == people)
    wanted = select(MeetingRow).where(
        MeetingRow.materialised_until < around.end,
        MeetingRow.state == MeetingState.SCHEDULED,
        (MeetingRow.host_id == people) | MeetingRow.id.in_(attended),
    )
    found: dict[UUID, list[Taken]] = defaultdict(list)
    with orm.Session(connection) as session:
        for row in session.scalars(wanted).all():
            guests = select(GuestRow).where(GuestRow.meeting_id == row.id).order_by(GuestRow.place)
            meeting = meetings.from_row(row, session.scalars(guests).all())
            for person_id, taken in taken_by_dates(meeting, around).items():
                found[person_id] += taken
    return found
