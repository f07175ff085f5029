"""Refusals as RFC 9457 shapes them."""

from datetime import UTC
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from domain.meeting.claim import Conflict, HolderKind, ResourceKind
from entrypoints.http.schemas.booking import RoomRequestShown
from entrypoints.http.schemas.display import DisplayShown
from entrypoints.http.schemas.hold import HoldShown
from entrypoints.http.schemas.meeting import MeetingShown
from entrypoints.http.schemas.message import MessageShown
from entrypoints.http.schemas.notification_preferences import NotificationPreferencesShown
from entrypoints.http.schemas.person import Me, PersonEntry
from entrypoints.http.schemas.proceedings import AgendaItemShown, EntryShown
from entrypoints.http.schemas.reminder import RemindersShown
from entrypoints.http.schemas.room import RoomShown
from entrypoints.http.schemas.settings import FeatureFlagShown, SettingsShown
from entrypoints.http.schemas.shapes import RecordedAt
from entrypoints.http.schemas.team import TeamShown
from entrypoints.http.schemas.working_hours import WorkingHoursShown

# What can be changed under If-Match, and is shown as it stands now to whoever came too late.
Current = (
    MeetingShown
    | MessageShown
    | AgendaItemShown
    | EntryShown
    | RoomShown
    | HoldShown
    | WorkingHoursShown
    | RemindersShown
    | RoomRequestShown
    | Me
    | PersonEntry
    | SettingsShown
    | FeatureFlagShown
    | TeamShown
    | NotificationPreferencesShown
    | DisplayShown
)


class FieldError(BaseModel):
    """One member of the request that is at fault; ``pointer`` is a JSON pointer (RFC 6901)."""

    pointer: str
    code: str
    message: str

    @classmethod
    def at(cls, place: tuple[str | int, ...], code: str, message: str) -> "FieldError":
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in place)
        return cls(pointer="".join(f"/{part}" for part in parts), code=code, message=message)


class ResourceShown(BaseModel):
    kind: ResourceKind
    id: UUID | None = Field(description="null, and no name, for a guest whom the caller may not know.")
    name: str


class ConflictShown(BaseModel):
    """What is in the way of one date: the room or the person is taken then, buffers included."""

    resource: ResourceShown
    original_start: str | None = Field(description="The date that cannot be; null for a hold.")
    start: RecordedAt
    end: RecordedAt
    kind: HolderKind

    @classmethod
    def of(cls, conflict: Conflict) -> "ConflictShown":
        resource = conflict.resource
        return cls(
            resource=ResourceShown(
                kind=resource.kind, id=resource.id if conflict.name else None, name=conflict.name
            ),
            original_start=conflict.original_start or None,
            start=conflict.taken.start.astimezone(UTC),
            end=conflict.taken.end.astimezone(UTC),
            kind=conflict.kind,
        )


class MovedTo(BaseModel):
    """Where a date went when its series was split."""

    meeting_id: UUID
    original_start: str


class Problem(BaseModel):
    """Why a request was refused. Programs branch on ``code``; ``detail`` is for people."""

    type: str = Field(description="Where the kind of problem is explained.")
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    instance: str
    code: str
    request_id: str
    retryable: bool = Field(description="Whether the same request may succeed a little later.")
    errors: list[FieldError] = Field(default_factory=list, description="The members at fault.")
    conflicts: list[ConflictShown] = Field(
        default_factory=list, description="With a clash: each thing in the way."
    )
    offers: list[dict[str, Any]] = Field(
        default_factory=list,
        description="With a clash: ways out, by ``kind``. The other members may be sent as they are, in the "
        "place of those of the request; `guests` is all of the body where that is a list.",
    )
    moved_to: MovedTo | None = Field(
        None,
        description="With `occurrence_moved_on` and `date_moved_on`: which date of which meeting it is now.",
    )
    second_factors: list[str] = Field(
        default_factory=list,
        description="With `second_factor_required`: what this person can show; totp, passkey, recovery_code.",
    )
    current: Current | None = Field(None, description="With 412: the resource as it stands now.")
