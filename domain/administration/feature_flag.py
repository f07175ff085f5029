"""Who has a feature: nobody, everybody, some roles, or some share of the people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar
from uuid import UUID, uuid5

from domain.administration.refusals import InvalidFlag, StaleFlag
from domain.identity.role import Role
from domain.shared.event import DomainEvent
from domain.shared.flag import Flag

_FLAGS = UUID("0193a000-0000-7000-8000-666c61677300")
_STEPS = 10_000


class FlagState(StrEnum):
    OFF = "off"
    ON = "on"
    ROLES = "roles"
    PERCENTAGE = "percentage"


@dataclass(frozen=True, slots=True)
class Rollout:
    """Whom a feature is for. ``roles`` belong to ROLES, ``percentage`` to PERCENTAGE. Raises InvalidFlag."""

    state: FlagState = FlagState.ON
    roles: frozenset[Role] = frozenset()
    percentage: int = 0

    def __post_init__(self) -> None:
        if bool(self.roles) != (self.state is FlagState.ROLES):
            raise InvalidFlag("name roles with the state roles, and with no other", field=("roles",))
        if self.percentage and self.state is not FlagState.PERCENTAGE:
            raise InvalidFlag("give a percentage with the state percentage only", field=("percentage",))
        if not 0 <= self.percentage <= 100:
            raise InvalidFlag("a percentage is between 0 and 100", field=("percentage",))

    def includes(self, flag: Flag, person_id: UUID, role: Role) -> bool:
        """A person stays in as the percentage grows, and each flag draws its own share of the people."""
        if self.state is FlagState.ROLES:
            return role in self.roles
        if self.state is FlagState.PERCENTAGE:
            return _place(flag, person_id) < self.percentage * _STEPS // 100
        return self.state is FlagState.ON

    def plain(self) -> dict[str, object]:
        return {
            "state": self.state.value,
            "roles": sorted(role.value for role in self.roles),
            "percentage": self.percentage,
        }


def _place(flag: Flag, person_id: UUID) -> int:
    """Where a person stands among all, evenly spread and the same for ever."""
    digest = sha256(f"{flag.value}:{person_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % _STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagChanged(DomainEvent):
    kind: ClassVar[str] = "feature_flag.changed"
    subject_type: ClassVar[str] = "feature_flag"
    name: str
    old: Mapping[str, object]
    new: Mapping[str, object]

    def data(self) -> dict[str, object]:
        return {"name": self.name, "old": dict(self.old), "new": dict(self.new)}


@dataclass(slots=True)
class FeatureFlag:
    """Version 1 is on, for everybody: what is built is there to be used."""

    name: Flag
    rollout: Rollout = field(default_factory=Rollout)
    version: int = 1
    events: list[FlagChanged] = field(default_factory=list, repr=False, compare=False)

    def expect_version(self, version: int | None) -> None:
        """Raises StaleFlag unless it is None or this one."""
        if version is not None and version != self.version:
            raise StaleFlag("somebody changed this flag since you read it; look again")

    def become(self, rollout: Rollout, *, by: UUID, now: datetime) -> None:
        """Records nothing when it is so already."""
        if rollout == self.rollout:
            return
        self.events.append(
            FlagChanged(
                subject_id=uuid5(_FLAGS, self.name.value),
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({by}),
                to_organisation=True,
                name=self.name.value,
                old=self.rollout.plain(),
                new=rollout.plain(),
            )
        )
        self.rollout = rollout
