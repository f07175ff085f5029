from dataclasses import dataclass
from datetime import timedelta

from application.administration.ports import AdministrationWork, AuditEntries, AuditFilter
from application.identity.signing_keys import KeyChange, SigningKeys
from application.shared.ports import Transactions
from domain.shared.act import Act

A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class EnterKeyChanges:
    """Enters into the audit trail what ``convene keys`` did, which works without a database.

    Each change once, however often this is called, as long as nobody else calls it at the same time.
    """

    transactions: Transactions[AdministrationWork]
    audit_entries: AuditEntries
    signing_keys: SigningKeys

    def __call__(self) -> int:
        """How many there were to enter."""
        waiting = [change for change in self.signing_keys.changes() if not self._is_entered(change)]
        if waiting:
            with self.transactions.begin() as work:
                for change in waiting:
                    work.audit.record(
                        Act(kind=change.kind, at=change.at, details={"key": change.key_id}),
                    )
        return len(waiting)

    def _is_entered(self, change: KeyChange) -> bool:
        alike = AuditFilter(kinds=frozenset({change.kind}), from_=change.at, to=change.at + A_SECOND)
        found = self.audit_entries.search(alike, before=None, limit=100)
        return any(entry.details["key"] == change.key_id for entry in found)
