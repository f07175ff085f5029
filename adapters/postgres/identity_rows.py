"""The tables of people, and of what lets them in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from adapters.postgres.rows import Row, one_of
from domain.identity.role import Role


class PersonRow(Row):
    """``sort_key`` and ``sought`` as in ``application.identity.ports``: Python and PostgreSQL lower case
    differently.
    """

    __tablename__ = "person"
    __table_args__ = (one_of("role", Role), CheckConstraint("version > 0", name="version"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(Text(collation="C"), unique=True)
    sought: Mapped[str] = mapped_column(server_default=text("''"))
    zone: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    active: Mapped[bool]
    language: Mapped[str]
    version: Mapped[int]


class DisplayPreferencesRow(Row):
    """Of those who ever said something; ``display`` is named as in ``domain.identity.display``."""

    __tablename__ = "display_preferences"
    __table_args__ = (CheckConstraint("version > 1", name="version"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    display: Mapped[dict[str, Any]]
    version: Mapped[int]


class DelegationRow(Row):
    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("principal_id <> delegate_id", name="delegate_id"),)

    principal_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    delegate_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    granted_at: Mapped[datetime]


class SessionRow(Row):
    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires_at"),
        CheckConstraint("(previous_digest IS NULL) = (rotated_at IS NULL)", name="rotated_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    current_digest: Mapped[bytes]
    device: Mapped[str]
    address: Mapped[str]
    previous_digest: Mapped[bytes | None]
    rotated_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    device_digest: Mapped[bytes | None]
    version: Mapped[int]


class RefreshTokenRow(Row):
    """Every token a session ever had, so that an old one is recognised when it comes back."""

    __tablename__ = "refresh_token"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)


class ApiTokenRow(Row):
    __tablename__ = "api_token"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    scopes: Mapped[list[str]]
    digest: Mapped[bytes] = mapped_column(unique=True)
    hint: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class SecondFactorsRow(Row):
    """``totp_sealed`` can be read with the installation's own key only."""

    __tablename__ = "second_factors"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    totp_sealed: Mapped[str | None]
    totp_confirmed: Mapped[bool]
    totp_last_step: Mapped[int] = mapped_column(BigInteger)
    recovery_codes: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary))
    version: Mapped[int]


class PasskeyRow(Row):
    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class PasskeyChallengeRow(Row):
    __tablename__ = "passkey_challenge"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ExternalIdentityRow(Row):
    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("person_id", "issuer"),)

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    linked_at: Mapped[datetime]


class ExternalSignInRow(Row):
    __tablename__ = "external_sign_in"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LiveTicketRow(Row):
    """UNLOGGED: it lives for half a minute, and after a crash of the database another one is asked for."""

    __tablename__ = "live_ticket"
    __table_args__ = (
        CheckConstraint("num_nonnulls(session_id, token_id) = 1", name="credential"),
        {"prefixes": ["UNLOGGED"]},
    )

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    token_id: Mapped[UUID | None] = mapped_column(ForeignKey("api_token.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
