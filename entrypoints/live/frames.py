"""Every JSON message of the subprotocol ``convene.v1``, in both directions."""

from collections.abc import Sequence
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from application.shared.ports import LoggedEvent
from domain.conversation.presence import Activity, Standing
from entrypoints.event_json import ChangeEvent, change_event

SUBPROTOCOL = "convene.v1"
HEARTBEAT = 25
"""Seconds of silence after which the server asks whether the client is still there."""

Cursor = Annotated[str, Field(min_length=1, max_length=64, description="Opaque; shared with GET /changes.")]
Topic = Annotated[str, Field(min_length=1, max_length=100, examples=["person:0193a000-0000-7000-8000-1"])]


class UnreadableFrame(Exception):
    """``problem`` says what is wrong, without repeating what was sent."""

    def __init__(self, problem: "Problem") -> None:
        super().__init__(problem.detail)
        self.problem = problem


class ClientFrame(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Hello(ClientFrame):
    """The first frame. With ``after``, everything behind that cursor comes first, then what happens next."""

    type: Literal["hello"]
    after: Cursor | None = None
    topics: Annotated[tuple[Topic, ...], Field(max_length=100, strict=False)] = ()


class Subscribe(ClientFrame):
    type: Literal["subscribe"]
    topic: Topic


class Unsubscribe(ClientFrame):
    type: Literal["unsubscribe"]
    topic: Topic


class Presence(ClientFrame):
    type: Literal["presence"]
    topic: Topic
    state: Literal["viewing", "typing", "idle", "editing"]
    detail: Annotated[str | None, Field(max_length=200)] = None


class Message(ClientFrame):
    type: Literal["message"]
    meeting_id: Annotated[UUID, Field(strict=False)]
    client_id: Annotated[str, Field(min_length=1, max_length=100)]
    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class Ping(ClientFrame):
    type: Literal["ping"]


AnyClientFrame = Annotated[
    Hello | Subscribe | Unsubscribe | Presence | Message | Ping, Field(discriminator="type")
]
_CLIENT_FRAMES: TypeAdapter[AnyClientFrame] = TypeAdapter(AnyClientFrame)


def read(text: str) -> AnyClientFrame:
    """Raises UnreadableFrame."""
    try:
        return _CLIENT_FRAMES.validate_json(text)
    except ValidationError as error:
        raise UnreadableFrame(_problem_with(error)) from None


def _problem_with(error: ValidationError) -> "Problem":
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return Problem(code="malformed_frame", detail="a frame is one JSON object")
    member = "/".join(str(part) for part in first["loc"][1:])  # the path begins with the type of the frame
    if not member:
        names = "hello, subscribe, unsubscribe, presence, message, ping"
        return Problem(code="unknown_type", detail=f"a frame is an object whose type is one of {names}")
    return Problem(code="invalid_frame", detail=f"{member[:100]}: {first['msg']}")


ProblemCode = Literal[
    "malformed_frame",
    "unknown_type",
    "invalid_frame",
    "invalid_cursor",
    "hello_expected",
    "already_greeted",
    "unknown_topic",
    "not_supported",
    "rate_limited",
    "too_many_topics",
    "access_lost",
    "internal_error",
]


class ServerFrame(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)

    def text(self) -> str:
        return self.model_dump_json()


class Welcome(ServerFrame):
    """The answer to ``hello``: what follows lies behind ``cursor``."""

    type: Literal["welcome"] = "welcome"
    cursor: str
    person_id: UUID
    heartbeat: int = HEARTBEAT


class Event(ServerFrame, ChangeEvent):
    """The same as in ``GET /changes``."""

    type: Literal["event"] = "event"


class Changed(ServerFrame):
    """Something under ``topic`` is not what it was, and this is all that one may know: ask for it anew."""

    type: Literal["changed"] = "changed"
    topic: str


class Reset(ServerFrame):
    """The way from the client's cursor to here is lost: read all anew; events go on behind ``cursor``."""

    type: Literal["reset"] = "reset"
    reason: Literal["history_too_old", "unknown_cursor"]
    cursor: str


class Problem(ServerFrame):
    """A frame was not obeyed; the connection goes on. ``detail`` is for people.

    ``topic`` and ``client_id`` repeat those of the frame it answers. ``access_lost`` answers nothing: the
    person may not hear of that topic any more, and is unsubscribed.
    """

    type: Literal["problem"] = "problem"
    code: Annotated[
        str,
        Field(
            description="Stable: one of this stream, or of the refusal that the REST API gives.",
            examples=get_args(ProblemCode),
        ),
    ]
    detail: str
    field: Annotated[str | None, Field(description="The member of the frame that is at fault.")] = None
    topic: str | None = None
    client_id: str | None = None

    def text(self) -> str:
        return self.model_dump_json(exclude_none=True)


class PersonThere(BaseModel):
    """In a meeting the most telling thing that somebody is at there, on any of their pages; by their own
    topic whether they are online, away or offline.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    person_id: UUID
    name: str
    state: Activity | Standing
    detail: Annotated[str | None, Field(description="What they edit, as their page calls it; never markup.")]


class PresenceList(ServerFrame):
    """Who is there, as far as one may see them; in place of the list before, which begins empty.

    Of ``person:<id>`` the list is that one person, and comes first when one begins to listen.
    """

    type: Literal["presence"] = "presence"
    topic: str
    people: Sequence[PersonThere]


class Pong(ServerFrame):
    type: Literal["pong"] = "pong"


AnyServerFrame = Annotated[
    Welcome | Event | Changed | PresenceList | Reset | Problem | Pong, Field(discriminator="type")
]


def event_frame(event: LoggedEvent) -> Event:
    return Event(**change_event(event).model_dump())
