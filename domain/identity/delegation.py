"""Acting for somebody else, with their leave."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.identity.person import Person
from domain.identity.refusals import InvalidDelegate
from domain.shared.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationEvent(DomainEvent):
    """About the principal; ``name`` is the delegate's."""

    subject_type: ClassVar[str] = "person"
    delegate_id: UUID
    name: str

    def data(self) -> dict[str, object]:
        return {"delegate": {"id": str(self.delegate_id), "name": self.name}}


class DelegateAdded(DelegationEvent):
    kind = "delegate.added"


class DelegateRemoved(DelegationEvent):
    kind = "delegate.removed"


@dataclass(slots=True)
class Delegation:
    """The delegate may do in the principal's name what both of them may, until it is revoked."""

    principal_id: UUID
    delegate_id: UUID
    granted_at: datetime
    events: list[DelegationEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def grant(cls, principal: Person, delegate: Person, *, by: UUID, now: datetime) -> "Delegation":
        """Raises InvalidDelegate."""
        if principal.id == delegate.id:
            raise InvalidDelegate("nobody needs leave to act for themselves", field=("delegate_id",))
        delegation = cls(principal.id, delegate.id, now)
        delegation._record(DelegateAdded, principal, delegate, by, now)
        return delegation

    def revoke(self, principal: Person, delegate: Person, *, by: UUID, now: datetime) -> None:
        self._record(DelegateRemoved, principal, delegate, by, now)

    def _record(
        self, happening: type[DelegationEvent], principal: Person, delegate: Person, by: UUID, now: datetime
    ) -> None:
        self.events.append(
            happening(
                subject_id=principal.id,
                version=principal.version,
                actor_id=by,
                at=now,
                audience=frozenset({principal.id, delegate.id}),
                delegate_id=delegate.id,
                name=delegate.name,
            )
        )
