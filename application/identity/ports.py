"""What the use cases about people and sessions need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from application.identity.credential_ports import ApiTokens, LiveTickets, Sessions
from application.identity.display_ports import ManyDisplayPreferences
from application.identity.external_ports import ExternalIdentities, ExternalSignIns
from application.identity.second_factor_ports import ManySecondFactors, PasskeyChallenges
from application.shared.ports import SharedWork
from domain.identity.account_invitation import AccountInvitation
from domain.identity.delegation import Delegation
from domain.identity.email_change import EmailChange
from domain.identity.house_rules import HouseRules
from domain.identity.language import Language
from domain.identity.password_reset import PasswordReset
from domain.identity.person import Person
from domain.identity.role import Permission, Role
from domain.identity.team import Team
from domain.identity.wrong_passwords import WrongPasswords
from domain.shared.text import folded


class People(Protocol):
    """Everybody with an account. What comes back is a copy; changes count once saved.

    Who comes to an address (``Person.came_to_address_at``) is noted for those who know people by theirs.
    """

    def add(self, person: Person) -> None:
        """Raises EmailAlreadyTaken."""
        ...

    def get(self, person_id: UUID) -> Person:
        """Holds off other writers of this person until the transaction ends. Raises PersonNotFound."""
        ...

    def by_email(self, email: str) -> Person | None:
        """By an address in its compared form (``domain.identity.email_address``)."""
        ...

    def among(self, person_ids: Collection[UUID], emails: Collection[str]) -> Sequence[Person]:
        """Everybody with one of the ids or addresses, each once, ordered by id."""
        ...

    def save(self, person: Person) -> None:
        """Raises StalePerson when another version was saved since it was read, or EmailAlreadyTaken."""
        ...

    def active_admins(self) -> Sequence[Person]:
        """Ordered by id. Holds off other writers of them until the transaction ends.

        Whoever takes an admin away asks first, before holding anybody, lest two do so at once.
        """
        ...

    def none_yet(self) -> bool:
        """Whether nobody has an account. Holds off all newcomers until the transaction ends."""
        ...


class Attempts(Protocol):
    """Wrong passwords by what they were aimed at: an account or a device, as a digest.

    What is older than ``domain.identity.wrong_passwords.WITHIN`` may be gone.
    """

    def glance(self, subject: bytes) -> WrongPasswords:
        """Holds nobody off."""
        ...

    def get(self, subject: bytes) -> WrongPasswords:
        """Holds off others who ``get`` this subject until the transaction ends."""
        ...

    def save(self, subject: bytes, wrong: WrongPasswords) -> None:
        """After ``get``, in the same transaction."""
        ...

    def forget(self, subject: bytes) -> None: ...


class PasswordResets(Protocol):
    """At most one of each person. Whoever changes it holds that person first (``People.get``)."""

    def of(self, person_id: UUID) -> PasswordReset | None: ...

    def owner(self, digest: bytes) -> UUID | None:
        """Whose token has that digest."""
        ...

    def save(self, reset: PasswordReset) -> None: ...

    def remove(self, person_id: UUID) -> None: ...


class Delegations(Protocol):
    """Who may act for whom. Whoever changes the delegates of a person holds that person (``People.get``)."""

    def add(self, delegation: Delegation) -> None:
        """There is none of these two yet."""
        ...

    def find(self, principal_id: UUID, delegate_id: UUID) -> Delegation | None: ...

    def of(self, principal_id: UUID) -> Sequence[Delegation]:
        """Ordered by when they were granted, then by the delegate's id."""
        ...

    def involving(self, person_id: UUID) -> Sequence[Delegation]:
        """Those by which they act for somebody, and those by which somebody acts for them."""
        ...

    def remove(self, delegation: Delegation) -> None:
        """Its recorded events stay in the log."""
        ...


class AccountInvitations(Protocol):
    """Those that were neither accepted nor revoked, expired ones too: one for each address at the most."""

    def replace(self, invitation: AccountInvitation) -> None:
        """Takes the place of the one for the same address, if there is one."""
        ...

    def by_digest(self, digest: bytes) -> AccountInvitation | None:
        """Holds off others until the transaction ends."""
        ...

    def for_address(self, email: str) -> AccountInvitation | None:
        """Holds off others, if there is one, until the transaction ends."""
        ...

    def get(self, invitation_id: UUID) -> AccountInvitation | None:
        """Holds off others until the transaction ends."""
        ...

    def page(self, *, after: str | None, limit: int) -> Sequence[AccountInvitation]:
        """Ordered by address, those behind the address ``after`` when it is given."""
        ...

    def sent_by(self, person_id: UUID) -> Sequence[AccountInvitation]: ...

    def remove(self, invitation: AccountInvitation) -> None:
        """Its recorded events stay in the log."""
        ...


class EmailChanges(Protocol):
    """Whoever writes one holds its person (``People.get``)."""

    def replace(self, change: EmailChange) -> None:
        """Takes the place of that person's other one, if there is one."""
        ...

    def by_digest(self, digest: bytes) -> EmailChange | None: ...

    def remove(self, person_id: UUID) -> None:
        """That person's, if there is one."""
        ...


