"""W1: 8 clients in a closed loop, each scheduling meetings with 5 guests, over HTTP, against one web worker.

The limits: a Flask view under the same server that runs one prepared INSERT; and pgbench with 8 clients, a
transaction of 7 prepared statements: a meeting, 5 guests and an event, into tables with the same keys and
indexes. Convene writes more than that (occurrence, attendances), and its background worker numbers the events
on the same machine meanwhile.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import psycopg
from psycopg.conninfo import conninfo_to_dict

from adapters.embedded_postgres.binaries import bundled_installation
from benchmarks import limits
from benchmarks.load import closed_loop, request
from benchmarks.measuring import Figure, measure_in_turns, share_of_rate
from benchmarks.seeding import World, address_of
from benchmarks.stage import Stage
from benchmarks.world import MEASURED_WEEK

CLIENTS = 8
GUESTS = 5
ROUNDS = 5
SECONDS = 3.0
SCRIPTS = 40
"""pgbench cannot make up people, so it is given many scripts with different ones."""

SCRIPT = """\
BEGIN;
INSERT INTO limits.meeting VALUES (uuidv7(), gen_random_uuid()::text, '{host}', 'Planning', '', '',
    '2026-12-01 09:30', 'Europe/Paris', '2026-12-01 10:15', 'Europe/Paris', now(), 1) RETURNING id \\gset
{guests}
INSERT INTO limits.event (id, kind, subject_id, at, data) VALUES (uuidv7(), 'meeting.scheduled', :id, now(),
    '{{"title": "Planning", "start": {{"date_time": "2026-12-01T09:30:00", "time_zone": "Europe/Paris"}}}}');
COMMIT;
"""
GUEST = (
    "INSERT INTO limits.guest VALUES (uuidv7(), :id, {place}, 'person{place}@example.org', 'Person', "
    "'{guest}', 'needs_action');"
)


def run(stage: Stage) -> list[Figure]:
    world = stage.world
    hosts = world.people[-CLIENTS:]
    with psycopg.connect(address_of(world.url), autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS limits CASCADE")
        connection.execute(limits.TABLES)
    scripts = _scripts(stage.folder, world)
    with stage.convene() as ours, stage.limits() as limit:
        tokens = [stage.signed_in(host, ours) for host in hosts]
        bodies = _bodies(world)

        def meetings() -> Iterator[bytes]:
            while True:
                for token in tokens:
                    yield request("POST", "/api/v1/meetings", token=token, body=next(bodies))

        def rows() -> Iterator[bytes]:
            while True:
                yield request("POST", f"/insert?host={hosts[0]}", body=next(bodies))

        contenders: dict[str, Callable[[], float]] = {
            "ours": lambda: _each(ours, meetings()),
            "insert": lambda: _each(limit, rows()),
            "pgbench": lambda: 1 / _transactions_a_second(world, scripts),
        }
        times = measure_in_turns(contenders, ROUNDS)
    for name, seconds in times.items():
        print(f"W1 {name}: {1 / seconds.median:,.0f} a second")
    return [
        share_of_rate("POST /meetings / Flask with one INSERT", times["ours"], times["insert"], 0.35),
        share_of_rate("POST /meetings / pgbench, 7 statements", times["ours"], times["pgbench"], 0.2),
    ]


def _each(port: int, requests: Iterator[bytes]) -> float:
    return closed_loop(port, requests, clients=CLIENTS, expect=201, seconds=SECONDS).each


def _bodies(world: World) -> Iterator[bytes]:
    chance = Random(1)
    # Not the measured people: another workload counts on their calendars.
    people = world.people[len(world.scale.busy) : -CLIENTS]
    while True:
        start = MEASURED_WEEK + timedelta(days=chance.randrange(28), minutes=15 * chance.randrange(32, 68))
        moments = {
            name: {"date_time": moment.isoformat(), "time_zone": "Europe/Paris"}
            for name, moment in (("start", start), ("end", start + timedelta(minutes=45)))
        }
        guests = chance.sample(people, GUESTS)
        about = {"title": "Planning", "description": "What we do next.", "location": "Room 4"}
        invited = [{"person_id": str(guest), "role": "required"} for guest in guests]
        yield json.dumps({**about, **moments, "guests": invited}).encode()


def _scripts(folder: Path, world: World) -> list[Path]:
    chance = Random(2)
    scripts = []
    for number in range(SCRIPTS):
        host, *guests = chance.sample(world.people, 1 + GUESTS)
        lines = [GUEST.format(place=place, guest=guest) for place, guest in enumerate(guests)]
        path = folder / f"schedule-{number}.sql"
        path.write_text(SCRIPT.format(host=host, guests="\n".join(lines)))
        scripts.append(path)
    return scripts


def _transactions_a_second(world: World, scripts: list[Path]) -> float:
    address = conninfo_to_dict(address_of(world.url))
    ended = subprocess.run(
        [
            *(bundled_installation() / "bin" / "pgbench", "--no-vacuum", "--protocol", "prepared"),
            *("--client", str(CLIENTS), "--jobs", "1", "--time", str(round(SECONDS))),
            *(word for script in scripts for word in ("--file", script)),
            *("--host", str(address["host"]), "--username", str(address["user"]), str(address["dbname"])),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"^tps = ([\d.]+)", ended.stdout, re.MULTILINE)
    assert found is not None, ended.stdout + ended.stderr
    return float(found[1])
