from dataclasses import dataclass, field
from datetime import datetime

from adapters.memory.tables import Tables
from application.shared.ports import IdempotencyKeys, KeptAnswer
from application.shared.refusals import IdempotencyKeyReused


@dataclass
class MemoryIdempotencyKeys(IdempotencyKeys):
    """Nobody ever waits here: the database's one lock has made them wait before."""

    tables: Tables
    claimed: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def claim(self, owner: str, key: str, fingerprint: bytes, *, now: datetime) -> KeptAnswer | None:
        kept = self.tables.answers.get((owner, key))
        if kept is None:
            self.claimed[owner, key] = fingerprint
            return None
        first_fingerprint, answer = kept
        if first_fingerprint != fingerprint:
            raise IdempotencyKeyReused("this Idempotency-Key was used for another request; use a new one")
        return answer

    def keep(self, owner: str, key: str, answer: KeptAnswer) -> None:
        self.tables.answers[owner, key] = (self.claimed[owner, key], answer)
