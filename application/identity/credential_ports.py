"""Where sessions, and what else lets somebody in, are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.identity.api_token import ApiToken
from domain.identity.session import Session


class Sessions(Protocol):
    def add(self, session: Session) -> None: ...

    def get(self, session_id: UUID) -> Session | None:
        """Holds off other writers of this session until the transaction ends."""
        ...

    def by_refresh_digest(self, digest: bytes) -> Session | None:
        """The session in whose chain a token with that digest ever stood; holds off other writers of it."""
        ...

    def living(self, person_id: UUID, *, now: datetime, but_newest: int = 0) -> Sequence[Session]:
        """That person's, all but so many of the newest, the oldest first; holds off other writers of them.

        Whoever wants none to be added meanwhile holds the person first (``People.get``).
        """
        ...

    def knows_device(self, person_id: UUID, device_digest: bytes) -> bool:
        """Whether that person ever signed in there, as far as sessions are still kept."""
        ...

    def save(self, session: Session) -> None:
        """Remembers every digest the session ever had as its current one."""
        ...


@dataclass(frozen=True, slots=True)
class LiveTicket:
    """The right to open one live connection, as long as the session or API token lives that asked for it."""

    person_id: UUID
    expires_at: datetime
    session_id: UUID | None = None
    token_id: UUID | None = None


class LiveTickets(Protocol):
    def add(self, digest: bytes, ticket: LiveTicket) -> None: ...

    def take(self, digest: bytes) -> LiveTicket | None:
        """The ticket, which exists no longer from now on; expired ones are returned too."""
        ...


class ApiTokens(Protocol):
    """Whoever changes the tokens of a person holds that person (``People.get``)."""

    def add(self, token: ApiToken) -> None: ...

    def of(self, person_id: UUID) -> Sequence[ApiToken]:
        """Expired ones too, the newest first."""
        ...

    def used(self, token_id: UUID, *, now: datetime) -> None:
        """Remembers its last use."""
        ...

    def remove(self, token: ApiToken) -> None:
        """It opens nothing from now on. Its recorded events stay in the log."""
        ...


class CommonPasswords(Protocol):
    """What everybody tries first."""

    def __contains__(self, password: object) -> bool:
        """Ignores case."""
        ...
