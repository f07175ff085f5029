"""Requests are counted exactly, whoever counts, and windows end."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from time import sleep, time
from uuid import uuid4

import pytest

from adapters.memory.rate_limits import MemoryRateLimits
from adapters.redis.rate_limits import RedisRateLimits
from adapters.shared_memory.rate_limits import SharedMemoryRateLimits
from adapters.system.clock import SystemClock
from application.shared.rate_limits import RateLimit, RateLimits, TooManyRequests

ROOT = Path(__file__).resolve().parents[2]
SOON = timedelta(seconds=1)
COUNTING = """
import sys
from pathlib import Path
from adapters.shared_memory.rate_limits import SharedMemoryRateLimits
from application.shared.rate_limits import RateLimit
limits, limit = SharedMemoryRateLimits(Path(sys.argv[1])), RateLimit("signed-in", 10_000)
print("ready", flush=True)
sys.stdin.readline()
print(sum(limits.take("ana", limit).left >= 0 for _ in range(5_000)))
"""


@pytest.fixture(params=["memory", "shared memory", "redis"])
def limits(request: pytest.FixtureRequest, tmp_path: Path) -> RateLimits:
    made: dict[str, Callable[[], RateLimits]] = {
        "memory": lambda: MemoryRateLimits(SystemClock()),
        "shared memory": lambda: SharedMemoryRateLimits(tmp_path / "rate-limits"),
        "redis": lambda: RedisRateLimits(request.getfixturevalue("redis_url")),
    }
    return made[request.param]()


def a_limit(most: int, within: timedelta = timedelta(minutes=1)) -> RateLimit:
    return RateLimit(f"limit {uuid4()}", most, within)


def test_so_many_and_no_more(limits: RateLimits) -> None:
    limit = a_limit(3)
    assert [limits.take("ana", limit).left for _ in range(5)] == [2, 1, 0, -1, -2]
    allowance = limits.take("ana", limit)
    with pytest.raises(TooManyRequests) as refused:
        allowance.refuse_if_spent()
    assert refused.value.allowance is allowance
    assert timedelta() < allowance.resets_in <= limit.within


def test_each_has_a_count_of_their_own_and_each_limit_too(limits: RateLimits) -> None:
    one, other = a_limit(1), a_limit(1)
    assert limits.take("ana", one).left == 0
    assert limits.take("ben", one).left == 0
    assert limits.take("ana", other).left == 0
    assert limits.take("ana", one).left == -1


def test_a_window_ends_and_another_begins(limits: RateLimits) -> None:
    limit = a_limit(1, SOON)
    assert limits.take("ana", limit).left == 0
    for _ in range(200):
        sleep(SOON.total_seconds() / 20)
        if limits.take("ana", limit).left == 0:
            return
    pytest.fail("the window does not end")


def test_many_at_once_are_counted_exactly(limits: RateLimits) -> None:
    limit = a_limit(100)
    with ThreadPoolExecutor(8) as pool:
        left = list(pool.map(lambda _: limits.take("ana", limit).left, range(200)))
    assert sorted(left, reverse=True) == list(range(99, -101, -1))


def test_whoever_stops_at_the_clock_does_not_start_the_window_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopping = iter([0.1])

    def clock() -> float:
        now = time()
        sleep(next(stopping, 0))
        return now

    monkeypatch.setattr("adapters.shared_memory.rate_limits.time", clock)
    limits, limit = SharedMemoryRateLimits(tmp_path / "rate-limits"), a_limit(20)
    with ThreadPoolExecutor(8) as pool:
        left = list(pool.map(lambda _: limits.take("ana", limit).left, range(20)))
    assert sorted(left) == list(range(20))


def test_processes_share_the_table(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COUNTING, str(tmp_path / "rate-limits")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(4)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:  # all at once: of those who begin as they are loaded hardly two would meet
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    passed = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(passed) == 10_000
    assert (tmp_path / "rate-limits").stat().st_mode & 0o777 == 0o600


def test_a_clock_that_was_set_back_locks_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits, limit = SharedMemoryRateLimits(tmp_path / "rate-limits"), a_limit(1)
    moment = 1_000_000.0
    monkeypatch.setattr("adapters.shared_memory.rate_limits.time", lambda: moment)
    assert [limits.take("ana", limit).left for _ in range(2)] == [0, -1]
    moment -= 3_600
    assert limits.take("ana", limit).left == 0


def test_a_full_table_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.shared_memory.rate_limits.BUCKETS", 1)
    limits, limit = SharedMemoryRateLimits(tmp_path / "rate-limits"), a_limit(1)
    for number in range(100):
        assert limits.take(f"person {number}", limit).left == 0
    assert limits.take("person 99", limit).left == -1


@pytest.mark.parametrize("broken", ["shared memory", "redis"])
def test_who_cannot_count_lets_everybody_through(broken: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    limits = (
        SharedMemoryRateLimits(tmp_path / "file" / "rate-limits")
        if broken == "shared memory"
        else RedisRateLimits("redis://127.0.0.1:1/0")
    )
    assert [limits.take("ana", a_limit(1)).left for _ in range(3)] == [0, 0, 0]
