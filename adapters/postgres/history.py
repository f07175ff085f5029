from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from psycopg.rows import namedtuple_row
from sqlalchemy import Connection

from adapters.postgres.database import OpenTransaction, columns_of, driver_of, rows_of
from adapters.postgres.history_rows import DeedRow
from adapters.postgres.inserting import as_json
from application.history.ports import History, Wanted
from domain.history.deed import Circle, Deed
from domain.meeting.meeting import Meeting
from domain.meeting.zone_change import Renaming

KEEP = """
    INSERT INTO deed (meeting_id, original_start, kind, at, actor_id, on_behalf_of, about_id, circle, facts)
    SELECT meeting_id, original_start, kind, at, actor_id, on_behalf_of, about_id, circle, facts
    FROM (
        SELECT * FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS (
            meeting_id uuid, original_start text, kind text, at timestamptz, actor_id uuid, on_behalf_of uuid,
            about_id uuid, circle text, facts jsonb
        )) WITH ORDINALITY
        ORDER BY ordinality
    ) AS done
    WHERE EXISTS (SELECT FROM meeting WHERE meeting.id = done.meeting_id)
"""
"""Of drafts that are gone nothing is kept."""

_OWN = """
    meeting_id = %(meeting_id)s
        AND (%(date)s::text IS NULL OR original_start IS NULL OR original_start = %(date)s)
"""
_FORMER = """
    original_start IS NULL AND EXISTS (
        SELECT FROM unnest(%(former)s::uuid[], %(until)s::timestamptz[]) AS former (id, until)
        WHERE former.id = deed.meeting_id AND deed.at <= former.until
    )
"""
_PAGE = f"""
    SELECT {columns_of(DeedRow)} FROM deed
    WHERE meeting_id = ANY (%(former)s::uuid[] || %(meeting_id)s::uuid)
        AND ({_OWN} OR {_FORMER})
        AND (
            circle = 'all' OR %(hosts)s OR (circle = 'guests' AND %(sees_guests)s)
            OR %(viewer_id)s IN (about_id, actor_id, on_behalf_of)
        )
        AND (%(before)s::bigint IS NULL OR position < %(before)s)
    ORDER BY position DESC LIMIT %(limit)s
"""
_LEAD_ON = """
    UPDATE deed SET meeting_id = %s
    WHERE meeting_id = %s AND original_start COLLATE "C" >= %s
        AND (%s::text IS NULL OR original_start COLLATE "C" <= %s)
"""
_NAMES = "SELECT DISTINCT original_start FROM deed WHERE meeting_id = %s AND original_start IS NOT NULL"
_RENAME = """
    UPDATE deed SET original_start = changed.value FROM jsonb_each_text(%s::jsonb) AS changed
    WHERE deed.meeting_id = %s AND deed.original_start = changed.key
"""


class PostgresHistory(History):
    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def page(self, wanted: Wanted, *, limit: int) -> Sequence[Deed]:
        values = {
            "meeting_id": wanted.meeting_id,
            "date": wanted.original_start,
            "former": [each.meeting_id for each in wanted.former],
            "until": [each.until for each in wanted.former],
            "hosts": wanted.hosts,
            "sees_guests": wanted.sees_guests,
            "viewer_id": wanted.viewer_id,
            "before": wanted.before,
            "limit": limit,
        }
        with self._opened.driver.cursor(row_factory=namedtuple_row) as cursor:
            return [_from_row(row) for row in cursor.execute(_PAGE, values)]


def written(deeds: Iterable[Deed]) -> list[Mapping[str, object]]:
    """As ``KEEP`` takes them."""
    return [
        {
            "meeting_id": each.meeting_id,
            "original_start": each.original_start,
            "kind": each.kind,
            "at": each.at,
            "actor_id": each.actor_id,
            "on_behalf_of": each.on_behalf_of,
            "about_id": each.about_id,
            "circle": each.circle,
            "facts": each.facts,
        }
        for each in deeds
    ]


def lead_on(opened: OpenTransaction, meeting: Meeting) -> None:
    """What was done to the dates that ``meeting`` goes on with stands there from now on."""
    if lineage := meeting.lineage:
        begin, until = lineage.original_start, lineage.until
        opened.write(_LEAD_ON, meeting.id, lineage.meeting_id, begin, until, until)


def rename(connection: Connection, meeting_id: UUID, renamed: Renaming) -> None:
    """The meeting's dates have other names by now."""
    driver = driver_of(connection)
    names = {row.original_start: renamed(row.original_start) for row in rows_of(driver, _NAMES, meeting_id)}
    changed = {name: new for name, new in names.items() if name != new}
    if changed:
        rows_of(driver, _RENAME, as_json(changed), meeting_id)


def _from_row(row: Any) -> Deed:
    return Deed(
        row.meeting_id,
        row.kind,
        row.at,
        row.actor_id,
        row.on_behalf_of,
        row.facts,
        Circle(row.circle),
        row.original_start,
        row.about_id,
        row.position,
    )
