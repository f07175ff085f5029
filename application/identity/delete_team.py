from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class DeleteTeam:
    """Whoever was invited with it stays invited. Raises PermissionMissing, TeamNotFound or StaleTeam."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, team_id: UUID, expected_version: int | None) -> None:
        caller.must(Permission.WRITE_TEAMS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            team = work.teams.get(team_id)
            team.expect_version(expected_version)
            team.delete(by=caller.person_id, now=self.clock.now())
            work.teams.remove(team)
