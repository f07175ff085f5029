from dataclasses import dataclass

from application.administration.ports import AuditEntries, NotedHeads
from application.shared.ports import Clock
from domain.administration.audit_entry import Head


@dataclass(frozen=True, slots=True)
class NoteHead:
    """Notes down how far the trail has come, so that a tail cut off later is missed."""

    audit_entries: AuditEntries
    noted_heads: NotedHeads
    clock: Clock

    def __call__(self) -> Head | None:
        """The head; None when it was noted down before, or there is none yet."""
        head = self.audit_entries.head()
        if head.position == 0 or head.position in self.noted_heads.all():
            return None
        self.noted_heads.note(head, at=self.clock.now())
        return head
