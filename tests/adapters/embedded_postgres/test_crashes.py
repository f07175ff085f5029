"""Kill -9 of us, of the database, of both: nothing keeps running, nothing that was committed is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.embedded_postgres import EmbeddedPostgres, url_of_running
from tests.adapters.embedded_postgres.owners import Owner, ending_of, owner_of, query

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can end a child with its parent")


def an_owner_with_a_committed_row(data_dir: Path) -> Owner:
    owner = Owner(data_dir)
    query(owner.url, "CREATE TABLE note AS SELECT 'kept' AS text")
    return owner


def assert_the_row_is_there(url: str) -> None:
    assert query(url, "SELECT text FROM note") == [("kept",)]


def test_the_database_ends_with_its_owner_and_loses_nothing(tmp_path: Path) -> None:
    owner = an_owner_with_a_committed_row(tmp_path)
    with ending_of(owner.database_pid):
        owner.program.kill()
    owner.close()
    assert url_of_running(tmp_path) is None
    with EmbeddedPostgres(tmp_path) as database:
        assert_the_row_is_there(database.url)


def test_a_new_owner_may_follow_a_killed_one_at_once(tmp_path: Path) -> None:
    owner = an_owner_with_a_committed_row(tmp_path)
    owner.program.kill()
    owner.close()
    with EmbeddedPostgres(tmp_path) as database:  # the old server is perhaps still stopping
        assert_the_row_is_there(database.url)


def test_the_owner_starts_a_killed_database_anew_under_the_same_url(tmp_path: Path) -> None:
    owner = an_owner_with_a_committed_row(tmp_path)
    for _ in range(3):
        url, killed = owner.url, owner.database_pid
        with ending_of(killed):
            os.kill(killed, signal.SIGKILL)
        owner.restart_database()
        assert owner.database_pid != killed
        assert owner.url == url
        assert_the_row_is_there(url)
    owner.close()


def test_after_both_were_killed_the_next_start_recovers(tmp_path: Path) -> None:
    owner = an_owner_with_a_committed_row(tmp_path)
    owner.program.send_signal(signal.SIGSTOP)  # so that it cannot reap, as at a real double kill
    os.kill(owner.database_pid, signal.SIGKILL)
    owner.program.kill()
    owner.close()
    with EmbeddedPostgres(tmp_path) as database:
        assert_the_row_is_there(database.url)


def test_the_number_of_a_dead_server_may_belong_to_somebody_else_by_now(tmp_path: Path) -> None:
    owner = an_owner_with_a_committed_row(tmp_path)
    pid_file = tmp_path / "postgres" / "postmaster.pid"
    left_behind = pid_file.read_text()
    with ending_of(owner.database_pid):
        owner.program.kill()
    owner.close()
    sleeper = subprocess.Popen(["sleep", "600"])
    try:
        pid_file.write_text(left_behind.replace(str(owner.database_pid), str(sleeper.pid), 1))
        assert url_of_running(tmp_path) is None
        with EmbeddedPostgres(tmp_path) as database:
            assert_the_row_is_there(database.url)
        assert sleeper.poll() is None, "a process that only shares the number was ended"
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_zombie_that_nobody_reaps_does_not_block_the_next_start(tmp_path: Path) -> None:
    with owner_of(tmp_path) as owner:
        query(owner.url, "CREATE TABLE note AS SELECT 'kept' AS text")
        left_behind = (tmp_path / "postgres" / "postmaster.pid").read_text()
        pid = owner.database_pid
    zombie = subprocess.Popen(["true"])
    with ending_of(zombie.pid):
        pass  # it has ended, and is not reaped before wait()
    (tmp_path / "postgres" / "postmaster.pid").write_text(left_behind.replace(str(pid), str(zombie.pid), 1))
    with EmbeddedPostgres(tmp_path) as database:
        assert_the_row_is_there(database.url)
    zombie.wait()
