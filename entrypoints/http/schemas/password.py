"""Passwords as they are sent. Never shown again."""

from typing import Annotated, Literal

from pydantic import Field

from domain.identity.person import LONGEST_PASSWORD, SHORTEST_PASSWORD
from entrypoints.http.schemas.shapes import EmailAddress, Sent, prose

Password = Annotated[str, prose(1_000), Field(repr=False, json_schema_extra={"format": "password"})]
# The limits are the domain's, whose refusal says more; here they are only told.
NewPassword = Annotated[
    str,
    prose(1_000),
    Field(
        repr=False,
        json_schema_extra={
            "format": "password",
            "minLength": SHORTEST_PASSWORD,
            "maxLength": LONGEST_PASSWORD,
        },
    ),
]
Client = Annotated[
    Literal["web", "api"],
    Field(description="``api`` asks for the refresh token in the body as well."),
]


class ProofSent(Sent):
    password: Password


class PasswordChangeSent(Sent):
    current_password: Password
    new_password: NewPassword
    end_tokens: bool = Field(False, description="Whether all API tokens end, too.")
    client: Client = "web"


class ForgottenSent(Sent):
    email: EmailAddress


class PasswordResetSent(Sent):
    token: Annotated[
        str, prose(200), Field(repr=False, description="What stands behind # in the mailed link.")
    ]
    password: NewPassword
