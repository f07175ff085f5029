"""Who is invited, and what they answer."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Discriminator, Field, Tag

from application.meeting.invitations import Invitee
from application.meeting.read_meeting import MeetingView
from domain.meeting.guest import Guest, GuestRole, Response, ResponseStatus
from domain.meeting.meeting import MOST_GUESTS
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.proposal import ProposalSent
from entrypoints.http.schemas.shapes import EmailAddress, Id, OriginalStart, RecordedAt, Sent, Shown, prose


class PersonInvited(Sent):
    """Somebody with an account, by id."""

    person_id: Id
    role: GuestRole = GuestRole.REQUIRED

    def invitee(self) -> Invitee:
        return Invitee(person_id=self.person_id, role=self.role)


class AddressInvited(Sent):
    """Somebody by e-mail address; when a person here has that address, it means them."""

    email: EmailAddress
    role: GuestRole = GuestRole.REQUIRED

    def invitee(self) -> Invitee:
        return Invitee(email=self.email, role=self.role)


class TeamInvited(Sent):
    """Everybody who is active in a team now; whoever joins it later is not invited by this."""

    team_id: Id
    role: GuestRole = GuestRole.REQUIRED

    def invitee(self) -> Invitee:
        return Invitee(team_id=self.team_id, role=self.role)


def _kind(value: Any) -> str:
    members = value if isinstance(value, dict) else {}
    return "<address>" if "email" in members else "<team>" if "team_id" in members else "<person>"


InvitationSent = Annotated[
    Annotated[PersonInvited, Tag("<person>")]
    | Annotated[AddressInvited, Tag("<address>")]
    | Annotated[TeamInvited, Tag("<team>")],
    Discriminator(_kind),
]
# The limit is the domain's: its refusal has a name of its own. Here it is only told.
InvitationsSent = Annotated[list[InvitationSent], Field(json_schema_extra={"maxItems": MOST_GUESTS})]


class ResponseSent(Sent):
    """The caller's own answer."""

    status: Literal["accepted", "tentative", "declined"]
    comment: Annotated[str, prose(1_000)] | None = None
    original_start: OriginalStart | None = Field(None, description="The one date it is about; null: all.")
    declined_on: list[OriginalStart] = Field(
        default_factory=list,
        max_length=500,
        description="Dates of the series on which the answer is no in any case.",
    )
    proposal: ProposalSent | None = Field(None, description="When it would suit the caller better.")
    instead_of_all: bool = Field(
        False, description="Whether it also replaces what was answered to single dates before."
    )


class ResponseShown(Shown):
    status: ResponseStatus
    comment: str
    at: RecordedAt | None

    @classmethod
    def of(cls, response: Response) -> "ResponseShown":
        return cls(status=response.status, comment=response.comment, at=response.at)


class GuestShown(Shown):
    """``person`` is null for somebody without an account.

    ``waiting_place`` counts from 1; only the host and the guest themself are told.
    """

    id: UUID
    person: PersonShown | None
    email: str
    name: str
    role: GuestRole
    response: ResponseShown = Field(description="To every date that is not in ``responses``.")
    responses: dict[str, ResponseShown] = Field(description="To single dates of a series, by original start.")
    only_on: list[str] | None = Field(description="The dates they are invited to; null: to each.")
    not_on: list[str] = Field(description="The dates they are not invited to.")
    waiting_place: int | None

    @classmethod
    def of(cls, guest: Guest, view: MeetingView) -> "GuestShown":
        person = view.people.get(guest.person_id) if guest.person_id else None
        line = view.meeting.waiting_list.line() if guest.response.status is ResponseStatus.WAITING else []
        told = view.viewer_id in (view.meeting.host_id, guest.person_id)
        return cls(
            id=guest.id,
            person=PersonShown.of(person) if person else None,
            email=guest.email,
            name=guest.name,
            role=guest.role,
            response=ResponseShown.of(guest.response),
            responses={name: ResponseShown.of(each) for name, each in guest.responses.items()},
            only_on=None if guest.only_on is None else sorted(guest.only_on),
            not_on=sorted(guest.not_on),
            waiting_place=line.index(guest) + 1 if told and guest in line else None,
        )
