"""What became of a meeting, as it is told for as long as there is the meeting.

The event log forgets; deeds are what lasts of it. They say no more than their event did, and of agendas and
minutes less: the beginning of what was written is enough to tell which it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from domain.shared.event import DomainEvent

LONGEST_EXCERPT = 200
"""Characters of what was written that its deed repeats."""

ABOUT_THE_MEETING = frozenset(
    f"meeting.{deed}"
    for deed in (
        *("scheduled", "drafted", "moved", "changed", "cancelled", "restored"),
        *("room_answered", "room_taken", "person_taken"),
    )
)
ABOUT_GUESTS = frozenset(
    {
        *("meeting.team_invited", "meeting.guests_reminded"),
        *(f"guest.{deed}" for deed in ("invited", "removed", "promoted", "joined", "responded")),
    }
)
ABOUT_PROPOSALS = frozenset(f"proposal.{deed}" for deed in ("made", "accepted", "declined", "withdrawn"))
ABOUT_LINES = frozenset(
    f"{line}.{deed}"
    for line in ("agenda_item", "minutes")
    for deed in ("added", "changed", "removed", "restored")
)
MEMBERS_OF_LINES = ("id", "kind", "title", "state", "owner_id", "due", "done_at")
TELLING_CHANGES = frozenset({"state", "done"})
"""Of the many changes of a line, those that somebody looks for later."""


class Circle(StrEnum):
    """Who may know of a deed, of those who may see the meeting.

    ``GUESTS``: who may know its guests; ``HOST``: the host. Always whoever it is about, or did it.
    """

    ALL = "all"
    GUESTS = "guests"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Deed:
    """``original_start``: the one date that it is about. ``about_id``: the guest that it is about.

    ``facts`` are those of its event. ``position`` orders the deeds of a meeting; 0 until it is kept.
    """

    meeting_id: UUID
    kind: str
    at: datetime
    actor_id: UUID | None
    on_behalf_of: UUID | None
    facts: Mapping[str, Any]
    circle: Circle = Circle.ALL
    original_start: str | None = None
    about_id: UUID | None = None
    position: int = 0


def deed_of(event: DomainEvent, actor_id: UUID | None, on_behalf_of: UUID | None) -> Deed | None:
    """What lasts of an event, which that person did; None where nothing does."""
    if event.kind in ABOUT_LINES:
        return _deed_of_line(event, actor_id, on_behalf_of)
    if event.kind not in ABOUT_THE_MEETING | ABOUT_GUESTS | ABOUT_PROPOSALS:
        return None
    facts = dict(event.data())
    person = cast(dict[str, Any], facts.get("guest") or {}).get("person_id")
    return Deed(
        event.subject_id,
        event.kind,
        event.at,
        actor_id,
        on_behalf_of,
        facts,
        circle_of(event.kind),
        cast(str | None, facts.get("original_start")),
        UUID(person) if person else None,
    )


def circle_of(kind: str) -> Circle:
    if kind in ABOUT_PROPOSALS:
        return Circle.HOST
    return Circle.GUESTS if kind in ABOUT_GUESTS else Circle.ALL


def _deed_of_line(event: DomainEvent, actor_id: UUID | None, on_behalf_of: UUID | None) -> Deed | None:
    facts = event.data()
    line, changed = cast(dict[str, Any], facts["line"]), cast(list[str], facts["changed"])
    is_note = line.get("kind") == "note"
    told = TELLING_CHANGES.intersection(changed) if event.kind.endswith(".changed") else not is_note
    if not told:
        return None
    kept = {name: line[name] for name in MEMBERS_OF_LINES if line.get(name) is not None}
    if "text" in line:
        kept["text"] = line["text"][:LONGEST_EXCERPT]
    return Deed(
        event.subject_id,
        event.kind,
        event.at,
        actor_id,
        on_behalf_of,
        {"line": kept, "changed": changed},
        original_start=line["original_start"],
    )
