from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables
from application.identity.display_ports import ManyDisplayPreferences
from domain.identity.display import DisplayPreferences
from domain.identity.refusals import StaleDisplay


@dataclass
class MemoryDisplayPreferences(ManyDisplayPreferences):
    tables: Tables

    def get(self, person_id: UUID) -> DisplayPreferences:
        return deepcopy(self.tables.display_preferences.get(person_id, DisplayPreferences(person_id)))

    def save(self, preferences: DisplayPreferences) -> None:
        if self.get(preferences.person_id).version != preferences.version:
            raise StaleDisplay("these preferences changed since you read them; look again and retry")
        preferences.version += 1
        self.tables.display_preferences[preferences.person_id] = deepcopy(preferences)
