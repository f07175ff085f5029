from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from adapters.postgres.database import OpenTransaction, columns_of
from adapters.postgres.joining_rows import TeamRow
from application.identity.ports import Teams
from domain.identity.refusals import StaleTeam, TeamNameTaken, TeamNotFound
from domain.identity.team import Team
from domain.shared.event import DomainEvent

_AMONG = f"SELECT {columns_of(TeamRow)} FROM team WHERE id = ANY (%s) ORDER BY id"


class PostgresTeams(Teams):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def add(self, team: Team) -> None:
        added = insert(TeamRow).values(to_row(team)).on_conflict_do_nothing(index_elements=["key"])
        if self._opened.connection.execute(added.returning(TeamRow.id)).scalar() is None:
            raise _name_taken(team)
        self._kept(team)

    def get(self, team_id: UUID) -> Team:
        found = self._read(select(TeamRow.__table__).where(TeamRow.id == team_id).with_for_update())
        if not found:
            raise TeamNotFound("there is no such team")
        return found[0]

    def among(self, team_ids: Collection[UUID]) -> Sequence[Team]:
        return [from_row(row) for row in self._opened.read(_AMONG, list(team_ids))] if team_ids else []

    def search(self, words: str, *, after: str | None, limit: int) -> Sequence[Team]:
        if "\x00" in words:  # PostgreSQL refuses the character; no name holds it
            return ()
        found = select(TeamRow.__table__).order_by(TeamRow.key).limit(limit)
        if words:
            found = found.where(func.strpos(TeamRow.key, words.casefold()) > 0)
        if after is not None:
            # No name holds the character, so none lies between the whole and what stands before it.
            found = found.where(TeamRow.key > after.partition("\x00")[0])
        return self._read(found)

    def save(self, team: Team) -> None:
        saved = (
            update(TeamRow)
            .where(TeamRow.id == team.id, TeamRow.version == team.version)
            .values(to_row(team))
            .returning(TeamRow.id)
        )
        try:
            with self._opened.connection.begin_nested():
                row = self._opened.connection.execute(saved).scalar()
        except IntegrityError as error:
            raise _name_taken(team) from error
        if row is None:
            raise StaleTeam("somebody changed this team since you read it; look again and retry")
        self._kept(team)

    def remove(self, team: Team) -> None:
        self._opened.connection.execute(delete(TeamRow).where(TeamRow.id == team.id))
        self._recorded(team)

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[Team]:
        return [from_row(row) for row in self._opened.connection.execute(statement)]

    def _kept(self, team: Team) -> None:
        team.version += 1
        self._recorded(team)

    def _recorded(self, team: Team) -> None:
        self._record(team.events)
        team.events.clear()


def _name_taken(team: Team) -> TeamNameTaken:
    return TeamNameTaken(f"another team is called {team.name!r}", field=("name",))


def to_row(team: Team) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    return {
        "id": team.id,
        "name": team.name,
        "key": team.key,
        "description": team.description,
        "created_at": team.created_at,
        "member_ids": list(team.member_ids),
        "version": team.version + 1,
    }


def from_row(row: Any) -> Team:
    return Team(
        id=row.id,
        name=row.name,
        description=row.description,
        created_at=row.created_at,
        member_ids=tuple(row.member_ids),
        version=row.version,
    )
