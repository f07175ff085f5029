from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.ports import Teams
from domain.identity.refusals import StaleTeam, TeamNameTaken, TeamNotFound
from domain.identity.team import Team
from domain.shared.event import DomainEvent


@dataclass
class MemoryTeams(Teams):
    tables: Tables
    events: list[DomainEvent]

    def add(self, team: Team) -> None:
        self._keep(team)

    def get(self, team_id: UUID) -> Team:
        team = self.tables.teams.get(team_id)
        if team is None:
            raise TeamNotFound("there is no such team")
        return stored(team)

    def among(self, team_ids: Collection[UUID]) -> Sequence[Team]:
        return [stored(self.tables.teams[each]) for each in sorted(team_ids) if each in self.tables.teams]

    def search(self, words: str, *, after: str | None, limit: int) -> Sequence[Team]:
        wanted = words.casefold()
        found = [team for team in self.tables.teams.values() if wanted in team.key]
        behind = [team for team in found if after is None or team.key > after]
        return [stored(team) for team in sorted(behind, key=lambda team: team.key)[:limit]]

    def save(self, team: Team) -> None:
        if team.id not in self.tables.teams or self.tables.teams[team.id].version != team.version:
            raise StaleTeam("somebody changed this team since you read it; look again and retry")
        self._keep(team)

    def remove(self, team: Team) -> None:
        self._recorded(team)
        del self.tables.teams[team.id]

    def _keep(self, team: Team) -> None:
        if any(each.key == team.key and each.id != team.id for each in self.tables.teams.values()):
            raise TeamNameTaken(f"another team is called {team.name!r}", field=("name",))
        team.version += 1
        self._recorded(team)
        self.tables.teams[team.id] = stored(team)

    def _recorded(self, team: Team) -> None:
        self.events += team.events
        team.events.clear()
