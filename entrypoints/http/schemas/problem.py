"""Refusals as RFC 9457 shapes them."""

from typing import Annotated

from pydantic import BaseModel, Field

from entrypoints.http.schemas.meeting import MeetingShown
from entrypoints.http.schemas.room import RoomShown

# What can be changed under If-Match, and is shown as it stands now to whoever came too late.
Current = MeetingShown | RoomShown


class FieldError(BaseModel):
    """One member of the request that is at fault; ``pointer`` is a JSON pointer (RFC 6901)."""

    pointer: str
    code: str
    message: str

    @classmethod
    def at(cls, place: tuple[str | int, ...], code: str, message: str) -> "FieldError":
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in place)
        return cls(pointer="".join(f"/{part}" for part in parts), code=code, message=message)


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
    current: Current | None = Field(None, description="With 412: the resource as it stands now.")
