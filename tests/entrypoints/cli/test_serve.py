"""One command starts everything, and everything ends with it."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.entrypoints.cli.serving import (
    Server,
    all_ending,
    convene,
    family_of,
    free_port,
    is_free,
    make_person,
    server_on,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server_on(tmp_path_factory.mktemp("serve") / "data") as server:
        yield server


def test_a_second_server_on_the_same_data_is_refused_and_the_first_goes_on(running: Server) -> None:
    second = convene(running.data_dir, "serve", CONVENE_PORT=str(free_port()))
    assert second.returncode == 1
    assert f"already in use by process {running.process.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    assert running.answers()


def test_a_taken_port_is_told_and_nothing_stays_behind(running: Server, tmp_path: Path) -> None:
    second = convene(tmp_path / "data", "serve", CONVENE_PORT=str(running.port))
    assert second.returncode == 1
    assert f"port {running.port}" in second.stderr
    assert "CONVENE_PORT" in second.stderr
    assert not (tmp_path / "data" / "postgres" / "postmaster.pid").exists()
    assert running.answers()


@pytest.mark.parametrize("victim", ["gunicorn", "worker$", "bin/postgres"])
def test_a_killed_process_is_started_again(running: Server, victim: str) -> None:
    victim_pid = running.pid_of(victim)
    running.said = ""
    with all_ending({victim_pid}):
        os.kill(victim_pid, signal.SIGKILL)
    running.wait_until_it_says("again.")
    assert running.answers()
    made = make_person(running.data_dir, "".join(filter(str.isalpha, victim)))
    assert made.returncode == 0, made.stderr
    assert running.pid_of(victim) != victim_pid


def test_sigterm_stops_everything_cleanly_within_thirty_seconds(data_dir: Path) -> None:
    with server_on(data_dir) as server:
        assert server.answers()
        began = time.monotonic()
        assert server.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 30
    assert is_free(server.port)
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_ctrl_c_reaches_the_whole_foreground_group_and_all_stops_cleanly(data_dir: Path) -> None:
    with server_on(data_dir) as server:
        with all_ending(family_of(server.process.pid)):
            os.killpg(server.process.pid, signal.SIGINT)
        rest, _ = server.process.communicate()
        assert server.process.returncode == 0
        assert "Traceback" not in server.said + rest.decode()


def test_kill_9_of_the_supervisor_takes_everything_down_and_the_data_survives(tmp_path: Path) -> None:
    with server_on(tmp_path / "data") as server:
        server.wait_until_it_says(f"{server.url}/setup/#token=")
        assert make_person(tmp_path / "data", "Ana").returncode == 0
        assert server.end(signal.SIGKILL) == -signal.SIGKILL
    assert is_free(server.port)
    with server_on(tmp_path / "data") as server:
        again = make_person(tmp_path / "data", "Ana")
        server.end()
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    assert "token=" not in server.said, "somebody has an account: the set-up link is void"


def test_a_database_that_is_not_there_ends_the_start_with_words(tmp_path: Path) -> None:
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    ended = convene(tmp_path / "data", "serve", CONVENE_PORT=str(free_port()), CONVENE_DATABASE_URL=nowhere)
    assert ended.returncode == 1
    assert "database" in ended.stderr


def test_stopping_during_the_start_leaves_nothing(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        while len(family_of(server.process.pid)) < 3:  # the database, at least, is coming up
            assert server.process.poll() is None
            time.sleep(0.01)
        server.end()
    assert is_free(server.port)
    assert not (tmp_path / "data" / "postgres" / "postmaster.pid").exists()
