"""Set-up, signing in and what comes of it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from application.identity.ports import OpenSession
from application.identity.signing_in import SignedIn
from domain.identity.account_invitation import Registration
from domain.identity.device import device_in_words
from entrypoints.http.schemas.password import Client, NewPassword, Password
from entrypoints.http.schemas.person import Me
from entrypoints.http.schemas.second_factor import SecondFactorSent
from entrypoints.http.schemas.shapes import (
    EmailAddress,
    RecordedAt,
    Sent,
    Shown,
    TimeZoneName,
    absent,
    line,
    prose,
)


class SetupStatus(Shown):
    open: bool = Field(description="Whether nobody has an account yet.")
    registration: Registration = Field(description="How people get an account: `open` takes anybody.")
    identity_provider: str | None = Field(
        description="Through whom else people sign in, as they know it: `GET /auth/oidc/start`."
    )


class SetupSent(Sent):
    token: Annotated[str, prose(200), Field(description="From the link printed at the first start.")]
    email: EmailAddress
    password: NewPassword
    name: Annotated[str, line(200)]
    time_zone: TimeZoneName


class LoginSent(Sent):
    email: Annotated[str, prose(320)]
    password: Password
    client: Client = "web"
    second_factor: SecondFactorSent | None = Field(
        None, description="After the answer ``second_factor_required``."
    )


class RefreshSent(Sent):
    """For clients that keep no cookies; a browser sends none of this."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")] | None = (
        Field(None, repr=False)
    )


class SessionShown(Shown):
    """An open session. The refresh token is in a cookie, and here only when it was asked for."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int = Field(description="Seconds for which the access token is valid.")
    person: Me
    refresh_token: str = Field(default_factory=absent)

    @classmethod
    def of(cls, signed_in: SignedIn, *, with_refresh_token: bool) -> "SessionShown":
        asked_for = {"refresh_token": signed_in.refresh_token} if with_refresh_token else {}
        return cls(
            access_token=signed_in.access_token,
            token_type="Bearer",
            expires_in=int(signed_in.expires_in.total_seconds()),
            person=Me.of(signed_in.person),
            **asked_for,
        )


class OpenSessionShown(Shown):
    """A device on which somebody is signed in."""

    id: UUID
    device: Annotated[
        str,
        Field(description="From the User-Agent; may be empty.", examples=["Firefox on Linux"]),
    ]
    address: Annotated[str, Field(description="Where it signed in from.", examples=["192.0.2.7"])]
    created_at: RecordedAt
    last_used_at: Annotated[RecordedAt, Field(description="To a quarter of an hour.")]
    expires_at: RecordedAt
    is_current: Annotated[bool, Field(description="Whether it is the one that asks.")]

    @classmethod
    def of(cls, session: OpenSession, *, current_id: UUID | None) -> "OpenSessionShown":
        return cls(
            id=session.id,
            device=device_in_words(session.device),
            address=session.address,
            created_at=session.created_at,
            last_used_at=session.last_used_at,
            expires_at=session.expires_at,
            is_current=session.id == current_id,
        )


class OpenSessionsShown(Shown):
    data: list[OpenSessionShown]
    next_cursor: str | None


class LiveTicketShown(Shown):
    ticket: str
    expires_in: int = Field(description="Seconds in which it opens one live connection.")
