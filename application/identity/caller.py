"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.ports import LiveSession, LiveToken
from application.shared.ports import Viewer
from domain.identity.refusals import (
    OnlyInPerson,
    PermissionMissing,
    ProofNeeded,
    ScopeMissing,
    SecondFactorNeeded,
)
from domain.identity.role import Permission, Role
from domain.identity.session import PROOF_LASTS


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, and the name they gave this very change (``mutation_id``), if any.

    They came with a session or with an API token; with a token they may do what both its ``scopes`` and their
    role allow. When ``delegate_id`` is set, it is who signed in, acting for ``person_id``: with the narrower
    role of the two, in the delegate's session. ``proved_at`` is when they last typed their password in this
    session. ``lacks_second_factor``: until they have one, all they may do is look after their account.
    """

    person_id: UUID
    role: Role
    session_id: UUID | None = None
    mutation_id: str | None = None
    delegate_id: UUID | None = None
    proved_at: datetime | None = None
    token_id: UUID | None = None
    scopes: frozenset[Permission] | None = None
    lacks_second_factor: bool = False

    @classmethod
    def of(cls, credential: LiveSession | LiveToken, *, mutation_id: str | None = None) -> "Caller":
        person = credential.person
        if isinstance(credential, LiveSession):
            return cls(
                person.id,
                person.role,
                credential.session_id,
                mutation_id,
                proved_at=credential.proved_at,
                lacks_second_factor=credential.lacks_second_factor,
            )
        token_id, scopes = credential.token_id, credential.scopes
        return cls(person.id, person.role, mutation_id=mutation_id, token_id=token_id, scopes=scopes)

    @property
    def credential_id(self) -> UUID | None:
        """The session or the API token they came with; None for whoever runs the machine."""
        return self.session_id or self.token_id

    @property
    def actor_id(self) -> UUID:
        """Who sits at the keyboard."""
        return self.delegate_id or self.person_id

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.person_id, self.role.in_organisation)

    def listener(self) -> Viewer:
        """Whose eyes follow what happens. Raises what ``must`` does."""
        self.must(Permission.READ_EVENTS)
        return self.viewer

    def must_have_proved(self, now: datetime) -> None:
        """For what a stolen session must not be enough for. Raises ProofNeeded."""
        if self.proved_at is None or now - self.proved_at > PROOF_LASTS:
            raise ProofNeeded("confirm with your password first: POST /auth/proof, then try again")

    def may(self, permission: Permission) -> bool:
        in_scope = self.scopes is None or permission in self.scopes
        return in_scope and not self.lacks_second_factor and permission in self.role.permissions

    def must(self, permission: Permission) -> None:
        """Raises PermissionMissing, SecondFactorNeeded or ScopeMissing."""
        if permission not in self.role.permissions:
            raise PermissionMissing(f"your role does not allow this ({permission})")
        self.must_have_what_the_house_asks()
        if not self.may(permission):
            raise ScopeMissing(permission)

    def must_have_what_the_house_asks(self) -> None:
        """Until then nothing works but looking after one's own account. Raises SecondFactorNeeded."""
        if self.lacks_second_factor:
            raise SecondFactorNeeded(
                "your role takes a second factor here: set up an authenticator app or a passkey first"
            )

    def must_be_signed_in(self) -> None:
        """Refuses API tokens what only their owner may do. Raises OnlyInPerson."""
        if self.token_id is not None:
            raise OnlyInPerson("API tokens cannot do this; sign in")
