"""`convene keys`, as an operator types it; running servers are in the journeys."""

from pathlib import Path

import psycopg

from adapters.embedded_postgres import EmbeddedPostgres
from tests.entrypoints.cli.serving import convene, server_on

SECRET = "2f7c9a1be04d8365f1a2b3c4d5e6f708"


def test_keys_are_listed_rotated_and_retired(tmp_path: Path) -> None:
    first = convene(tmp_path, "keys", "list")
    assert first.returncode == 0, first.stderr
    (line,) = first.stdout.splitlines()
    old, _, what = line.partition("  ")
    assert what == "signs"
    rotated = convene(tmp_path, "keys", "rotate")
    assert rotated.returncode == 0
    new = rotated.stdout.split()[0]
    signs, accepted, root = convene(tmp_path, "keys", "list").stdout.splitlines()
    assert signs.startswith(f"{new}  signs, since ")
    assert accepted.startswith(f"{old}  accepted for what it signed until ")
    assert root.startswith("root  never signs")
    lines = (tmp_path / "secret-keys").read_text().splitlines()
    secrets = [line.partition(":")[2].split()[0] for line in lines if not line.startswith("#")]
    assert len(secrets) == 3
    assert not any(secret in first.stdout + rotated.stdout + signs + accepted + root for secret in secrets)
    assert convene(tmp_path, "keys", "retire", old).returncode == 0
    assert old not in convene(tmp_path, "keys", "list").stdout


def test_what_was_done_without_a_database_is_audited_by_the_next_start(tmp_path: Path) -> None:
    rotated = convene(tmp_path, "keys", "rotate")
    with server_on(tmp_path) as server:
        server.wait_until_it_says("signing_key.rotated")
    with (
        EmbeddedPostgres(tmp_path) as database,
        psycopg.connect(database.url.replace("+psycopg", "")) as connection,
    ):
        kept = "SELECT address, details->>'key' FROM audit_entry WHERE kind = 'signing_key.rotated'"
        assert connection.execute(kept).fetchall() == [("command line", rotated.stdout.split()[0])]


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    current = convene(tmp_path, "keys", "list").stdout.split()[0]
    for key, words in ((current, "convene keys rotate"), ("other", "convene keys list")):
        refused = convene(tmp_path, "keys", "retire", key)
        assert refused.returncode == 1
        assert words in refused.stderr
    for words in (("rotate",), ("retire", "k1")):
        refused = convene(tmp_path, "keys", *words, CONVENE_SECRET_KEYS=f"k1:{SECRET}")
        assert refused.returncode == 1
        assert "CONVENE_SECRET_KEYS" in refused.stderr
        assert refused.stderr.count("\n") == 1
    given = convene(tmp_path, "keys", "list", CONVENE_SECRET_KEYS=f"k2:{SECRET[::-1]},k1:{SECRET}")
    assert given.stdout == "k2  signs\nk1  accepted\n"


def test_nothing_starts_with_weak_secrets(tmp_path: Path) -> None:
    (tmp_path / "secret-keys").write_text("k1:password\n")
    for command in (("keys", "list"), ("serve",)):
        refused = convene(tmp_path, *command)
        assert refused.returncode == 1
        assert "32 characters" in refused.stderr + refused.stdout
        assert "Traceback" not in refused.stderr
        given = convene(tmp_path, *command, CONVENE_SECRET_KEYS="k1:password")
        assert given.returncode == 1
        assert "CONVENE_SECRET_KEYS" in given.stderr
        assert "password" not in given.stderr + refused.stderr
