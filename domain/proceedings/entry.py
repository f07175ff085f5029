"""A piece of the minutes: a note, a decision, or an action that somebody takes."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.proceedings.line import Line, differences
from domain.proceedings.refusals import OnlyForActions
from domain.shared.text import folded, prose

LONGEST_TEXT = 10_000
ONE_SITTING = timedelta(minutes=5)
"""For so long, what one person writes is one revision, however often it is saved."""


class EntryKind(StrEnum):
    NOTE = "note"
    DECISION = "decision"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Content:
    """What it says. ``agenda_item_id``: what it belongs to. An action may have an owner and be due."""

    kind: EntryKind
    text: str
    agenda_item_id: UUID | None = None
    owner_id: UUID | None = None
    due: date | None = None

    @property
    def sought(self) -> str:
        """What a search looks at."""
        return folded(self.text)

    def __post_init__(self) -> None:
        """Raises InvalidText or OnlyForActions."""
        prose(self.text, name="text", longest=LONGEST_TEXT)
        if self.kind is not EntryKind.ACTION:
            for name in ("owner_id", "due"):
                if getattr(self, name) is not None:
                    raise OnlyForActions(f"a {self.kind} has none of that; an action has", field=(name,))


@dataclass(frozen=True, slots=True)
class Revision:
    """What an entry said from then on, and who wrote that. ``number`` counts from 1 within the entry."""

    entry_id: UUID
    number: int
    text: str
    author_id: UUID
    begun_at: datetime
    written_at: datetime

    def goes_on(self, by: UUID, now: datetime) -> bool:
        """Whether what this person writes now is the same sitting."""
        return by == self.author_id and now - self.begun_at <= ONE_SITTING


@dataclass(frozen=True, slots=True)
class Done:
    by: UUID
    at: datetime


@dataclass(slots=True, kw_only=True)
class Entry(Line):
    """``revision`` is the latest; ``done`` is an action's alone."""

    content: Content
    revision: Revision
    done: Done | None = None

    @property
    def is_open_action(self) -> bool:
        return self.content.kind is EntryKind.ACTION and self.done is None and self.removed_at is None

    def write(self, content: Content, *, by: UUID, now: datetime) -> frozenset[str]:
        """The names of what is new."""
        new = differences(self.content, content)
        if "text" in new:
            self.revision = self._next_revision(content.text, by, now)
        if new:
            self.content = content
            self.done = self.done if content.kind is EntryKind.ACTION else None
            self.version += 1
        return new

    def tick(self, done: bool, *, by: UUID, now: datetime) -> bool:
        """Whether that is anything new. Raises OnlyForActions."""
        if done and self.content.kind is not EntryKind.ACTION:
            raise OnlyForActions(f"a {self.content.kind} is never done; an action is", field=("done",))
        if done is (self.done is not None):
            return False
        self.done = Done(by, now) if done else None
        self.version += 1
        return True

    def _next_revision(self, text: str, by: UUID, now: datetime) -> Revision:
        last = self.revision
        if last.goes_on(by, now):
            return replace(last, text=text, written_at=now)
        return Revision(self.id, last.number + 1, text, by, begun_at=now, written_at=now)
