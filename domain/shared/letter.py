"""Mail that Convene writes, and how far it has come on its way."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.shared.ids import new_id
from domain.shared.refusal import Refusal
from domain.shared.text import one_line, prose

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=4)
"""Since it was written: RFC 5321 §4.5.4.1 asks for four to five days."""
LEASE = timedelta(minutes=5)
"""How long one attempt may take. After that its worker counts as dead, and another one tries."""
LONGEST_ERROR = 500
_AFTER_A_HASH = re.compile(r"#[^\s>\"']+")
"""Where the secret of a link stands."""


class NotToBeSentAgain(Refusal):
    code = "not_to_be_sent_again"


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
class Section:
    """One of several things that a letter tells, with what there is to say of it, line by line."""

    heading: str
    lines: tuple[str, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text to one address. Its id never changes, so a repeat is recognised as one (``Message-ID``).

    ``sections`` stand behind the first paragraph.
    ``kind``: what sort of letter, in one word; ``person_id``: whose account it is about something for.
    ``thread``: letters that mail programs show together share it. ``lasting``: it holds no secret, and is
    kept so that it can be sent again. ``language``: its tag (BCP 47).
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
    kind: str = "other"
    person_id: UUID | None = None
    sections: tuple[Section, ...] = ()
    language: str = "en"

    @classmethod
    def write(
        cls,
        to: str,
        subject: str,
        *paragraphs: str,
        kind: str,
        link: Link | None = None,
        calendar: CalendarPart | None = None,
        thread: str = "",
        lasting: bool = False,
        person_id: UUID | None = None,
        letter_id: UUID | None = None,
        sections: tuple[Section, ...] = (),
        language: str = "en",
        now: datetime,
    ) -> "Letter":
        """``to`` is an address in its compared form. The link stands behind the first paragraph.

        ``letter_id``: where it was known by one before it was written. Raises InvalidText for a subject of
        several lines.
        """
        return cls(
            id=letter_id or new_id(now),
            to=to,
            subject=one_line(subject, name="subject", longest=500),
            paragraphs=tuple(prose(each, name="letter", longest=10_000) for each in paragraphs),
            link=link,
            written_at=now,
            calendar=calendar,
            thread=thread,
            lasting=lasting,
            kind=kind,
            person_id=person_id,
            sections=sections,
            language=language,
        )

    @property
    def without_its_text(self) -> "Letter":
        """What is left to tell what became of it: its links may be secrets."""
        return replace(self, paragraphs=(), sections=(), link=None, calendar=None)


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"
    UNSENT = "unsent"
    """All that it would have told was taken back in time."""


@dataclass(slots=True)
class Delivery:
    """One letter on its way, at least once.

    ``due_at``: when it may be tried next. ``asked_at``: when it was written, or last asked for again; its
    attempts are counted from there. ``tried_at``: the last of them. Once it is settled nothing is left of a
    letter that is not lasting but address and subject, since its links may be secrets.
    """

    letter: Letter
    due_at: datetime
    asked_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    resends: int = 0
    tried_at: datetime | None = None
    last_error: str = ""
    settled_at: datetime | None = None

    @classmethod
    def of(cls, letter: Letter) -> "Delivery":
        return cls(letter, due_at=letter.written_at, asked_at=letter.written_at)

    @classmethod
    def unsent(cls, letter: Letter) -> "Delivery":
        """Nothing of it is left to tell, so it never goes."""
        at = letter.written_at
        return cls(letter.without_its_text, at, at, state=DeliveryState.UNSENT, settled_at=at)

    def attempt(self, now: datetime) -> None:
        """From here on nobody else tries, until the lease is over."""
        self.attempts += 1
        self.tried_at = now
        self.due_at = now + LEASE

    def succeed(self, now: datetime) -> None:
        """The other side has accepted it."""
        self._settle(DeliveryState.SENT, now)

    def fail(self, error: str, now: datetime) -> None:
        """It may go better later: after ten seconds at first, then twice as long each time, up to an hour."""
        self.last_error = _harmless(error)
        if now - self.asked_at >= GIVEN_UP_AFTER:
            self._settle(DeliveryState.GIVEN_UP, now)
        else:
            doublings = min(self.attempts - 1, 10)
            self.due_at = now + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)

    def give_up(self, error: str, now: datetime) -> None:
        """It will never go: the other side has said no for good."""
        self.last_error = _harmless(error)
        self._settle(DeliveryState.GIVEN_UP, now)

    def send_again(self, now: datetime) -> None:
        """The same letter, as soon as may be: one that was settled, or that waits for its next try.

        Raises NotToBeSentAgain for what holds secrets, was taken back, or may be on the line right now.
        """
        if not self.letter.lasting:
            raise NotToBeSentAgain("letters that may open an account are not sent again; ask for a new one")
        if self.state is DeliveryState.UNSENT:
            raise NotToBeSentAgain("what it would have told was taken back before it was sent")
        waits = self.state is DeliveryState.WAITING
        if waits and (self.tried_at is None or now < self.tried_at + LEASE):
            raise NotToBeSentAgain("it is being sent already; look again in five minutes")
        self.state, self.settled_at = DeliveryState.WAITING, None
        self.asked_at = self.due_at = now
        self.attempts, self.resends = 0, self.resends + 1

    def _settle(self, state: DeliveryState, now: datetime) -> None:
        self.state, self.settled_at = state, now
        if not self.letter.lasting:
            self.letter = self.letter.without_its_text


def _harmless(error: str) -> str:
    """As a log can bear it. Mail servers quote links that they do not like, and a link may hold a secret."""
    return _AFTER_A_HASH.sub("#…", error)[:LONGEST_ERROR]
