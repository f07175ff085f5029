from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.credential_ports import ApiTokens
from domain.identity.api_token import ApiToken
from domain.shared.event import DomainEvent


@dataclass
class MemoryApiTokens(ApiTokens):
    tables: Tables
    events: list[DomainEvent]

    def add(self, token: ApiToken) -> None:
        self._recorded(token)
        self.tables.api_tokens[token.id] = stored(token)

    def of(self, person_id: UUID) -> Sequence[ApiToken]:
        theirs = [each for each in self.tables.api_tokens.values() if each.person_id == person_id]
        return [stored(each) for each in sorted(theirs, key=lambda each: each.id, reverse=True)]

    def used(self, token_id: UUID, *, now: datetime) -> None:
        token = self.tables.api_tokens.get(token_id)
        if token is not None:
            self.tables.api_tokens[token_id] = replace(token, last_used_at=now)

    def remove(self, token: ApiToken) -> None:
        self._recorded(token)
        self.tables.api_tokens.pop(token.id, None)

    def _recorded(self, token: ApiToken) -> None:
        self.events += token.events
        token.events.clear()
