"""W2: one person's week, from calendars of 500, 5,000 and 50,000 dates, a million in the table.

The limit: a Flask view under the same server that returns the same JSON as PostgreSQL has built it in one
prepared statement, for nobody in particular: no sign-in, no question who may see what. One client, so that
the median is what one answer takes. Both must give the same answer before anything is measured.
"""

import json
from collections.abc import Callable
from itertools import repeat
from statistics import median
from uuid import UUID

from benchmarks.load import answer_of, closed_loop, request
from benchmarks.measuring import Figure, measure_in_turns, times_as_long
from benchmarks.stage import Stage

ROUNDS = 7
REQUESTS = 200


def run(stage: Stage) -> list[Figure]:
    world = stage.world
    measured = world.measured()
    with stage.convene() as ours, stage.limits() as limit:
        contenders: dict[str, Callable[[], float]] = {}
        for dates, person_id in measured.items():
            asked = _convene_request(stage, person_id, ours)
            of_limit = _limit_request(stage, person_id)
            if json.loads(answer_of(ours, asked)) != json.loads(answer_of(limit, of_limit)):
                raise AssertionError(f"the two do not agree on the week of the one with {dates:,} dates")
            contenders[f"ours {dates}"] = lambda asked=asked: _median(ours, asked)  # type: ignore[misc]
            contenders[f"limit {dates}"] = lambda asked=of_limit: _median(limit, asked)  # type: ignore[misc]
        times = measure_in_turns(contenders, ROUNDS)
    of_each = [
        times_as_long(
            f"a week of {dates:,} dates / JSON by PostgreSQL",
            times[f"ours {dates}"],
            times[f"limit {dates}"],
            2,
        )
        for dates in measured
    ]
    fewest, most = min(measured), max(measured)
    growth = times_as_long(
        f"{most:,} dates / {fewest:,}", times[f"ours {most}"], times[f"ours {fewest}"], 1.3
    )
    return [*of_each, growth]


def _median(port: int, asked: bytes) -> float:
    return median(closed_loop(port, repeat(asked, REQUESTS), clients=1, expect=200).took)


def _convene_request(stage: Stage, person_id: UUID, port: int) -> bytes:
    start, end = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in stage.world.window)
    token = stage.signed_in(person_id, port)
    return request("GET", f"/api/v1/calendar?from={start}&to={end}", token=token)


def _limit_request(stage: Stage, person_id: UUID) -> bytes:
    start, end = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in stage.world.window)
    return request("GET", f"/calendar?from={start}&to={end}&person={person_id}")
