from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import md5
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Connection, and_, delete, func, select, update

from adapters.postgres import claims, history, messages, places, proceedings, zone_rules
from adapters.postgres.database import OpenTransaction, driver_of, rows_of
from adapters.postgres.inserting import as_json, into, into_or_over, over
from adapters.postgres.meeting_columns import from_row, guest_rows, to_row
from adapters.postgres.rows import DATES_WAIT_FOR_ROOMS, AttendanceRow, GuestRow, MeetingRow, OccurrenceRow
from application.meeting.ports import Meetings
from domain.meeting.claim import Claim, Conflict
from domain.meeting.coming_into_reach import do_without
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import LAST
from domain.meeting.refusals import MeetingNotFound, StaleMeeting, UidAlreadyTaken
from domain.meeting.room_booking import BookingStatus
from domain.meeting.zone_change import zones_of
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot

# One statement for all that a meeting consists of: each more would take as long again.
_ADD = f"""
    WITH added AS ({into(MeetingRow)} ON CONFLICT DO NOTHING RETURNING id),
    guests AS ({into(GuestRow)} WHERE meeting_id IN (SELECT id FROM added)),
    dates AS ({into(OccurrenceRow)} WHERE meeting_id IN (SELECT id FROM added)),
    places AS ({into(AttendanceRow)} WHERE meeting_id IN (SELECT id FROM added))
    SELECT id FROM added
"""
_SAVE = f"{over(MeetingRow)} WHERE meeting.id = %s AND meeting.version = %s RETURNING meeting.id"
_SAVE_GUESTS = into_or_over(GuestRow)
_DROP_GUESTS = "DELETE FROM guest WHERE id = ANY (%s)"

# What searches look in says nothing new, and is as long as the description.
_MEETING = ", ".join(f"meeting.{each.name}" for each in MeetingRow.__table__.columns if each.name != "sought")
_UNLOCKED = f"SELECT {_MEETING} FROM meeting WHERE id = ANY (%s) ORDER BY id"
# FOR NO KEY UPDATE: it holds off writers, not those who merely refer to the meeting.
_LOCKED = f"{_UNLOCKED} FOR NO KEY UPDATE"
# Who has an account is called, and written to, as the account says by now.
_GUEST = ", ".join(
    f"coalesce(person.{each.name}, guest.{each.name}) AS {each.name}"
    if each.name in ("email", "name")
    else f"guest.{each.name}"
    for each in GuestRow.__table__.columns
)
_WITH_GUESTS = f"""
    SELECT meeting.id AS owner, meeting.version AS as_of, {_GUEST}
    FROM meeting LEFT JOIN guest ON guest.meeting_id = meeting.id
    LEFT JOIN person ON person.id = guest.person_id
    WHERE meeting.id = ANY (%s) ORDER BY guest.place
"""
_SPLIT_OFF = """SELECT id FROM meeting WHERE split_from = %s ORDER BY split_at COLLATE "C", id"""
# Names sort as the moments that they name. Of two that took it the newer: the series had been prolonged.
_TAKEN_ALONG = """
    WITH RECURSIVE asked(name, meeting_id) AS (VALUES (%s, %s::uuid)),
    way(id, place) AS (
        SELECT meeting_id, 0 FROM asked
        UNION ALL
        SELECT onward.id, way.place + 1
        FROM way CROSS JOIN LATERAL (
            SELECT kin.id FROM (
                SELECT id, split_from, split_at, split_until FROM meeting
                UNION ALL SELECT id, split_from, split_at, split_until FROM gone_draft
            ) AS kin, asked
            WHERE kin.split_from = way.id AND kin.split_at COLLATE "C" <= asked.name
            AND (kin.split_until IS NULL OR asked.name <= kin.split_until COLLATE "C")
            ORDER BY kin.id DESC LIMIT 1
        ) AS onward
    )
    SELECT id FROM way WHERE place > 0 ORDER BY place
"""
_INVITING = """
    SELECT meeting_id FROM guest
    WHERE email = %s AND person_id IS NULL AND meeting_id > %s ORDER BY meeting_id LIMIT %s
"""
_LEAVE_A_TRACE = """
    INSERT INTO gone_draft (id, split_from, split_at, split_until)
    SELECT id, split_from, split_at, split_until FROM meeting WHERE id = %s AND split_from IS NOT NULL
"""
Found = tuple[MeetingRow, list[GuestRow]]
"""Rows by column name, whoever has read them."""
Claiming = Callable[[Connection, Meeting, datetime | None, Meeting, datetime], Sequence[Claim]]
"""How a save takes what the meeting needs: as ``claims.save``."""


