"""Taking time for one alone: lock the rooms and people, look, write; a constraint stands behind it all.

The locks come in the order of ``Resource.rank``, after the row of the meeting. Giving time back needs none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.errors import ExclusionViolation, UniqueViolation
from sqlalchemy import ARRAY, Connection, DateTime, Row, Text, Uuid, bindparam, text
from sqlalchemy.exc import IntegrityError

from adapters.postgres import meeting_rooms
from domain.meeting.claim import (
    MOST_CONFLICTS,
    Claim,
    Conflict,
    Holder,
    HolderKind,
    Resource,
    ResourceKind,
    SlotTaken,
    Taking,
    claims_of,
    takes_time,
)
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.meeting.room import Room
from domain.meeting.zone_change import Collision, Renaming
from domain.shared.time_slot import TimeSlot

_Key = tuple[UUID, str, datetime, datetime]
"""What, and for which date, from when until when."""

_IDS = bindparam("ids", type_=ARRAY(Uuid))
_INSTANTS = ARRAY(DateTime(timezone=True))

# FOR NO KEY UPDATE: whoever merely refers to the room or the person need not wait.
_LOCK = {
    ResourceKind.ROOM: text(
        "SELECT id FROM room WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE"
    ).bindparams(_IDS),
    ResourceKind.PERSON: text(
        "SELECT id FROM person WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE"
    ).bindparams(_IDS),
}
# A hold that its owner is turning into a meeting this moment is left alone: it is about to be theirs.
_DROP_EXPIRED_HOLDS = text("""
    DELETE FROM hold WHERE id IN (
        SELECT hold.id FROM hold
        WHERE hold.expires_at <= :now
            AND hold.id IN (SELECT hold_id FROM claim WHERE resource_id = ANY (:ids) AND hold_id IS NOT NULL)
        FOR UPDATE SKIP LOCKED
    )
