from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import Connection

from adapters.postgres.database import OpenTransaction, columns_of, driver_of, rows_of
from adapters.postgres.inserting import as_json, into_or_over
from adapters.postgres.lines import (
    entry_from_row,
    entry_to_row,
    item_from_row,
    item_to_row,
    revision_from_row,
    revision_to_row,
)
from adapters.postgres.proceedings_rows import AgendaItemRow, MinutesEntryRow, MinutesRevisionRow
from application.meeting.ports import WrittenAboutDates
from application.proceedings.ports import AnyLine, Lines, Minutes, OpenAction, ProceedingsBook
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound
from domain.meeting.zone_change import Renaming
from domain.proceedings.entry import Entry, Revision
from domain.proceedings.proceedings import Proceedings
from domain.shared.event import DomainEvent

# FOR SHARE waits for whoever changes the meeting, and may be about to take some of its dates elsewhere: as
# long as there are no proceedings, there is nothing else by which to hold each other off.
_OPEN = """
    WITH present AS (SELECT id FROM meeting WHERE id = %s FOR SHARE)
    INSERT INTO proceedings (meeting_id, version) SELECT id, 0 FROM present ON CONFLICT DO NOTHING
"""
_HOLD = "SELECT version FROM proceedings WHERE meeting_id = %s FOR UPDATE"
_SAVE = "UPDATE proceedings SET version = %s WHERE meeting_id = %s"
_LINES = ("agenda_item", "minutes_entry")
_COUNT = """
    SELECT original_start, count(*) AS lines FROM ({each}) AS line GROUP BY original_start
""".format(
    each=" UNION ALL ".join(
        f"SELECT original_start FROM {table} WHERE meeting_id = %s AND removed_at IS NULL" for table in _LINES
    )
)

_ITEMS = f"SELECT {columns_of(AgendaItemRow)} FROM agenda_item"
_ENTRIES = f"""
    SELECT {columns_of(MinutesEntryRow)}, latest.*
    FROM minutes_entry CROSS JOIN LATERAL (
        SELECT author_id AS revision_author_id, begun_at AS revision_begun_at,
            written_at AS revision_written_at
        FROM minutes_revision WHERE entry_id = minutes_entry.id AND number = minutes_entry.revision
    ) AS latest
"""
_IN_ORDER = 'ORDER BY original_start COLLATE "C", position'
_REVISIONS = (
    f"SELECT {columns_of(MinutesRevisionRow)} FROM minutes_revision WHERE entry_id = %s ORDER BY number"
)
_STORE_REVISIONS = into_or_over(MinutesRevisionRow)


class PostgresProceedings(ProceedingsBook, WrittenAboutDates):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def hold(self, meeting_id: UUID) -> Proceedings:
        found = self._opened.write(_HOLD, meeting_id)
        if not found:
            self._opened.write(_OPEN, meeting_id)
            found = self._opened.write(_HOLD, meeting_id)
        if not found:
            raise MeetingNotFound("there is no such meeting")
        return Proceedings(meeting_id, found[0].version)

    def save(self, proceedings: Proceedings) -> None:
        self._opened.write(_SAVE, proceedings.version, proceedings.meeting_id)
        self._record(proceedings.events)
        proceedings.events.clear()

    def count_lines_by_date(self, meeting_id: UUID) -> Mapping[str, int]:
        found = self._opened.read(_COUNT, *[meeting_id] * len(_LINES))
        return {row.original_start: row.lines for row in found}


@dataclass(frozen=True)
class Sort(Generic[AnyLine]):
    """``select`` reads rows of ``table``, ``store`` writes them."""

    table: str
    select: str
    store: str
    to_row: Callable[[AnyLine], dict[str, Any]]
    from_row: Callable[[Any], AnyLine]


AGENDA_ITEMS = Sort("agenda_item", _ITEMS, into_or_over(AgendaItemRow), item_to_row, item_from_row)
ENTRIES = Sort("minutes_entry", _ENTRIES, into_or_over(MinutesEntryRow), entry_to_row, entry_from_row)


