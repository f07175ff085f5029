from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.identity.api_token import LONGEST_LIFE, ApiToken
from domain.identity.role import Permission
from entrypoints.http.schemas.shapes import Instant, RecordedAt, Sent, Shown, line

Scope = Annotated[Permission, Field(strict=False)]


class ApiTokenSent(Sent):
    name: Annotated[str, line(100), Field(description="What it is for, to know it by later.")]
    scopes: Annotated[
        list[Scope],
        Field(min_length=1, max_length=50, description="What it may do, as far as its owner may."),
    ]
    expires_at: Annotated[Instant, Field(description=f"Within {LONGEST_LIFE.days} days.")]


class ApiTokenShown(Shown):
    """An API token without its secret."""

    id: UUID
    name: str
    scopes: list[Permission] = Field(description="With those that the ones asked for include.")
    hint: str = Field(description="How the token ends.")
    created_at: RecordedAt
    expires_at: RecordedAt
    last_used_at: RecordedAt | None = Field(description="To the minute.")

    @classmethod
    def of(cls, token: ApiToken) -> "ApiTokenShown":
        return cls(**_members(token))


class ApiTokenMade(ApiTokenShown):
    token: str = Field(repr=False, description="The secret; it is shown this once.")

    @classmethod
    def with_secret(cls, token: ApiToken, secret: str) -> "ApiTokenMade":
        return cls(**_members(token), token=secret)


class ApiTokensShown(Shown):
    data: list[ApiTokenShown]
    next_cursor: str | None


def _members(token: ApiToken) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": sorted(token.scopes),
        "hint": token.hint,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
    }
