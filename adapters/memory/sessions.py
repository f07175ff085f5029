from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.ports import Sessions
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

    def save(self, session: Session) -> None:
        session.version += 1
        self.events += session.events
        session.events.clear()
        self.tables.sessions[session.id] = stored(session)
        self.tables.refresh_digests[session.current_digest] = session.id
