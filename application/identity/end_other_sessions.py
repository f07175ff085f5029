from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ending_sessions import end_sessions
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.identity.session import Ending


@dataclass(frozen=True, slots=True)
class EndOtherSessions:
    """Signs a person out on every device but the one that asks: for themselves and for admins.

    Raises PermissionMissing or PersonNotFound.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, person_id: UUID) -> None:
        is_owner = person_id == caller.person_id
        if not is_owner:
            caller.must(Permission.MANAGE_PEOPLE)
        because = Ending.ENDED_BY_OWNER if is_owner else Ending.ENDED_BY_ADMIN
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.people.get(person_id)
            end_sessions(work, person_id, because, by=caller.person_id, now=now, but=caller.session_id)
