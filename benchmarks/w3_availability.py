"""W3: free/busy, and the first ten common 45-minute slots of 1, 10 and 50 people in four weeks.

Each of them has 200 single meetings and 10 weekly series in those weeks, beside the million dates of the
seeded world. Measured in one process, through the use case, from rows in PostgreSQL. The limit is one
statement that brings the same stretches as rows, fetched and looked at no further. Meetings stand all over
the week, at night too, so that everybody's hours hold what a full calendar leaves.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from adapters.postgres.database import PostgresDatabase
from application.availability.search_availability import Found
from application.identity.caller import Caller
from application.shared.ports import Transactions
from benchmarks.measuring import Figure, amount, take_turns, times_as_long
from benchmarks.stage import Stage
from domain.availability.search import Needs, Search
from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting.details import Details
from domain.meeting.meeting import Meeting
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment, TimeSlot
from entrypoints.container import container_for
from entrypoints.settings import Settings

ROUNDS = 15
CROWDS = (1, 10, 50)
SINGLE, SERIES = 200, 10
MONDAY = datetime(2027, 3, 1)
WEEKS = timedelta(weeks=4)
ZONES = ("Europe/Paris", "Europe/London")
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)

_ROWS = """
    SELECT person_id, starts_at, ends_at, keeps_busy FROM attendance
    WHERE person_id = ANY (%s) AND NOT is_long AND keeps_busy IS NOT NULL
        AND starts_at > %s::timestamptz - interval '1 day' AND starts_at < %s AND ends_at > %s
"""


def run(stage: Stage) -> list[Figure]:
    container = container_for(Settings(database_url=SecretStr(stage.world.url)))
    database: PostgresDatabase = container.postgres_database()
    try:
        people = list(_seeded(container.transactions()))
        with database.alone() as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE) attendance, occurrence, meeting")
        caller = Caller(people[0], Role.MEMBER)
        search, free_busy = (
            container.availability.search_availability(),
            container.availability.read_free_busy(),
        )
        window = TimeSlot(MONDAY.replace(tzinfo=UTC), (MONDAY + WEEKS).replace(tzinfo=UTC))

        def rows(crowd: Sequence[UUID]) -> Sequence[object]:
            with database.hot() as connection:
                asked = [list(crowd), window.start, window.end, window.start]
                return connection.execute(_ROWS, asked, prepare=True).fetchall()

        contenders: dict[str, Callable[[], object]] = {}
        for number in CROWDS:
            crowd = people[:number]
            asked = _search(crowd, window)
            for name, wanted in (("search", asked), ("explained", _impossible(crowd, window))):
                found: Found = search(caller, wanted)
                if (found.explanation is None) != (name == "search" and len(found.slots) == wanted.limit):
                    raise AssertionError(f"{name} of {number} found {len(found.slots)}")
                contenders[f"{name} {number}"] = partial(search, caller, wanted)
            contenders[f"free/busy {number}"] = partial(free_busy, caller, window, crowd, ())
            contenders[f"rows {number}"] = partial(rows, crowd)
        times = take_turns(contenders, ROUNDS)
        print(f"{len(rows(people)):,} stretches of {len(people)} people in the window")
    finally:
        database.engine.dispose()
    figures = []
    for number in CROWDS:
        ours, limit = times[f"search {number}"], times[f"rows {number}"]
        explained, free_busy_times = times[f"explained {number}"], times[f"free/busy {number}"]
        figures += [
            amount(f"first ten slots of {number}", ours, 30 if number == max(CROWDS) else None),
            times_as_long(f"first ten slots of {number} / rows alone", ours, limit, None),
            times_as_long(f"free/busy of {number} / rows alone", free_busy_times, limit, None),
            times_as_long(f"explanation of {number} / its search", explained, ours, 10),
        ]
    few, many = times[f"search {min(CROWDS)}"], times[f"search {max(CROWDS)}"]
    return [*figures, times_as_long(f"search, {max(CROWDS)} people / {min(CROWDS)}", many, few, 5)]


def _search(crowd: Sequence[UUID], window: TimeSlot) -> Search:
    """A third has to come; fewer than ten are all free at once when there are fifty."""
    must = max(1, min(len(crowd) // 3, 4))
    needs = Needs(timedelta(minutes=45), window, tuple(crowd[:must]), tuple(crowd[must:]))
    return Search(needs, ZoneInfo(ZONES[0]))


def _impossible(crowd: Sequence[UUID], window: TimeSlot) -> Search:
    """Eight hours for everybody: there is no slot, and the explanation has the most to try."""
    needs = Needs(timedelta(hours=8), window, tuple(crowd))
    return Search(needs, ZoneInfo(ZONES[0]))


def _seeded(transactions: Transactions[Any]) -> Iterator[UUID]:
    chance = Random(3)
    for number in range(max(CROWDS)):
        person = Person.join(
            email=f"w3.{number}@example.org",
            name=f"Busy {number:02}",
            time_zone=ZONES[number % 2],
            role=Role.MEMBER,
            password_hash=None,
            now=NOW,
        )
        with transactions.begin() as work:
            work.people.add(person)
            work.meetings.add_all(list(_meetings(person, chance)))
        yield person.id


def _meetings(person: Person, chance: Random) -> Iterator[Meeting]:
    quarters = WEEKS // timedelta(minutes=15)
    for number in range(SINGLE + SERIES):
        repeats = number >= SINGLE
        reach = quarters // 4 if repeats else quarters
        local = MONDAY + chance.randrange(reach) * timedelta(minutes=15)
        start = Moment(local, person.zone)
        end = Moment(local + timedelta(minutes=chance.choice((30, 45, 60))), person.zone)
        # Clocks in Europe go forward at the end of the window; an end must not fall into the gap.
        if end.instant <= start.instant:
            end = Moment.at(start.instant + timedelta(minutes=30), person.zone)
        yield Meeting.schedule(
            host_id=person.id,
            details=Details(f"Meeting {number}"),
            timing=Timed(start, end),
            recurrence=parse_recurrence(["RRULE:FREQ=WEEKLY"], start) if repeats else None,
            now=NOW,
        )
