"""What ends together with an account, or with the right to do something, in the same transaction.

It ends for good: reactivating somebody brings back none of it, so that nothing forgotten wakes up.
"""

from datetime import datetime
from uuid import UUID

from application.identity.ending_sessions import end_sessions
from application.identity.ports import IdentityWork
from domain.identity.person import Person
from domain.identity.session import Ending


def withdraw_access(work: IdentityWork, person: Person, *, by: UUID, now: datetime) -> None:
    """Every way in: sessions with their live tickets, API tokens, delegations both ways, mailed links."""
    end_sessions(work, person.id, Ending.DEACTIVATED, by=by, now=now)
    revoke_tokens(work, person, by=by, now=now)
    delegations = work.delegations.involving(person.id)
    ids = {person_id for each in delegations for person_id in (each.principal_id, each.delegate_id)}
    people = {each.id: each for each in work.people.among(ids, ())}
    for delegation in delegations:
        delegation.revoke(people[delegation.principal_id], people[delegation.delegate_id], by=by, now=now)
        work.delegations.remove(delegation)
    work.password_resets.remove(person.id)


def revoke_tokens(work: IdentityWork, person: Person, *, by: UUID, now: datetime) -> None:
    """All API tokens of a person who is held: nothing that runs with one goes on."""
    for token in work.api_tokens.of(person.id):
        token.revoke(by=by, now=now)
        work.api_tokens.remove(token)


def withdraw_invitations(work: IdentityWork, person: Person, *, by: UUID, now: datetime) -> None:
    """Those that they sent and nobody accepted yet: no door stays open behind whoever may invite no more."""
    for invitation in work.account_invitations.sent_by(person.id):
        invitation.revoke(by=by, now=now)
        work.account_invitations.remove(invitation)
