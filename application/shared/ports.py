"""What every use case may lean on: time, transactions, once-only answers, the event log and its bell."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Protocol, TypeVar
from uuid import UUID

from domain.shared.act import Act
from domain.shared.flag import Flag
from domain.shared.letter import Delivery, Letter

Work = TypeVar("Work", covariant=True)


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """What a transaction adds to the events recorded in it."""

    mutation_id: str | None = None
    delegate_id: UUID | None = None

    def doers(self, actor_id: UUID | None) -> tuple[UUID | None, UUID | None]:
        """Who did it, and on whose behalf, when the event itself says ``actor_id`` did. None: Convene."""
        if self.delegate_id is None or actor_id is None:
            return actor_id, None
        return self.delegate_id, actor_id


class Transactions(Protocol[Work]):
    """All or nothing."""

    def begin(
        self, *, mutation_id: str | None = None, delegate_id: UUID | None = None
    ) -> AbstractContextManager[Work]:
        """Open a transaction; leaving the block commits it, an exception takes everything back.

        Inside another block of the same thread of control it becomes a part of that one: an exception takes
        back only this part, and nothing is final before the outermost block is left. Events that aggregates
        recorded become visible to readers of the event log with the commit, stamped with ``mutation_id``.

        With ``delegate_id`` all that happens, in blocks inside this one too, is that person's deed, on behalf
        of whoever did it by the events' own account.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer given under an idempotency key: enough to give it again to the letter.

    Answers that set ``cookies`` hold secrets and are never kept.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: Sequence[str] = ()


class IdempotencyKeys(Protocol):
    """Answers by (owner, key), kept for 24 hours at least."""

    def claim(self, owner: str, key: str, fingerprint: bytes, *, now: datetime) -> KeptAnswer | None:
        """None: the key is this transaction's from now on, until it commits or rolls back.

        While another transaction holds the key, waits for it to finish. Returns the kept answer when there
        is one. Raises IdempotencyKeyReused when it was given for another fingerprint, IdempotencyKeyInUse
        when the wait takes too long.
        """
        ...

    def keep(self, owner: str, key: str, answer: KeptAnswer) -> None:
        """Store the answer to a key claimed in this transaction."""
        ...


class Letters(Protocol):
    """Mail that leaves if and only if the transaction that wrote it is committed."""

    def add(self, letter: Letter) -> None:
        """Wakes the worker that sends it, with the commit."""
        ...

    def due(self, now: datetime) -> Delivery | None:
        """The waiting one that has been due the longest.

        Holds it until the transaction ends; passes over those that others hold, without waiting.
        """
        ...

    def get(self, letter_id: UUID) -> Delivery | None:
        """Holds off others until the transaction ends."""
        ...

    def save(self, delivery: Delivery) -> None: ...

    def send_on(self, person_id: UUID, address: str) -> None:
        """What waits for that person and holds no secret goes to that address from now on.

        What may open an account goes to nobody but whom it was written to.
        """
        ...

    def written_to(self, address: str, *, since: datetime) -> int:
        """How many letters to that address have been written since."""
        ...


class AuditTrail(Protocol):
    """For what is no event. Events become entries by themselves (``application.administration.auditing``)."""

    def record(self, act: Act) -> None:
        """It stands in the trail if and only if this transaction commits."""
        ...


class Flags(Protocol):
    """Whether a feature is there for somebody just now. A change counts in every process at once."""

    def is_on(self, flag: Flag, *, person_id: UUID, role: str) -> bool: ...


class SharedWork(Protocol):
    @property
    def idempotency_keys(self) -> IdempotencyKeys: ...
    @property
    def letters(self) -> Letters: ...
    @property
    def audit(self) -> AuditTrail: ...


class Mailer(Protocol):
    """Hands letters over to whoever carries them."""

    def send(self, letter: Letter) -> None:
        """Returns once the letter was accepted. The same letter sent again has the same Message-ID.

        Raises MailUnavailable when a later try may succeed, MailServerFailed among them when no letter can go
        before, and LetterRefused when none can. May take a minute.
        """
        ...


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes: the person, and whether events of the whole organisation are for them."""

    person_id: UUID
    in_organisation: bool


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One numbered entry of the event log. Positions are consecutive and start at 1."""

    position: int
    id: UUID
    kind: str
    subject_type: str
    subject_id: UUID
    version: int
    actor_id: UUID | None
    actor_name: str | None
    at: datetime
    mutation_id: str | None
    audience: frozenset[UUID]
    to_organisation: bool
    data: Mapping[str, object]
    on_behalf_of: UUID | None = None
    on_behalf_of_name: str | None = None

    def is_for(self, viewer: Viewer) -> bool:
        return viewer.person_id in self.audience or (self.to_organisation and viewer.in_organisation)


@dataclass(frozen=True, slots=True)
class LogBounds:
    """``oldest``: the lowest position still kept (latest + 1 when none is). ``latest``: the highest ever."""

    oldest: int
    latest: int


class EventLog(Protocol):
    """Every change, in an order in which the changes of one subject stand as they happened."""

    def after(self, position: int, *, limit: int, viewer: Viewer | None = None) -> Sequence[LoggedEvent]:
        """The first ``limit`` events behind ``position``, ascending; those for ``viewer``, or all.

        An event once returned, or passed over, is never joined later by one with a lower position. Raises
        ResyncRequired when not all behind ``position`` are kept any more: nobody ever gets a part of them.
        """
        ...

    def bounds(self) -> LogBounds: ...

    def forget_before(self, moment: datetime) -> int:
        """Drop events that were logged before ``moment``, from the front, and as many as is convenient.

        Returns how many. All that were logged since are kept. To be called every day or so.
        """
        ...


class Hindsight(Protocol):
    """What older events may still say."""

    def __call__(self, viewer: Viewer, events: Sequence[LoggedEvent]) -> Sequence[LoggedEvent]:
        """Events that were for the viewer when they happened, as the rights of now allow it.

        In their order; some may say less, or be left out. Raises StorageUnavailable.
        """
        ...


class Sequencer(Protocol):
    """Gives committed events their positions. One at a time is at work; the others stand by."""

    def run(self, stop: Event) -> None:
        """Number events as they are committed, until ``stop`` is set."""
        ...


EVENTS_COMMITTED = "events.committed"
EVENTS_NUMBERED = "events.numbered"
LETTERS_WRITTEN = "letters.written"


class Bell(Protocol):
    def wait(self, timeout: float) -> frozenset[str]:
        """The channels that rang since the last call; empty after ``timeout`` seconds of silence.

        After a lost connection every channel counts as rung once, since rings may have been missed.
        """
        ...


class Wakeups(Protocol):
    """Rings bells in every process. A ring carries nothing and may be lost, doubled or late."""

    def ring(self, channel: str) -> None:
        """Wake whoever listens on ``channel``. Returns at once; many rings in a row may become one."""
        ...

    def listen(self, channels: Collection[str]) -> AbstractContextManager[Bell]: ...


class Readiness(Protocol):
    """Whether this process can serve just now."""

    def problems(self) -> Mapping[str, str]:
        """What stands in the way, by the name of the part; empty when nothing does. Never raises.

        Answers within two seconds. The words may be shown to anybody.
        """
        ...

    def is_left_behind(self) -> bool:
        """Whether a newer version has taken over what is stored, and may write what this one cannot read.

        Raises StorageUnavailable.
        """
        ...
