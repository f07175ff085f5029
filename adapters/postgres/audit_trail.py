"""Adds to the audit trail, last of all that a transaction does."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from adapters.postgres.audit_rows import AuditEntryRow
from adapters.postgres.database import OpenTransaction
from adapters.postgres.inserting import as_json, into, octets
from application.administration.auditing import entries
from application.shared.ports import AuditTrail, Mark
from domain.administration.audit_entry import EMPTY, AuditEntry, Head
from domain.shared.act import Act

log = logging.getLogger("convene.audit")

_END_OF_THE_CHAIN = 0x636F6E76_61756474
"""The advisory lock of whoever adds to the trail; it goes with the transaction."""

_MEMBERS = [each.name for each in fields(AuditEntry)]
_TAKE = "SELECT pg_advisory_xact_lock(%s)"
_HEAD = "SELECT position, hash FROM audit_entry ORDER BY position DESC LIMIT 1"
_ADD = into(AuditEntryRow)


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
    opened.write(_TAKE, _END_OF_THE_CHAIN)
    # A statement of its own: one sees what was committed before it began, and this one began with the lock.
    last = opened.write(_HEAD)
    sealed = entries(acts, after=Head(*last[0]) if last else EMPTY)
    opened.write(_ADD, as_json([to_row(entry) for entry in sealed]))
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
    row = {name: getattr(entry, name) for name in _MEMBERS}
    return row | {"hash": octets(entry.hash), "previous_hash": octets(entry.previous_hash)}


def from_row(row: Row[Any]) -> AuditEntry:
    return AuditEntry(**{name: getattr(row, name) for name in _MEMBERS})