""").bindparams(_IDS)
_CLASHES = text("""
    SELECT wanted.place, claim.starts_at, claim.ends_at, claim.hold_id IS NOT NULL AS is_hold
    FROM unnest(:resources, :starts, :ends) WITH ORDINALITY AS wanted (resource_id, starts_at, ends_at, place)
    JOIN claim ON uuidrange(claim.resource_id, claim.resource_id, '[]')
            && uuidrange(wanted.resource_id, wanted.resource_id, '[]')
        AND tstzrange(claim.starts_at, claim.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
    LEFT JOIN hold ON hold.id = claim.hold_id
    WHERE coalesce(claim.meeting_id, claim.hold_id) <> :holder
        AND (hold.expires_at > :now OR claim.hold_id IS NULL OR CAST(:now AS timestamptz) IS NULL)
    ORDER BY wanted.place, claim.starts_at
    LIMIT :limit
""").bindparams(
    bindparam("resources", type_=ARRAY(Uuid)),
    bindparam("starts", type_=_INSTANTS),
    bindparam("ends", type_=_INSTANTS),
)
_DROP = text("""
    DELETE FROM claim USING unnest(:resources, :names) AS gone (resource_id, original_start)
    WHERE claim.meeting_id = :meeting_id
        AND claim.resource_id = gone.resource_id AND claim.original_start = gone.original_start
""").bindparams(bindparam("resources", type_=ARRAY(Uuid)), bindparam("names", type_=ARRAY(Text)))
_INSERT = """
    INSERT INTO claim (resource_id, starts_at, ends_at, meeting_id, original_start, hold_id)
    SELECT resource_id, starts_at, ends_at, :meeting_id, original_start, :hold_id
    FROM unnest(:resources, :starts, :ends, :names) AS taken (resource_id, starts_at, ends_at, original_start)
"""
_INSERTED = (
    bindparam("resources", type_=ARRAY(Uuid)),
    bindparam("starts", type_=_INSTANTS),
    bindparam("ends", type_=_INSTANTS),
    bindparam("names", type_=ARRAY(Text)),
    bindparam("meeting_id", type_=Uuid),
    bindparam("hold_id", type_=Uuid),
)
_WRITE = text(_INSERT).bindparams(*_INSERTED)
_WRITE_WHAT_IS_FREE = text(
    f"{_INSERT} ON CONFLICT DO NOTHING RETURNING resource_id, original_start"
).bindparams(*_INSERTED)
_HELD_ON = text("""
    SELECT resource_id, original_start FROM claim
    WHERE meeting_id = :meeting_id AND original_start = ANY (:names)
""").bindparams(bindparam("names", type_=ARRAY(Text)))
_HELD = text(
    "SELECT resource_id, original_start, starts_at, ends_at FROM claim WHERE meeting_id = :meeting_id"
)
_IN_THE_WAY = text("""
    SELECT meeting_id, original_start, starts_at, ends_at FROM claim
    WHERE uuidrange(resource_id, resource_id, '[]') && uuidrange(:resource, :resource, '[]')
        AND tstzrange(starts_at, ends_at) && tstzrange(:start, :end)
    ORDER BY starts_at LIMIT 1
""").bindparams(bindparam("resource", type_=Uuid))
_PERSON_NAMES = text("SELECT id, name FROM person WHERE id = ANY (:ids)").bindparams(_IDS)
# The longest meeting and its buffers reach back 368 days: the index need not be read from its beginning.
_TAKEN = text("""
    SELECT claim.resource_id, claim.starts_at, claim.ends_at
    FROM claim LEFT JOIN hold ON hold.id = claim.hold_id
    WHERE claim.resource_id = ANY (:ids) AND claim.starts_at < :end AND claim.ends_at > :start
        AND claim.starts_at > CAST(:start AS timestamptz) - interval '368 days'
        AND coalesce(claim.meeting_id, claim.hold_id) <> :holder
        AND (claim.hold_id IS NULL OR hold.expires_at > :now)
    ORDER BY claim.starts_at, claim.resource_id
""").bindparams(_IDS)


def add_all(connection: Connection, meetings: Sequence[Meeting], *, horizon: timedelta) -> None:
    """Raises SlotTaken, RoomClosed, RoomInactive or ExclusiveNeedsClockTimes."""
    plans = [
        (meeting, *_taking(connection, None, None, meeting, meeting.updated_at + horizon))
        for meeting in meetings
        if takes_time(meeting)
    ]
    if len(plans) > 1:
        # Two who add many at once would otherwise lock what they share in different orders.
        contested = {resource for _, taking, _ in plans for resource in taking.contested}
        _lock(connection, sorted(contested, key=lambda resource: resource.rank))
    for meeting, taking, rooms in plans:
        holder = Holder(HolderKind.MEETING, meeting.id)
        _carry_out(connection, taking, rooms, holder, meeting.updated_at)


def save(
    connection: Connection, before: Meeting, reached: datetime | None, after: Meeting, until: datetime
) -> Sequence[Claim]:
    """As ``places.save``: what ``before`` claimed and ``after`` does not is given back, the rest is taken.

    Returns what dates that came into reach could not have.
    """
    if not takes_time(before) and not takes_time(after):
        return ()
    taking, rooms = _taking(connection, before, reached, after, until)
    holder = Holder(HolderKind.MEETING, after.id)
    _carry_out(connection, taking, rooms, holder, after.updated_at)
    return _take_what_is_free(connection, taking.come_into_reach, holder, after.updated_at)


def follow(connection: Connection, meeting: Meeting, until: datetime, renamed: Renaming) -> Sequence[Claim]:
    """What the meeting had goes where other time zone rules put it, as far as that is free; returns the rest.

    ``renamed``: the new names of its dates. Dates that had nothing, since others were quicker, get nothing.
    """
    held = _held(connection, meeting)
    if not held:
        return ()
    wanted = {_key(claim): claim for claim in _claims(connection, meeting, until)}
    had = {(resource_id, renamed(name)) for resource_id, name, *_ in held}
    due = [claim for key, claim in wanted.items() if key not in held and key[:2] in had]
    _lock(connection, Taking(gained=due).contested)
    if lost := held - wanted.keys():
        ids, names = [key[0] for key in lost], [key[1] for key in lost]
        connection.execute(_DROP, {"meeting_id": meeting.id, "resources": ids, "names": names})
    return _missed(connection, due, Holder(HolderKind.MEETING, meeting.id))


def settle(
    connection: Connection, meeting: Meeting, until: datetime, due: Sequence[Claim], now: datetime
) -> Sequence[Collision]:
    """Takes what is free by now of what is ``due``, unless it is needed no more; returns what is not."""
    wanted = set(_claims(connection, meeting, until))
    missing: Sequence[Claim] = [claim for claim in due if claim in wanted]
    holder = Holder(HolderKind.MEETING, meeting.id)
    _lock(connection, Taking(gained=missing).contested)
    while missing := _take_what_is_free(connection, missing, holder, now):
        found = [_in_the_way(connection, claim) for claim in missing]
        collisions = [each for each in found if each is not None]
        if len(collisions) == len(missing):
            return collisions
    return ()


def clashes(
    connection: Connection,
    before: Meeting | None,
    reached: datetime | None,
    meeting: Meeting,
    until: datetime,
) -> Sequence[Conflict]:
    """What would be in the way of ``save``, or without ``before`` of ``add_all``. Takes and locks nothing."""
    if not takes_time(meeting):
        return ()
    taking, rooms = _taking(connection, before, reached, meeting, until)
    taking.expect_open(rooms)
    if own := taking.clashes_within():
        return _named(connection, own, rooms)
    return _clashes(connection, taking.gained, rooms, holder=meeting.id, now=meeting.updated_at)


def hold(
    connection: Connection,
    claims: Sequence[Claim],
    rooms: Mapping[UUID, Room],
    *,
    hold_id: UUID,
    now: datetime,
) -> None:
    """Raises SlotTaken, RoomClosed or RoomInactive."""
    _carry_out(connection, Taking(gained=claims), rooms, Holder(HolderKind.HOLD, hold_id), now)


def taken(
    connection: Connection,
    resource_ids: Collection[UUID],
    slot: TimeSlot,
    *,
    by_others_than: UUID,
    now: datetime,
) -> Sequence[tuple[UUID, TimeSlot]]:
    """What other meetings and holds have taken of them within ``slot``, in order of time."""
    ids = list(resource_ids)
    parameters = {"ids": ids, "start": slot.start, "end": slot.end, "holder": by_others_than, "now": now}
    rows = connection.execute(_TAKEN, parameters)
    return [(row.resource_id, TimeSlot(row.starts_at, row.ends_at)) for row in rows]


def _taking(
    connection: Connection,
    before: Meeting | None,
    reached: datetime | None,
    after: Meeting,
    until: datetime,
) -> tuple[Taking, Mapping[UUID, Room]]:
    meetings = (after, before) if before else (after,)
    booked = {room_id for each in meetings for room_id in booked_rooms(each.rooms, each.overrides)}
    rooms = {room.id: room for room in meeting_rooms.read(connection, booked)} if booked else {}
    new = claims_of(after, after.dates_until(until), rooms)
    old = claims_of(before, before.dates_until(until), rooms) if before else {}
    return Taking.between(old, new, reached=reached, now=after.updated_at), rooms


def _carry_out(
    connection: Connection,
    taking: Taking,
    rooms: Mapping[UUID, Room],
    holder: Holder,
    now: datetime,
) -> None:
    taking.expect_open(rooms)
    if own := taking.clashes_within():
        raise SlotTaken(_named(connection, own, rooms))
    # Whoever comes too late hears so without queueing for the locks.
    if taking.gained and (found := _clashes(connection, taking.gained, rooms, holder=holder.id, now=now)):
        raise SlotTaken(found)
    contested = taking.contested
    _lock(connection, contested)
    if taking.lost:
        ids, names = ([c.resource.id for c in taking.lost], [c.original_start for c in taking.lost])
        connection.execute(_DROP, {"meeting_id": holder.id, "resources": ids, "names": names})
    if not taking.gained:
        return
    # Looked for, not found out by writing: an insert waits for whoever is just giving this time back, and who
    # does so may be waiting for our locks.
    found = _clashes(connection, taking.gained, rooms, holder=holder.id)
    if any(each.kind is HolderKind.HOLD for each in found):
        connection.execute(_DROP_EXPIRED_HOLDS, {"now": now, "ids": [each.id for each in contested]})
        found = _clashes(connection, taking.gained, rooms, holder=holder.id)
    if found:
        raise SlotTaken(found)
    try:
        with connection.begin_nested():
            _write(connection, taking.gained, holder)
    except IntegrityError as error:
        if not isinstance(error.orig, ExclusionViolation | UniqueViolation):
            raise
        # Somebody wrote without the lock. The clash can be seen now, unless it is gone again already.
        raise SlotTaken(_clashes(connection, taking.gained, rooms, holder=holder.id)) from error


def _take_what_is_free(
    connection: Connection, due: Sequence[Claim], holder: Holder, now: datetime
) -> Sequence[Claim]:
    """The resources are locked. Returns what is somebody else's."""
    missed = _missed(connection, due, holder)
    if missed:
        ids = [claim.resource.id for claim in missed]
        if connection.execute(_DROP_EXPIRED_HOLDS, {"now": now, "ids": ids}).rowcount:
            missed = _missed(connection, missed, holder)
    return missed


def _missed(connection: Connection, due: Sequence[Claim], holder: Holder) -> Sequence[Claim]:
    if not due:
        return ()
    values = _columns(due) | {"meeting_id": holder.id, "hold_id": None}
    taken = {tuple(row) for row in connection.execute(_WRITE_WHAT_IS_FREE, values)}
    missed = [claim for claim in due if (claim.resource.id, claim.original_start) not in taken]
    if missed:
        # A date on the verge of reach has its claim already.
        names = {"meeting_id": holder.id, "names": [claim.original_start for claim in missed]}
        taken = {tuple(row) for row in connection.execute(_HELD_ON, names)}
    return [claim for claim in missed if (claim.resource.id, claim.original_start) not in taken]


def _claims(connection: Connection, meeting: Meeting, until: datetime) -> Sequence[Claim]:
    booked = booked_rooms(meeting.rooms, meeting.overrides)
    rooms = {room.id: room for room in meeting_rooms.read(connection, booked)} if booked else {}
    return list(claims_of(meeting, meeting.dates_until(until), rooms).values())


def _held(connection: Connection, meeting: Meeting) -> set[_Key]:
    rows = connection.execute(_HELD, {"meeting_id": meeting.id})
    return {(row.resource_id, row.original_start, row.starts_at, row.ends_at) for row in rows}


def _key(claim: Claim) -> _Key:
    return claim.resource.id, claim.original_start, claim.slot.start, claim.slot.end


def _in_the_way(connection: Connection, claim: Claim) -> Collision | None:
    """None when it is gone again: giving back needs no lock."""
    where = {"resource": claim.resource.id, "start": claim.slot.start, "end": claim.slot.end}
    row = connection.execute(_IN_THE_WAY, where).one_or_none()
    if row is None:
        return None
    return Collision(claim, TimeSlot(row.starts_at, row.ends_at), row.meeting_id, row.original_start)


def _lock(connection: Connection, resources: Sequence[Resource]) -> None:
    for kind, lock in _LOCK.items():
        if ids := [each.id for each in resources if each.kind is kind]:
            connection.execute(lock, {"ids": ids})


def _clashes(
    connection: Connection,
    wanted: Sequence[Claim],
    rooms: Mapping[UUID, Room],
    *,
    holder: UUID,
    now: datetime | None = None,
) -> Sequence[Conflict]:
    """``now``: to look past holds that have run out. A write must see every row that is still there."""
    parameters = _columns(wanted) | {"holder": holder, "now": now, "limit": MOST_CONFLICTS}
    del parameters["names"]
    found = [_conflict(wanted[row.place - 1], row) for row in connection.execute(_CLASHES, parameters)]
    return _named(connection, found, rooms)


def _conflict(claim: Claim, row: Row[*tuple[Any, ...]]) -> Conflict:
    kind = HolderKind.HOLD if row.is_hold else HolderKind.MEETING
    return Conflict(claim.resource, claim.original_start, TimeSlot(row.starts_at, row.ends_at), kind)


def _named(
    connection: Connection, conflicts: Sequence[Conflict], rooms: Mapping[UUID, Room]
) -> Sequence[Conflict]:
    names = {room.id: room.details.name for room in rooms.values()}
    if people := {each.resource.id for each in conflicts if each.resource.id not in names}:
        names |= {row.id: row.name for row in connection.execute(_PERSON_NAMES, {"ids": list(people)})}
    return [replace(each, name=names.get(each.resource.id, "")) for each in conflicts]


def _write(connection: Connection, claims: Sequence[Claim], holder: Holder) -> None:
    columns = _columns(claims)
    if holder.kind is HolderKind.HOLD:
        connection.execute(
            _WRITE, columns | {"meeting_id": None, "hold_id": holder.id, "names": [None] * len(claims)}
        )
    else:
        connection.execute(_WRITE, columns | {"meeting_id": holder.id, "hold_id": None})


def _columns(claims: Sequence[Claim]) -> dict[str, Any]:
    return {
        "resources": [claim.resource.id for claim in claims],
        "starts": [claim.slot.start for claim in claims],
        "ends": [claim.slot.end for claim in claims],
        "names": [claim.original_start for claim in claims],
    }
