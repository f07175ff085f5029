from dataclasses import dataclass

from application.administration.audit_page import AuditPage, audit_page
from application.administration.ports import AuditEntries, AuditFilter
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadAuditTrail:
    """The entries that a filter lets through, the newest first. Raises PermissionMissing or InvalidCursor."""

    audit_entries: AuditEntries
    people: PeopleDirectory

    def __call__(self, caller: Caller, wanted: AuditFilter, *, cursor: str | None, limit: int) -> AuditPage:
        caller.must(Permission.READ_AUDIT)
        return audit_page(self.audit_entries, self.people, wanted, cursor=cursor, limit=limit)