class PostgresMeetings(Meetings):
    """``horizon``: how far ahead of a write the dates of a series get rows.

    ``follow``: brings a meeting up to date whose time zone rules have changed, before it is handed out.
    """

    def __init__(
        self,
        opened: OpenTransaction,
        record: Callable[[Iterable[DomainEvent]], None],
        *,
        horizon: timedelta,
        follow: Callable[[UUID], None] | None = None,
    ) -> None:
        self._opened = opened
        self._record = record
        self._follow = follow
        self._horizon = horizon
        self._held: dict[UUID, Found] = {}

    def add(self, meeting: Meeting) -> None:
        if not self.add_all([meeting]):
            raise UidAlreadyTaken("the host already has a meeting with this UID; look again")

    def add_all(self, meetings: Sequence[Meeting]) -> Collection[UUID]:
        if not meetings:
            return set()
        self._register(*meetings)
        rows = [self._row(each, each.updated_at + self._horizon) for each in meetings]
        guests = [row for each in meetings for row in guest_rows(each)]
        dates = [row for each in meetings for row in places.dates_of(each, each.updated_at + self._horizon)]
        occurrences = [places.occurrence_row(*date) for date in dates]
        attendances = [row for date in dates for row in places.attendance_rows(*date)]
        apart = len(attendances) > places.WRITTEN_OUT
        sent = (rows, guests, occurrences, [] if apart else places.by_column(attendances))
        added = {row.id for row in self._opened.write(_ADD, *map(as_json, sent))}
        if apart:
            places.write_attendances(self._opened, [row for row in attendances if row[0] in added])
        kept = [meeting for meeting in meetings if meeting.id in added]
        claims.add_all(self._opened.connection, kept, horizon=self._horizon)
        for meeting in kept:
            messages.lead_on(self._opened, meeting)
            proceedings.lead_on(self._opened, meeting)
            history.lead_on(self._opened, meeting)
            self._kept(meeting)
        return added

    def get(self, meeting_id: UUID) -> Meeting:
        meeting, row = self.hold(meeting_id)
        if self._follow is not None and not zone_rules.are_present(row.zone_rules):
            self._follow(meeting_id)
            meeting, _ = self.hold(meeting_id)
        return meeting

    def hold(self, meeting_id: UUID) -> tuple[Meeting, MeetingRow]:
        """As ``get``, by whichever rules it was computed. Raises MeetingNotFound."""
        found = read(driver_of(self._opened.connection), [meeting_id], _LOCKED)
        if not found:
            raise MeetingNotFound("there is no such meeting")
        self._held[meeting_id] = found[0]
        return self._meeting(found[0]), found[0][0]

    def find(self, meeting_id: UUID) -> Meeting | None:
        found = self._read([meeting_id])
        return self._meeting(found[0]) if found else None

    def among(self, meeting_ids: Collection[UUID]) -> Sequence[Meeting]:
        return [self._meeting(found) for found in self._read(list(meeting_ids))] if meeting_ids else []

    def with_uids(self, host_id: UUID, uids: Collection[str]) -> Sequence[Meeting]:
        digests = [md5(uid.encode(), usedforsecurity=False).hexdigest() for uid in uids]
        of_host = select(MeetingRow.id).where(
            MeetingRow.host_id == host_id, func.md5(MeetingRow.uid).in_(digests), MeetingRow.uid.in_(uids)
        )
        return [self._meeting(found) for found in self._read(self._opened.connection.scalars(of_host).all())]

    def split_off(self, meeting_id: UUID) -> Sequence[Meeting]:
        return self._in_order(rows_of(self._opened.driver, _SPLIT_OFF, meeting_id))

    def taken_along(self, meeting_id: UUID, original_start: str) -> Sequence[Meeting]:
        return self._in_order(rows_of(self._opened.driver, _TAKEN_ALONG, original_start, meeting_id))

    def inviting(self, email: str, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        behind = after or UUID(int=0)
        return [row.meeting_id for row in rows_of(self._opened.driver, _INVITING, email, behind, limit)]

    def save(self, meeting: Meeting) -> None:
        self.save_with(meeting, claims.save)

    def save_with(self, meeting: Meeting, claim: Claiming) -> None:
        """As ``save``; how it comes by what it needs is up to ``claim``."""
        held = self._held.pop(meeting.id, None) or next(iter(self._read([meeting.id])), None)
        if held is None:
            raise StaleMeeting("somebody changed this meeting since you read it; look again and retry")
        before, reached = self._meeting(held), held[0].materialised_until
        until = max(meeting.updated_at + self._horizon, reached or meeting.updated_at)
        self._register(meeting)
        row = as_json(self._row(meeting, until))
        if not self._opened.write(_SAVE, row, meeting.id, meeting.version):
            raise StaleMeeting("somebody changed this meeting since you read it; look again and retry")
        self._save_guests(before, meeting)
        places.save(self._opened, before, reached, meeting, until)
        if missed := claim(self._opened.connection, before, reached, meeting, until):
            do_without(meeting, missed, now=meeting.updated_at)
            self._write_again(meeting)
        self._kept(meeting)

    def rewrite(self, meeting: Meeting, claim: Claiming) -> None:
        """What is computed from it, by the rules that it goes by now. It is no other version."""
        held = self._held.pop(meeting.id)
        before, reached = self._meeting(held), held[0].materialised_until
        until = reached or LAST
        places.save(self._opened, before, reached, meeting, until)
        claim(self._opened.connection, before, reached, meeting, until)
        named = {"zone_rules": zone_rules.names_of(meeting)}
        self._opened.connection.execute(update(MeetingRow).where(MeetingRow.id == meeting.id).values(named))

    def carry_on(self, now: datetime, *, due: datetime) -> bool:
        """Writes the rows of one series that has none after ``due`` up to the horizon; False without one."""
        waiting = (
            select(MeetingRow.id)
            .where(MeetingRow.materialised_until < due)
            .order_by(MeetingRow.materialised_until)
            .limit(1)
            .with_for_update(key_share=True, skip_locked=True)
        )
        connection = self._opened.connection
        chosen = connection.scalars(waiting).all()
        if not chosen:
            return False
        (found,) = self._read(chosen)
        meeting, reached, until = self._meeting(found), found[0].materialised_until, now + self._horizon
        places.save(self._opened, meeting, reached, meeting, until)
        if missed := claims.save(connection, meeting, reached, meeting, until):
            do_without(meeting, missed, now=now)
        self._write_again(meeting, materialised_until=places.reach(meeting, until))
        if meeting.events:
            self._kept(meeting)
        return True

    def _write_again(self, meeting: Meeting, **members: Any) -> None:
        """What its dates lack, which makes a new version of it, and other members of its row."""
        if meeting.events:
            row = to_row(meeting)
            members |= {name: row[name] for name in ("overrides", "updated_at", "version")}
        self._opened.connection.execute(update(MeetingRow).where(MeetingRow.id == meeting.id).values(members))

    def remove(self, meeting: Meeting) -> None:
        self._opened.write(_LEAVE_A_TRACE, meeting.id)
        removed = (
            delete(MeetingRow)
            .where(MeetingRow.id == meeting.id, MeetingRow.version == meeting.version)
            .returning(MeetingRow.id)
        )
        if self._opened.connection.execute(removed).scalar() is None:
            raise StaleMeeting("somebody changed this meeting since you read it; look again and retry")
        self._record_events(meeting)

    def waiting_for_rooms(self, *, limit: int) -> Sequence[Meeting]:
        pending = MeetingRow.rooms.contains([{"status": BookingStatus.PENDING}])
        of_all, of_one = (
            select(MeetingRow.id)
            .where(waits, MeetingRow.state == MeetingState.SCHEDULED)
            .order_by(MeetingRow.id)
            .limit(limit)
            for waits in (and_(MeetingRow.rooms != [], pending), DATES_WAIT_FOR_ROOMS)
        )
        # Each half has an index of its own.
        waiting = of_all.union(of_one).order_by("id").limit(limit)
        return [self._meeting(found) for found in self._read(self._opened.connection.scalars(waiting).all())]

    def clashes(self, meeting: Meeting) -> Sequence[Conflict]:
        held = self._held.get(meeting.id)
        before, reached = (self._meeting(held), held[0].materialised_until) if held else (None, None)
        until = max(meeting.updated_at + self._horizon, reached or meeting.updated_at)
        return claims.clashes(self._opened.connection, before, reached, meeting, until)

    def taken(
        self, resource_ids: Collection[UUID], slot: TimeSlot, *, by_others_than: UUID, now: datetime
    ) -> Sequence[tuple[UUID, TimeSlot]]:
        return claims.taken(
            self._opened.connection, resource_ids, slot, by_others_than=by_others_than, now=now
        )

    def _row(self, meeting: Meeting, until: datetime) -> dict[str, Any]:
        return to_row(meeting) | {"materialised_until": places.reach(meeting, until)}

    def _register(self, *meetings: Meeting) -> None:
        zones = {zone for each in meetings for zone in zones_of(each)}
        zone_rules.register(self._opened.engine, zones)

    def _meeting(self, found: Found) -> Meeting:
        return as_computed(self._opened.driver, found)

    def _in_order(self, named: Sequence[Any]) -> Sequence[Meeting]:
        ids = [each.id for each in named]
        found = {row.id: self._meeting((row, guests)) for row, guests in self._read(ids)} if ids else {}
        return [found[each] for each in ids if each in found]

    def _read(self, meeting_ids: Sequence[UUID]) -> list[Found]:
        return read(self._opened.driver, meeting_ids)

    def _save_guests(self, before: Meeting, after: Meeting) -> None:
        """Writes only the rows that differ: one answer among 500 guests is one row."""
        old = {row["id"]: row for row in guest_rows(before)}
        new = {row["id"]: row for row in guest_rows(after)}
        if gone := old.keys() - new.keys():
            self._opened.write(_DROP_GUESTS, list(gone))
        if changed := [row for row in new.values() if old.get(row["id"]) != row]:
            self._opened.write(_SAVE_GUESTS, as_json(changed))

    def _kept(self, meeting: Meeting) -> None:
        meeting.version += 1
        self._record_events(meeting)

    def _record_events(self, meeting: Meeting) -> None:
        self._record(meeting.events)
        meeting.events.clear()


def read(
    driver: "psycopg.Connection[Any]", meeting_ids: Sequence[UUID], statement: str = _UNLOCKED
) -> list[Found]:
    """Meetings with their guests, each as of one moment, although these are two statements."""
    while True:
        rows = rows_of(driver, statement, list(meeting_ids))
        if not rows:
            return []
        found: dict[tuple[UUID, int], list[Any]] = {}
        for guest in rows_of(driver, _WITH_GUESTS, [row.id for row in rows]):
            of_meeting = found.setdefault((guest.owner, guest.as_of), [])
            of_meeting += [guest] if guest.id is not None else []
        if all((row.id, row.version) in found for row in rows):
            return [(row, found[row.id, row.version]) for row in rows]


def as_computed(driver: "psycopg.Connection[Any]", found: Found) -> Meeting:
    """The meeting by the rules that its row names."""
    row, guests = found
    return from_row(row, guests, zone_rules.clocks(driver, row.zone_rules))
