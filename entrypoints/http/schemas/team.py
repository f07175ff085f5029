"""Teams on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.identity.read_teams import TeamView
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, RecordedAt, Sent, Shown, line, prose

TeamName = Annotated[str, line(100)]
TeamDescription = Annotated[str, prose(1_000)]


class TeamSent(Sent):
    name: TeamName
    description: TeamDescription = ""


class TeamChangeSent(Sent):
    """What is left out stays as it is."""

    name: TeamName | None = None
    description: TeamDescription | None = None


class TeamShown(Shown):
    """``members``: those who are active, in the order in which they came."""

    id: UUID
    name: str
    description: str
    members: list[PersonShown]
    created_at: RecordedAt
    version: int

    @classmethod
    def of(cls, view: TeamView) -> "TeamShown":
        team = view.team
        return cls(
            id=team.id,
            name=team.name,
            description=team.description,
            members=[PersonShown.of(person) for person in view.members],
            created_at=team.created_at,
            version=team.version,
        )


class TeamsQuery(Asked):
    q: Annotated[str, prose(200), Field(description="Part of a name; case is ignored.")] = ""
    cursor: Cursor | None = None
    limit: Limit = 50


class TeamsPage(Shown):
    data: list[TeamShown]
    next_cursor: str | None


class TeamMembersShown(Shown):
    data: list[PersonShown]
    next_cursor: str | None
