"""What the use cases of administration need from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.administration.health import StoreFigures
from application.meeting.ports import MeetingWork
from domain.administration.audit_entry import AuditEntry, Head
from domain.administration.feature_flag import FeatureFlag
from domain.administration.ip_block import IpBlock
from domain.administration.organisation_settings import OrganisationSettings
from domain.shared.flag import Flag


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """None lets everything through. ``from_`` is included, ``to`` is not; ``kinds`` are alternatives.

    ``actor_id`` finds what somebody did in their own name or in another's, and what was done in theirs.
    """

    actor_id: UUID | None = None
    kinds: frozenset[str] | None = None
    subject_id: UUID | None = None
    address: str | None = None
    from_: datetime | None = None
    to: datetime | None = None

    def lets_through(self, entry: AuditEntry) -> bool:
        return (
            (self.actor_id is None or self.actor_id in (entry.actor_id, entry.on_behalf_of))
            and (self.kinds is None or entry.kind in self.kinds)
            and (self.subject_id is None or self.subject_id == entry.subject_id)
            and (self.address is None or self.address == entry.address)
            and (self.from_ is None or self.from_ <= entry.at)
            and (self.to is None or entry.at < self.to)
        )


class AuditEntries(Protocol):
    """Reads the audit trail. Nobody can do anything else with what was written."""

    def search(self, wanted: AuditFilter, *, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """The newest first; with ``before`` those of lower positions only."""
        ...

    def after(self, position: int, *, limit: int) -> Sequence[AuditEntry]:
        """All that stand behind ``position``, ascending."""
        ...

    def head(self) -> Head: ...


class SettingsBook(Protocol):
    def get(self) -> OrganisationSettings:
        """As admins left them, whatever the environment fixes."""
        ...

    def save(self, settings: OrganisationSettings) -> None:
        """Raises StaleSettings when another version was saved since this one was read."""
        ...


class FeatureFlags(Protocol):
    def get(self, name: Flag) -> FeatureFlag: ...

    def save(self, flag: FeatureFlag) -> None:
        """Raises StaleFlag when another version was saved since this one was read."""
        ...


class IpBlocks(Protocol):
    def add(self, block: IpBlock) -> None: ...

    def find(self, block_id: UUID) -> IpBlock | None: ...

    def standing(self, now: datetime) -> Sequence[IpBlock]:
        """Those that have not ended, the newest first."""
        ...

    def remove(self, block: IpBlock) -> None:
        """Its recorded events stay in the log."""
        ...


class AdministrationWork(MeetingWork, Protocol):
    @property
    def settings(self) -> SettingsBook: ...
    @property
    def feature_flags(self) -> FeatureFlags: ...
    @property
    def ip_blocks(self) -> IpBlocks: ...


class NotedHeads(Protocol):
    """Heads of the trail, noted down where whoever changes the database does not reach them."""

    def all(self) -> Mapping[int, bytes]:
        """Hashes by position."""
        ...

    def note(self, head: Head, *, at: datetime) -> None: ...


class StoreGauge(Protocol):
    def read(self) -> StoreFigures:
        """As they are at this moment. Raises StorageUnavailable."""
        ...
