"""Meetings by words: one's own, however many others there are, and by an index those that are open to all.

Own meetings are bounded by how many somebody has, and read by two indexes of people. What is open to the
organisation is not, so an inverted index over its words finds it. The index may find too much: what a word
is, and so what is found, is said once, in ``domain.shared.words``, and each date is looked at again.
"""

from collections.abc import Sequence
from datetime import datetime

import psycopg

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.words import indexed_words, query_of, says
from application.meeting.queries import AHEAD, MeetingSearch, NearDate, NearKey
from application.shared.ports import Viewer
from domain.shared.words import anywhere, beginnings

MOST_OPEN = 1_000
"""So many meetings of others are looked at, found by words that are in very many."""


NEAREST = f"""
    WITH asked AS MATERIALIZED (
        SELECT $1::uuid AS viewer, $2::boolean AS in_organisation,
            $3::text[] AS anywhere, $4::text[] AS beginnings, to_tsquery('simple', $5) AS query,
            $6::timestamptz AS now, $7::timestamptz AS latest,
            $8::boolean AS over, $9::interval AS far, $10::uuid AS after_id, $11::integer AS most
    ), own AS MATERIALIZED (
        SELECT id FROM meeting WHERE host_id = (SELECT viewer FROM asked)
        UNION SELECT meeting_id FROM guest WHERE person_id = (SELECT viewer FROM asked)
    ), open AS MATERIALIZED (
        (
            SELECT id FROM meeting
            WHERE visibility = 'organisation' AND state <> 'draft'
                AND {indexed_words("sought")} @@ (SELECT query FROM asked WHERE in_organisation)
            LIMIT {MOST_OPEN}
        ) UNION (
            SELECT meeting_id FROM occurrence
            WHERE own_sought IS NOT NULL
                AND {indexed_words("own_sought")} @@ (SELECT query FROM asked WHERE in_organisation)
            LIMIT {MOST_OPEN}
        )
    ), candidate AS MATERIALIZED (
        SELECT id, anywhere AS needles FROM own, asked
        UNION ALL SELECT id, beginnings FROM open, asked WHERE id NOT IN (SELECT id FROM own)
    ), judged AS MATERIALIZED (
        SELECT id, candidate.needles, {says("meeting.sought", "candidate.needles")} AS says
        FROM candidate JOIN meeting USING (id), asked
        WHERE CASE WHEN state = 'draft' THEN host_id = asked.viewer
            ELSE visibility = 'organisation' OR id IN (SELECT id FROM own) END
    )
    SELECT date.starts_at, date.is_over, judged.id, date.original_start
    FROM judged, asked, LATERAL (
        SELECT occurrence.starts_at, occurrence.ends_at <= asked.now AS is_over, occurrence.original_start,
            greatest(occurrence.starts_at - asked.now, asked.now - occurrence.starts_at) AS distance
        FROM occurrence JOIN meeting ON meeting.id = occurrence.meeting_id
        WHERE occurrence.meeting_id = judged.id
            AND (meeting.recurrence IS NULL OR occurrence.starts_at < asked.latest)
            AND CASE WHEN occurrence.own_sought IS NULL THEN judged.says
                ELSE {says("occurrence.own_sought", "judged.needles")} END
        ORDER BY is_over, distance, occurrence.original_start COLLATE "C"
        LIMIT 1
    ) AS date
    WHERE (judged.says OR EXISTS (
            SELECT FROM occurrence WHERE meeting_id = judged.id AND own_sought IS NOT NULL
        ))
        AND (asked.after_id IS NULL
            OR (date.is_over, date.distance, judged.id) > (asked.over, asked.far, asked.after_id))
    ORDER BY date.is_over, date.distance, judged.id
    LIMIT (SELECT most FROM asked)
"""


class PostgresMeetingSearch(MeetingSearch):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def nearest_dates(
        self,
        words: Sequence[str],
        *,
        viewer: Viewer,
        now: datetime,
        after: NearKey | None = None,
        limit: int,
    ) -> Sequence[NearDate]:
        if not words:
            return ()
        asked = [
            viewer.person_id,
            viewer.in_organisation,
            anywhere(words),
            beginnings(words),
            query_of(words),
        ]
        with self._database.hot() as connection, psycopg.RawCursor(connection) as cursor:
            parameters = [*asked, now, now + AHEAD, *(after or (None, None, None)), limit]
            return [NearDate(*row) for row in cursor.execute(NEAREST, parameters, prepare=True)]
