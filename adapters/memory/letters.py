from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables
from application.shared.ports import LETTERS_WRITTEN, Letters
from domain.shared.letter import Delivery, DeliveryState, Letter


@dataclass
class MemoryLetters(Letters):
    tables: Tables
    ring: Callable[[str], None]

    def add(self, letter: Letter) -> None:
        self.save(Delivery.of(letter))
        self.ring(LETTERS_WRITTEN)

    def due(self, now: datetime) -> Delivery | None:
        waiting = [each for each in self.tables.deliveries.values() if each.state is DeliveryState.WAITING]
        due = [each for each in waiting if each.due_at <= now]
        return copy(min(due, key=lambda each: (each.due_at, each.letter.id))) if due else None

    def get(self, letter_id: UUID) -> Delivery | None:
        found = self.tables.deliveries.get(letter_id)
        return copy(found) if found else None

    def send_on(self, person_id: UUID, address: str) -> None:
        for each in list(self.tables.deliveries.values()):
            letter = each.letter
            if each.state is DeliveryState.WAITING and letter.lasting and letter.person_id == person_id:
                self.save(replace(each, letter=replace(letter, to=address)))

    def written_to(self, address: str, *, since: datetime) -> int:
        letters = [each.letter for each in self.tables.deliveries.values()]
        return sum(each.to == address and each.written_at >= since for each in letters)

    def save(self, delivery: Delivery) -> None:
        self.tables.deliveries[delivery.letter.id] = copy(delivery)
