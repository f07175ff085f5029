"""What admins have set, as use cases ask for it: one short statement each time, so no process is behind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.settings_book import ORGANISATION, name_of, rollout_from, rules_from
from application.identity.ports import HouseBook
from application.shared.ports import Flags
from domain.identity.house_rules import HouseRules
from domain.identity.role import Role
from domain.shared.flag import Flag


class PostgresHouseBook(HouseBook):
    def __init__(self, database: PostgresDatabase, fixed: Mapping[str, Any]) -> None:
        self._database = database
        self._fixed = fixed

    def rules(self) -> HouseRules:
        return replace(rules_from(_value(self._database, ORGANISATION)), **self._fixed)


class PostgresFlags(Flags):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def is_on(self, flag: Flag, *, person_id: UUID, role: str) -> bool:
        return rollout_from(_value(self._database, name_of(flag))).includes(flag, person_id, Role(role))


def _value(database: PostgresDatabase, name: str) -> Mapping[str, Any] | None:
    with database.hot() as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = %s", [name], prepare=True).fetchone()
    return row[0] if row else None
