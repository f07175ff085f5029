"""One message."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from domain.conversation.emoji import bare, emoji
from domain.conversation.message_text import Mention, Part, message_text, parts, searchable
from domain.conversation.refusals import (
    MessageIsDeleted,
    OnlyTheAuthorMay,
    StaleMessage,
    TooLateToEdit,
    TooManyReactions,
)
from domain.shared.text import folded, prose

EDITABLE_FOR = timedelta(minutes=15)
MOST_KINDS = 20
MOST_OF_A_KIND = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to say. ``text`` has been through ``message_text``.

    ``client_id`` is the author's name for it, so that sending it again does not say it twice.
    ``original_start``: the one date it is about; None: the meeting, or all of its series.
    """

    meeting_id: UUID
    client_id: UUID
    text: str
    reply_to: UUID | None = None
    original_start: str | None = None

    @property
    def fingerprint(self) -> bytes:
        said = repr((self.meeting_id, self.text, self.reply_to, self.original_start))
        return hashlib.sha256(said.encode()).digest()


@dataclass(frozen=True, slots=True)
class Said:
    """Words, whom they mention, and the people who are meant by that, those of teams among them."""

    text: str
    mentions: tuple[Mention, ...] = ()
    mentioned: frozenset[UUID] = frozenset()

    @classmethod
    def by(cls, text: str, mentions: Iterable[Mention], mentioned: Iterable[UUID]) -> "Said":
        """Raises InvalidText."""
        return cls(message_text(text), tuple(mentions), frozenset(mentioned))

    @property
    def parts(self) -> list[Part]:
        return parts(self.text, self.mentions)

    @property
    def words(self) -> str:
        """What a search in one conversation looks at."""
        return searchable(self.plain)

    @property
    def plain(self) -> str:
        """As it is read, without what makes links and mentions of its words."""
        return "".join(part.text for part in self.parts)

    @property
    def sought(self) -> str:
        """What a search over all meetings looks at."""
        return folded(self.plain)


NOTHING = Said("")


@dataclass(slots=True)
class Message:
    """``position`` orders the messages of a meeting: later ones have higher ones.

    ``reactions``: who reacts with which emoji, both in the order in which they came. They belong to others,
    so ``version`` does not count them: it grows with the author's changes. A message that was deleted keeps
    its place, and nothing of what it said; ``fingerprint``, what was sent at first, is None then.
    """

    id: UUID
    meeting_id: UUID
    author_id: UUID
    client_id: UUID
    position: int
    original_start: str | None
    reply_to: UUID | None
    said: Said
    created_at: datetime
    fingerprint: bytes | None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reactions: dict[str, tuple[UUID, ...]] = field(default_factory=dict)
    version: int = 1

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    def is_what_was_sent(self, draft: Draft) -> bool:
        if self.is_deleted:  # Nobody can tell any more, but by where it was.
            return self.meeting_id == draft.meeting_id
        return self.fingerprint == draft.fingerprint

    def expect_version(self, version: int | None) -> None:
        """Raises StaleMessage unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleMessage("this message has changed since you read it; look again and retry")

    def expect_editor(self, person_id: UUID, now: datetime) -> None:
        """Raises OnlyTheAuthorMay, MessageIsDeleted or TooLateToEdit."""
        if person_id != self.author_id:
            raise OnlyTheAuthorMay("only its author may edit a message")
        self.expect_there()
        if now - self.created_at > EDITABLE_FOR:
            minutes = EDITABLE_FOR.seconds // 60
            raise TooLateToEdit(f"a message can be edited for {minutes} minutes; write another one")

    def expect_there(self) -> None:
        if self.is_deleted:
            raise MessageIsDeleted("this message was deleted")

    def say(self, said: Said, now: datetime) -> bool:
        """Whether that is anything new."""
        if said.text == self.said.text:
            return False
        self.said, self.edited_at = said, now
        self.version += 1
        return True

    def erase(self, now: datetime) -> None:
        self.said, self.fingerprint, self.deleted_at = NOTHING, None, now
        self.reactions = {}
        self.version += 1

    def add_reaction(self, kind: str, person_id: UUID) -> str | None:
        """The emoji as the message has it; None when they react so already. Raises as ``spelling``, or
        TooManyReactions."""
        kind = self.spelling(kind)
        people = self.reactions.get(kind, ())
        if person_id in people:
            return None
        if not people and len(self.reactions) >= MOST_KINDS:
            raise TooManyReactions(f"a message takes {MOST_KINDS} kinds of reactions; join one of them")
        if len(people) >= MOST_OF_A_KIND:
            raise TooManyReactions(f"{MOST_OF_A_KIND} people react so already")
        self.reactions = self.reactions | {kind: (*people, person_id)}
        return kind

    def remove_reaction(self, kind: str, person_id: UUID) -> str | None:
        """The emoji as the message had it; None when they did not react so. Raises as ``spelling``."""
        kind = self.spelling(kind)
        people = self.reactions.get(kind, ())
        if person_id not in people:
            return None
        left = tuple(each for each in people if each != person_id)
        others = {each: who for each, who in self.reactions.items() if each != kind}
        self.reactions = self.reactions | {kind: left} if left else others
        return kind

    def spelling(self, kind: str) -> str:
        """The same emoji in whichever spelling came first. Raises NotAnEmoji or MessageIsDeleted."""
        wanted = bare(emoji(kind))
        self.expect_there()
        return next((each for each in self.reactions if bare(each) == wanted), kind)


def search_words(text: str) -> str:
    """What is searched for. Raises InvalidText."""
    return searchable(prose(text, name="q", longest=200))
