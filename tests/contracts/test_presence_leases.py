"""What every ``PresenceLeases`` keeps: leases are found with their ages, and last only as long as renewed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from adapters.memory.presence_leases import MemoryPresenceLeases
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.presence_leases import PostgresPresenceLeases
from adapters.redis.presence_leases import RedisPresenceLeases
from application.conversation.presence_ports import PresenceLeases
from domain.conversation.presence import Activity, Lease, Sighting, own_place
from domain.shared.ids import new_id
from tests.builders import NOW, a_person
from tests.storage import emptied, postgres_storage

NEVER = timedelta(days=1)
AT_ONCE = timedelta(milliseconds=200)
"""Time enough for two calls in a row, on a busy machine, too."""
A_WHILE = 0.25
"""Seconds, longer than ``AT_ONCE``."""


class World:
    """``leases``, the ids of two people with accounts, and two processes that hold leases."""

    def __init__(self, leases: PresenceLeases, people: tuple[UUID, UUID]) -> None:
        self.leases = leases
        self.ana, self.ben = people
        self.holder, self.other = new_id(NOW), new_id(NOW)
        self.place = f"meeting:{new_id(NOW)}"
        self.made = 0

    def lease(self, person_id: UUID | None = None, place: str | None = None, **members: object) -> Lease:
        """Of a connection of its own, whose id is higher than those before."""
        self.made += 1
        connection_id = new_id(NOW + timedelta(seconds=self.made))
        return Lease(connection_id, place or self.place, person_id or self.ana, **members)  # type: ignore[arg-type]

    def put(self, *leases: Lease, holder: UUID | None = None) -> None:
        self.leases.put(holder or self.holder, leases)

    def found(self, *places: str) -> Sequence[Sighting]:
        return sorted(self.leases.found_in(places or [self.place]), key=lambda each: each.lease.connection_id)

    def sweep(self, *, not_renewed: timedelta = NEVER, ended: timedelta = NEVER) -> int:
        return self.leases.sweep(not_renewed=not_renewed, ended=ended)


@pytest.fixture(params=["memory", "postgres", "redis"])
def world(request: pytest.FixtureRequest) -> World:
    people = a_person("Ana"), a_person("Ben")
    ids = people[0].id, people[1].id
    if request.param == "memory":
        return World(MemoryPresenceLeases(), ids)
    if request.param == "redis":
        leases = RedisPresenceLeases(request.getfixturevalue("redis_url"))
        leases.sweep(not_renewed=timedelta(microseconds=-1), ended=timedelta(microseconds=-1))
        return World(leases, ids)
    engine: Engine = request.getfixturevalue("shared_engine")
    storage = postgres_storage(emptied(engine), request.getfixturevalue("shared_database_url"))
    with storage.running, storage.transactions.begin() as work:
        for person in people:
            work.people.add(person)
    return World(PostgresPresenceLeases(PostgresDatabase(engine)), ids)


def test_what_was_put_is_found_where_it_is(world: World) -> None:
    there = world.lease(activity=Activity.EDITING, detail="agenda:1")
    elsewhere = world.lease(world.ben, own_place(world.ben), activity=Activity.IDLE)
    world.put(there, elsewhere)
    assert [sighting.lease for sighting in world.found()] == [there]
    assert [sighting.lease for sighting in world.found(world.place, elsewhere.place)] == [there, elsewhere]
    assert world.found(own_place(world.ana)) == []
    assert world.found("a place nobody was ever in") == []


def test_ages_begin_at_nothing_and_grow(world: World) -> None:
    world.put(world.lease())
    (young,) = world.found()
    sleep(A_WHILE)
    (older,) = world.found()
    for sighting in (young, older):
        assert sighting.ended is None
        assert timedelta(milliseconds=-1) <= sighting.told < timedelta(seconds=20)
    assert older.told - young.told >= AT_ONCE
    assert older.renewed - young.renewed >= AT_ONCE


def test_renewing_makes_all_of_one_holder_young_and_no_others(world: World) -> None:
    first, second = world.lease(), world.lease(world.ben)
    others = world.lease(world.ben)
    world.put(first, second)
    world.put(others, holder=world.other)
    sleep(A_WHILE)
    assert world.leases.renew(world.holder) == 2
    found = {sighting.lease: sighting for sighting in world.found()}
    assert found[others].renewed - found[first].renewed >= AT_ONCE
    assert found[second].told - found[second].renewed >= AT_ONCE


def test_putting_again_changes_it_and_makes_it_young(world: World) -> None:
    lease = world.lease()
    world.put(lease)
    sleep(A_WHILE)
    typing = Lease(lease.connection_id, lease.place, lease.person_id, Activity.TYPING)
    before = monotonic()
    world.put(typing)
    (sighting,) = world.found()
    assert sighting.lease == typing
    assert sighting.told <= timedelta(seconds=monotonic() - before, milliseconds=2)
    assert world.leases.renew(world.holder) == 1


def test_what_is_dropped_is_gone(world: World) -> None:
    kept, dropped = world.lease(), world.lease()
    world.put(kept, dropped)
    world.leases.drop([dropped.key, dropped.key, world.lease().key])
    assert [sighting.lease for sighting in world.found()] == [kept]
    assert world.leases.renew(world.holder) == 1


def test_what_has_ended_is_still_found_and_tells_when(world: World) -> None:
    lease, other = world.lease(), world.lease()
    world.put(lease, other)
    world.leases.end([lease.key, world.lease().key])
    sleep(A_WHILE)
    world.leases.end([lease.key])
    ended, living = world.found()
    assert (ended.lease, living.lease, living.ended) == (lease, other, None)
    assert ended.ended is not None
    assert ended.ended >= AT_ONCE
    assert world.leases.renew(world.holder) == 1


def test_whoever_comes_back_has_not_ended(world: World) -> None:
    lease = world.lease()
    world.put(lease)
    world.leases.end([lease.key])
    world.put(lease, holder=world.other)
    (sighting,) = world.found()
    assert sighting.ended is None
    assert (world.leases.renew(world.holder), world.leases.renew(world.other)) == (0, 1)
    assert world.sweep(ended=timedelta()) == 0


def test_nothing_is_nothing(world: World) -> None:
    world.put()
    world.leases.drop([])
    world.leases.end([])
    assert world.leases.renew(world.holder) == 0
    assert list(world.leases.found_in([])) == []
    assert world.leases.last_seen([]) == {}
    assert world.sweep() == 0


def test_what_was_not_renewed_or_has_ended_is_swept_away(world: World) -> None:
    dead, ended, alive = world.lease(), world.lease(world.ben), world.lease(world.ben)
    world.put(dead, holder=world.other)
    world.put(ended, alive)
    world.leases.end([ended.key])
    assert world.sweep() == 0
    sleep(A_WHILE)
    world.leases.renew(world.holder)
    assert world.sweep(not_renewed=AT_ONCE, ended=AT_ONCE) == 2
    assert [sighting.lease for sighting in world.found()] == [alive]
    assert world.leases.renew(world.other) == 0  # by which its holder learns that it has to put it again
    world.put(dead, holder=world.other)
    assert [sighting.lease for sighting in world.found()] == [dead, alive]


def test_people_were_seen_when_their_last_connection_was(world: World) -> None:
    began = datetime.now(UTC) - timedelta(seconds=1)
    lease, longer = (world.lease(world.ana, own_place(world.ana)) for _ in range(2))
    world.put(lease)
    world.put(longer, holder=world.other)
    assert world.leases.last_seen([world.ben]) == {}
    world.leases.end([lease.key])
    sleep(A_WHILE)
    world.leases.renew(world.other)
    seen = world.leases.last_seen([world.ana, world.ben])
    assert set(seen) == {world.ana}
    assert began < seen[world.ana] < datetime.now(UTC) + timedelta(seconds=1)
    sleep(A_WHILE)
    assert world.sweep(not_renewed=AT_ONCE, ended=AT_ONCE) == 2
    assert world.leases.last_seen([world.ana, world.ben]) == seen


def test_what_was_seen_later_counts(world: World) -> None:
    lease = world.lease(world.ana, own_place(world.ana))
    for _ in range(2):
        before = world.leases.last_seen([world.ana])
        world.put(lease)
        world.leases.end([lease.key])
        sleep(A_WHILE)
        assert world.sweep(ended=AT_ONCE) == 1
        assert before.get(world.ana, NOW) < world.leases.last_seen([world.ana])[world.ana]


def test_a_clock_that_was_set_back_keeps_no_dead_alive(shared_engine: Engine) -> None:
    leases = PostgresPresenceLeases(PostgresDatabase(emptied(shared_engine)))
    holder, lease = new_id(NOW), Lease(new_id(NOW), "meeting:1", new_id(NOW))
    leases.put(holder, [lease])
    with shared_engine.begin() as connection:
        connection.execute(text("UPDATE presence_holder SET renewed_at = renewed_at + interval '1 hour'"))
    (sighting,) = leases.found_in(["meeting:1"])
    assert sighting.activity() is None
    leases.renew(holder)
    (sighting,) = leases.found_in(["meeting:1"])
    assert sighting.activity() is Activity.VIEWING


def test_after_a_crash_of_the_database_only_when_people_were_seen_is_left(shared_engine: Engine) -> None:
    kinds = (
        "SELECT relname, relpersistence FROM pg_class WHERE relkind = 'r' AND relname ~ '^(presence|last)_'"
    )
    with shared_engine.connect() as connection:
        found = dict(map(tuple, connection.execute(text(kinds))))
    assert found == {"presence_holder": "u", "presence_lease": "u", "last_seen": "p"}
