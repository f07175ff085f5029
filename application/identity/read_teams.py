from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, KnownPerson, PeopleDirectory
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Transactions
from domain.identity.refusals import TeamNotFound
from domain.identity.role import Permission
from domain.identity.team import Team


@dataclass(frozen=True, slots=True)
class TeamView:
    team: Team
    members: Sequence[KnownPerson]


@dataclass(frozen=True, slots=True)
class ReadTeams:
    """Teams, with those of their members who are active, in the order in which they came."""

    transactions: Transactions[IdentityWork]
    people: PeopleDirectory

    def one(self, caller: Caller, team_id: UUID) -> TeamView:
        """Raises PermissionMissing or TeamNotFound."""
        caller.must(Permission.READ_TEAMS)
        with self.transactions.begin() as work:
            found = work.teams.among([team_id])
            if not found:
                raise TeamNotFound("there is no such team")
            return self._seen(found)[0]

    def search(
        self, caller: Caller, words: str, *, cursor: str | None, limit: int
    ) -> tuple[Sequence[TeamView], str | None]:
        """The page, and the cursor of the next one. Raises PermissionMissing or InvalidCursor."""
        caller.must(Permission.READ_TEAMS)
        after = key_of(cursor) if cursor is not None else None
        with self.transactions.begin() as work:
            found = work.teams.search(words, after=after, limit=limit + 1)
            page = self._seen(found[:limit])
        return page, cursor_after(found[limit - 1].key) if len(found) > limit else None

    def _seen(self, teams: Sequence[Team]) -> list[TeamView]:
        people = self.people.named({each for team in teams for each in team.member_ids})
        return [
            TeamView(team, [people[each] for each in team.member_ids if people[each].active])
            for team in teams
        ]
