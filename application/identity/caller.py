"""Who is asking."""

from dataclasses import dataclass
from uuid import UUID

from application.shared.ports import Viewer
from domain.identity.refusals import PermissionMissing
from domain.identity.role import Permission, Role


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, and the name they gave this very change (``mutation_id``), if any."""

    person_id: UUID
    role: Role
    session_id: UUID | None = None
    mutation_id: str | None = None

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.person_id, self.role.in_organisation)

    def must(self, permission: Permission) -> None:
        """Raises PermissionMissing."""
        if permission not in self.role.permissions:
            raise PermissionMissing(f"your role does not allow this ({permission})")
