from dataclasses import dataclass

from application.administration.ports import AuditEntries, NotedHeads
from domain.administration.audit_chain import Chain

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class VerifyAuditTrail:
    """Reads the whole trail and says where it breaks, if it does. For whoever runs the machine."""

    audit_entries: AuditEntries
    noted_heads: NotedHeads

    def __call__(self, *, expected: bytes | None = None) -> Chain:
        """The chain, followed to its end or its first fault, and held against the heads that were noted.

        ``expected`` is a hash that somebody has kept: it has to be that of some entry.
        """
        chain = Chain(self.noted_heads.all(), expected)
        while portion := self.audit_entries.after(chain.head.position, limit=AT_ONCE):
            if not chain.follow(portion):
                return chain
        chain.close()
        return chain
