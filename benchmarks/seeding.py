"""Fills a migrated database with a world by COPY: a million dates in about a minute.

Whatever columns there are, their values are those of one meeting that the product itself has written; the
seeder sets only what differs from one meeting to the next.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from pydantic import SecretStr
from sqlalchemy import make_url

from adapters.postgres.database import PostgresDatabase
from application.identity.ports import KnownPerson, sort_key
from benchmarks.world import MEASURED_WEEK, WEEK, Planned, Scale, meetings, zone_of
from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting.details import Details
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment
from entrypoints.container import container_for
from entrypoints.settings import Settings

TABLES = ("person", "meeting", "guest", "occurrence", "attendance")
AT_ONCE = 20_000
"""Meetings whose rows wait in memory for one COPY a table."""

CREATED = datetime(2026, 11, 1, 8, tzinfo=UTC)

# Foreign keys come first, since they lean on the primary and unique ones.
_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('f', 'p', 'u')
        AND (conrelid::regclass::text = ANY (%s) OR confrelid::regclass::text = ANY (%s))
    ORDER BY contype, conname
"""
_INDEXES = """
    SELECT quote_ident(indexname), indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = ANY (%s) ORDER BY indexname
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """A seeded database. ``people`` in the order of their numbers: the measured ones first."""

    url: str
    scale: Scale
    people: tuple[UUID, ...]

    def measured(self) -> Mapping[int, UUID]:
        """The measured people, by the number of dates in their calendars."""
        return dict(zip(self.scale.busy, self.people, strict=False))

    @property
    def window(self) -> tuple[datetime, datetime]:
        """The measured week."""
        return MEASURED_WEEK.replace(tzinfo=UTC), (MEASURED_WEEK + WEEK).replace(tzinfo=UTC)


def address_of(url: str) -> str:
    """The same address as libpq writes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def seed(url: str, scale: Scale) -> World:
    """Fill the migrated, empty database behind the SQLAlchemy ``url``, then vacuum and analyse it."""
    models = model_rows(url)
    with psycopg.connect(address_of(url), autocommit=True) as connection:
        rows = _Rows(models)
        with _without_indexes(connection):
            rows.add_people(scale.people)
            _copy(connection, rows)
            planned = meetings(scale)
            while batch := list(islice(planned, AT_ONCE)):
                rows.add_meetings(batch)
                _copy(connection, rows)
        # Vacuumed, because only then an index alone can answer; a fresh COPY is all unknown to it.
        connection.execute("VACUUM (ANALYZE)")
    return World(url, scale, tuple(rows.people))


@contextmanager
def _without_indexes(connection: "psycopg.Connection[Any]") -> Iterator[None]:
    """Takes keys and indexes away, and builds and checks them when all rows are there: half the time."""
    keys = connection.execute(_KEYS, [list(TABLES), list(TABLES)]).fetchall()
    for table, name, _ in keys:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    indexes = connection.execute(_INDEXES, [list(TABLES)]).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("SET synchronous_commit = off")
    yield
    for table, name, definition in reversed(keys):
        connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for _, definition in indexes:
        connection.execute(definition)


def model_rows(url: str) -> dict[str, Row]:
    """One row of each table as the product writes it, without generated columns; nothing is kept."""
    container = container_for(Settings(database_url=SecretStr(url)))
    database: PostgresDatabase = container.postgres_database()
    try:
        with suppress(_TakeItBack), container.transactions().begin() as work:
            host, guest = (_person(name) for name in ("Host", "Guest"))
            for person in (host, guest):
                work.people.add(person)
            start, end = (Moment(MEASURED_WEEK.replace(hour=hour), host.zone) for hour in (9, 10))
            meeting = Meeting.schedule(
                host_id=host.id,
                details=Details("Model"),
                timing=Timed(start, end),
                invitations=[Invitation(guest.email, guest.name, guest.id)],
                now=CREATED,
            )
            work.meetings.add(meeting)
            with database.hot() as connection:
                rows = {table: _model_row(connection, table) for table in TABLES}
            raise _TakeItBack
    finally:
        database.engine.dispose()
    return rows


class _TakeItBack(Exception):
    """Ends a transaction of which nothing is to stay."""


def _person(name: str) -> Person:
    return Person.join(
        email=f"{name.lower()}@example.org",
        name=name,
        time_zone="Europe/Berlin",
        role=Role.MEMBER,
        password_hash=None,
        now=CREATED,
    )


