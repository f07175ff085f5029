from application.identity.read_delegates import Delegate
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import RecordedAt, Shown


class DelegateShown(Shown):
    """Somebody who may act for the person."""

    person: PersonShown
    granted_at: RecordedAt

    @classmethod
    def of(cls, delegate: Delegate) -> "DelegateShown":
        return cls(person=PersonShown.of(delegate.person), granted_at=delegate.granted_at)


class DelegatesShown(Shown):
    data: list[DelegateShown]
    next_cursor: str | None
