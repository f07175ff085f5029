"""People who use Convene."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.identity.email_address import email_address
from domain.identity.language import Language
from domain.identity.refusals import StalePerson, WeakPassword
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
    role: Role

    def data(self) -> dict[str, object]:
        return {"name": self.name, "role": self.role.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(DomainEvent):
    """``changed`` names what differs now: ``name``, ``time_zone`` or ``language``, or ``email``."""

    kind: ClassVar[str] = "person.changed"
    subject_type: ClassVar[str] = "person"
    name: str
    changed: tuple[str, ...]

    def data(self) -> dict[str, object]:
        return {"name": self.name, "changed": list(self.changed)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRoleChanged(DomainEvent):
    kind: ClassVar[str] = "person.role_changed"
    subject_type: ClassVar[str] = "person"
    name: str
    before: Role
    role: Role

    def data(self) -> dict[str, object]:
        return {"name": self.name, "before": self.before.value, "role": self.role.value}


class PersonDeactivated(PersonJoined):
    kind = "person.deactivated"


class PersonReactivated(PersonJoined):
    kind = "person.reactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(DomainEvent):
    """By its owner, who knew the old one."""

    kind: ClassVar[str] = "password.changed"
    subject_type: ClassVar[str] = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordWasReset(DomainEvent):
    """By somebody who reads the mail to the person's address."""

    kind: ClassVar[str] = "password.reset"
    subject_type: ClassVar[str] = "person"


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
    language: Language = Language.AUTOMATIC
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
            role=role,
        )
        person.events.append(joined)
        return person

    @property
    def came_to_address_at(self) -> datetime | None:
        """When, in what is about to be stored: by joining, moving there or being active again."""
        for event in self.events:
            moved = isinstance(event, PersonChanged) and "email" in event.changed
            if moved or event.kind in (PersonJoined.kind, PersonReactivated.kind):
                return event.at
        return None

    def expect_version(self, version: int | None) -> None:
        """Raises StalePerson unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StalePerson("somebody changed this person since you read it; look again and retry")

    def describe(
        self, *, name: str | None, time_zone: str | None, language: Language | None = None, now: datetime
    ) -> None:
        """What they say about themselves; None leaves it. Raises InvalidText or UnknownTimeZone."""
        new_name = self.name if name is None else one_line(name, name="name", longest=200)
        new_zone = self.zone if time_zone is None else zone_named(time_zone)
        new_language = self.language if language is None else language
        changes = {
            "name": new_name != self.name,
            "time_zone": new_zone.key != self.zone.key,
            "language": new_language is not self.language,
        }
        if any(changes.values()):
            self.name, self.zone, self.language = new_name, new_zone, new_language
            self._tell_all_of_change(tuple(name for name, differs in changes.items() if differs), now)

    def move_to_address(self, email: str, *, now: datetime) -> None:
        """To an address that is proven to be theirs, in its compared form."""
        self.email = email
        self._tell_all_of_change(("email",), now)

    def change_role(self, role: Role, *, by: UUID, now: datetime) -> None:
        """The same again is no change."""
        if role is self.role:
            return
        before, self.role = self.role, role
        self.events.append(
            PersonRoleChanged(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({self.id, by}),
                name=self.name,
                before=before,
                role=role,
            )
        )

    def set_active(self, active: bool, *, by: UUID, now: datetime) -> None:
        """The same again is no change."""
        if active == self.active:
            return
        self.active = active
        happening = PersonReactivated if active else PersonDeactivated
        self.events.append(
            happening(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({self.id, by}),
                to_organisation=True,
                name=self.name,
                role=self.role,
            )
        )

    def _tell_all_of_change(self, changed: tuple[str, ...], now: datetime) -> None:
        self.events.append(
            PersonChanged(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=self.id,
                at=now,
                audience=frozenset({self.id}),
                to_organisation=True,
                name=self.name,
                changed=changed,
            )
        )

    def change_password(self, password_hash: str, *, now: datetime) -> None:
        self._set_password(password_hash, PasswordChanged, now)

    def reset_password(self, password_hash: str, *, now: datetime) -> None:
        self._set_password(password_hash, PasswordWasReset, now)

    def _set_password(
        self, password_hash: str, happening: type[PasswordChanged] | type[PasswordWasReset], now: datetime
    ) -> None:
        self.password_hash = password_hash
        self.events.append(
            happening(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=self.id,
                at=now,
                audience=frozenset({self.id}),
            )
        )


def check_password(password: str, *, email: str, name: str, field: str = "password") -> None:
    """Refuses passwords that are too short, too long, or little more than what everybody knows.

    Any characters in any composition will do (ASVS 5.0 6.2.5); lengths are in characters. ``field`` is what
    the request calls it. Raises WeakPassword.
    """
    problem = None
    if len(password) < SHORTEST_PASSWORD:
        problem = f"use at least {SHORTEST_PASSWORD} characters"
    elif len(password) > LONGEST_PASSWORD:
        problem = f"use at most {LONGEST_PASSWORD} characters"
    elif _is_obvious(password, email=email, name=name):
        problem = "use something other than your name, your e-mail address or Convene's name"
    elif len(set(password)) < 4:
        problem = "use more than three different characters"
    elif any("\ud800" <= character <= "\udfff" for character in password):
        problem = "the password contains half of a surrogate pair"
    if problem:
        raise WeakPassword(f"the password is too weak: {problem}", field=(field,))


def _is_obvious(password: str, *, email: str, name: str) -> bool:
    """With digits and signs around it or without, it is a word that a guesser begins with (6.2.11)."""
    address, full_name = email.strip().casefold(), name.strip().casefold()
    words = {address, address.partition("@")[0], full_name, *full_name.split(), "convene"}
    said = password.strip().casefold()
    letters = [place for place, character in enumerate(said) if character.isalpha()]
    return said in words or (bool(letters) and said[letters[0] : letters[-1] + 1] in words)
