"""What Convene is measured against: Flask views that do nothing but the one thing that must be done.

No sign-in, no checks, no rules: one prepared statement on a pooled connection, JSON in and out.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import psycopg
from flask import Flask, Response, request

from adapters.postgres.connections import create_engine
from domain.shared.ids import new_id
from entrypoints.settings import Settings

TABLES = """
    CREATE SCHEMA limits;
    CREATE TABLE limits.meeting (
        id uuid PRIMARY KEY, uid text NOT NULL, host_id uuid NOT NULL REFERENCES public.person,
        title text NOT NULL, description text NOT NULL, location text NOT NULL,
        start_local timestamp NOT NULL, start_zone text NOT NULL,
        end_local timestamp NOT NULL, end_zone text NOT NULL,
        created_at timestamptz NOT NULL, version integer NOT NULL
    );
    CREATE UNIQUE INDEX ON limits.meeting (host_id, md5(uid));
    CREATE TABLE limits.guest (
        id uuid PRIMARY KEY, meeting_id uuid NOT NULL REFERENCES limits.meeting, place smallint NOT NULL,
        email text NOT NULL, name text NOT NULL, person_id uuid REFERENCES public.person,
        response text NOT NULL,
        UNIQUE (meeting_id, email)
    );
    CREATE INDEX ON limits.guest (person_id);
    CREATE SEQUENCE limits.drawn;
    CREATE TABLE limits.event (
        drawn bigint PRIMARY KEY DEFAULT nextval('limits.drawn'), id uuid NOT NULL, kind text NOT NULL,
        subject_id uuid NOT NULL, at timestamptz NOT NULL, data jsonb NOT NULL
    );
"""
"""Shaped like Convene's own, and apart from them, so that nobody else has to work on what is written here."""

INSERT_MEETING = """
    INSERT INTO limits.meeting (id, uid, host_id, title, description, location, start_local, start_zone,
        end_local, end_zone, created_at, version)
    VALUES (%s, %s, %s, %s, '', '', %s, %s, %s, %s, now(), 1)
"""

# The same members as an entry of Convene's calendar, built by the database itself.
WEEK = """
    SELECT json_build_object('data', coalesce(json_agg(entry), '[]'), 'next_cursor', NULL)::text FROM (
        SELECT meeting.id AS meeting_id, attendance.original_start, attendance.person_id, NULL AS room_id,
            json_build_object(
                'date_time', to_char(occurrence.start_local, 'YYYY-MM-DD"T"HH24:MI:SS'),
                'time_zone', occurrence.start_zone,
                'utc', to_char(attendance.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) AS start,
            json_build_object(
                'date_time', to_char(occurrence.end_local, 'YYYY-MM-DD"T"HH24:MI:SS'),
                'time_zone', occurrence.end_zone,
                'utc', to_char(attendance.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) AS "end",
            meeting.title, meeting.location, meeting.conference_url, meeting.state, meeting.visibility,
            false AS busy_only, attendance.response, meeting.host_id, meeting.guest_count,
            meeting.recurrence IS NOT NULL AS repeats, meeting.version
        FROM attendance
        JOIN occurrence USING (meeting_id, original_start)
        JOIN meeting ON meeting.id = attendance.meeting_id
        WHERE attendance.person_id = %s AND NOT attendance.is_long
            AND attendance.starts_at > %s::timestamptz - interval '1 day' AND attendance.starts_at < %s
            AND attendance.ends_at > %s
        ORDER BY attendance.starts_at, attendance.ends_at, meeting.id
    ) AS entry
"""


def create_app() -> Flask:
    url = Settings.from_environment().database_url
    assert url is not None
    engine = create_engine(url.get_secret_value())
    app = Flask(__name__)

    @contextmanager
    def pooled() -> Iterator["psycopg.Connection[Any]"]:
        pooled = engine.raw_connection()
        try:
            connection = cast("psycopg.Connection[Any]", pooled.driver_connection)
            connection.autocommit = True
            yield connection
        finally:
            pooled.close()

    @app.get("/healthz")
    def health() -> Response:
        return Response('{"status": "ok"}', content_type="application/json")

    @app.post("/insert")
    def insert() -> Response:
        sent = request.get_json()
        identity = new_id(datetime.now(UTC))
        times = [sent[end][member] for end in ("start", "end") for member in ("date_time", "time_zone")]
        values = (identity, str(identity), UUID(request.args["host"]), sent["title"], *times)
        with pooled() as connection:
            connection.execute(INSERT_MEETING, values, prepare=True)
        return Response(json.dumps({"id": str(identity)}), 201, content_type="application/json")

    @app.get("/calendar")
    def calendar() -> Response:
        start, end = request.args["from"], request.args["to"]
        values = (UUID(request.args["person"]), start, end, start)
        with pooled() as connection:
            row = connection.execute(WEEK, values, prepare=True).fetchone()
        assert row is not None
        return Response(row[0], content_type="application/json")

    return app
