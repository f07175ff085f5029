from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.administration.ip_block import IpBlock
from entrypoints.http.schemas.shapes import Instant, RecordedAt, Sent, Shown, line


class IpBlockSent(Sent):
    network: Annotated[
        str,
        line(60),
        Field(
            description="An address, or a network in CIDR notation (RFC 4632).", examples=["203.0.113.0/24"]
        ),
    ]
    reason: Annotated[str, line(200)]
    expires_at: Instant | None = Field(None, description="Without it the block stands until it is removed.")


class IpBlockShown(Shown):
    id: UUID
    network: str
    reason: str
    created_by: UUID = Field(description="The admin.")
    created_at: RecordedAt
    expires_at: RecordedAt | None

    @classmethod
    def of(cls, block: IpBlock) -> "IpBlockShown":
        return cls(
            id=block.id,
            network=str(block.network),
            reason=block.reason,
            created_by=block.created_by,
            created_at=block.created_at,
            expires_at=block.expires_at,
        )


class IpBlocksShown(Shown):
    data: list[IpBlockShown]
    next_cursor: str | None
