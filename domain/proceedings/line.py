"""What agendas and minutes are made of: lines, in an order that people choose."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from domain.proceedings.refusals import LineNotFound, NotOnThisDate, StaleLine, TooManyLines

MOST_LINES = 500


@dataclass(slots=True, kw_only=True)
class Line:
    """Of one date of a meeting, which ``original_start`` names. ``position`` orders the lines of a date.

    What was removed keeps its place, so that it can be put back. ``version`` grows with each change but that
    of its position, which all lines of the date share.
    """

    id: UUID
    meeting_id: UUID
    original_start: str
    position: int
    author_id: UUID
    created_at: datetime
    removed_at: datetime | None = None
    version: int = 1

    def expect_version(self, version: int | None) -> None:
        """Raises StaleLine unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleLine("somebody has changed this since you read it; look again and retry")

    def expect_there(self) -> None:
        """Raises LineNotFound."""
        if self.removed_at is not None:
            raise LineNotFound("this was removed; restore it first")

    def remove(self, now: datetime) -> None:
        self.removed_at = now
        self.version += 1

    def restore(self) -> None:
        self.removed_at = None
        self.version += 1


def differences(before: Any, after: Any) -> frozenset[str]:
    """The names of the members in which two of the same dataclass differ."""
    names = (each.name for each in fields(before))
    return frozenset(name for name in names if getattr(before, name) != getattr(after, name))


AnyLine = TypeVar("AnyLine", bound=Line)


def place(line: AnyLine, before: UUID | None, others: Sequence[AnyLine]) -> list[AnyLine]:
    """Those that have another position now that ``line`` stands before that one; None: behind all.

    ``others``: the lines of that date, removed ones too, in order; ``line`` may be one of them. Raises
    NotOnThisDate or TooManyLines.
    """
    rest = [each for each in others if each.id != line.id]
    if len(rest) >= MOST_LINES:
        raise TooManyLines(f"one date takes {MOST_LINES} of these; put what is left into the text of one")
    places = [index for index, each in enumerate(rest) if each.id == before and each.removed_at is None]
    if before is not None and not places:
        raise NotOnThisDate("there is nothing of that id on this date to stand before", field=("before",))
    rest.insert(places[0] if places else len(rest), line)
    moved = [each for position, each in enumerate(rest, 1) if each.position != position]
    for position, each in enumerate(rest, 1):
        each.position = position
    return moved
