from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from adapters.postgres.database import OpenTransaction, columns_of
from adapters.postgres.identity_rows import PasskeyChallengeRow, PasskeyRow, SecondFactorsRow
from application.identity.second_factor_ports import ManySecondFactors, PasskeyChallenge, PasskeyChallenges
from domain.identity.role import Role
from domain.identity.second_factors import Passkey, SecondFactors, Totp
from domain.shared.event import DomainEvent

_FACTORS = f"SELECT {columns_of(SecondFactorsRow)} FROM second_factors WHERE person_id = %s"
_PASSKEYS = f"SELECT {columns_of(PasskeyRow)} FROM passkey WHERE person_id = %s ORDER BY id"
_WITHOUT = """
    SELECT id FROM person
    WHERE active AND role = ANY (%s)
        AND NOT EXISTS (SELECT FROM second_factors WHERE person_id = person.id AND totp_confirmed)
        AND NOT EXISTS (SELECT FROM passkey WHERE person_id = person.id)
"""


class PostgresSecondFactors(ManySecondFactors):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def get(self, person_id: UUID) -> SecondFactors:
        return self._read(person_id, self._opened.write(f"{_FACTORS} FOR UPDATE", person_id))

    def find(self, person_id: UUID) -> SecondFactors:
        return self._read(person_id, self._opened.read(_FACTORS, person_id))

    def owner_of(self, credential_id: bytes) -> UUID | None:
        owner = select(PasskeyRow.person_id).where(PasskeyRow.credential_id == credential_id)
        return self._opened.connection.scalar(owner)

    def without(self, roles: Collection[Role]) -> frozenset[UUID]:
        rows = self._opened.read(_WITHOUT, [each.value for each in roles])
        return frozenset(row.id for row in rows)

    def save(self, factors: SecondFactors) -> None:
        factors.version += 1
        values = _to_row(factors)
        kept = upsert(SecondFactorsRow).values(values)
        self._opened.connection.execute(kept.on_conflict_do_update(index_elements=["person_id"], set_=values))
        theirs = delete(PasskeyRow).where(PasskeyRow.person_id == factors.person_id)
        self._opened.connection.execute(theirs)
        if factors.passkeys:
            rows = [_passkey_row(factors.person_id, each) for each in factors.passkeys]
            self._opened.connection.execute(insert(PasskeyRow), rows)
        self._record(factors.events)
        factors.events.clear()

    def _read(self, person_id: UUID, found: Sequence[Any]) -> SecondFactors:
        if not found:
            return SecondFactors(person_id)
        (row,) = found
        passkeys = self._opened.read(_PASSKEYS, person_id)
        confirmed, last_step = row.totp_confirmed, row.totp_last_step
        return SecondFactors(
            person_id,
            totp=Totp(row.totp_sealed, confirmed, last_step) if row.totp_sealed is not None else None,
            recovery_codes=frozenset(row.recovery_codes),
            passkeys=tuple(map(_passkey, passkeys)),
            version=row.version,
        )


class PostgresPasskeyChallenges(PasskeyChallenges):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: bytes, challenge: PasskeyChallenge) -> None:
        row = {"digest": digest, "person_id": challenge.person_id, "expires_at": challenge.expires_at}
        self._connection.execute(insert(PasskeyChallengeRow).values(row))

    def take(self, digest: bytes) -> PasskeyChallenge | None:
        taken = (
            delete(PasskeyChallengeRow)
            .where(PasskeyChallengeRow.digest == digest)
            .returning(PasskeyChallengeRow.expires_at, PasskeyChallengeRow.person_id)
        )
        row = self._connection.execute(taken).one_or_none()
        return None if row is None else PasskeyChallenge(*row)


def _to_row(factors: SecondFactors) -> dict[str, Any]:
    totp = factors.totp
    return {
        "person_id": factors.person_id,
        "totp_sealed": totp and totp.sealed,
        "totp_confirmed": totp is not None and totp.confirmed,
        "totp_last_step": totp.last_step if totp else 0,
        "recovery_codes": sorted(factors.recovery_codes),
        "version": factors.version,
    }


def _passkey_row(person_id: UUID, passkey: Passkey) -> dict[str, Any]:
    return {
        "id": passkey.id,
        "person_id": person_id,
        "credential_id": passkey.credential_id,
        "public_key": passkey.public_key,
        "sign_count": passkey.sign_count,
        "name": passkey.name,
        "created_at": passkey.created_at,
        "last_used_at": passkey.last_used_at,
    }


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(
        id=row.id,
        credential_id=row.credential_id,
        public_key=row.public_key,
        sign_count=row.sign_count,
        name=row.name,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
    )
