from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic
from uuid import UUID

from adapters.memory.tables import Tables
from application.meeting.ports import WrittenAboutDates
from application.proceedings.ports import AnyLine, Lines, Minutes, OpenAction, ProceedingsBook
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound
from domain.meeting.zone_change import Renaming
from domain.proceedings.entry import Entry, EntryKind, Revision
from domain.proceedings.line import Line
from domain.proceedings.proceedings import Proceedings
from domain.shared.event import DomainEvent


@dataclass
class MemoryProceedings(ProceedingsBook, WrittenAboutDates):
    tables: Tables
    events: list[DomainEvent]

    def hold(self, meeting_id: UUID) -> Proceedings:
        if meeting_id not in self.tables.meetings:
            raise MeetingNotFound("there is no such meeting")
        return Proceedings(meeting_id, self.tables.proceedings.get(meeting_id, 0))

    def save(self, proceedings: Proceedings) -> None:
        self.events += proceedings.events
        proceedings.events.clear()
        self.tables.proceedings[proceedings.meeting_id] = proceedings.version

    def count_lines_by_date(self, meeting_id: UUID) -> Mapping[str, int]:
        there = (each for _, each in _lines_of(self.tables, meeting_id) if each.removed_at is None)
        return Counter(each.original_start for each in there)


@dataclass
class MemoryLines(Lines[AnyLine], Generic[AnyLine]):
    """``kept``: the table they stand in."""

    kept: dict[UUID, AnyLine]

    def find(self, line_id: UUID) -> AnyLine | None:
        found = self.kept.get(line_id)
        return replace(found) if found else None

    def on(self, meeting_id: UUID, original_start: str) -> Sequence[AnyLine]:
        key = meeting_id, original_start
        return _in_order(each for each in self.kept.values() if (each.meeting_id, each.original_start) == key)

    def written_by(self, author_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[AnyLine]:
        written = (
            each
            for each in self.kept.values()
            if each.author_id == author_id and each.removed_at is None and (after is None or each.id > after)
        )
        return [replace(each) for each in sorted(written, key=lambda each: each.id)[:limit]]

    def store(self, lines: Iterable[AnyLine]) -> None:
        for line in lines:
            self.kept[line.id] = replace(line)


@dataclass
class MemoryMinutes(MemoryLines[Entry], Minutes):
    kept_revisions: dict[tuple[UUID, int], Revision]

    def store(self, lines: Iterable[Entry]) -> None:
        for entry in lines:
            super().store([entry])
            self.kept_revisions[entry.id, entry.revision.number] = entry.revision

    def decisions(self, meeting_id: UUID) -> Sequence[Entry]:
        return _in_order(self._of_kind(EntryKind.DECISION, {meeting_id}))

    def actions(
        self, meeting_ids: Collection[UUID], *, before: str | None = None, only_open: bool
    ) -> Sequence[Entry]:
        return _in_order(
            each
            for each in self._of_kind(EntryKind.ACTION, meeting_ids)
            if (before is None or each.original_start < before) and (each.done is None or not only_open)
        )

    def open_actions_of(
        self, owner_id: UUID, *, beyond: OpenAction | None = None, limit: int
    ) -> Sequence[Entry]:
        behind = None if beyond is None else (beyond.due or date.max, beyond.id)
        own = (
            each for each in self.kept.values() if each.is_open_action and each.content.owner_id == owner_id
        )
        found = sorted((each.content.due or date.max, each.id) for each in own)
        return [replace(self.kept[key[1]]) for key in found if behind is None or key > behind][:limit]

    def revisions(self, entry_id: UUID) -> Sequence[Revision]:
        own = (each for each in self.kept_revisions.values() if each.entry_id == entry_id)
        return sorted(own, key=lambda each: each.number)

    def _of_kind(self, kind: EntryKind, meeting_ids: Collection[UUID]) -> Iterator[Entry]:
        for each in self.kept.values():
            if each.meeting_id in meeting_ids and each.content.kind is kind and each.removed_at is None:
                yield each


def _in_order(lines: Iterable[AnyLine]) -> list[AnyLine]:
    return [replace(each) for each in sorted(lines, key=lambda each: (each.original_start, each.position))]


def _lines_of(tables: Tables, meeting_id: UUID) -> list[tuple[dict[UUID, Line], Line]]:
    """With the table that each stands in."""
    kept: list[dict[UUID, Line]] = [tables.agenda_items, tables.minutes]  # type: ignore[list-item]
    return [(table, line) for table in kept for line in table.values() if line.meeting_id == meeting_id]


def lead_on(tables: Tables, meeting: Meeting) -> None:
    """What was written about the dates that ``meeting`` goes on with stands there from now on."""
    if meeting.lineage is None:
        return
    for table, line in _lines_of(tables, meeting.lineage.meeting_id):
        if meeting.lineage.took_along(line.original_start):
            table[line.id] = replace(line, meeting_id=meeting.id)


def rename(tables: Tables, meeting_id: UUID, renamed: Renaming) -> None:
    """The meeting's dates have other names by now."""
    for table, line in _lines_of(tables, meeting_id):
        table[line.id] = replace(line, original_start=renamed(line.original_start))


def forget(tables: Tables, meeting_id: UUID) -> None:
    tables.proceedings.pop(meeting_id, None)
    for table, line in _lines_of(tables, meeting_id):
        del table[line.id]
    gone = [each for each in tables.minutes_revisions if each[0] not in tables.minutes]
    for key in gone:
        del tables.minutes_revisions[key]
