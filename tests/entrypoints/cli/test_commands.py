"""Every command works beside a running server, without one, and several at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from adapters.embedded_postgres import EmbeddedPostgres
from tests.entrypoints.cli.serving import PASSWORD, convene, make_person, server_on


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = convene(tmp_path, "--help").stdout
    for command in (
        "serve",
        "migrate",
        "worker",
        "person",
        "keys",
        "demo",
        "import",
        "zones",
        "doctor",
        "audit",
        "config",
    ):
        assert f"\n    {command} " in shown


def test_an_unknown_command_is_told(tmp_path: Path) -> None:
    ended = convene(tmp_path, "dance")
    assert ended.returncode == 2
    assert "dance" in ended.stderr


def test_beside_a_running_server(tmp_path: Path) -> None:
    with server_on(tmp_path / "data") as server:
        port = str(server.port)
        assert make_person(tmp_path / "data", "Ana").returncode == 0
        assert convene(tmp_path / "data", "migrate", "--check").returncode == 0
        doctor = convene(tmp_path / "data", "doctor", CONVENE_PORT=port)
        assert "database: embedded, answers" in doctor.stdout
        assert "audit trail: the role that serves can read it and add to it" in doctor.stdout
        assert f"server: is ready at {server.url}" in doctor.stdout
        assert doctor.returncode == 0, doctor.stdout
        assert server.answers()


def test_the_doctor_tells_what_is_wrong_with_the_database(tmp_path: Path) -> None:
    fresh = convene(tmp_path / "data", "doctor")
    assert fresh.returncode == 1
    assert "FAIL" in fresh.stdout
    assert "Traceback" not in fresh.stderr
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    assert convene(tmp_path / "data", "doctor", CONVENE_DATABASE_URL=nowhere).returncode == 1


def test_without_a_server_several_at_once_share_one_database(data_dir: Path) -> None:
    with ThreadPoolExecutor() as together:
        made = list(together.map(lambda name: make_person(data_dir, name), ["Ana", "Ben", "Chloe", "Dan"]))
    assert [ended.returncode for ended in made] == [0, 0, 0, 0], [ended.stderr for ended in made]
    assert not (data_dir / "postgres" / "postmaster.pid").exists()
    assert make_person(data_dir, "Dan").returncode == 1


def test_a_database_of_ones_own_is_used_and_none_is_started(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "elsewhere", fast=True) as elsewhere:
        url = elsewhere.url.replace("+psycopg", "")
        with server_on(tmp_path / "data", CONVENE_DATABASE_URL=url) as server:
            assert server.answers()
            made = make_person(tmp_path / "data", "Ana", CONVENE_DATABASE_URL=url)
            assert made.returncode == 0, made.stderr
    assert not (tmp_path / "data" / "postgres").exists()


def test_the_password_is_never_an_argument_and_a_refusal_is_one_sentence(data_dir: Path) -> None:
    words = "person create --email ana@example.org --name Ana --role admin"
    assert convene(data_dir, *words.split()).returncode == 2
    weak = convene(data_dir, *words.split(), "--password-stdin", given="short\n")
    assert weak.returncode == 1
    assert "Traceback" not in weak.stderr
    assert weak.stderr.count("\n") == 1
    none = convene(data_dir, *words.split(), "--password-stdin")
    assert none.returncode == 1


def test_config_shows_every_setting_and_no_secret(tmp_path: Path) -> None:
    secret = "2f7c9a1be04d8365f1a2b3c4d5e6f708"
    ended = convene(
        tmp_path,
        "config",
        CONVENE_SECRET_KEYS=f"first:{secret}",
        CONVENE_DATABASE_URL=f"postgresql://convene:{PASSWORD.replace(' ', '-')}@db.example.org/convene",
        CONVENE_WORKERS="3",
    )
    assert ended.returncode == 0, ended.stderr
    assert "CONVENE_WORKERS=3  (environment)" in ended.stdout
    assert "CONVENE_SECRET_KEYS=first,********  (environment)" in ended.stdout
    assert "CONVENE_HOST=127.0.0.1  (default)" in ended.stdout
    assert secret not in ended.stdout
    assert "4711" not in ended.stdout


@pytest.mark.parametrize("command", ["serve", "config", "migrate"])
def test_a_wrong_setting_is_named_before_anything_starts(tmp_path: Path, command: str) -> None:
    ended = convene(tmp_path / "data", command, CONVENE_PORT="eighty")
    assert ended.returncode == 1
    assert "CONVENE_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_the_audit_trail_is_verified_and_tampering_is_told(data_dir: Path) -> None:
    for name in ("Ana", "Ben"):
        assert make_person(data_dir, name).returncode == 0
    whole = convene(data_dir, "audit", "verify")
    assert "2 entries, and every link holds." in whole.stdout
    head = whole.stdout.split()[-1]
    assert convene(data_dir, "audit", "verify", "--expect", head).returncode == 0
    assert convene(data_dir, "audit", "verify", "--expect", "nonsense").returncode == 2
    with (
        EmbeddedPostgres(data_dir) as database,
        psycopg.connect(database.url.replace("+psycopg", "")) as owner,
    ):
        owner.execute("ALTER TABLE audit_entry DISABLE TRIGGER only_grows")
        owner.execute("UPDATE audit_entry SET address = '192.0.2.1' WHERE position = 2")
    broken = convene(data_dir, "audit", "verify")
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.startswith("BROKEN: entry 2 is not what was written")
    assert "Traceback" not in broken.stderr
