"""Agendas, minutes and chats by their words: those of own meetings by whose they are, those of meetings that
are open to all by an index of words. As with meetings (``meeting_search``), what the index finds is looked at
again.
"""

from collections.abc import Collection, Sequence

import psycopg

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.messages import mentions_from
from adapters.postgres.words import indexed_words, query_of, says
from application.meeting.queries import PassageSearch
from application.shared.ports import Viewer
from domain.conversation.message import Said
from domain.meeting.passage import Passage, Place
from domain.shared.words import anywhere, beginnings

MOST_OPEN = 5_000
"""So many lines of all meetings are looked at that are found by words which are in very many."""

_SORTS = {
    "message": ("'chat'", "line.text", "line.mentions", "deleted_at"),
    "agenda_item": ("'agenda'", "line.title || E'\\n' || line.notes", "'[]'::jsonb", "removed_at"),
    "minutes_entry": ("line.kind", "line.text", "'[]'::jsonb", "removed_at"),
}
"""By table: which place it is, its text, whom it mentions, and what is set when it is gone."""


def _lines_of(table: str) -> str:
    place, text, mentions, gone = _SORTS[table]
    shown = f"""
        line.id, {place} AS place, line.meeting_id, line.original_start, {text} AS text,
        {mentions} AS mentions, line.created_at
    """
    return f"""
        SELECT {shown}
        FROM asked, own, LATERAL (
            SELECT * FROM {table} WHERE meeting_id = own.id AND {gone} IS NULL OFFSET 0  -- own ones alone
        ) AS line
        WHERE {place} = ANY (asked.places)
            AND {says("line.sought", "asked.anywhere")}
        UNION ALL
        SELECT {shown}
        FROM (
            SELECT * FROM {table}
            WHERE {gone} IS NULL
                AND {indexed_words("sought")} @@ (SELECT query FROM asked WHERE in_organisation)
            LIMIT {MOST_OPEN}
        ) AS line JOIN meeting ON meeting.id = line.meeting_id, asked
        WHERE visibility = 'organisation' AND meeting.state <> 'draft'
            AND line.meeting_id NOT IN (SELECT id FROM own)
            AND {place} = ANY (asked.places) AND {says("line.sought", "asked.beginnings")}
    """


NEWEST = f"""
    WITH asked AS MATERIALIZED (
        SELECT $1::uuid AS viewer, $2::boolean AS in_organisation,
            $3::text[] AS anywhere, $4::text[] AS beginnings, to_tsquery('simple', $5) AS query,
            $6::text[] AS places, $7::integer AS most
    ), own AS MATERIALIZED (
        SELECT id FROM meeting WHERE host_id = (SELECT viewer FROM asked)
        UNION SELECT meeting.id FROM guest JOIN meeting ON meeting.id = guest.meeting_id
        WHERE guest.person_id = (SELECT viewer FROM asked) AND meeting.state <> 'draft'
    )
    SELECT id, place, meeting_id, original_start, text, mentions, created_at
    FROM ({" UNION ALL ".join(_lines_of(table) for table in _SORTS)}) AS found
    ORDER BY created_at DESC, id DESC
    LIMIT (SELECT most FROM asked)
"""


class PostgresPassageSearch(PassageSearch):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def newest(
        self, words: Sequence[str], *, viewer: Viewer, places: Collection[Place], limit: int
    ) -> Sequence[Passage]:
        if not words:
            return ()
        asked = [viewer.person_id, viewer.in_organisation, anywhere(words), beginnings(words)]
        parameters = [*asked, query_of(words), [each.value for each in places], limit]
        with self._database.hot() as connection, psycopg.RawCursor(connection) as cursor:
            found = cursor.execute(NEWEST, parameters, prepare=True).fetchall()
        return [
            Passage(line_id, Place(place), meeting_id, on, _plain(text, mentions), at)
            for line_id, place, meeting_id, on, text, mentions, at in found
        ]


def _plain(text: str, mentions: list[dict[str, str]]) -> str:
    return Said(text, mentions_from(mentions)).plain.strip()
