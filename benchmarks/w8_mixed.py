"""W8: a working day in small. 70 % reads, 20 % writes, 10 % searches, 200 sockets that hear of it, 2 workers.

Five minutes when it is asked for alone (`make bench W=8`), one among the others, with as much as eight
clients get done; and half as long again at half of that rate. The limit is what a read takes when there is
nothing else to do. Memory is that of both web workers, from after the first tenth to the end of full load.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle, repeat
from random import Random
from statistics import median, quantiles
from threading import Event, Thread
from urllib.parse import quote
from uuid import UUID

from benchmarks.audience import Audience
from benchmarks.load import Run, at_rate, closed_loop, request
from benchmarks.measuring import Figure, Times, amount, times_as_long
from benchmarks.processes import memory_of, web_workers_below
from benchmarks.stage import Stage
from benchmarks.world import MEASURED_WEEK, WEEK

SECONDS, ALONE_SECONDS = 60.0, 300.0
SLICES = 10
CLIENTS = 8
SOCKETS = 200
WORKERS = 2
READ, WRITE, SEARCH = "read", "write", "search"
SEARCHING = "/api/v1/availability/search"
MIX = (READ,) * 7 + (WRITE,) * 2 + (SEARCH,)
Took = dict[str, list[float]]
"""Seconds by kind of request."""


def run(stage: Stage, seconds: float = SECONDS) -> list[Figure]:
    people = stage.world.people[-CLIENTS:]
    with stage.convene_process(WORKERS) as (port, pid), _listening(stage, port, people):
        tokens = [stage.signed_in(each, port) for each in people]
        alone = Times((_median_read(port, tokens[0]),))
        requests = _mixed(stage, tokens)
        slices: list[Took] = []
        memory: list[float] = []
        for _ in range(SLICES):
            slices.append(_by_kind(closed_loop(port, requests, clients=CLIENTS, seconds=seconds / SLICES)))
            memory.append(sum(dict(memory_of(worker))["RSS"] for worker in web_workers_below(pid)))
        most = sum(len(took) for each in slices for took in each.values()) / seconds
        at_ease = [
            _by_kind(at_rate(port, requests, clients=CLIENTS, rate=most / 2, seconds=seconds / SLICES / 2))
            for _ in range(SLICES)
        ]
    _tell("as much as it can", most, slices)
    _tell("half of that", most / 2, at_ease)
    return [
        times_as_long("p99 of reads / a read alone", _slowest_reads(slices), alone, 10),
        times_as_long("the same at half of that rate", _slowest_reads(at_ease), alone, 10),
        amount("growth of both workers' memory", Times((max(memory[-1] - memory[0], 1.0),)), None, "MiB"),
    ]


def run_alone(stage: Stage) -> list[Figure]:
    return run(stage, ALONE_SECONDS)


@contextmanager
def _listening(stage: Stage, port: int, people: Sequence[UUID]) -> Iterator[None]:
    """Sockets of those people, read on a thread until the block is left."""
    container = stage.container(port)
    issue = container.accounts.issue_live_ticket()
    callers = [stage.caller(each, container) for each in people]
    audience, stop = Audience(port), Event()
    paths = [f"/api/v1/live?ticket={issue(callers[each % len(callers)])}" for each in range(SOCKETS)]
    audience.admit(paths, hello=b'{"type": "hello"}', welcome=b'"welcome"')
    container.engine().dispose()

    def listen() -> None:
        while not stop.is_set():
            audience.listen_for(0.2)

    thread = Thread(target=listen)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        audience.hang_up(list(audience.listeners))


def _mixed(stage: Stage, tokens: list[str]) -> Iterator[bytes]:
    chance = Random(8)
    others = stage.world.people[len(stage.world.scale.busy) : -CLIENTS]
    for token in cycle(tokens):
        match chance.choice(MIX):
            case "read":
                yield request("GET", _week(chance), token=token)
            case "write":
                yield request("POST", "/api/v1/meetings", token=token, body=_meeting(chance, others))
            case _:
                yield request("POST", SEARCHING, token=token, body=_search(chance, others))


def _week(chance: Random) -> str:
    start = MEASURED_WEEK + chance.randrange(-20, 20) * WEEK
    ends = [quote(f"{each.isoformat()}Z") for each in (start, start + WEEK)]
    return f"/api/v1/calendar?from={ends[0]}&to={ends[1]}"


def _meeting(chance: Random, others: Sequence[UUID]) -> bytes:
    start = MEASURED_WEEK + timedelta(days=chance.randrange(28), minutes=15 * chance.randrange(32, 68))
    moments = {
        name: {"date_time": moment.isoformat(), "time_zone": "Europe/Paris"}
        for name, moment in (("start", start), ("end", start + timedelta(minutes=45)))
    }
    guests = [{"person_id": str(each), "role": "required"} for each in chance.sample(others, 3)]
    return json.dumps({"title": "Planning", **moments, "guests": guests}).encode()


def _search(chance: Random, others: Sequence[UUID]) -> bytes:
    start = MEASURED_WEEK + chance.randrange(4) * WEEK
    return json.dumps(
        {
            "duration": "PT45M",
            "window": {"from": f"{start.isoformat()}Z", "to": f"{(start + WEEK).isoformat()}Z"},
            "time_zone": "Europe/Paris",
            "required": [str(each) for each in chance.sample(others, 5)],
        }
    ).encode()


def _tell(how: str, rate: float, slices: list[Took]) -> None:
    print(f"W8 {how}: {rate:,.0f} requests a second, none refused")
    for kind in (READ, WRITE, SEARCH):
        took = [each for part in slices for each in part[kind]]
        print(f"W8 {kind}: median {median(took) * 1e3:.1f} ms, p99 {_p99(took) * 1e3:.1f} ms")


def _slowest_reads(slices: list[Took]) -> Times:
    return Times(tuple(_p99(each[READ]) for each in slices))


def _by_kind(run: Run) -> Took:
    kinds: Took = {READ: [], WRITE: [], SEARCH: []}
    for wanted, took in zip(run.asked, run.took, strict=True):
        kind = READ if wanted.startswith(b"GET") else WRITE if b"/meetings" in wanted[:40] else SEARCH
        kinds[kind].append(took)
    return kinds


def _median_read(port: int, token: str) -> float:
    wanted = request("GET", _week(Random(1)), token=token)
    return median(closed_loop(port, repeat(wanted, 200), clients=1).took)


def _p99(took: list[float]) -> float:
    return quantiles(took, n=100)[98]
