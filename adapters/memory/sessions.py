from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.credential_ports import Sessions
from domain.identity.session import Session
from domain.shared.event import DomainEvent


@dataclass
class MemorySessions(Sessions):
    tables: Tables
    events: list[DomainEvent]

    def add(self, session: Session) -> None:
        self.save(session)

    def get(self, session_id: UUID) -> Session | None:
        session = self.tables.sessions.get(session_id)
        return stored(session) if session else None

    def by_refresh_digest(self, digest: bytes) -> Session | None:
        session_id = self.tables.refresh_digests.get(digest)
        return self.get(session_id) if session_id else None

    def living(self, person_id: UUID, *, now: datetime, but_newest: int = 0) -> Sequence[Session]:
        everybodys = sorted(self.tables.sessions.values(), key=lambda session: session.id)
        living = [stored(each) for each in everybodys if each.person_id == person_id and each.is_alive(now)]
        return living[: max(len(living) - but_newest, 0)]

    def knows_device(self, person_id: UUID, device_digest: bytes) -> bool:
        everybodys = self.tables.sessions.values()
        return any((each.person_id, each.device_digest) == (person_id, device_digest) for each in everybodys)

    def save(self, session: Session) -> None:
        session.version += 1
        self.events += session.events
        session.events.clear()
        self.tables.sessions[session.id] = stored(session)
        self.tables.refresh_digests[session.current_digest] = session.id
