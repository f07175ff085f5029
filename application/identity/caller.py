"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.shared.ports import Viewer
from domain.identity.refusals import PermissionMissing, ProofNeeded
from domain.identity.role import Permission, Role
from domain.identity.session import PROOF_LASTS


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, and the name they gave this very change (``mutation_id``), if any.

    When ``delegate_id`` is set, it is who signed in, acting for ``person_id``: with the narrower role of the
    two, in the delegate's session. ``proved_at`` is when they last typed their password in this session.
    """

    person_id: UUID
    role: Role
    session_id: UUID | None = None
    mutation_id: str | None = None
    delegate_id: UUID | None = None
    proved_at: datetime | None = None

    @property
    def actor_id(self) -> UUID:
        """Who sits at the keyboard."""
        return self.delegate_id or self.person_id

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.person_id, self.role.in_organisation)

    def must_have_proved(self, now: datetime) -> None:
        """For what a stolen session must not be enough for. Raises ProofNeeded."""
        if self.proved_at is None or now - self.proved_at > PROOF_LASTS:
            raise ProofNeeded("confirm with your password first: POST /auth/proof, then try again")

    def must(self, permission: Permission) -> None:
        """Raises PermissionMissing."""
        if permission not in self.role.permissions:
            raise PermissionMissing(f"your role does not allow this ({permission})")
