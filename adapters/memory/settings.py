from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.identity.ports import HouseBook
from application.shared.ports import Flags
from domain.administration.feature_flag import FeatureFlag
from domain.identity.house_rules import HouseRules
from domain.identity.role import Role
from domain.shared.flag import Flag


@dataclass
class MemoryHouseBook(HouseBook):
    database: MemoryDatabase
    fixed: Mapping[str, Any]

    def rules(self) -> HouseRules:
        with self.database.lock:
            return replace(self.database.tables.settings.rules, **self.fixed)


@dataclass
class MemoryFlags(Flags):
    database: MemoryDatabase

    def is_on(self, flag: Flag, *, person_id: UUID, role: str) -> bool:
        with self.database.lock:
            found = self.database.tables.feature_flags.get(flag, FeatureFlag(flag))
        return found.rollout.includes(flag, person_id, Role(role))
