from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.identity.ports import (
    KnownPerson,
    LiveSession,
    LiveToken,
    OpenSession,
    PeopleDirectory,
    sort_key,
)
from domain.identity.api_token import ApiToken
from domain.identity.person import Person
from domain.shared.text import folded


@dataclass
class MemoryPeopleDirectory(PeopleDirectory):
    database: MemoryDatabase

    def find(self, person_id: UUID) -> KnownPerson | None:
        person = self.database.tables.people.get(person_id)
        return _known(person) if person and person.active else None

    def principal(self, person_id: UUID, *, delegate_id: UUID) -> KnownPerson | None:
        stands = (person_id, delegate_id) in self.database.tables.delegations
        return self.find(person_id) if stands else None

    def named(self, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        people = self.database.tables.people
        return {each: _known(people[each]) for each in person_ids if each in people}

    def search(
        self, words: str, *, active: bool = True, after: str | None, limit: int
    ) -> Sequence[KnownPerson]:
        wanted = folded(words)
        with self.database.lock:
            people = [_known(person) for person in self.database.tables.people.values()]
        found = [p for p in people if p.active == active]
        found = [p for p in found if wanted in p.sought]
        behind = [p for p in found if after is None or sort_key(p) > after]
        return sorted(behind, key=sort_key)[:limit]

    def anybody(self) -> bool:
        return bool(self.database.tables.people)

    def live_session(self, session_id: UUID, *, now: datetime) -> LiveSession | None:
        session = self.database.tables.sessions.get(session_id)
        if session is None or not session.is_alive(now):
            return None
        person = self.find(session.person_id)
        if person is None:
            return None
        tables = self.database.tables
        factors = tables.second_factors.get(person.id)
        lacks_factor = person.role in tables.settings.rules.second_factor_required_for and not (
            factors and factors.are_asked_for
        )
        return LiveSession(person, session.id, session.expires_at, session.proved_at, lacks_factor)

    def live_sessions(self, session_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveSession]:
        found = {each: self.live_session(each, now=now) for each in session_ids}
        return {session_id: session for session_id, session in found.items() if session is not None}

    def open_sessions(self, person_id: UUID, *, now: datetime) -> Sequence[OpenSession]:
        with self.database.lock:
            sessions = [each for each in self.database.tables.sessions.values() if each.is_alive(now)]
        found = [
            OpenSession(s.id, s.device, s.address, s.created_at, s.last_used_at, s.expires_at)
            for s in sessions
            if s.person_id == person_id
        ]
        found.sort(key=lambda session: session.id)
        return sorted(found, key=lambda session: session.last_used_at, reverse=True)

    def live_token(self, digest: bytes, *, now: datetime) -> LiveToken | None:
        with self.database.lock:
            tokens = list(self.database.tables.api_tokens.values())
        return next((self._live(each, now) for each in tokens if each.digest == digest), None)

    def live_tokens(self, token_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveToken]:
        tokens = self.database.tables.api_tokens
        found = {each: self._live(tokens[each], now) for each in token_ids if each in tokens}
        return {token_id: token for token_id, token in found.items() if token is not None}

    def _live(self, token: ApiToken, now: datetime) -> LiveToken | None:
        person = self.find(token.person_id) if now < token.expires_at else None
        return LiveToken(person, token.id, token.scopes, token.last_used_at) if person else None


def _known(person: Person) -> KnownPerson:
    return KnownPerson(
        person.id,
        person.email,
        person.name,
        person.zone.key,
        person.role,
        person.active,
        person.version,
        person.language,
    )
