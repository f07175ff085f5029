"""The bus between processes may lose, double, delay and turn around every ring, and nobody notices.

The log is the truth: two hubs, each with a bus that does all of that at random, and clients that are cut and
come back to either of them.
"""

import random
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, Thread, Timer

import pytest

from adapters.memory.wakeups import MemoryWakeups
from adapters.postgres.wakeups import PostgresWakeups
from adapters.redis.wakeups import RedisWakeups
from application.identity.caller import Caller
from application.shared.cursor import cursor_at
from application.shared.ports import Bell, Wakeups
from domain.meeting.details import Visibility
from entrypoints.live import hub as hub_module
from entrypoints.live.hub import Hub
from tests.entrypoints.live.conftest import House
from tests.entrypoints.live.test_hub import cursors_for, latest


class BadBell(Bell):
    """Rings for nothing, and says so or not."""

    def __init__(self, good: Bell, chance: random.Random) -> None:
        self._good = good
        self._chance = chance

    def wait(self, timeout: float) -> frozenset[str]:
        if self._chance.random() < 0.2:
            return frozenset()
        return self._good.wait(timeout) | ({"never.rung"} if self._chance.random() < 0.2 else set())


class BadWakeups(Wakeups):
    """Counts what it does to rings, so that a test knows that it did it."""

    def __init__(self, good: Wakeups, seed: float) -> None:
        self._good = good
        self._chance = random.Random(seed)
        self._lock = Lock()
        self.lost = self.doubled = self.late = 0

    def ring(self, channel: str) -> None:
        with self._lock:
            lot = self._chance.random()
            delay = self._chance.random() / 10
        if lot < 0.5:
            self.lost += 1
        elif lot < 0.7:
            self.doubled += 1
            self._good.ring(channel)
            self._good.ring(channel)
        elif lot < 0.9:
            self.late += 1
            Timer(delay, self._good.ring, [channel]).start()
        else:
            self._good.ring(channel)

    @contextmanager
    def listen(self, channels: Collection[str]) -> Iterator[Bell]:
        with self._good.listen(channels) as bell:
            yield BadBell(bell, self._chance)


@pytest.fixture(params=["memory", "postgres", "redis"])
def another_bus(request: pytest.FixtureRequest) -> Iterator[Callable[[], Wakeups]]:
    """Makes the wake-ups of one more process; in memory there is but one."""
    if request.param == "memory":
        only = MemoryWakeups()
        yield lambda: only
        return
    fixture = "shared_database_url" if request.param == "postgres" else "redis_url"
    url: str = request.getfixturevalue(fixture)
    with ExitStack() as closing:

        def make() -> Wakeups:
            made = PostgresWakeups(url) if request.param == "postgres" else RedisWakeups(url)
            closing.callback(made.close)
            return made

        yield make


def another_hub(house: House, wakeups: Wakeups) -> Hub:
    """As another process has it: the log is the same, the bell is its own."""
    container, stream = house.container, house.container.live_stream
    return Hub(
        container.event_log(),
        wakeups,
        container.read_changes(),
        container.accounts.check_credentials(),
        container.administration.doorkeeper(),
        stream.admissions(),
        stream.handlers(),
        stream.watchers(),
    )


def test_whatever_becomes_of_rings_everybody_gets_everything_once_in_order(
    house: House, another_bus: Callable[[], Wakeups], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "POLL", 0.05)
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    buses = [BadWakeups(another_bus(), chance.random()) for _ in range(3)]
    house.container.transactions().wakeups = buses[0]
    hubs = [another_hub(house, bus) for bus in buses[1:]]
    people = [house.person(name) for name in ("Ana", "Ben", "Chloe")]
    start = latest(house)

    def write(seed: float) -> None:
        chance = random.Random(seed)
        for _ in range(100):
            host, *guests = chance.sample(people, chance.randint(1, 3))
            house.meeting(host, *guests, visibility=chance.choice(list(Visibility)))

    writers = [Thread(target=write, args=(chance.random(),)) for _ in range(3)]
    for writer in writers:
        writer.start()
    got: dict[Caller, list[str]] = {person: [] for person in people}
    while any(writer.is_alive() for writer in writers):
        house.hub = chance.choice(hubs)
        reader = chance.choice(people)
        client = house.client(reader)
        client.hello(got[reader][-1] if got[reader] else cursor_at(start))
        client.raw.settimeout(0.05)
        for _ in range(chance.randint(0, 40)):
            try:
                got[reader].append(client.hear()["cursor"])
            except TimeoutError:
                break
        client.cut()
    for person in people:
        house.hub = chance.choice(hubs)
        client = house.client(person)
        client.hello(got[person][-1] if got[person] else cursor_at(start))
        expected = cursors_for(house, person, start)
        while len(got[person]) < len(expected):
            got[person].append(client.hear()["cursor"])
        assert client.is_quiet()
        assert got[person] == expected
        client.cut()
    for hub in hubs:
        hub.stop()
    assert min(buses[0].lost, buses[0].doubled, buses[0].late) > 10


def test_a_bus_that_rings_never_costs_a_moment_and_no_event(house: House, ana: Caller) -> None:
    class Mute(MemoryWakeups):
        def ring(self, channel: str) -> None:
            pass

    house.container.transactions().wakeups = Mute()
    client = house.client(ana)
    client.hello()
    meeting = house.meeting(ana)
    assert client.hear()["subject"]["id"] == str(meeting)
