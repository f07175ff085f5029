"""Dates come into reach of the calendars, or of somebody who just joined, and others were quicker."""

from collections.abc import Iterable
from datetime import datetime

from domain.meeting.claim import Claim, Conflict, ResourceKind
from domain.meeting.events import PersonTaken, RoomTaken
from domain.meeting.meeting import Meeting
from domain.meeting.one_date import override


def do_without(meeting: Meeting, taken: Iterable[Claim | Conflict], *, now: datetime) -> None:
    """Those dates go without what they would have claimed, until somebody asks anew; the host hears of it.

    Whoever takes part hears of a room; that a person has other commitments is for the host alone.
    """
    for claim in taken:
        name, resource = claim.original_start, claim.resource
        override(meeting, name, lacks=meeting.lacks_on(name) | {resource.id})
        facts = meeting.facts_of(meeting.date_named(name), None, now)
        if resource.kind is ResourceKind.ROOM:
            meeting.events.append(RoomTaken(**facts, room_id=resource.id))
        else:
            facts["audience"], facts["to_organisation"] = frozenset({meeting.host_id}), False
            meeting.events.append(PersonTaken(**facts, person_id=resource.id))
