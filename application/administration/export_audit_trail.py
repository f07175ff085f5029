from collections.abc import Mapping
from dataclasses import dataclass

from application.administration.audit_page import AuditPage, audit_page
from application.administration.ports import AuditEntries, AuditFilter
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock, SharedWork, Transactions
from domain.identity.role import Permission
from domain.shared.act import Act


@dataclass(frozen=True, slots=True)
class ExportAuditTrail:
    """Entries to take away: that it was done is an entry, too. Raises PermissionMissing or InvalidCursor.

    ``asked`` is the filter in the caller's own words, for that entry.
    """

    transactions: Transactions[SharedWork]
    clock: Clock
    audit_entries: AuditEntries
    people: PeopleDirectory

    def __call__(
        self,
        caller: Caller,
        wanted: AuditFilter,
        *,
        asked: Mapping[str, str],
        cursor: str | None,
        limit: int,
    ) -> AuditPage:
        caller.must(Permission.READ_AUDIT)
        with self.transactions.begin() as work:
            page = audit_page(self.audit_entries, self.people, wanted, cursor=cursor, limit=limit)
            work.audit.record(
                Act(
                    kind="audit.exported",
                    at=self.clock.now(),
                    actor_id=caller.person_id,
                    details={"filter": dict(asked), "entries": len(page.entries)},
                )
            )
        return page
