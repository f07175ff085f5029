"""A search costs what is one's own, and what the words are in, however many meetings there are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from psycopg import Connection
from sqlalchemy import Engine

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meeting_search import NEAREST
from application.meeting.queries import AHEAD
from benchmarks.seeding import World, seed
from benchmarks.world import Scale
from domain.shared.words import anywhere, beginnings, sought_words
from tests.adapters.postgres.test_meeting_list_plan import explained, nodes_of

THOUSANDS = Scale(people=60, dates=10_000, busy=(50, 100, 500), in_week=10)
OPEN = 2_000
_OPEN_TO_ALL = """
    UPDATE meeting SET visibility = 'organisation',
        sought = CASE WHEN place <= 5 THEN 'rare common words' ELSE 'common words' END
    FROM (
        SELECT id, row_number() OVER (ORDER BY id) AS place FROM meeting
        WHERE host_id <> %s
            AND NOT EXISTS (SELECT FROM guest WHERE meeting_id = meeting.id AND person_id = %s)
        ORDER BY id LIMIT %s
    ) AS chosen
    WHERE meeting.id = chosen.id
"""


@pytest.fixture
def world(engine: Engine, database_url: str) -> World:
    return seed(database_url, THOUSANDS)


@pytest.fixture
def connection(engine: Engine, world: World) -> Iterator["Connection[Any]"]:
    with PostgresDatabase(engine).hot() as found:
        found.execute(_OPEN_TO_ALL, [world.people[0], world.people[0], OPEN])
        found.execute("ANALYZE meeting")
        yield found


def test_rare_words_are_found_by_the_index_and_own_meetings_by_their_people(
    connection: "Connection[Any]", world: World
) -> None:
    words, now = sought_words("RARE common"), datetime(2026, 12, 1, tzinfo=UTC)
    asked = [world.people[0], True, anywhere(words), beginnings(words), "'rare':* & 'common':*"]
    plan = explained(connection, NEAREST, [*asked, now, now + AHEAD, None, None, None, 10])
    nodes = [node for node in nodes_of(plan) if node["Actual Loops"]]
    assert plan["Actual Rows"] == 5
    assert not [node for node in nodes if node["Node Type"] == "Seq Scan"]
    used = {node.get("Index Name") for node in nodes}
    assert {"ix_meeting_open_words", "ix_guest_person_id", "uq_meeting_host_id_uid"} <= used
    read = sum(node["Actual Rows"] * node["Actual Loops"] for node in nodes if "Relation Name" in node)
    own = connection.execute(
        "SELECT count(DISTINCT meeting_id) FROM attendance WHERE person_id = %s", [world.people[0]]
    ).fetchone()
    assert own is not None
    assert read <= 12 * own[0] + 200, (read, own)
