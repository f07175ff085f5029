from dataclasses import dataclass

from adapters.memory.tables import Tables
from application.identity.credential_ports import LiveTicket, LiveTickets


@dataclass
class MemoryLiveTickets(LiveTickets):
    tables: Tables

    def add(self, digest: bytes, ticket: LiveTicket) -> None:
        self.tables.live_tickets[digest] = ticket

    def take(self, digest: bytes) -> LiveTicket | None:
        return self.tables.live_tickets.pop(digest, None)
