from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class WatchBusyTime:
    """Whether the caller may be told that somebody's busy time changed: whenever they may read when it is."""

    def __call__(self, caller: Caller, person_id: UUID) -> None:
        """Raises PermissionMissing."""
        if person_id != caller.person_id:
            caller.must(Permission.READ_PEOPLE)
