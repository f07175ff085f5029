from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import Bundles
from domain.notification.bundle import Bundle
from domain.notification.kind import Channel
from domain.notification.telling import Addressee


@dataclass
class MemoryBundles(Bundles):
    tables: Tables

    def of(self, meeting_id: UUID | None, addressees: Collection[Addressee]) -> Sequence[Bundle]:
        keys = {(each.key, meeting_id) for each in addressees}
        return [deepcopy(each) for each in self.tables.bundles.values() if _key(each)[:2] in keys]

    def save(self, bundles: Sequence[Bundle]) -> None:
        self.tables.bundles |= {_key(each): deepcopy(each) for each in bundles}

    def due(self, channel: Channel, now: datetime) -> Bundle | None:
        theirs = [each for each in self.tables.bundles.values() if each.channel is channel]
        due = [each for each in theirs if each.due_at <= now]
        return deepcopy(min(due, key=lambda each: each.due_at)) if due else None

    def remove(self, bundle: Bundle) -> None:
        self.tables.bundles.pop(_key(bundle), None)


def _key(bundle: Bundle) -> tuple[str, UUID | None, Channel]:
    return bundle.to.key, bundle.meeting_id, bundle.channel