class Teams(Protocol):
    """What comes back is a copy; changes count once saved."""

    def add(self, team: Team) -> None:
        """Raises TeamNameTaken."""
        ...

    def get(self, team_id: UUID) -> Team:
        """Holds off other writers of this team until the transaction ends. Raises TeamNotFound."""
        ...

    def among(self, team_ids: Collection[UUID]) -> Sequence[Team]:
        """Those that exist, ordered by id."""
        ...

    def search(self, words: str, *, after: str | None, limit: int) -> Sequence[Team]:
        """Whose name contains ``words``, ignoring case.

        Ordered by ``key``; those behind the key ``after`` when it is given.
        """
        ...

    def save(self, team: Team) -> None:
        """Raises StaleTeam when another version was saved since this one was read, or TeamNameTaken."""
        ...

    def remove(self, team: Team) -> None:
        """Its recorded events stay in the log."""
        ...


class IdentityWork(SharedWork, Protocol):
    @property
    def people(self) -> People: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def password_resets(self) -> PasswordResets: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def live_tickets(self) -> LiveTickets: ...
    @property
    def delegations(self) -> Delegations: ...
    @property
    def api_tokens(self) -> ApiTokens: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def account_invitations(self) -> AccountInvitations: ...
    @property
    def email_changes(self) -> EmailChanges: ...
    @property
    def second_factors(self) -> ManySecondFactors: ...
    @property
    def display_preferences(self) -> ManyDisplayPreferences: ...
    @property
    def passkey_challenges(self) -> PasskeyChallenges: ...
    @property
    def external_identities(self) -> ExternalIdentities: ...
    @property
    def external_sign_ins(self) -> ExternalSignIns: ...


class HouseBook(Protocol):
    """Where the house rules stand. What the environment fixes is not what admins last said."""

    def rules(self) -> HouseRules:
        """Those of this moment: a change counts in every process at once."""
        ...


class PasswordHasher(Protocol):
    """Slow on purpose; never call it inside a transaction."""

    def hash(self, password: str) -> str: ...

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Costs the same when there is no hash, and is False then."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with other parameters than today's."""
        ...


@dataclass(frozen=True, slots=True)
class AccessClaims:
    person_id: UUID
    session_id: UUID
    expires_at: datetime


class AccessTokens(Protocol):
    """Signed, self-contained, short-lived (RFC 7519, RFC 8725)."""

    @property
    def lifetime(self) -> timedelta: ...

    def issue(self, person_id: UUID, session_id: UUID, role: Role, *, now: datetime) -> str: ...

    def read(self, token: str, *, now: datetime) -> AccessClaims:
        """Raises NotSignedIn for every token that ``issue`` did not make or whose time is not now."""
        ...


class OpaqueTokens(Protocol):
    """Secrets handed to clients, of which only digests are kept."""

    def new(self) -> str: ...

    def new_recovery_code(self) -> str:
        """One that people can type: ``domain.identity.recovery_code``."""
        ...

    def successor(self, token: str) -> str:
        """The one token that may follow ``token``: always the same, unguessable without our key."""
        ...

    def digest(self, token: str) -> bytes: ...


class SetupLink(Protocol):
    """The token in the link with which the very first admin is made."""

    def token(self) -> str: ...

    def matches(self, token: str) -> bool:
        """Compares in constant time."""
        ...


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as others see them."""

    id: UUID
    email: str
    name: str
    time_zone: str
    role: Role
    active: bool = True
    version: int = 1
    language: Language = Language.AUTOMATIC

    @property
    def sought(self) -> str:
        return folded(f"{self.name}\n{self.email}")


@dataclass(frozen=True, slots=True)
class LiveSession:
    """``lacks_second_factor``: the house asks for one in this person's role, and they have none yet."""

    person: KnownPerson
    session_id: UUID
    expires_at: datetime
    proved_at: datetime | None
    lacks_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What its owner is told about a session; ``device`` is the User-Agent it was opened with."""

    id: UUID
    device: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LiveToken:
    """An API token that works, and whose it is."""

    person: KnownPerson
    token_id: UUID
    scopes: frozenset[Permission]
    last_used_at: datetime | None


class PeopleDirectory(Protocol):
    """Reads about people, each one statement."""

    def find(self, person_id: UUID) -> KnownPerson | None:
        """An active person."""
        ...

    def principal(self, person_id: UUID, *, delegate_id: UUID) -> KnownPerson | None:
        """The active person, if that delegate may act for them."""
        ...

    def named(self, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        """Those who exist, active or not."""
        ...

    def search(
        self, words: str, *, active: bool = True, after: str | None, limit: int
    ) -> Sequence[KnownPerson]:
        """Active people, or those who are not, with ``words`` in ``KnownPerson.sought``, folded alike.

        Ordered by ``sort_key``; those behind the key ``after`` when it is given.
        """
        ...

    def anybody(self) -> bool:
        """Whether any account exists."""
        ...

    def live_session(self, session_id: UUID, *, now: datetime) -> LiveSession | None:
        """The session with its person; None when either is no longer active."""
        ...

    def live_sessions(self, session_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveSession]:
        """Those of the sessions for which ``live_session`` is not None, by their ids."""
        ...

    def open_sessions(self, person_id: UUID, *, now: datetime) -> Sequence[OpenSession]:
        """That person's living ones, the last used first, then by id."""
        ...

    def live_token(self, digest: bytes, *, now: datetime) -> LiveToken | None:
        """The API token with that digest; None when it has expired or its owner is not active."""
        ...

    def live_tokens(self, token_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveToken]:
        """Those of the tokens that work, by their ids."""
        ...


def sort_key(person: KnownPerson) -> str:
    """Orders people by name, ignoring case, then by id."""
    return f"{person.name.lower()}\x1f{person.id}"
