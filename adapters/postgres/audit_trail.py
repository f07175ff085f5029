"""Adds to the audit trail, last of all that a transaction does."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.audit_rows import AuditEntryRow
from adapters.postgres.database import OpenTransaction
from application.administration.auditing import entries
from application.shared.ports import AuditTrail, Mark
from domain.administration.audit_entry import EMPTY, AuditEntry, Head
from domain.shared.act import Act

log = logging.getLogger("convene.audit")

_END_OF_THE_CHAIN = 0x636F6E76_61756474
"""The advisory lock of whoever adds to the trail; it goes with the transaction."""

_MEMBERS = [each.name for each in fields(AuditEntry)]
_TAKE = text("SELECT pg_advisory_xact_lock(:lock)")
_HEAD = select(AuditEntryRow.position, AuditEntryRow.hash).order_by(AuditEntryRow.position.desc()).limit(1)


class PostgresAuditTrail(AuditTrail):
    def __init__(self, record: Callable[[Iterable[Act]], None]) -> None:
        self._record = record

    def record(self, act: Act) -> None:
        self._record([act])


def write_entries(opened: OpenTransaction, acts: Sequence[tuple[Act, Mark]]) -> list[AuditEntry]:
    """Seals the acts to the end of the chain. Nothing may follow but the commit: others queue for the end.

    Nobody waits for anything while holding it, so there is no deadlock either.
    """
    if not acts:
        return []
    connection = opened.connection
    connection.execute(_TAKE, {"lock": _END_OF_THE_CHAIN})
    # A statement of its own: one sees what was committed before it began, and this one began with the lock.
    last = connection.execute(_HEAD).one_or_none()
    sealed = entries(acts, after=Head(*last) if last else EMPTY)
    connection.execute(insert(AuditEntryRow), [to_row(entry) for entry in sealed])
    return sealed


def tell(sealed: Iterable[AuditEntry]) -> None:
    """One line for each in the log, whose keeper then knows their hashes, too. Once they are committed."""
    for entry in sealed:
        members = {
            "position": entry.position,
            "kind": entry.kind,
            "actor_id": None if entry.actor_id is None else str(entry.actor_id),
            "hash": entry.hash.hex(),
        }
        log.info("audit trail", extra={"members": members})


def to_row(entry: AuditEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _MEMBERS}


def from_row(row: Row[Any]) -> AuditEntry:
    return AuditEntry(**{name: getattr(row, name) for name in _MEMBERS})
