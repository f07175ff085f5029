"""A database of our own: founded, found again, private, and refused to a second owner."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.embedded_postgres import (
    DatabaseAlreadyOwned,
    DatabaseCannotRunHere,
    DatabaseDidNotStart,
    EmbeddedPostgres,
    url_of_running,
)
from tests.adapters.embedded_postgres.owners import is_alive, owner_of, query


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def database(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(data_dir, fast=True) as running:
        yield running


def test_what_was_written_is_there_after_the_next_start(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as first:
        query(first.url, "CREATE TABLE note AS SELECT 'kept' AS text")
    with EmbeddedPostgres(data_dir) as second:
        assert query(second.url, "SELECT text FROM note") == [("kept",)]


def test_a_stopped_database_leaves_no_process_and_no_socket(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, fast=True) as database:
        pid, directory = database.pid, Path(database.url.partition("host=")[2])
    assert pid is not None
    assert not is_alive(pid)
    assert not directory.exists()
    assert url_of_running(data_dir) is None


def test_no_network_port_is_opened_and_only_the_servers_account_may_enter_the_sockets_folder(
    database: EmbeddedPostgres,
) -> None:
    assert query(database.url, "SHOW listen_addresses") == [("",)]
    directory = Path(database.url.partition("host=")[2])
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert directory.stat().st_uid == Path(f"/proc/{database.pid}").stat().st_uid


def test_the_default_is_durable(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as database:
        for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
            assert query(database.url, f"SHOW {name}") == [("on",)]


def test_the_text_order_does_not_depend_on_the_machine(database: EmbeddedPostgres) -> None:
    found = query(
        database.url, "SELECT datlocprovider, pg_encoding_to_char(encoding) FROM pg_database GROUP BY 1, 2"
    )
    assert found == [("b", "UTF8")]


def test_another_process_finds_the_running_database(data_dir: Path) -> None:
    assert url_of_running(data_dir) is None
    with owner_of(data_dir) as owner:
        assert url_of_running(data_dir) == owner.url
        assert query(owner.url, "SELECT current_database()") == [("convene",)]


def test_a_second_owner_is_refused_and_told_who_the_first_is(data_dir: Path) -> None:
    with owner_of(data_dir) as owner:
        with pytest.raises(DatabaseAlreadyOwned, match=f"process {owner.program.pid}") as refusal:
            EmbeddedPostgres(data_dir).start()
        assert refusal.value.pid == owner.program.pid
        assert query(owner.url, "SELECT 1") == [(1,)]


def test_the_same_folder_by_another_name_is_the_same_data(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(tmp_path)
    with owner_of(data_dir), pytest.raises(DatabaseAlreadyOwned):
        EmbeddedPostgres(tmp_path / "alias" / "data").start()


def test_a_path_far_longer_than_a_sockets_name_may_be_works(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*("a-rather-long-folder-name" for _ in range(10)), "with spaces & ünïcode")
    with EmbeddedPostgres(deep, fast=True) as database:
        assert query(database.url, "SELECT 1") == [(1,)]
        assert url_of_running(deep) == database.url


def test_half_a_founded_cluster_is_never_started(data_dir: Path) -> None:
    (data_dir / "postgres.unfinished" / "base").mkdir(parents=True)
    (data_dir / "postgres.unfinished" / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(data_dir, fast=True) as database:
        assert query(database.url, "SELECT 1") == [(1,)]
    assert not (data_dir / "postgres.unfinished").exists()


def test_a_cluster_of_another_version_is_left_alone(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, fast=True):
        pass
    (data_dir / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(DatabaseCannotRunHere, match="PostgreSQL 17"):
        EmbeddedPostgres(data_dir).start()


def test_a_server_that_does_not_start_is_reported_with_its_own_words_and_gives_the_data_up(
    data_dir: Path,
) -> None:
    with EmbeddedPostgres(data_dir, fast=True):
        pass
    control = data_dir / "postgres" / "global" / "pg_control"
    kept = control.read_bytes()
    control.write_bytes(b"")
    with pytest.raises(DatabaseDidNotStart, match="pg_control"):
        EmbeddedPostgres(data_dir).start()
    control.write_bytes(kept)
    with EmbeddedPostgres(data_dir) as database:
        assert query(database.url, "SELECT 1") == [(1,)]


def test_starting_from_another_thread_is_refused_because_the_thread_would_take_the_server_with_it(
    data_dir: Path,
) -> None:
    caught: list[RuntimeError] = []

    def start() -> None:
        try:
            EmbeddedPostgres(data_dir).start()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in str(caught[0])
    assert not data_dir.exists()


def test_the_database_does_not_see_our_environment(data_dir: Path) -> None:
    with owner_of(data_dir) as owner:
        environment = Path(f"/proc/{owner.database_pid}/environ").read_bytes()
    assert b"LC_ALL" in environment
    assert b"CONVENE" not in environment


def test_a_folder_in_which_nothing_may_be_made_is_a_clear_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseCannotRunHere, match="file"):
        EmbeddedPostgres(tmp_path / "file" / "data").start()
    assert os.listdir(tmp_path) == ["file"]
