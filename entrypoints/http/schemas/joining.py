"""Getting an account, and moving it to another address."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from application.identity.read_invitations import InvitationsPage
from domain.identity.account_invitation import AccountInvitation
from domain.identity.role import Role
from entrypoints.http.schemas.password import NewPassword
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import (
    Asked,
    Cursor,
    EmailAddress,
    Limit,
    RecordedAt,
    Sent,
    Shown,
    TimeZoneName,
    absent,
    line,
    prose,
)

MailedToken = Annotated[
    str, prose(200), Field(repr=False, description="What stands behind #token= in the mailed link.")
]


class RegistrationSent(Sent):
    """With ``invitation_token`` the address is the invited one, and may be left out, but nothing else.

    Without one the address is all that is needed: the rest is asked for behind the mailed link.
    """

    email: EmailAddress | None = None
    password: NewPassword = Field(default_factory=absent)
    name: Annotated[str, line(200)] = Field(default_factory=absent)
    time_zone: TimeZoneName = Field(default_factory=absent)
    invitation_token: Annotated[str, prose(200)] | None = Field(
        None, repr=False, description="What stands behind #token= in the mailed link."
    )


class RegistrationStarted(Shown):
    """The same for every address."""

    state: Literal["letter_sent"]
    email: str


class InvitationTokenSent(Sent):
    token: MailedToken


class InvitationSeen(Shown):
    """What the reader of the letter may know."""

    email: str
    name: str = Field(description="As whoever invited wrote it; may be empty.")
    role: Role
    expires_at: RecordedAt

    @classmethod
    def of(cls, invitation: AccountInvitation) -> "InvitationSeen":
        return cls(
            email=invitation.email,
            name=invitation.name,
            role=invitation.role,
            expires_at=invitation.expires_at,
        )


class PersonInvitationSent(Sent):
    email: EmailAddress
    name: Annotated[str, line(200)] | None = None
    role: Annotated[Role, Field(strict=False)] = Role.MEMBER


class InvitationShown(Shown):
    """``invited_by`` null: they asked for an account themselves."""

    id: UUID
    email: str
    name: str
    role: Role
    invited_by: PersonShown | None
    invited_at: RecordedAt
    expires_at: RecordedAt


class InvitationsShown(Shown):
    data: list[InvitationShown]
    next_cursor: str | None

    @classmethod
    def of(cls, page: InvitationsPage) -> "InvitationsShown":
        return cls(data=[shown(each, page) for each in page.invitations], next_cursor=page.next_cursor)


def shown(invitation: AccountInvitation, page: InvitationsPage) -> InvitationShown:
    inviter = page.inviters.get(invitation.invited_by) if invitation.invited_by else None
    return InvitationShown(
        id=invitation.id,
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        invited_by=PersonShown.of(inviter) if inviter else None,
        invited_at=invitation.invited_at,
        expires_at=invitation.expires_at,
    )


class InvitationsQuery(Asked):
    cursor: Cursor | None = None
    limit: Limit = 50


class EmailChangeSent(Sent):
    email: EmailAddress


class EmailChangeStarted(Shown):
    """The same for every address."""

    state: Literal["letter_sent"]
    email: str
    expires_at: RecordedAt


class EmailConfirmationSent(Sent):
    token: MailedToken
