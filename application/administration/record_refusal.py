from dataclasses import dataclass
from uuid import UUID

from application.administration.flood import FloodGuard
from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.origin import present_origin
from application.shared.ports import Clock, Transactions
from domain.identity.email_address import email_address
from domain.identity.refusals import InvalidEmailAddress
from domain.shared.act import Act


@dataclass(frozen=True, slots=True)
class Refused:
    """``code`` is that of the refusal, ``asked`` the name of what was asked for.

    ``caller`` is None while we do not know who it is. ``email``: whose account they say is theirs.
    ``subject_type`` and ``subject_id``: what it was about. ``source``: what counts as one when many are
    refused; None: who asks, or else where they come from.
    """

    code: str
    asked: str
    caller: Caller | None = None
    email: str | None = None
    subject_type: str | None = None
    subject_id: UUID | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RecordRefusal:
    """Enters into the audit trail that somebody was not let in, or not allowed what they asked for.

    It surrounds the use cases, for none of them could forget it then, and has a transaction of its own,
    since that of the refused has been taken back. Costs the same whether an address is anybody's or not.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    flood_guard: FloodGuard

    def __call__(self, refused: Refused) -> None:
        now = self.clock.now()
        actor_id = refused.caller.person_id if refused.caller else None
        passed_over = self.flood_guard.admit(_source(refused), now)
        if passed_over is None:
            return
        details: dict[str, object] = {"code": refused.code, "asked": refused.asked}
        if passed_over:
            details["passed_over"] = passed_over
        subject_type, subject_id = refused.subject_type, refused.subject_id
        delegate_id = refused.caller.delegate_id if refused.caller else None
        with self.transactions.begin(delegate_id=delegate_id) as work:
            email = _address(refused.email)
            person = work.people.by_email(email) if email else None
            if person is not None:
                subject_type, subject_id = "person", person.id
            elif email is not None:
                details["email"] = email
            kind = "sign_in.refused" if refused.caller is None else "access.refused"
            work.audit.record(
                Act(
                    kind=kind,
                    at=now,
                    actor_id=actor_id,
                    subject_type=subject_type,
                    subject_id=subject_id,
                    details=details,
                )
            )


def _source(refused: Refused) -> str:
    if refused.source is not None:
        return refused.source
    return str(refused.caller.actor_id) if refused.caller else present_origin().source


def _address(typed: str | None) -> str | None:
    """What is no address may be a password that went into the wrong field."""
    try:
        return email_address(typed) if typed else None
    except InvalidEmailAddress:
        return None
