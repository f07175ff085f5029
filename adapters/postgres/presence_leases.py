from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from adapters.postgres.database import PostgresDatabase
from application.conversation.presence_ports import Key, PresenceLeases
from domain.conversation.presence import Activity, Lease, Sighting, own_place

_RENEW = """
    INSERT INTO presence_holder (id, renewed_at) VALUES (%(holder)s, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET renewed_at = excluded.renewed_at
"""
_COUNT = "SELECT count(*) FROM presence_lease WHERE holder_id = %s AND ended_at IS NULL"
# In the order of their keys, so that two who write the same ones wait for each other and not in a circle.
_PUT = """
    INSERT INTO presence_lease (connection_id, place, holder_id, person_id, activity, detail, told_at)
    SELECT told.*, clock_timestamp() FROM (
        SELECT key.connection_id, key.place, %(holder)s::uuid, key.person_id, key.activity, key.detail
        FROM unnest(
            %(connections)s::uuid[], %(places)s::text[], %(people)s::uuid[], %(activities)s::text[],
            %(details)s::text[]
        ) AS key (connection_id, place, person_id, activity, detail)
        ORDER BY key.connection_id, key.place
    ) AS told
    ON CONFLICT (connection_id, place) DO UPDATE SET
        holder_id = excluded.holder_id, activity = excluded.activity, detail = excluded.detail,
        told_at = excluded.told_at, ended_at = NULL
"""
_AMONG = """
    FROM unnest(%s::uuid[], %s::text[]) AS key (connection_id, place)
    WHERE lease.connection_id = key.connection_id AND lease.place = key.place
"""
_DROP = "DELETE FROM presence_lease AS lease USING" + _AMONG.replace("FROM", "", 1)
_END = f"UPDATE presence_lease AS lease SET ended_at = clock_timestamp() {_AMONG} AND lease.ended_at IS NULL"
_FOUND_IN = """
    SELECT connection_id, place, person_id, activity, detail, clock_timestamp() - renewed_at,
        clock_timestamp() - told_at, clock_timestamp() - ended_at
    FROM presence_lease JOIN presence_holder ON presence_holder.id = holder_id
    WHERE place = ANY (%s)
"""
_LAST_SEEN = """
    SELECT person_id, max(at) FROM (
        SELECT person_id, at FROM last_seen WHERE person_id = ANY (%s)
        UNION ALL
        SELECT person_id, coalesce(ended_at, renewed_at)
        FROM presence_lease JOIN presence_holder ON presence_holder.id = holder_id
        WHERE place = ANY (%s)
    ) AS seen GROUP BY person_id
"""
# ``abs``: what lies in the future was written before the clock was set back; its owner writes it again soon.
_SWEEP = """
    WITH over AS (
        DELETE FROM presence_lease USING presence_holder
        WHERE presence_holder.id = holder_id AND (
            abs(extract(epoch FROM clock_timestamp() - renewed_at)) > extract(epoch FROM %(not_renewed)s)
            OR abs(extract(epoch FROM clock_timestamp() - ended_at)) > extract(epoch FROM %(ended)s)
        )
        RETURNING person_id, coalesce(ended_at, renewed_at) AS at
    ), kept AS (
        INSERT INTO last_seen (person_id, at)
        SELECT person_id, max(over.at) FROM over JOIN person ON person.id = person_id
        GROUP BY person_id ORDER BY person_id
        ON CONFLICT (person_id) DO UPDATE SET at = greatest(last_seen.at, excluded.at)
    )
    SELECT count(*) FROM over
"""
_FORGET_HOLDERS = """
    DELETE FROM presence_holder
    WHERE abs(extract(epoch FROM clock_timestamp() - renewed_at)) > extract(epoch FROM %s::interval)
        AND NOT EXISTS (SELECT FROM presence_lease WHERE holder_id = presence_holder.id)
"""


class PostgresPresenceLeases(PresenceLeases):
    """However many leases a holder has, renewing them writes one row."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def put(self, holder_id: UUID, leases: Collection[Lease]) -> None:
        told = {
            "holder": holder_id,
            "connections": [lease.connection_id for lease in leases],
            "places": [lease.place for lease in leases],
            "people": [lease.person_id for lease in leases],
            "activities": [lease.activity.value for lease in leases],
            "details": [lease.detail for lease in leases],
        }
        with self._database.hot() as connection, connection.transaction():
            connection.execute(_RENEW, told, prepare=True)
            connection.execute(_PUT, told, prepare=True)

    def drop(self, keys: Collection[Key]) -> None:
        with self._database.hot() as connection:
            connection.execute(_DROP, _columns(keys), prepare=True)

    def end(self, keys: Collection[Key]) -> None:
        with self._database.hot() as connection:
            connection.execute(_END, _columns(keys), prepare=True)

    def renew(self, holder_id: UUID) -> int:
        with self._database.hot() as connection:
            connection.execute(_RENEW, {"holder": holder_id}, prepare=True)
            counted = connection.execute(_COUNT, [holder_id], prepare=True).fetchone()
        return int(counted[0]) if counted else 0

    def found_in(self, places: Collection[str]) -> Sequence[Sighting]:
        with self._database.hot() as connection:
            rows = connection.execute(_FOUND_IN, [list(places)], prepare=True).fetchall()
        return [_sighting(row) for row in rows]

    def last_seen(self, person_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
        places = [own_place(person_id) for person_id in person_ids]
        with self._database.hot() as connection:
            return dict(connection.execute(_LAST_SEEN, [list(person_ids), places], prepare=True).fetchall())

    def sweep(self, *, not_renewed: timedelta, ended: timedelta) -> int:
        limits = {"not_renewed": not_renewed, "ended": ended}
        with self._database.hot() as connection:
            swept = connection.execute(_SWEEP, limits).fetchone()
            connection.execute(_FORGET_HOLDERS, [not_renewed])
        return int(swept[0]) if swept else 0


def _columns(keys: Collection[Key]) -> tuple[list[UUID], list[str]]:
    return [connection_id for connection_id, _ in keys], [place for _, place in keys]


def _sighting(row: Sequence[Any]) -> Sighting:
    connection_id, place, person_id, activity, detail, renewed, told, ended = row
    lease = Lease(connection_id, place, person_id, Activity(activity), detail)
    return Sighting(lease, renewed, told, ended)
