"""What every ``Wakeups`` keeps: rings arrive, carry nothing, may become one, and cost the ringer nothing."""

import time
from collections.abc import Callable, Iterator
from threading import Thread

import pytest

from adapters.memory.wakeups import MemoryWakeups
from adapters.postgres.wakeups import PostgresWakeups
from adapters.redis.wakeups import RedisWakeups
from application.shared.ports import Wakeups
from tests.storage import LONG_ENOUGH

OneMore = Callable[[], Wakeups]


@pytest.fixture(params=["memory", "postgres", "redis"])
def another(request: pytest.FixtureRequest) -> Iterator[OneMore]:
    """Makes the wake-ups of one more process; in memory there is but one."""
    if request.param == "memory":
        only = MemoryWakeups()
        yield lambda: only
        return
    made: list[PostgresWakeups | RedisWakeups] = []
    if request.param == "postgres":
        url: str = request.getfixturevalue("shared_database_url")
    else:
        url = request.getfixturevalue("redis_url")

    def make() -> Wakeups:
        made.append(PostgresWakeups(url) if request.param == "postgres" else RedisWakeups(url))
        return made[-1]

    yield make
    for wakeups in made:
        wakeups.close()


@pytest.fixture
def wakeups(another: OneMore) -> Wakeups:
    return another()


def test_a_ring_is_heard(wakeups: Wakeups) -> None:
    with wakeups.listen(["events.numbered"]) as bell:
        wakeups.ring("events.numbered")
        assert bell.wait(LONG_ENOUGH) == {"events.numbered"}


def test_silence_is_empty_and_ends_in_time(wakeups: Wakeups) -> None:
    with wakeups.listen(["events.numbered"]) as bell:
        began = time.monotonic()
        assert bell.wait(0.05) == frozenset()
        assert time.monotonic() - began >= 0.04
        assert bell.wait(0) == frozenset()


def test_only_the_channels_asked_for_are_heard(wakeups: Wakeups) -> None:
    with wakeups.listen(["events.committed"]) as bell:
        wakeups.ring("events.numbered")
        wakeups.ring("events.committed")
        assert bell.wait(LONG_ENOUGH) == {"events.committed"}


def test_a_ring_before_the_wait_is_kept(wakeups: Wakeups) -> None:
    with wakeups.listen(["a", "b"]) as bell, wakeups.listen(["a", "b"]) as witness:
        wakeups.ring("a")
        wakeups.ring("b")
        heard: frozenset[str] = frozenset()
        while heard < {"a", "b"}:
            heard |= witness.wait(LONG_ENOUGH)
        while heard:
            rung = bell.wait(LONG_ENOUGH)
            assert rung
            heard -= rung


def test_everybody_who_listens_hears(another: OneMore) -> None:
    ringer, first, second = another(), another(), another()
    with first.listen(["a"]) as one, second.listen(["a", "b"]) as two:
        ringer.ring("a")
        assert one.wait(LONG_ENOUGH) == {"a"}
        assert two.wait(LONG_ENOUGH) == {"a"}


def test_many_rings_may_become_one_but_not_none(wakeups: Wakeups) -> None:
    with wakeups.listen(["a"]) as bell:
        for _ in range(500):
            wakeups.ring("a")
        assert bell.wait(LONG_ENOUGH) == {"a"}


def test_a_ring_wakes_who_waits_already(another: OneMore) -> None:
    heard: list[frozenset[str]] = []
    with another().listen(["a"]) as bell:
        waiting = Thread(target=lambda: heard.append(bell.wait(LONG_ENOUGH)))
        waiting.start()
        another().ring("a")
        waiting.join(LONG_ENOUGH)
    assert heard == [{"a"}]


def test_who_has_left_hears_nothing_and_hinders_nobody(wakeups: Wakeups) -> None:
    with wakeups.listen(["a"]):
        pass
    with wakeups.listen(["a"]) as bell:
        wakeups.ring("a")
        assert bell.wait(LONG_ENOUGH) == {"a"}
