from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.identity.ports import KnownPerson
from domain.identity.role import Role
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, Shown, prose


class PersonShown(Shown):
    """A person as colleagues see them."""

    id: UUID
    name: str
    email: str
    time_zone: str

    @classmethod
    def of(cls, person: KnownPerson) -> "PersonShown":
        return cls(id=person.id, name=person.name, email=person.email, time_zone=person.time_zone)


class Me(Shown):
    """The caller's own account."""

    id: UUID
    email: str
    name: str
    role: Role
    time_zone: str

    @classmethod
    def of(cls, person: KnownPerson) -> "Me":
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            role=person.role,
            time_zone=person.time_zone,
        )


class PeopleQuery(Asked):
    q: Annotated[str, prose(200), Field(description="Part of a name or an address; case is ignored.")] = ""
    cursor: Cursor | None = None
    limit: Limit = 50


class PeoplePage(Shown):
    data: list[PersonShown]
    next_cursor: str | None
