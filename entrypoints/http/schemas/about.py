"""What a meeting is about, and what else a meeting and a single date of it have alike on the wire."""

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.meeting.details import Commitment
from domain.meeting.edit import Keep, NewZone
from domain.meeting.refusals import InvalidTiming
from domain.shared.time_zone import zone_named
from entrypoints.http.schemas.guest import InvitationsSent
from entrypoints.http.schemas.shapes import Id, Sent, TimeZoneName, line, prose

Title = Annotated[str, line(300)]
Description = Annotated[str, prose(20_000)]
Place = Annotated[str, prose(500)]
ConferenceUrl = Annotated[
    str,
    Field(max_length=2_000, pattern=r"^https?://[^\s\x00-\x1f\x7f]+$"),
    Field(examples=["https://meet.example.org/design"], json_schema_extra={"format": "uri"}),
]

RecurrenceLine = Annotated[str, Field(min_length=1, max_length=20_000)]
RecurrenceLines = Annotated[
    Annotated[list[RecurrenceLine], Field(max_length=100)] | None,
    Field(
        description="How it repeats: RRULE, RDATE and EXDATE lines of RFC 5545 §3.8.5; null: it does not.",
        examples=[["RRULE:FREQ=WEEKLY;BYDAY=TU"]],
    ),
]
Exclusive = Annotated[
    bool, Field(description="Nobody who has to be there can be in another exclusive meeting at that time.")
]
Transparent = Annotated[
    bool, Field(description="It shows in calendars, and keeps nobody busy (RFC 5545 §3.8.2.7).")
]


def commitment_of(*, exclusive: bool, transparent: bool) -> Commitment:
    """Raises InvalidTiming for what is both."""
    if exclusive and transparent:
        raise InvalidTiming("a meeting cannot be exclusive and transparent", field=("transparent",))
    return Commitment.EXCLUSIVE if exclusive else Commitment.FREE if transparent else Commitment.BUSY


def details_of(sent: Sent) -> dict[str, Any]:
    """The members of ``Details`` that were sent. A text set to null is emptied. Raises InvalidTiming."""
    members = {"title", "description", "location", "conference_url", "visibility"}
    details = sent.model_dump(include=members, exclude_unset=True)
    own = sent.model_dump(include={"exclusive", "transparent"}, exclude_unset=True)
    if own:
        details["commitment"] = commitment_of(
            exclusive=own.get("exclusive", False), transparent=own.get("transparent", False)
        )
    emptied = {name: "" for name in ("description", "location") if name in details and details[name] is None}
    return details | emptied


class NewZoneSent(Sent):
    """Another time zone, instead of start and end: ``keep`` the moment, or what the clocks show."""

    name: TimeZoneName
    keep: Literal["moment", "clock"]

    def meant(self) -> NewZone:
        return NewZone(zone_named(self.name), Keep(self.keep))


class GuestsChangeSent(Sent):
    """Who is invited to those dates besides, and who is not any more."""

    invite: InvitationsSent = Field(default_factory=list)
    remove: Annotated[list[Id], Field(max_length=500, description="Guests by id.")] = Field(
        default_factory=list
    )
