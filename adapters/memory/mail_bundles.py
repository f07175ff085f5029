from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import MailBundles
from domain.notification.bundle import Bundle
from domain.notification.telling import Addressee


@dataclass
class MemoryMailBundles(MailBundles):
    tables: Tables

    def of(self, meeting_id: UUID | None, addressees: Collection[Addressee]) -> Sequence[Bundle]:
        keys = {(each.key, meeting_id) for each in addressees}
        return [deepcopy(each) for key, each in self.tables.mail_bundles.items() if key in keys]

    def save(self, bundles: Sequence[Bundle]) -> None:
        self.tables.mail_bundles |= {(each.to.key, each.meeting_id): deepcopy(each) for each in bundles}

    def due(self, now: datetime) -> Bundle | None:
        due = [each for each in self.tables.mail_bundles.values() if each.due_at <= now]
        return deepcopy(min(due, key=lambda each: each.due_at)) if due else None

    def remove(self, bundle: Bundle) -> None:
        self.tables.mail_bundles.pop((bundle.to.key, bundle.meeting_id), None)
