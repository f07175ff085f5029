from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.identity.team import Team


@dataclass(frozen=True, slots=True)
class CreateTeam:
    """A team without anybody in it. Raises PermissionMissing, TeamNameTaken or InvalidText."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, name: str, description: str) -> UUID:
        caller.must(Permission.WRITE_TEAMS)
        team = Team.create(name, description, by=caller.person_id, now=self.clock.now())
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            work.teams.add(team)
        return team.id
