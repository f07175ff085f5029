from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import Digests
from domain.notification.digest import DigestPlan, Waiting


@dataclass
class MemoryDigests(Digests):
    tables: Tables

    def begin(self, plans: Sequence[DigestPlan]) -> None:
        for each in plans:
            self.tables.digest_plans.setdefault(each.person_id, copy(each))

    def plan(self, person_id: UUID) -> DigestPlan | None:
        return copy(self.tables.digest_plans.get(person_id))

    def save(self, plan: DigestPlan) -> None:
        self.tables.digest_plans[plan.person_id] = copy(plan)

    def due(self, now: datetime) -> DigestPlan | None:
        due = [each for each in self.tables.digest_plans.values() if each.due_at <= now]
        return copy(min(due, key=lambda each: (each.due_at, each.person_id), default=None))

    def end(self, person_id: UUID) -> None:
        self.tables.digest_plans.pop(person_id, None)

    def add(self, waiting: Sequence[Waiting]) -> None:
        for each in waiting:
            before = self.tables.waiting_for_digests.get(each.person_id, ())
            self.tables.waiting_for_digests[each.person_id] = (*before, each)

    def take(self, person_id: UUID) -> Sequence[Waiting]:
        return self.tables.waiting_for_digests.pop(person_id, ())
