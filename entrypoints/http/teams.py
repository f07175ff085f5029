"""Teams: everybody looks them up, admins look after them."""

from uuid import UUID

from application.identity.caller import Caller
from application.identity.change_team import ChangeTeam, ChangeTeamCommand
from application.identity.change_team_members import ChangeTeamMembers
from application.identity.create_team import CreateTeam
from application.identity.delete_team import DeleteTeam
from application.identity.read_teams import ReadTeams
from application.shared.refusals import InvalidCursor
from domain.identity.refusals import (
    PersonNotFound,
    StaleTeam,
    TeamNameTaken,
    TeamNotFound,
    TooManyMembers,
)
from domain.identity.role import Permission
from entrypoints.http.answers import NO_CONTENT, Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.team import (
    TeamChangeSent,
    TeamMembersShown,
    TeamSent,
    TeamShown,
    TeamsPage,
    TeamsQuery,
)


def teams_blueprint(
    gate: Gate,
    *,
    read_teams: ReadTeams,
    create_team: CreateTeam,
    change_team: ChangeTeam,
    delete_team: DeleteTeam,
    change_team_members: ChangeTeamMembers,
) -> ApiBlueprint:
    teams = ApiBlueprint("teams", gate)

    def current(caller: Caller, team_id: UUID) -> TeamShown:
        return TeamShown.of(read_teams.one(caller, team_id))

    def shown(caller: Caller, team_id: UUID, status: int = 200, **headers: str) -> Answer:
        body = current(caller, team_id)
        return Answer(body, status, {"ETag": etag_of(body.version), **headers})

    def expected(precondition: Precondition, caller: Caller, team_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, team_id).version)

    def listed(caller: Caller, team_id: UUID) -> Answer:
        return Answer(TeamMembersShown(data=current(caller, team_id).members, next_cursor=None))

    @teams.operation(
        "GET", "/teams", Permission.READ_TEAMS, answers={200: TeamsPage}, refusals=(InvalidCursor,)
    )
    def list_teams(caller: Caller, query: TeamsQuery) -> Answer:
        """Find teams by name, ordered by it."""
        page, cursor = read_teams.search(caller, query.q, cursor=query.cursor, limit=query.limit)
        body = TeamsPage(data=[TeamShown.of(each) for each in page], next_cursor=cursor)
        following = {"q": query.q, "limit": query.limit, "cursor": cursor}
        return Answer(body, headers=link_to_next(f"{PREFIX}/teams", following) if cursor else {})

    @teams.operation(
        "POST",
        "/teams",
        Permission.WRITE_TEAMS,
        answers={201: TeamShown},
        refusals=(TeamNameTaken,),
        once=True,
    )
    def create_a_team(caller: Caller, body: TeamSent) -> Answer:
        """Make a team, with nobody in it yet."""
        team_id = create_team(caller, body.name, body.description)
        return shown(caller, team_id, 201, Location=f"{PREFIX}/teams/{team_id}")

    @teams.operation(
        "GET", "/teams/{team_id}", Permission.READ_TEAMS, answers={200: TeamShown}, refusals=(TeamNotFound,)
    )
    def team(caller: Caller, team_id: UUID) -> Answer:
        """One team, and who is in it."""
        return shown(caller, team_id)

    @teams.operation(
        "PATCH",
        "/teams/{team_id}",
        Permission.WRITE_TEAMS,
        answers={200: TeamShown},
        refusals=(TeamNotFound, StaleTeam, TeamNameTaken),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change_a_team(
        caller: Caller, team_id: UUID, body: TeamChangeSent, precondition: Precondition
    ) -> Answer:
        """Give a team another name or description."""
        version = expected(precondition, caller, team_id)
        change_team(ChangeTeamCommand(caller, team_id, version, body.name, body.description))
        return shown(caller, team_id)

    @teams.operation(
        "DELETE",
        "/teams/{team_id}",
        Permission.WRITE_TEAMS,
        answers={204: None},
        refusals=(TeamNotFound, StaleTeam),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def delete_a_team(caller: Caller, team_id: UUID, precondition: Precondition) -> Answer:
        """Delete a team. Whoever was invited to a meeting with it stays invited."""
        delete_team(caller, team_id, expected(precondition, caller, team_id))
        return NO_CONTENT

    @teams.operation(
        "GET",
        "/teams/{team_id}/members",
        Permission.READ_TEAMS,
        answers={200: TeamMembersShown},
        refusals=(TeamNotFound,),
    )
    def list_members(caller: Caller, team_id: UUID) -> Answer:
        """Who is in a team: those who are active, in the order in which they came."""
        return listed(caller, team_id)

    @teams.operation(
        "PUT",
        "/teams/{team_id}/members/{person_id}",
        Permission.WRITE_TEAMS,
        answers={200: TeamMembersShown},
        refusals=(TeamNotFound, PersonNotFound, TooManyMembers),
        once=True,
    )
    def add_a_member(caller: Caller, team_id: UUID, person_id: UUID) -> Answer:
        """Take somebody into a team. It invites them to no meeting that the team was invited to before."""
        change_team_members.add(caller, team_id, person_id)
        return listed(caller, team_id)

    @teams.operation(
        "DELETE",
        "/teams/{team_id}/members/{person_id}",
        Permission.WRITE_TEAMS,
        answers={204: None},
        refusals=(TeamNotFound, PersonNotFound),
        once=True,
    )
    def remove_a_member(caller: Caller, team_id: UUID, person_id: UUID) -> Answer:
        """Take somebody out of a team; they stay invited where they are."""
        change_team_members.remove(caller, team_id, person_id)
        return NO_CONTENT

    return teams
