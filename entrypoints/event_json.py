"""How one entry of the event log looks to the outside, in ``GET /changes`` and on the live stream alike."""

from datetime import UTC
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from application.shared.cursor import cursor_at
from application.shared.ports import LoggedEvent


class EventSubject(BaseModel):
    """What the event is about."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    type: Annotated[str, Field(examples=["meeting"])]
    id: UUID


class EventActor(BaseModel):
    """Who did it, by the name they had then."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: UUID
    name: str


class ChangeEvent(BaseModel):
    """Something that happened."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    cursor: Annotated[str, Field(description="Opaque; resume behind this event with it.")]
    kind: Annotated[str, Field(description="In the past tense, dotted.", examples=["meeting.moved"])]
    subject: EventSubject
    version: Annotated[int, Field(description="The version of the subject after the change.")]
    actor: Annotated[EventActor | None, Field(description="null when Convene itself did it.")]
    on_behalf_of: Annotated[
        EventActor | None, Field(description="For whom, when the actor did it in somebody else's name.")
    ]
    at: AwareDatetime
    mutation_id: Annotated[
        str | None, Field(description="The Idempotency-Key of the request that caused it, if that is a UUID.")
    ]
    data: dict[str, object]


def change_event(event: LoggedEvent) -> ChangeEvent:
    actor = None
    if event.actor_id is not None:
        actor = EventActor(id=event.actor_id, name=event.actor_name or "")
    principal = None
    if event.on_behalf_of is not None:
        principal = EventActor(id=event.on_behalf_of, name=event.on_behalf_of_name or "")
    return ChangeEvent(
        cursor=cursor_at(event.position),
        kind=event.kind,
        subject=EventSubject(type=event.subject_type, id=event.subject_id),
        version=event.version,
        actor=actor,
        on_behalf_of=principal,
        at=event.at.astimezone(UTC),
        mutation_id=event.mutation_id,
        data=dict(event.data),
    )
