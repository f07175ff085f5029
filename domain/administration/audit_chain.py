"""Whether the audit trail is still what was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.administration.audit_entry import EMPTY, AuditEntry, Head


@dataclass(frozen=True, slots=True)
class Fault:
    """The first link that does not hold; ``position`` is that of the entry where it shows."""

    position: int
    words: str


@dataclass
class Chain:
    """Follows the trail from its beginning, and holds it against what was noted down elsewhere.

    ``noted``: hashes by position. ``expected``: a hash that some entry must have; None once it was seen.
    ``head`` is the last entry that was right; ``fault`` the first thing that was not.
    """

    noted: Mapping[int, bytes] = field(default_factory=dict)
    expected: bytes | None = None
    head: Head = EMPTY
    fault: Fault | None = None

    def follow(self, entries: Iterable[AuditEntry]) -> bool:
        """Whether all of them hold. Give them in order, in as many portions as you like."""
        for entry in entries:
            words = self._wrong_with(entry)
            if words:
                self.fault = Fault(entry.position, words)
                return False
            self.head = entry.head
            if entry.hash == self.expected:
                self.expected = None
        return True

    def close(self) -> None:
        """There are no more: whatever was noted behind the end has been cut off."""
        last = max(self.noted, default=0)
        if self.fault is None and last > self.head.position:
            words = f"the trail ends at entry {self.head.position}, but entry {last} was noted down once"
            self.fault = Fault(self.head.position + 1, words)
        if self.fault is None and self.expected is not None:
            self.fault = Fault(self.head.position + 1, "no entry has the hash that was expected")

    def _wrong_with(self, entry: AuditEntry) -> str | None:
        expected = self.head.position + 1
        if entry.position > expected:
            return f"entry {expected} is missing"
        if entry.position < expected:
            return f"entry {entry.position} is there twice"
        if entry.previous_hash != self.head.hash:
            return f"entry {entry.position} does not follow from the one before: one of them was replaced"
        if entry.seal() != entry.hash:
            return f"entry {entry.position} is not what was written: it was changed afterwards"
        noted = self.noted.get(entry.position)
        if noted is not None and noted != entry.hash:
            return f"entry {entry.position} is another than the one that was noted down"
        return None
