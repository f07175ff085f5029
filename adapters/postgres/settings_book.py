import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from adapters.postgres.database import OpenTransaction
from application.administration.ports import FeatureFlags, SettingsBook
from domain.administration.feature_flag import FeatureFlag, FlagState, Rollout
from domain.administration.organisation_settings import OrganisationSettings
from domain.administration.refusals import StaleFlag, StaleSettings
from domain.identity.account_invitation import Registration
from domain.identity.house_rules import HouseRules
from domain.identity.language import WrittenLanguage
from domain.identity.role import Role
from domain.shared.event import DomainEvent
from domain.shared.flag import Flag

ORGANISATION = "organisation"

_WRITE = """
    INSERT INTO setting (name, value, version) VALUES (%s, %s, %s)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = excluded.version
    WHERE setting.version = %s
    RETURNING version
"""


class PostgresSettingsBook(SettingsBook):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def get(self) -> OrganisationSettings:
        value, version = _read(self._opened, ORGANISATION)
        return OrganisationSettings(rules_from(value), version)

    def save(self, settings: OrganisationSettings) -> None:
        if not _written(self._opened, ORGANISATION, settings.rules.plain(), settings.version):
            raise StaleSettings("somebody changed the settings since you read them; look again")
        settings.version += 1
        self._record(settings.events)
        settings.events.clear()


class PostgresFeatureFlags(FeatureFlags):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def get(self, name: Flag) -> FeatureFlag:
        value, version = _read(self._opened, name_of(name))
        return FeatureFlag(name, rollout_from(value), version)

    def save(self, flag: FeatureFlag) -> None:
        if not _written(self._opened, name_of(flag.name), flag.rollout.plain(), flag.version):
            raise StaleFlag("somebody changed this flag since you read it; look again")
        flag.version += 1
        self._record(flag.events)
        flag.events.clear()


def name_of(flag: Flag) -> str:
    return f"flag.{flag.value}"


def rules_from(value: Mapping[str, Any] | None) -> HouseRules:
    """None: nobody has changed them yet."""
    if value is None:
        return HouseRules()
    return HouseRules(
        organisation_name=value["organisation_name"],
        registration=Registration(value["registration"]),
        second_factor_required_for=frozenset(map(Role, value["second_factor_required_for"])),
        language=WrittenLanguage(value.get("language", "en")),
    )


def rollout_from(value: Mapping[str, Any] | None) -> Rollout:
    """None: nobody has changed it yet."""
    if value is None:
        return Rollout()
    return Rollout(FlagState(value["state"]), frozenset(map(Role, value["roles"])), value["percentage"])


def _read(opened: OpenTransaction, name: str) -> tuple[Mapping[str, Any] | None, int]:
    for value, version in opened.read("SELECT value, version FROM setting WHERE name = %s", name):
        return value, version
    return None, 1


def _written(opened: OpenTransaction, name: str, value: Mapping[str, object], version: int) -> bool:
    """Whether that version was still the newest: two who come first at once insert, and one finds a row."""
    return bool(opened.write(_WRITE, name, json.dumps(value), version + 1, version))
