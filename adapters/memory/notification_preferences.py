from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import NotificationPreferences
from domain.notification.preferences import Preferences, Wishes
from domain.notification.refusals import StalePreferences


@dataclass
class MemoryNotificationPreferences(NotificationPreferences):
    tables: Tables

    def get(self, person_id: UUID) -> Preferences:
        return deepcopy(self.tables.notification_preferences.get(person_id, Preferences(person_id)))

    def among(self, person_ids: Collection[UUID]) -> Mapping[UUID, Wishes]:
        return {each: self.get(each).wishes for each in person_ids}

    def save(self, preferences: Preferences) -> None:
        if self.get(preferences.person_id).version != preferences.version:
            raise StalePreferences("these preferences changed since you read them; look again and retry")
        preferences.version += 1
        self.tables.notification_preferences[preferences.person_id] = deepcopy(preferences)
