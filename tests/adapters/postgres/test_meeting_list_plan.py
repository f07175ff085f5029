"""A list of meetings costs what its window holds, however many meetings there are beside it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from psycopg import Connection, RawCursor
from sqlalchemy import Engine

from adapters.postgres.calendars import parameters
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meeting_lists import BEYOND, OF_PEOPLE, OF_PEOPLE_IN_ROOM, OF_ROOM
from application.meeting.queries import CalendarWindow
from application.shared.ports import Viewer
from benchmarks.seeding import World, seed
from tests.adapters.postgres.scales import MANY

ROOM = UUID(int=1)
# Each date has a room of its own for a second, but those of one person are in the same, as far as they can.
_CLAIMS = """
    INSERT INTO claim (resource_id, starts_at, ends_at, meeting_id, original_start)
    SELECT gen_random_uuid(), starts_at, starts_at + interval '1 second', meeting_id, original_start
    FROM occurrence
"""
_IN_ONE_ROOM = """
    UPDATE claim SET resource_id = %s FROM (
        SELECT DISTINCT ON (starts_at) meeting_id, original_start FROM attendance WHERE person_id = %s
    ) AS place
    WHERE (claim.meeting_id, claim.original_start) = (place.meeting_id, place.original_start)
"""
FILTERS = {
    "nothing": ("", None),
    "words": ("model", None),
    "words that nobody wrote": ("zzz", None),
    "a state": ("", "scheduled"),
    "words and a state": ("a", "cancelled"),
}


@pytest.fixture
def world(engine: Engine, database_url: str) -> World:
    return seed(database_url, MANY)


@pytest.fixture
def connection(engine: Engine, world: World) -> Iterator["Connection[Any]"]:
    with PostgresDatabase(engine).hot() as found:
        found.execute(_CLAIMS)
        found.execute(_IN_ONE_ROOM, [ROOM, world.people[0]])
        found.execute("ANALYZE claim")
        yield found


@pytest.mark.parametrize("statement", [OF_PEOPLE, OF_PEOPLE_IN_ROOM, OF_ROOM], ids=["people", "both", "room"])
def test_whatever_is_asked_is_read_from_indexes_and_bounded_by_the_window(
    connection: "Connection[Any]", world: World, statement: str
) -> None:
    start, end = world.window
    person = world.people[0]
    window = CalendarWindow(start, end, start.date(), end.date())
    asked = parameters(window, [person], Viewer(person, in_organisation=True), [ROOM])
    for name, (words, state) in FILTERS.items():
        plan = explained(connection, statement, [*asked, words, state, None, None, 50, []])
        nodes = list(nodes_of(plan))
        kinds = {(node["Node Type"], node.get("Relation Name")) for node in nodes}
        assert not [each for each in kinds if each[0] == "Seq Scan"], (name, kinds)
        # A place, its date, its meeting, and whether the viewer is a guest; a room's claim, and once more.
        assert rows_read(plan) <= 8 * MANY.in_week, name
    found = explained(connection, statement, [*asked, "", None, None, None, 50, []])
    assert found["Actual Rows"] > 0


def test_series_beyond_the_horizon_are_looked_for_only_where_there_are_some(
    connection: "Connection[Any]", world: World
) -> None:
    start, end = world.window
    window = CalendarWindow(start, end, start.date(), end.date())
    asked = parameters(window, world.people[:1], Viewer(world.people[0], in_organisation=True))
    plan = explained(connection, BEYOND, asked)
    read = [node for node in nodes_of(plan) if node["Actual Loops"] and "Relation Name" in node]
    assert {node.get("Index Name") for node in read} == {"ix_meeting_materialised_until"}


def explained(connection: "Connection[Any]", statement: str, asked: list[object]) -> dict[str, Any]:
    with RawCursor(connection) as cursor:
        row = cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", asked).fetchone()
    assert row is not None
    (explanation,) = row[0]
    plan: dict[str, Any] = explanation["Plan"]
    return plan


def rows_read(plan: dict[str, Any]) -> int:
    """Of tables and indexes, also those that were left out again."""
    nodes = list(nodes_of(plan))
    found = sum(node["Actual Rows"] * node["Actual Loops"] for node in nodes if "Relation Name" in node)
    return round(found + sum(node.get("Rows Removed by Filter", 0) * node["Actual Loops"] for node in nodes))


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes_of(each)