def _model_row(connection: "psycopg.Connection[Any]", table: str) -> Row:
    columns = connection.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public' AND is_generated = 'NEVER'",
        [table],
    ).fetchall()
    listed = sql.SQL(", ").join(
        sql.SQL("{0}::text AS {0}").format(sql.Identifier(name)) for (name,) in columns
    )
    one = sql.SQL("SELECT {} FROM {} LIMIT 1").format(listed, sql.Identifier(table))
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(one).fetchone()
    assert row is not None, table
    return row


@dataclass(slots=True)
class _Rows:
    """The rows of one batch, by table."""

    models: Mapping[str, Row]
    people: list[UUID] = field(default_factory=list)
    waiting: dict[str, list[list[Any]]] = field(default_factory=lambda: {table: [] for table in TABLES})
    chance: Random = field(default_factory=lambda: Random(2))

    def add_people(self, number: int) -> None:
        for each in range(number):
            identity, name = self._new_id(), f"Person {each:05}"
            self.people.append(identity)
            known = KnownPerson(identity, _email(each), name, zone_of(each), Role.MEMBER)
            columns = {"name": name, "email": known.email, "zone": known.time_zone}
            self._add("person", id=identity, sort_key=sort_key(known), **columns)

    def add_meetings(self, batch: Iterable[Planned]) -> None:
        for planned in batch:
            self._add_meeting(planned)

    def _add_meeting(self, planned: Planned) -> None:
        identity, zone = self._new_id(), ZoneInfo(planned.zone)
        dates = list(_dates(planned, zone))
        local = planned.start
        rule = f"FREQ=WEEKLY;COUNT={planned.dates}"
        recurrence = {"rules": [rule], "added": [], "removed": []} if planned.dates > 1 else None
        self._add(
            "meeting",
            id=identity,
            uid=f"{identity}@convene",
            host_id=self.people[planned.host],
            title=planned.title,
            sought=Details(planned.title).sought,
            anchor_local=local,
            anchor_zone=planned.zone,
            recurrence=recurrence and Jsonb(recurrence),
            guest_count=len(planned.guests) + planned.strangers,
            **_clock(local, local + planned.length, planned.zone),
        )
        self._add_guests(identity, planned)
        attending = [self.people[each] for each in (planned.host, *planned.guests)]
        for readings, starts_at, ends_at in dates:
            date = {
                "meeting_id": identity,
                "original_start": starts_at.strftime("%Y%m%dT%H%M%SZ"),
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
            self._add("occurrence", **date, **_clock(*readings, planned.zone))
            for person_id in attending:
                response = "accepted" if person_id == attending[0] else "needs_action"
                self._add("attendance", **date, person_id=person_id, response=response)

    def _add_guests(self, meeting_id: UUID, planned: Planned) -> None:
        for place, number in enumerate(planned.guests):
            guest = {"name": f"Person {number:05}", "email": _email(number), "person_id": self.people[number]}
            self._add("guest", id=self._new_id(), meeting_id=meeting_id, place=place, **guest)
        for place in range(len(planned.guests), len(planned.guests) + planned.strangers):
            guest = {"name": "", "email": f"guest{place}@example.net", "person_id": None}
            self._add("guest", id=self._new_id(), meeting_id=meeting_id, place=place, **guest)

    def _add(self, table: str, **values: object) -> None:
        self.waiting[table].append(list((self.models[table] | values).values()))

    def _new_id(self) -> UUID:
        milliseconds = int(CREATED.timestamp() * 1000)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | 0x2 << 62 | self.chance.getrandbits(62))


def _copy(connection: "psycopg.Connection[Any]", rows: _Rows) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        for table, waiting in rows.waiting.items():
            columns = sql.SQL(", ").join(map(sql.Identifier, rows.models[table]))
            with cursor.copy(
                sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
            ) as copy:
                for row in waiting:
                    copy.write_row(row)
            waiting.clear()


def _dates(
    planned: Planned, zone: ZoneInfo
) -> Iterator[tuple[tuple[datetime, datetime], datetime, datetime]]:
    """Of each date its clock readings, its start and its end."""
    for week in range(planned.dates):
        local = planned.start + week * WEEK
        until = local + planned.length
        starts_at, ends_at = (each.replace(tzinfo=zone).astimezone(UTC) for each in (local, until))
        yield (local, until), starts_at, ends_at


def _clock(start: datetime, end: datetime, zone: str) -> Row:
    return {"start_local": start, "start_zone": zone, "end_local": end, "end_zone": zone}


def _email(person: int) -> str:
    return f"person{person:05}@example.org"
