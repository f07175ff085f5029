"""Mail that Convene writes, and how far it has come on its way."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.shared.ids import new_id
from domain.shared.text import one_line, prose

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=4)
"""Since it was written: RFC 5321 §4.5.4.1 asks for four to five days."""
LEASE = timedelta(minutes=5)
"""How long one attempt may take. After that its worker counts as dead, and another one tries."""
LONGEST_ERROR = 500


@dataclass(frozen=True, slots=True)
class Link:
    """What the reader is asked to follow, and the words it stands behind."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What a calendar reads of the letter (RFC 6047). ``method``: REQUEST or CANCEL (RFC 5546)."""

    method: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text to one address. Its id never changes, so a repeat is recognised as one (``Message-ID``).

    ``thread``: letters that mail programs show together share it. ``lasting``: it holds no secret, and is
    kept so that it can be sent again.
    """

    id: UUID
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    link: Link | None
    written_at: datetime
    calendar: CalendarPart | None = None
    thread: str = ""
    lasting: bool = False

    @classmethod
    def write(
        cls,
        to: str,
        subject: str,
        *paragraphs: str,
        link: Link | None = None,
        calendar: CalendarPart | None = None,
        thread: str = "",
        lasting: bool = False,
        now: datetime,
    ) -> "Letter":
        """``to`` is an address in its compared form. The link stands behind the first paragraph.

        Raises InvalidText for a subject of several lines.
        """
        return cls(
            id=new_id(now),
            to=to,
            subject=one_line(subject, name="subject", longest=500),
            paragraphs=tuple(prose(each, name="letter", longest=10_000) for each in paragraphs),
            link=link,
            written_at=now,
            calendar=calendar,
            thread=thread,
            lasting=lasting,
        )


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(slots=True)
class Delivery:
    """One letter on its way, at least once.

    ``due_at``: when it may be tried next. Once it is settled nothing is left of a letter that is not lasting
    but address and subject, since its links may be secrets.
    """

    letter: Letter
    due_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    last_error: str = ""
    settled_at: datetime | None = None

    @classmethod
    def of(cls, letter: Letter) -> "Delivery":
        return cls(letter, due_at=letter.written_at)

    def attempt(self, now: datetime) -> None:
        """From here on nobody else tries, until the lease is over."""
        self.attempts += 1
        self.due_at = now + LEASE

    def succeed(self, now: datetime) -> None:
        """The other side has accepted it."""
        self._settle(DeliveryState.SENT, now)

    def fail(self, error: str, now: datetime) -> None:
        """It may go better later: after ten seconds at first, then twice as long each time, up to an hour."""
        self.last_error = error[:LONGEST_ERROR]
        if now - self.letter.written_at >= GIVEN_UP_AFTER:
            self._settle(DeliveryState.GIVEN_UP, now)
        else:
            doublings = min(self.attempts - 1, 10)
            self.due_at = now + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)

    def give_up(self, error: str, now: datetime) -> None:
        """It will never go: the other side has said no for good."""
        self.last_error = error[:LONGEST_ERROR]
        self._settle(DeliveryState.GIVEN_UP, now)

    def _settle(self, state: DeliveryState, now: datetime) -> None:
        self.state, self.settled_at = state, now
        if not self.letter.lasting:
            self.letter = replace(self.letter, paragraphs=(), link=None, calendar=None)
