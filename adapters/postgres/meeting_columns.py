"""A meeting and its guests as columns, and back."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from adapters.postgres import repeats, timings, zone_rules
from adapters.postgres.rows import GuestRow, MeetingRow
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.guest import Guest, GuestRole, Response, ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Lineage
from domain.meeting.terms import Terms
from domain.meeting.timing import Zones


def to_row(meeting: Meeting) -> dict[str, Any]:
    """The row of the version that is about to be stored; the guests have rows of their own."""
    details = meeting.details
    return (
        timings.to_columns(meeting.timing)
        | repeats.anchor_to_columns(meeting.anchor)
        | {
            "id": meeting.id,
            "uid": meeting.uid,
            "host_id": meeting.host_id,
            "title": details.title,
            "description": details.description,
            "location": details.location,
            "sought": details.sought,
            "conference_url": details.conference_url,
            "visibility": details.visibility.value,
            "commitment": details.commitment.value,
            "recurrence": repeats.recurrence_to_json(meeting.recurrence),
            "overrides": repeats.overrides_to_json(meeting.overrides),
            "rooms": repeats.rooms_to_json(meeting.rooms),
            "kept": repeats.kept_to_json(meeting.kept) if meeting.kept != KeptProperties() else None,
            "split_from": meeting.lineage and meeting.lineage.meeting_id,
            "split_at": meeting.lineage and meeting.lineage.original_start,
            "split_until": meeting.lineage and meeting.lineage.until,
            "capacity": meeting.terms.capacity,
            "guests_invite": meeting.terms.guests_invite,
            "guests_modify": meeting.terms.guests_modify,
            "guests_see_guests": meeting.terms.guests_see_guests,
            "created_at": meeting.created_at,
            "updated_at": meeting.updated_at,
            "state": meeting.state.value,
            "cancellation_reason": meeting.cancellation_reason,
            "guests_reminded_at": meeting.guests_reminded_at,
            "sequence": meeting.sequence,
            "revised_in": meeting.revised_in,
            "version": meeting.version + 1,
            "guest_count": len(meeting.guests),
            "zone_rules": zone_rules.names_of(meeting),
        }
    )


def guest_rows(meeting: Meeting) -> list[dict[str, Any]]:
    return [
        {
            "id": guest.id,
            "meeting_id": meeting.id,
            "place": place,
            "email": guest.email,
            "name": guest.name,
            "role": guest.role.value,
            "person_id": guest.person_id,
            "response": guest.response.status.value,
            "comment": guest.response.comment,
            "responded_at": guest.response.at,
            "responses": repeats.responses_to_json(guest.responses),
            "only_on": None if guest.only_on is None else sorted(guest.only_on),
            "not_on": sorted(guest.not_on),
        }
        for place, guest in enumerate(meeting.guests)
    ]


def from_row(row: MeetingRow, guests: Sequence[GuestRow], zones: Zones = ZoneInfo) -> Meeting:
    """``zones``: by whose rules it is to be read."""
    return Meeting(
        id=row.id,
        uid=row.uid,
        host_id=row.host_id,
        details=Details(
            title=row.title,
            description=row.description,
            location=row.location,
            conference_url=row.conference_url,
            visibility=Visibility(row.visibility),
            commitment=Commitment(row.commitment),
        ),
        timing=timings.from_columns(row, zones),
        anchor=repeats.anchor_from_columns(row.anchor_local, row.anchor_zone, zones),
        created_at=row.created_at,
        updated_at=row.updated_at,
        recurrence=repeats.recurrence_from_json(row.recurrence),
        overrides=repeats.overrides_from_json(row.overrides, zones),
        lineage=_lineage(row),
        terms=Terms(row.capacity, row.guests_invite, row.guests_modify, row.guests_see_guests),
        state=MeetingState(row.state),
        guests=[_guest(guest) for guest in guests],
        rooms=repeats.rooms_from_json(row.rooms),
        kept=repeats.kept_from_json(row.kept),
        cancellation_reason=row.cancellation_reason,
        guests_reminded_at=row.guests_reminded_at,
        sequence=row.sequence,
        revised_in=row.revised_in,
        version=row.version,
    )


def _lineage(row: MeetingRow) -> Lineage | None:
    if row.split_from is None or row.split_at is None:
        return None
    return Lineage(row.split_from, row.split_at, row.split_until)


def _guest(row: GuestRow) -> Guest:
    response = Response(ResponseStatus(row.response), row.comment, row.responded_at)
    return Guest(
        id=row.id,
        email=row.email,
        name=row.name,
        role=GuestRole(row.role),
        person_id=row.person_id,
        response=response,
        responses=repeats.responses_from_json(row.responses),
        only_on=None if row.only_on is None else frozenset(row.only_on),
        not_on=frozenset(row.not_on),
    )
