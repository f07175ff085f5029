"""What was written is looked for in one's own meetings and by an index, however much others write."""

from collections.abc import Iterator
from typing import Any

import pytest
from psycopg import Connection
from sqlalchemy import Engine

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.passage_search import NEWEST
from benchmarks.seeding import World, seed
from benchmarks.world import Scale
from domain.meeting.passage import Place
from domain.shared.words import anywhere, beginnings, sought_words
from tests.adapters.postgres.test_meeting_list_plan import explained, nodes_of

THOUSANDS = Scale(people=60, dates=10_000, busy=(50, 100, 500), in_week=10)
OWN, OTHERS = 20, 4_000
_WRITE = """
    WITH chosen AS (
        SELECT id, host_id = %(me)s AS own,
            row_number() OVER (PARTITION BY host_id = %(me)s ORDER BY id) AS place
        FROM meeting
        WHERE host_id = %(me)s
            OR NOT EXISTS (SELECT FROM guest WHERE meeting_id = meeting.id AND person_id = %(me)s)
    ), talked AS (
        SELECT * FROM chosen WHERE place <= CASE WHEN own THEN %(own)s ELSE %(others)s END
    ), opened AS (
        INSERT INTO conversation (meeting_id, last_position, version) SELECT id, 1, 1 FROM talked
    ), kept AS (
        INSERT INTO proceedings (meeting_id, version) SELECT id, 1 FROM talked
    ), shown AS (
        UPDATE meeting SET visibility = 'organisation' FROM talked
        WHERE meeting.id = talked.id AND NOT own AND place <= 3
    ), said AS (
        INSERT INTO message (id, meeting_id, author_id, client_id, position, text, words, sought, mentions,
            mentioned, created_at, reactions, version)
        SELECT gen_random_uuid(), id, %(me)s, gen_random_uuid(), 1, line, line, line, '[]', '{}', now(), '[]',
            1
        FROM talked,
            LATERAL (SELECT CASE WHEN place <= 3 THEN 'rare common' ELSE 'common' END AS line) AS words
    )
    INSERT INTO agenda_item (id, meeting_id, original_start, position, author_id, created_at, version, title,
        notes, sought, state, spent_microseconds)
    SELECT gen_random_uuid(), id, '20261201T083000Z', 1, %(me)s, now(), 1, 'common', '', 'common', 'open', 0
    FROM talked
"""


@pytest.fixture
def world(engine: Engine, database_url: str) -> World:
    return seed(database_url, THOUSANDS)


@pytest.fixture
def connection(engine: Engine, world: World) -> Iterator["Connection[Any]"]:
    with PostgresDatabase(engine).hot() as found:
        found.execute(_WRITE, {"me": world.people[0], "own": OWN, "others": OTHERS})
        found.execute("ANALYZE meeting, message, agenda_item, guest")
        yield found


def test_rare_words_cost_what_is_ones_own_and_what_says_them(
    connection: "Connection[Any]", world: World
) -> None:
    words = sought_words("RARE common")
    asked = [world.people[0], True, anywhere(words), beginnings(words), "'rare':* & 'common':*"]
    plan = explained(connection, NEWEST, [*asked, [each.value for each in Place], 10])
    nodes = [node for node in nodes_of(plan) if node["Actual Loops"]]
    assert plan["Actual Rows"] == 6
    used = {node.get("Index Name") for node in nodes}
    assert {"ix_message_words", "ix_agenda_item_words", "ix_guest_person_id"} <= used
    big = {"message", "agenda_item", "meeting", "guest"}
    assert not [
        node for node in nodes if node["Node Type"] == "Seq Scan" and node.get("Relation Name") in big
    ]
    read = sum(node["Actual Rows"] * node["Actual Loops"] for node in nodes if "Relation Name" in node)
    assert read < OTHERS / 2, read
