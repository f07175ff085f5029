"""The house rules as admins change them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.administration.refusals import StaleSettings
from domain.identity.house_rules import HouseRules
from domain.shared.event import DomainEvent

SETTINGS_ID = UUID("0193a000-0000-7000-8000-736574746e67")
"""There is one set of settings. Events have to name what they are about; they name this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(DomainEvent):
    kind: ClassVar[str] = "settings.changed"
    subject_type: ClassVar[str] = "settings"
    changes: Mapping[str, object]

    def data(self) -> dict[str, object]:
        return {"changes": dict(self.changes)}


@dataclass(slots=True)
class OrganisationSettings:
    """Version 1 is how every installation begins."""

    rules: HouseRules = field(default_factory=HouseRules)
    version: int = 1
    events: list[SettingsChanged] = field(default_factory=list, repr=False, compare=False)

    def expect_version(self, version: int | None) -> None:
        """Raises StaleSettings unless it is None or this one."""
        if version is not None and version != self.version:
            raise StaleSettings("somebody changed the settings since you read them; look again")

    def become(self, rules: HouseRules, *, by: UUID, now: datetime) -> None:
        """Records nothing when they are so already."""
        changes = self.rules.differences(rules)
        if not changes:
            return
        self.rules = rules
        self.events.append(
            SettingsChanged(
                subject_id=SETTINGS_ID,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({by}),
                to_organisation=True,
                changes=changes,
            )
        )
