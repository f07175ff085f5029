from dataclasses import dataclass
from datetime import timedelta

from adapters.memory.database import MemoryDatabase
from application.administration.health import FAILING_AFTER, StoreFigures
from application.administration.ports import StoreGauge
from application.shared.ports import Clock
from domain.shared.letter import DeliveryState


@dataclass
class MemoryStoreGauge(StoreGauge):
    """It has no size that anybody could do something about."""

    database: MemoryDatabase
    clock: Clock

    def read(self) -> StoreFigures:
        now = self.clock.now()
        yesterday = now - timedelta(days=1)
        with self.database.lock:
            letters = list(self.database.tables.deliveries.values())
            untold = list(self.database.tables.untold_events.values())
        waiting = [each for each in letters if each.state is DeliveryState.WAITING]
        given_up = [
            each
            for each in letters
            if each.state is DeliveryState.GIVEN_UP and each.settled_at and each.settled_at > yesterday
        ]
        return StoreFigures(
            letters_waiting=len(waiting),
            letters_failing=sum(
                each.attempts > 0 and each.asked_at <= now - FAILING_AFTER for each in waiting
            ),
            letters_given_up=len(given_up),
            events_put_aside=sum(not each.is_parked for each in untold),
            events_parked=sum(each.is_parked for each in untold),
        )
