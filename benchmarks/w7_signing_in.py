"""W7: 8 clients sign in one after the other, 50 requests a second of others meanwhile, one web worker.

The limits: how long those others take when nobody signs in; and argon2 alone, on as many threads as there
are processors, in this very process. What hashing leaves of the machine is all that the rest has: the worker
that answers, PostgreSQL, and the clients of this benchmark.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from os import cpu_count
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter, sleep

from adapters.argon2.password_hasher import Argon2PasswordHasher
from benchmarks.load import answer_of, closed_loop, request
from benchmarks.measuring import Figure, Times, share_of_rate, times_as_long
from benchmarks.stage import Stage

CLIENTS = 8
ROUNDS = 5
SECONDS = 4.0
EVERY = 0.02
PASSWORD = "a long and unlikely one 4711"


@dataclass
class Others:
    """Somebody who asks for something every 20 ms, until told to stop."""

    port: int
    token: str
    took: list[float] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)

    def __enter__(self) -> "Others":
        self._thread = Thread(target=self._work)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        wanted = request("GET", "/api/v1/me", token=self.token)
        while not self._stop.wait(EVERY):
            began = perf_counter()
            answer_of(self.port, wanted)
            self.took.append(perf_counter() - began)

    @property
    def p99(self) -> float:
        return quantiles(self.took, n=100)[98]


def run(stage: Stage) -> list[Figure]:
    emails = stage.accounts(PASSWORD, CLIENTS)
    hashing: list[float] = []
    signing_in: list[float] = []
    alone: list[float] = []
    disturbed: list[float] = []
    halves: list[tuple[float, float]] = []
    with stage.convene() as port:
        token = stage.signed_in(stage.world.people[0], port)
        for number in range(ROUNDS + 1):
            hashed = seconds_for_a_hash()
            with Others(port, token) as others:
                sleep(SECONDS)
            with Others(port, token) as meanwhile:
                run = closed_loop(port, sign_ins(emails), clients=CLIENTS, expect=200, seconds=SECONDS)
            if number:  # the first round is a warm-up
                hashing.append(hashed)
                alone.append(others.p99)
                disturbed.append(meanwhile.p99)
                signing_in.append(run.each)
                halves.append((median(others.took), median(meanwhile.took)))
    print(f"W7 argon2 alone: {1 / median(hashing):.1f} a second")
    print(f"W7 sign-ins: {1 / median(signing_in):.1f} a second")
    before, after = (median(each) * 1e3 for each in zip(*halves, strict=True))
    print(f"W7 the others, median: {before:.1f} ms alone, {after:.1f} ms meanwhile")
    return [
        times_as_long("p99 of others meanwhile / alone", Times(tuple(disturbed)), Times(tuple(alone)), 2),
        share_of_rate("sign-ins / argon2 alone", Times(tuple(signing_in)), Times(tuple(hashing)), 0.9),
    ]


def sign_ins(emails: list[str]) -> Iterator[bytes]:
    for email in cycle(emails):
        yield request("POST", "/api/v1/auth/login", body=json.dumps(body_of(email)).encode())


def body_of(email: str) -> dict[str, str]:
    return {"email": email, "password": PASSWORD}


def seconds_for_a_hash() -> float:
    """By the machine as a whole."""
    hasher, threads = Argon2PasswordHasher(), cpu_count() or 1
    known = hasher.hash(PASSWORD)
    ends = perf_counter() + SECONDS / 2

    def work(_: int) -> int:
        done = 0
        while perf_counter() < ends:
            hasher.verify(known, PASSWORD)
            done += 1
        return done

    began = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        done = sum(pool.map(work, range(threads)))
    return (perf_counter() - began) / done
