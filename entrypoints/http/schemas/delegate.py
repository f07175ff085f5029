from application.identity.read_delegates import Delegate
from application.identity.read_principals import Principal
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import RecordedAt, Shown


class DelegateShown(Shown):
    """Somebody who may act for the person."""

    person: PersonShown
    granted_at: RecordedAt

    @classmethod
    def of(cls, delegate: Delegate) -> "DelegateShown":
        return cls(person=PersonShown.of(delegate.person), granted_at=delegate.granted_at)


class PrincipalShown(Shown):
    """Somebody for whom the person may act: send their id as On-Behalf-Of."""

    person: PersonShown
    granted_at: RecordedAt

    @classmethod
    def of(cls, principal: Principal) -> "PrincipalShown":
        return cls(person=PersonShown.of(principal.person), granted_at=principal.granted_at)


class PrincipalsShown(Shown):
    data: list[PrincipalShown]
    next_cursor: str | None


class DelegatesShown(Shown):
    data: list[DelegateShown]
    next_cursor: str | None
