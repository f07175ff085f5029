"""Whoever changes the audit trail behind our back is noticed."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from adapters.memory.noted_heads import MemoryNotedHeads
from application.administration.verify_audit_trail import VerifyAuditTrail
from domain.administration.audit_chain import Chain
from domain.shared.act import Act
from tests.builders import NOW
from tests.storage import Storage, postgres_storage

PAST_THE_TRIGGERS = "SET LOCAL session_replication_role = replica"


@pytest.fixture
def storage(engine: Engine, database_url: str) -> Storage:
    storage = postgres_storage(engine, database_url)
    for number in range(1, 7):
        with storage.transactions.begin() as work:
            work.audit.record(Act(kind="setting.changed", at=NOW, details={"number": number}))
    return storage


def tampered(engine: Engine, *statements: str) -> None:
    """As the owner of the table may do who is out for it."""
    with engine.begin() as connection:
        for statement in (PAST_THE_TRIGGERS, *statements):
            connection.execute(text(statement))


def verdict(storage: Storage) -> Chain:
    return VerifyAuditTrail(storage.audit_entries, MemoryNotedHeads())()


def test_nothing_was_done(storage: Storage) -> None:
    chain = verdict(storage)
    assert (chain.fault, chain.head.position) == (None, 6)


@pytest.mark.parametrize(
    ("statements", "position", "words"),
    [
        (["UPDATE audit_entry SET details = '{\"number\": 33}' WHERE position = 3"], 3, "was changed"),
        (["UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE position = 1"], 1, "was changed"),
        (["UPDATE audit_entry SET actor_id = id WHERE position = 6"], 6, "was changed"),
        (["DELETE FROM audit_entry WHERE position = 4"], 5, "entry 4 is missing"),
        (["DELETE FROM audit_entry WHERE position = 1"], 2, "entry 1 is missing"),
        (
            [
                "UPDATE audit_entry SET position = -2 WHERE position = 2",
                "UPDATE audit_entry SET position = 2 WHERE position = 3",
                "UPDATE audit_entry SET position = 3 WHERE position = -2",
            ],
            2,
            "does not follow",
        ),
        (
            [
                "DELETE FROM audit_entry WHERE position = 4",
                "UPDATE audit_entry SET position = position - 1 WHERE position = 5",
                "UPDATE audit_entry SET position = position - 1 WHERE position = 6",
            ],
            4,
            "does not follow",
        ),
        (
            [
                "INSERT INTO audit_entry SELECT 7, gen_random_uuid(), at, kind, actor_id, on_behalf_of, "
                "subject_type, subject_id, address, request_id, details, hash, hash FROM audit_entry "
                "WHERE position = 6"
            ],
            7,
            "was changed",
        ),
    ],
    ids=["edited", "moment", "actor", "removed", "first", "swapped", "closed up", "appended"],
)
def test_it_shows(storage: Storage, engine: Engine, statements: list[str], position: int, words: str) -> None:
    tampered(engine, *statements)
    fault = verdict(storage).fault
    assert fault is not None
    assert fault.position == position
    assert words in fault.words


def test_a_tail_that_is_gone_shows_against_a_noted_head(storage: Storage, engine: Engine) -> None:
    heads = MemoryNotedHeads()
    heads.note(storage.audit_entries.head(), at=NOW)
    tampered(engine, "DELETE FROM audit_entry WHERE position > 4")
    assert verdict(storage).fault is None  # of this alone, the chain cannot know
    fault = VerifyAuditTrail(storage.audit_entries, heads)().fault
    assert fault is not None
    assert fault.position == 5


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET kind = ''", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
)
def test_the_table_only_grows(engine: Engine, storage: Storage, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
        connection.execute(text(statement))
    assert verdict(storage).fault is None
