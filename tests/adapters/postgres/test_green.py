"""Connections that wait with gevent."""

import psycopg
import pytest
from gevent import joinall, sleep, spawn

from adapters.postgres.connections import connect
from adapters.postgres.green import GreenConnection
from tests.storage import LONG_ENOUGH


def address_of(url: str) -> str:
    return url.replace("+psycopg", "")


def test_others_work_while_one_waits_for_the_database(database_url: str) -> None:
    done: list[str] = []

    def ask() -> None:
        with GreenConnection.connect(address_of(database_url)) as connection:
            connection.execute("SELECT pg_sleep(0.2)")
        done.append("asked")

    def work() -> None:
        sleep(0.05)
        done.append("worked")

    joinall([spawn(ask), spawn(work)], timeout=LONG_ENOUGH, raise_error=True)
    assert done == ["worked", "asked"]


def test_what_is_larger_than_any_buffer_arrives_whole(database_url: str) -> None:
    sent = "x" * 5_000_000
    with GreenConnection.connect(address_of(database_url)) as connection:
        assert connection.execute("SELECT %s || %s", [sent, sent]).fetchone() == (sent + sent,)


def test_a_connection_that_is_cut_while_one_waits_says_so(database_url: str) -> None:
    with GreenConnection.connect(address_of(database_url), autocommit=True) as connection:

        def cut() -> None:
            sleep(0.05)
            with connect(database_url, application_name="the one with the scissors") as scissors:
                scissors.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])

        cutting = spawn(cut)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT pg_sleep(30)")
        cutting.get(timeout=LONG_ENOUGH)
