from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.database import OpenTransaction
from adapters.postgres.password_rows import WrongPasswordRow
from application.identity.ports import Attempts
from domain.identity.wrong_passwords import WrongPasswords

_GLANCE = "SELECT moments FROM wrong_password WHERE subject = %s"


class PostgresAttempts(Attempts):
    """An empty row stands in for a subject without any, so that there is something to hold."""

    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def glance(self, subject: bytes) -> WrongPasswords:
        found = self._opened.read(_GLANCE, subject)
        return WrongPasswords(tuple(found[0].moments) if found else ())

    def get(self, subject: bytes) -> WrongPasswords:
        empty = insert(WrongPasswordRow).values(subject=subject, moments=[])
        # Updates nothing, but holds the row whether it is new or not.
        held = empty.on_conflict_do_update(index_elements=["subject"], set_={"subject": subject})
        return WrongPasswords(
            tuple(self._opened.connection.execute(held.returning(WrongPasswordRow.moments)).scalar_one())
        )

    def save(self, subject: bytes, wrong: WrongPasswords) -> None:
        self._opened.connection.execute(
            update(WrongPasswordRow)
            .where(WrongPasswordRow.subject == subject)
            .values(moments=list(wrong.moments), last_at=wrong.moments[-1])
        )

    def forget(self, subject: bytes) -> None:
        self._opened.connection.execute(delete(WrongPasswordRow).where(WrongPasswordRow.subject == subject))
