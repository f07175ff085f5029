from collections.abc import Mapping
from dataclasses import dataclass

from application.administration.audit_page import AuditPage, audit_page
from application.administration.ports import AuditEntries, AuditFilter
from application.identity.caller import Caller
from application.identity.looks import Looks
from application.identity.ports import PeopleDirectory
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadAuditTrail:
    """The entries that a filter lets through, the newest first. Raises PermissionMissing or InvalidCursor.

    That somebody looked is an entry itself; ``asked`` is the filter in their own words, for that entry.
    """

    audit_entries: AuditEntries
    people: PeopleDirectory
    looks: Looks

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
        page = audit_page(self.audit_entries, self.people, wanted, cursor=cursor, limit=limit)
        self.looks.enter(caller, "audit.read", details={"filter": dict(asked)})
        return page
