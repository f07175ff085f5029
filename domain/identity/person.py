"""People who use Convene."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.identity.email_address import email_address
from domain.identity.refusals import WeakPassword
from domain.identity.role import Role
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.text import one_line
from domain.shared.time_zone import zone_named

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJoined(DomainEvent):
    kind: ClassVar[str] = "person.joined"
    subject_type: ClassVar[str] = "person"
    name: str

    def data(self) -> dict[str, object]:
        return {"name": self.name}


@dataclass(slots=True)
class Person:
    """Somebody with an account. ``email`` is unique and always in its compared form."""

    id: UUID
    email: str
    name: str
    zone: ZoneInfo
    role: Role
    password_hash: str | None
    created_at: datetime
    active: bool = True
    version: int = 0
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def join(
        cls, *, email: str, name: str, time_zone: str, role: Role, password_hash: str | None, now: datetime
    ) -> "Person":
        """A new person. Raises InvalidEmailAddress, InvalidText or UnknownTimeZone."""
        person = cls(
            id=new_id(now),
            email=email_address(email),
            name=one_line(name, name="name", longest=200),
            zone=zone_named(time_zone),
            role=role,
            password_hash=password_hash,
            created_at=now,
        )
        joined = PersonJoined(
            subject_id=person.id,
            version=1,
            actor_id=None,
            at=now,
            audience=frozenset({person.id}),
            to_organisation=True,
            name=person.name,
        )
        person.events.append(joined)
        return person


def check_password(password: str, *, email: str, name: str) -> None:
    """Refuses passwords that are too short, too long, or the person's own name or address.

    Any characters in any composition will do (ASVS 5.0 6.2.5). Raises WeakPassword.
    """
    problem = None
    if len(password) < SHORTEST_PASSWORD:
        problem = f"use at least {SHORTEST_PASSWORD} characters"
    elif len(password) > LONGEST_PASSWORD:
        problem = f"use at most {LONGEST_PASSWORD} characters"
    elif password.strip().casefold() in {email.strip().casefold(), name.strip().casefold()}:
        problem = "use something other than your name or e-mail address"
    elif len(set(password)) < 4:
        problem = "use more than three different characters"
    elif any("\ud800" <= character <= "\udfff" for character in password):
        problem = "the password contains half of a surrogate pair"
    if problem:
        raise WeakPassword(f"the password is too weak: {problem}", field=("password",))
