from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.identity_rows import PersonRow
from application.identity.ports import KnownPerson, LiveSession, LiveToken, OpenSession, PeopleDirectory
from domain.identity.language import Language
from domain.identity.role import Permission, Role
from domain.shared.text import folded

_PERSON = """
    person.id, person.email, person.name, person.zone, person.role, person.active, person.version,
    person.language
"""
_FIND = f"SELECT {_PERSON} FROM person WHERE id = %s AND active"
_PRINCIPAL = f"""
    SELECT {_PERSON} FROM person JOIN delegation ON delegation.principal_id = person.id
    WHERE person.id = %s AND delegation.delegate_id = %s AND person.active
"""
_NAMED = f"SELECT {_PERSON} FROM person WHERE id = ANY (%s)"
_LIVE_SESSIONS = f"""
    SELECT session.id, session.expires_at, session.proved_at,
        coalesce(jsonb_exists(house.value -> 'second_factor_required_for', person.role), false)
            AND NOT EXISTS (SELECT FROM second_factors WHERE person_id = person.id AND totp_confirmed)
            AND NOT EXISTS (SELECT FROM passkey WHERE person_id = person.id),
        {_PERSON}
    FROM session JOIN person ON person.id = session.person_id
        LEFT JOIN setting AS house ON house.name = 'organisation'
    WHERE session.id = ANY (%s) AND session.ended_at IS NULL AND session.expires_at > %s AND person.active
"""
_OPEN_SESSIONS = """
    SELECT id, device, address, created_at, last_used_at, expires_at FROM session
    WHERE person_id = %s AND ended_at IS NULL AND expires_at > %s ORDER BY last_used_at DESC, id
"""
_LIVE_TOKENS = f"""
    SELECT api_token.id, api_token.scopes, api_token.last_used_at, {_PERSON}
    FROM api_token JOIN person ON person.id = api_token.person_id
    WHERE person.active AND api_token.expires_at > %s AND
"""
_LIVE_TOKEN_BY_DIGEST = f"{_LIVE_TOKENS} api_token.digest = %s"
_LIVE_TOKENS_BY_ID = f"{_LIVE_TOKENS} api_token.id = ANY (%s)"

_KNOWN = (
    PersonRow.id,
    PersonRow.email,
    PersonRow.name,
    PersonRow.zone,
    PersonRow.role,
    PersonRow.active,
    PersonRow.version,
    PersonRow.language,
)


class PostgresPeopleDirectory(PeopleDirectory):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def find(self, person_id: UUID) -> KnownPerson | None:
        with self._database.hot() as connection:
            row = connection.execute(_FIND, [person_id], prepare=True).fetchone()
        return row and _known(row)

    def principal(self, person_id: UUID, *, delegate_id: UUID) -> KnownPerson | None:
        with self._database.hot() as connection:
            row = connection.execute(_PRINCIPAL, [person_id, delegate_id], prepare=True).fetchone()
        return row and _known(row)

    def named(self, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        with self._database.hot() as connection:
            rows = connection.execute(_NAMED, [list(person_ids)], prepare=True).fetchall()
        return {row[0]: _known(row) for row in rows}

    def search(
        self, words: str, *, active: bool = True, after: str | None, limit: int
    ) -> Sequence[KnownPerson]:
        if "\x00" in words:  # PostgreSQL refuses the character; no name holds it
            return ()
        found = func.strpos(PersonRow.sought, folded(words)) > 0
        page = select(*_KNOWN).where(PersonRow.active == active, found)
        page = page.order_by(PersonRow.sort_key).limit(limit)
        if after is not None:
            # No key holds the character, so none lies between the whole and what stands before it.
            page = page.where(PersonRow.sort_key > after.partition("\x00")[0])
        with self._database.reading() as connection:
            return [_known(row) for row in connection.execute(page)]

    def anybody(self) -> bool:
        with self._database.reading() as connection:
            return bool(connection.scalar(select(exists(select(PersonRow.id)))))

    def live_session(self, session_id: UUID, *, now: datetime) -> LiveSession | None:
        return self.live_sessions([session_id], now=now).get(session_id)

    def live_sessions(self, session_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveSession]:
        with self._database.hot() as connection:
            rows = connection.execute(_LIVE_SESSIONS, [list(session_ids), now], prepare=True).fetchall()
        return {
            session_id: LiveSession(_known(known), session_id, expires_at, proved_at, lacks_factor)
            for session_id, expires_at, proved_at, lacks_factor, *known in rows
        }

    def open_sessions(self, person_id: UUID, *, now: datetime) -> Sequence[OpenSession]:
        with self._database.hot() as connection:
            rows = connection.execute(_OPEN_SESSIONS, [person_id, now], prepare=True).fetchall()
        return [OpenSession(*row) for row in rows]

    def live_token(self, digest: bytes, *, now: datetime) -> LiveToken | None:
        with self._database.hot() as connection:
            row = connection.execute(_LIVE_TOKEN_BY_DIGEST, [now, digest], prepare=True).fetchone()
        return row and _live_token(row)

    def live_tokens(self, token_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveToken]:
        with self._database.hot() as connection:
            rows = connection.execute(_LIVE_TOKENS_BY_ID, [now, list(token_ids)], prepare=True).fetchall()
        return {row[0]: _live_token(row) for row in rows}


def _live_token(row: Sequence[Any]) -> LiveToken:
    token_id, scopes, last_used_at, *known = row
    return LiveToken(_known(known), token_id, frozenset(map(Permission, scopes)), last_used_at)


def _known(row: Sequence[Any]) -> KnownPerson:
    person_id, email, name, zone, role, active, version, language = row
    return KnownPerson(person_id, email, name, zone, Role(role), active, version, Language(language))
