from dataclasses import dataclass

from adapters.memory.tables import Tables, stored
from application.administration.ports import FeatureFlags, SettingsBook
from domain.administration.feature_flag import FeatureFlag
from domain.administration.organisation_settings import OrganisationSettings
from domain.administration.refusals import StaleFlag, StaleSettings
from domain.shared.event import DomainEvent
from domain.shared.flag import Flag


@dataclass
class MemorySettingsBook(SettingsBook):
    tables: Tables
    events: list[DomainEvent]

    def get(self) -> OrganisationSettings:
        return stored(self.tables.settings)

    def save(self, settings: OrganisationSettings) -> None:
        if self.tables.settings.version != settings.version:
            raise StaleSettings("somebody changed the settings since you read them; look again")
        settings.version += 1
        self.events += settings.events
        settings.events.clear()
        self.tables.settings = stored(settings)


@dataclass
class MemoryFeatureFlags(FeatureFlags):
    tables: Tables
    events: list[DomainEvent]

    def get(self, name: Flag) -> FeatureFlag:
        return stored(self.tables.feature_flags.get(name, FeatureFlag(name)))

    def save(self, flag: FeatureFlag) -> None:
        if self.get(flag.name).version != flag.version:
            raise StaleFlag("somebody changed this flag since you read it; look again")
        flag.version += 1
        self.events += flag.events
        flag.events.clear()
        self.tables.feature_flags[flag.name] = stored(flag)
