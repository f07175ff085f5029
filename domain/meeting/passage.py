"""What people have written about a meeting, wherever on its page it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.shared.text import folded
from domain.shared.words import BETWEEN_WORDS

LONGEST_EXCERPT = 160
BEFORE_IT = 40
"""Characters of an excerpt that stand before the word that was found."""


class Place(StrEnum):
    """Where it stands: in the agenda, in the minutes as one of three kinds, or in the chat."""

    AGENDA = "agenda"
    NOTE = "note"
    DECISION = "decision"
    ACTION = "action"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Passage:
    """``original_start``: the date that it is about; None: no one in particular."""

    id: UUID
    place: Place
    meeting_id: UUID
    original_start: str | None
    text: str
    written_at: datetime

    def excerpt(self, words: Sequence[str]) -> str:
        """In one line, from a little before the first of the folded words on."""
        said = " ".join(self.text.split())
        if len(said) <= LONGEST_EXCERPT:
            return said
        at = first if (first := _first_of(words, said)) > BEFORE_IT else 0
        start = said.rfind(" ", 0, at - BEFORE_IT) + 1 if at else 0
        end = start + LONGEST_EXCERPT
        return f"{'…' if start else ''}{said[start:end].strip()}{'…' if end < len(said) else ''}"


def _first_of(words: Sequence[str], said: str) -> int:
    """Where a word begins that begins with one of them; -1 where none does by itself."""
    at = 0
    for word in said.split(" "):
        bare = word.lstrip(BETWEEN_WORDS)
        if folded(bare).startswith(tuple(words)):
            return at
        at += len(word) + 1
    return -1
