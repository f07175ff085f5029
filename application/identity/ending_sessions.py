"""The one way in which a person's sessions end together, and what ends with any of them."""

from datetime import datetime
from uuid import UUID

from application.identity.ports import IdentityWork
from domain.identity.session import Ending


def end_sessions(
    work: IdentityWork,
    person_id: UUID,
    because: Ending,
    *,
    by: UUID | None,
    now: datetime,
    but: UUID | None = None,
) -> int:
    """Ends what a person has open, all ``but`` one session; returns how many that were.

    Their access tokens and refresh tokens are void with the commit, their live connections close when the
    event arrives. Call it with the person held (``People.get``), lest a sign-in slip in between.
    """
    void_what_was_begun(work, person_id)
    doomed = [session for session in work.sessions.living(person_id, now=now) if session.id != but]
    for session in doomed:
        session.end(because, by=by, now=now)
        work.sessions.save(session)
    return len(doomed)


def void_what_was_begun(work: IdentityWork, person_id: UUID) -> None:
    """A new address or a link to an identity provider, which whoever sat there could finish afterwards.

    Call it with the person held.
    """
    work.email_changes.remove(person_id)
    work.external_sign_ins.remove_of(person_id)
