from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.identity.ports import KnownPerson
from domain.identity.language import Language
from domain.identity.role import Role
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, Sent, Shown, TimeZoneName, line, prose

LANGUAGE = "In which Convene speaks to them; `automatic`: as their browser has it."


class PersonShown(Shown):
    """A person as colleagues see them."""

    id: UUID
    name: str
    email: str
    time_zone: str

    @classmethod
    def of(cls, person: KnownPerson) -> "PersonShown":
        return cls(id=person.id, name=person.name, email=person.email, time_zone=person.time_zone)


class PersonEntry(PersonShown):
    """A person in the directory."""

    role: Role
    active: bool
    version: int

    @classmethod
    def of(cls, person: KnownPerson) -> "PersonEntry":
        return cls(
            **PersonShown.of(person).model_dump(),
            role=person.role,
            active=person.active,
            version=person.version,
        )


class Me(Shown):
    """The caller's own account."""

    id: UUID
    email: str
    name: str
    role: Role
    time_zone: str
    language: Language = Field(description=LANGUAGE)
    version: int

    @classmethod
    def of(cls, person: KnownPerson) -> "Me":
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            role=person.role,
            time_zone=person.time_zone,
            language=person.language,
            version=person.version,
        )


class ProfileSent(Sent):
    """What is left out stays as it is."""

    name: Annotated[str, line(200)] | None = None
    time_zone: TimeZoneName | None = None
    language: Annotated[Language | None, Field(strict=False, description=LANGUAGE)] = None


class PersonChangeSent(Sent):
    """What is left out stays as it is."""

    role: Annotated[Role, Field(strict=False)] | None = None
    active: bool | None = None


class PeopleQuery(Asked):
    q: Annotated[str, prose(200), Field(description="Part of a name or an address; case is ignored.")] = ""
    active: Annotated[
        bool, Field(description="false: those who were deactivated; with `people:manage` only.")
    ] = True
    cursor: Cursor | None = None
    limit: Limit = 50


class PeoplePage(Shown):
    data: list[PersonEntry]
    next_cursor: str | None
