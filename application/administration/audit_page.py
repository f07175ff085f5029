from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.administration.ports import AuditEntries, AuditFilter
from application.identity.ports import KnownPerson, PeopleDirectory
from application.shared.cursor import cursor_at, position_of
from domain.administration.audit_entry import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditPage:
    """``people``: who did something on this page, by id, as far as they have an account."""

    entries: Sequence[AuditEntry]
    people: Mapping[UUID, KnownPerson]
    next_cursor: str | None


def audit_page(
    audit_entries: AuditEntries,
    people: PeopleDirectory,
    wanted: AuditFilter,
    *,
    cursor: str | None,
    limit: int,
) -> AuditPage:
    """What the filter lets through, the newest first. Raises InvalidCursor."""
    before = position_of(cursor) if cursor is not None else None
    found = audit_entries.search(wanted, before=before, limit=limit + 1)
    page = found[:limit]
    doers = {each for entry in page for each in (entry.actor_id, entry.on_behalf_of) if each}
    following = cursor_at(page[-1].position) if len(found) > limit else None
    return AuditPage(page, people.named(doers), following)