class PostgresLines(Lines[AnyLine]):
    def __init__(self, opened: OpenTransaction, sort: Sort[AnyLine]) -> None:
        self._opened = opened
        self._sort = sort

    def find(self, line_id: UUID) -> AnyLine | None:
        return next(iter(self._where("id = %s", line_id)), None)

    def on(self, meeting_id: UUID, original_start: str) -> Sequence[AnyLine]:
        named = "meeting_id = %s AND original_start = %s"
        return self._where(f"{named} {_IN_ORDER}", meeting_id, original_start)

    def written_by(self, author_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[AnyLine]:
        own = "author_id = %s AND removed_at IS NULL AND (%s::uuid IS NULL OR id > %s) ORDER BY id LIMIT %s"
        return self._where(own, author_id, after, after, limit)

    def store(self, lines: Iterable[AnyLine]) -> None:
        if rows := [self._sort.to_row(each) for each in lines]:
            self._opened.write(self._sort.store, as_json(rows))

    def _where(self, condition: str, *values: object) -> list[AnyLine]:
        found = self._opened.read(f"{self._sort.select} WHERE {condition}", *values)
        return [self._sort.from_row(row) for row in found]


class PostgresMinutes(PostgresLines[Entry], Minutes):
    def __init__(self, opened: OpenTransaction) -> None:
        super().__init__(opened, ENTRIES)

    def store(self, lines: Iterable[Entry]) -> None:
        if entries := list(lines):
            super().store(entries)
            revisions = [revision_to_row(each.revision) for each in entries]
            self._opened.write(_STORE_REVISIONS, as_json(revisions))

    def decisions(self, meeting_id: UUID) -> Sequence[Entry]:
        condition = f"meeting_id = %s AND kind = 'decision' AND removed_at IS NULL {_IN_ORDER}"
        return self._where(condition, meeting_id)

    def actions(
        self, meeting_ids: Collection[UUID], *, before: str | None = None, only_open: bool
    ) -> Sequence[Entry]:
        conditions = ["meeting_id = ANY (%s) AND kind = 'action' AND removed_at IS NULL"]
        values: list[object] = [list(meeting_ids)]
        if before is not None:
            conditions.append('original_start COLLATE "C" < %s')
            values.append(before)
        if only_open:
            conditions.append("done_at IS NULL")
        return self._where(f"{' AND '.join(conditions)} {_IN_ORDER}", *values)

    def open_actions_of(
        self, owner_id: UUID, *, beyond: OpenAction | None = None, limit: int
    ) -> Sequence[Entry]:
        condition = "owner_id = %s AND kind = 'action' AND done_at IS NULL AND removed_at IS NULL"
        values: list[object] = [owner_id]
        if beyond is not None:
            condition += " AND (coalesce(due, 'infinity'), id) > (coalesce(%s::date, 'infinity'), %s::uuid)"
            values += [beyond.due, beyond.id]
        return self._where(f"{condition} ORDER BY coalesce(due, 'infinity'), id LIMIT %s", *values, limit)

    def revisions(self, entry_id: UUID) -> Sequence[Revision]:
        return [revision_from_row(row) for row in self._opened.read(_REVISIONS, entry_id)]


_LEAD_ON = """
    UPDATE {table} SET meeting_id = %(onward)s
    WHERE meeting_id = %(former)s AND original_start COLLATE "C" >= %(begin)s
        AND (%(until)s::text IS NULL OR original_start COLLATE "C" <= %(until)s)
"""


def lead_on(opened: OpenTransaction, meeting: Meeting) -> None:
    """What was written about the dates that ``meeting`` goes on with stands there from now on.

    They are held first: whoever writes in them just now has either written, or will see the dates gone.
    """
    lineage = meeting.lineage
    if lineage is None or not opened.write(_HOLD, lineage.meeting_id):
        return
    values = {
        "begin": lineage.original_start,
        "until": lineage.until,
        "former": lineage.meeting_id,
        "onward": meeting.id,
    }
    driver = driver_of(opened.connection)
    driver.execute("INSERT INTO proceedings (meeting_id, version) VALUES (%(onward)s, 0)", values)
    for table in _LINES:
        driver.execute(_LEAD_ON.format(table=table), values)


def rename(connection: Connection, meeting_id: UUID, renamed: Renaming) -> None:
    """The meeting's dates have other names by now."""
    driver = driver_of(connection)
    if not rows_of(driver, _HOLD, meeting_id):
        return
    for table in _LINES:
        names = rows_of(
            driver, f"SELECT DISTINCT original_start FROM {table} WHERE meeting_id = %s", meeting_id
        )
        changed = {row.original_start: renamed(row.original_start) for row in names}
        changed = {name: new for name, new in changed.items() if name != new}
        if changed:
            statement = f"""
                UPDATE {table} SET original_start = changed.value
                FROM jsonb_each_text(%s::jsonb) AS changed
                WHERE {table}.meeting_id = %s AND {table}.original_start = changed.key
            """
            rows_of(driver, statement, as_json(changed), meeting_id)
