"""Meetings follow time zone rules that have changed, one transaction each; what that did is reported."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, insert, select, text, update

from adapters.postgres import claims, history, messages, proceedings, zone_rules
from adapters.postgres.database import driver_of
from adapters.postgres.meeting_columns import guest_rows, to_row
from adapters.postgres.meetings import PostgresMeetings
from adapters.postgres.proposals import PostgresProposals
from adapters.postgres.zone_rows import ZoneMoveRow
from application.meeting.ports import ZoneChanges
from domain.meeting.claim import Claim, Resource, ResourceKind
from domain.meeting.coming_into_reach import do_without
from domain.meeting.events import MovedDate
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import LAST
from domain.meeting.refusals import MeetingNotFound
from domain.meeting.timing import Zones
from domain.meeting.zone_change import Collision, Followed, ZoneMove, follow_rules, proposal_by, zones_of
from domain.shared.time_slot import TimeSlot

# Of meetings from before rules were remembered nobody knows by which they were computed.
_OUTDATED = text("""
    SELECT id FROM meeting
    WHERE (zone_rules && CAST(:former AS text[])
            OR (zone_rules = '{}' AND num_nonnulls(start_zone, anchor_zone) > 0))
        AND (CAST(:after AS uuid) IS NULL OR id > :after)
    ORDER BY id LIMIT :limit
""")


class PostgresZoneChanges(ZoneChanges):
    def __init__(
        self, connection: Connection, meetings: PostgresMeetings, proposals: PostgresProposals
    ) -> None:
        self._connection = connection
        self._meetings = meetings
        self._proposals = proposals

    def declare(self) -> None:
        zone_rules.declare(self._connection)

    def outdated(self, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        former = zone_rules.former_names(self._connection)
        wanted = {"former": former, "after": after, "limit": limit}
        return self._connection.execute(_OUTDATED, wanted).scalars().all()

    def follow(self, meeting_id: UUID, *, now: datetime) -> None:
        try:
            meeting, row = self._meetings.hold(meeting_id)
        except MeetingNotFound:
            return
        zone_rules.register(self._connection.engine, {ZoneInfo(each.key) for each in zones_of(meeting)})
        if row.zone_rules and zone_rules.are_present(row.zone_rules):
            return
        zone_rules.expect_latest(self._connection, row.zone_rules)
        followed = follow_rules(meeting, ZoneInfo, now=now)
        self._follow_with_all(followed, zone_rules.clocks(driver_of(self._connection), row.zone_rules))
        due: list[Claim] = []

        def claim(
            connection: Connection, _: Meeting, reached: datetime | None, after: Meeting, until: datetime
        ) -> Sequence[Claim]:
            due.extend(claims.follow(connection, after, until, followed.renamed))
            return ()

        if followed.moved or _written(followed.meeting) != _written(meeting):
            self._meetings.save_with(followed.meeting, claim)
        else:  # Nothing that anybody could see, but perhaps what is over, or all the same by other rules.
            self._meetings.rewrite(followed.meeting, claim)
        if entry := followed.entry(due, now=now):
            self._connection.execute(insert(ZoneMoveRow).values(to_entry_row(entry)))

    def unsettled(self, *, limit: int) -> Sequence[UUID]:
        due = select(ZoneMoveRow.id).where(ZoneMoveRow.due != []).order_by(ZoneMoveRow.meeting_id)
        return self._connection.scalars(due.limit(limit)).all()

    def settle(self, move_id: UUID, *, now: datetime) -> None:
        this = select(ZoneMoveRow.meeting_id).where(ZoneMoveRow.id == move_id)
        meeting_id = self._connection.scalars(this).one_or_none()
        if meeting_id is None:
            return
        meeting, row = self._meetings.hold(meeting_id)
        entry = self._entries(select(ZoneMoveRow.__table__).where(ZoneMoveRow.id == move_id))[0]
        if not entry.due:
            return
        until = row.materialised_until or LAST
        entry.collisions = tuple(claims.settle(self._connection, meeting, until, entry.due, now))
        entry.due = ()
        written = update(ZoneMoveRow).where(ZoneMoveRow.id == move_id).values(to_entry_row(entry))
        self._connection.execute(written)
        if entry.collisions:
            do_without(meeting, entry.lost, now=now)
            self._meetings.save(meeting)

    def report(self, *, before: UUID | None = None, limit: int) -> Sequence[ZoneMove]:
        latest = select(ZoneMoveRow.__table__).order_by(ZoneMoveRow.id.desc()).limit(limit)
        return self._entries(latest if before is None else latest.where(ZoneMoveRow.id < before))

    def _follow_with_all(self, followed: Followed, former: Zones) -> None:
        messages.rename(self._connection, followed.meeting.id, followed.renamed)
        proceedings.rename(self._connection, followed.meeting.id, followed.renamed)
        history.rename(self._connection, followed.meeting.id, followed.renamed)
        for proposal in self._proposals.of(followed.meeting.id, zones=former):
            self._proposals.save(proposal_by(proposal, ZoneInfo, followed.renamed))

    def _entries(self, statement: Any) -> list[ZoneMove]:
        return [from_entry_row(row) for row in self._connection.execute(statement)]


def to_entry_row(entry: ZoneMove) -> dict[str, Any]:
    return {
        "id": entry.id,
        "meeting_id": entry.meeting_id,
        "at": entry.at,
        "zones": list(entry.zones),
        "dates": [
            {
                "original_start": each.original_start,
                "before": _slot(each.before),
                "after": _slot(each.after),
            }
            for each in entry.dates
        ],
        "more": entry.more,
        "due": [_claim(each) for each in entry.due],
        "collisions": [
            {
                "claim": _claim(each.claim),
                "taken": _slot(each.taken),
                "meeting_id": each.meeting_id and str(each.meeting_id),
                "original_start": each.original_start,
            }
            for each in entry.collisions
        ],
    }


def from_entry_row(row: Row[*tuple[Any, ...]]) -> ZoneMove:
    return ZoneMove(
        id=row.id,
        meeting_id=row.meeting_id,
        at=row.at,
        zones=tuple(row.zones),
        dates=tuple(
            MovedDate(each["original_start"], _slot_from(each["before"]), _slot_from(each["after"]))
            for each in row.dates
        ),
        more=row.more,
        due=tuple(map(_claim_from, row.due)),
        collisions=tuple(
            Collision(
                _claim_from(each["claim"]),
                _slot_from(each["taken"]),
                UUID(each["meeting_id"]) if each["meeting_id"] else None,
                each["original_start"],
            )
            for each in row.collisions
        ),
    )


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.resource.kind.value,
        "id": str(claim.resource.id),
        "slot": _slot(claim.slot),
        "original_start": claim.original_start,
    }


def _claim_from(kept: dict[str, Any]) -> Claim:
    resource = Resource(ResourceKind(kept["kind"]), UUID(kept["id"]))
    return Claim(resource, _slot_from(kept["slot"]), kept["original_start"])


def _slot(slot: TimeSlot) -> list[str]:
    return [slot.start.isoformat(), slot.end.isoformat()]


def _slot_from(kept: list[str]) -> TimeSlot:
    start, end = map(datetime.fromisoformat, kept)
    return TimeSlot(start, end)


def _written(meeting: Meeting) -> tuple[Any, ...]:
    row = to_row(meeting)
    del row["zone_rules"]
    return row, guest_rows(meeting)
