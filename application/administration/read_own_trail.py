from dataclasses import dataclass, replace

from application.administration.audit_page import AuditPage, audit_page
from application.administration.ports import AuditEntries, AuditFilter
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory


@dataclass(frozen=True, slots=True)
class ReadOwnTrail:
    """Entries of the audit trail about what the caller did themselves, the newest first.

    They may know it without being an admin: nothing in there is anybody else's deed. A page may hold fewer
    than ``limit`` though more follow. Raises OnlyInPerson or InvalidCursor.
    """

    audit_entries: AuditEntries
    people: PeopleDirectory

    def __call__(self, caller: Caller, *, cursor: str | None, limit: int) -> AuditPage:
        caller.must_be_signed_in()
        wanted = AuditFilter(actor_id=caller.person_id)
        page = audit_page(self.audit_entries, self.people, wanted, cursor=cursor, limit=limit)
        return replace(page, entries=[each for each in page.entries if each.actor_id == caller.person_id])
