"""What became of each mail, for admins: never what it says, nor the title of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class MailState(StrEnum):
    """``failing``: it was tried in vain, and is tried again. ``unsent``: taken back while it was held."""

    HELD = "held"
    WAITING = "waiting"
    FAILING = "failing"
    SENT = "sent"
    GIVEN_UP = "given_up"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class LoggedMail:
    """``due_at``: when it is tried next; None: not any more. ``answer``: the last complaint about it.

    ``resendable``: whether it holds no secret, so that an admin may have it sent again.
    """

    id: UUID
    state: MailState
    kind: str
    address: str
    person_id: UUID | None
    meeting_id: UUID | None
    written_at: datetime
    due_at: datetime | None
    tried_at: datetime | None
    settled_at: datetime | None
    attempts: int
    resends: int
    answer: str
    resendable: bool


@dataclass(frozen=True, slots=True)
class MailFilter:
    """None lets everything through. ``from_`` is included, ``to`` is not.

    ``person_id`` finds what was written to that person, or to the address that is theirs now.
    """

    person_id: UUID | None = None
    address: str | None = None
    kinds: frozenset[str] | None = None
    states: frozenset[MailState] | None = None
    from_: datetime | None = None
    to: datetime | None = None


class MailLog(Protocol):
    """Reads what is held, what waits to be sent, and what became of the rest, for 90 days."""

    def search(self, wanted: MailFilter, *, before: UUID | None, limit: int) -> Sequence[LoggedMail]:
        """The newest first; with ``before`` those of lower ids only."""
        ...

    def find(self, mail_id: UUID) -> LoggedMail | None: ...
