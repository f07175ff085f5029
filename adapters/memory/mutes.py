from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, replace
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import Mutes
from domain.notification.mute import Mute


@dataclass
class MemoryMutes(Mutes):
    tables: Tables

    def get(self, person_id: UUID, meeting_id: UUID) -> Mute:
        return copy(self.tables.mutes.get((person_id, meeting_id), Mute(person_id, meeting_id)))

    def of(self, person_id: UUID) -> Sequence[Mute]:
        theirs = (each for each in self.tables.mutes.values() if each.person_id == person_id)
        return [copy(each) for each in sorted(theirs, key=_meeting_id) if each.whole or each.dates]

    def save(self, mute: Mute) -> None:
        self.tables.mutes[mute.person_id, mute.meeting_id] = copy(mute)

    def covering(
        self, meeting_id: UUID, original_start: str | None, person_ids: Collection[UUID]
    ) -> Collection[UUID]:
        theirs = [self.get(each, meeting_id) for each in person_ids]
        return {each.person_id for each in theirs if each.whole or original_start in each.dates}

    def carry_on(self, meeting_id: UUID, as_meeting_id: UUID) -> None:
        for each in [each for each in self.tables.mutes.values() if each.meeting_id == meeting_id]:
            there = self.get(each.person_id, as_meeting_id)
            self.save(replace(there, whole=there.whole or each.whole, dates=there.dates | each.dates))


def _meeting_id(mute: Mute) -> UUID:
    return mute.meeting_id
