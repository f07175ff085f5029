from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ChangeTeamCommand:
    """None leaves a member as it is."""

    caller: Caller
    team_id: UUID
    expected_version: int | None
    name: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeTeam:
    """Raises PermissionMissing, TeamNotFound, StaleTeam, TeamNameTaken or InvalidText."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, command: ChangeTeamCommand) -> None:
        caller = command.caller
        caller.must(Permission.WRITE_TEAMS)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            team = work.teams.get(command.team_id)
            team.expect_version(command.expected_version)
            team.change(command.name, command.description, by=caller.person_id, now=self.clock.now())
            if team.events:
                work.teams.save(team)
