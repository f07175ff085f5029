"""What a real server adds to the contract: it can go away and come back."""

import shutil
import subprocess
from pathlib import Path

from adapters.redis.wakeups import RedisWakeups
from tests.storage import LONG_ENOUGH


def start_redis(folder: Path) -> subprocess.Popen[str]:
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: apt-get install redis-server"
    options = ["--port", "0", "--unixsocket", str(folder / "redis.sock"), "--save", ""]
    server = subprocess.Popen([program, *options], cwd=folder, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert any("eady to accept connections" in line for line in server.stdout)
    server.stdout.close()
    return server


def end(server: subprocess.Popen[str]) -> None:
    server.kill()
    server.wait(LONG_ENOUGH)


def test_a_lost_listener_comes_back_and_reports_every_channel(tmp_path: Path) -> None:
    server = start_redis(tmp_path)
    wakeups = RedisWakeups(f"unix://{tmp_path}/redis.sock")
    with wakeups.listen(["a", "b"]) as bell:
        wakeups.ring("a")
        assert bell.wait(LONG_ENOUGH) == {"a"}
        end(server)
        assert bell.wait(0.3) == frozenset()
        server = start_redis(tmp_path)
        assert bell.wait(LONG_ENOUGH) == {"a", "b"}
        wakeups.ring("b")
        assert bell.wait(LONG_ENOUGH) == {"b"}
    wakeups.close()
    end(server)


def test_without_a_server_nobody_waits_and_nothing_breaks(tmp_path: Path) -> None:
    wakeups = RedisWakeups(f"unix://{tmp_path}/nobody.sock")
    wakeups.ring("a")
    with wakeups.listen(["a"]) as bell:
        assert bell.wait(0.05) == frozenset()
    wakeups.close()
