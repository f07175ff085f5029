from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ChangeTeamMembers:
    """Says who is in a team: the same again changes nothing.

    Raises PermissionMissing, TeamNotFound, PersonNotFound or TooManyMembers.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock

    def add(self, caller: Caller, team_id: UUID, person_id: UUID) -> None:
        """Active people only."""
        self._change(caller, team_id, person_id, joins=True)

    def remove(self, caller: Caller, team_id: UUID, person_id: UUID) -> None:
        self._change(caller, team_id, person_id, joins=False)

    def _change(self, caller: Caller, team_id: UUID, person_id: UUID, *, joins: bool) -> None:
        caller.must(Permission.WRITE_TEAMS)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            team = work.teams.get(team_id)
            person = next(iter(work.people.among([person_id], ())), None)
            if person is None or (joins and not person.active):
                raise PersonNotFound("there is no such person")
            change = team.add if joins else team.remove
            change(person, by=caller.person_id, now=now)
            if team.events:
                work.teams.save(team)
