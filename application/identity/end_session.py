from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ending_sessions import void_what_was_begun
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import SessionNotFound
from domain.identity.role import Permission
from domain.identity.session import Ending


@dataclass(frozen=True, slots=True)
class EndSession:
    """Signs one device of a person out: for its owner and for admins.

    Raises PermissionMissing or PersonNotFound; SessionNotFound also for what is another's or over already.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, person_id: UUID, session_id: UUID) -> None:
        is_owner = person_id == caller.person_id
        if not is_owner:
            caller.must(Permission.MANAGE_PEOPLE)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.people.get(person_id)
            session = work.sessions.get(session_id)
            if session is None or session.person_id != person_id or not session.is_alive(now):
                raise SessionNotFound("there is no such session, or it has ended already")
            because = Ending.ENDED_BY_OWNER if is_owner else Ending.ENDED_BY_ADMIN
            session.end(because, by=caller.person_id, now=now)
            work.sessions.save(session)
            void_what_was_begun(work, person_id)
