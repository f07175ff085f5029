"""What signing in, refreshing and setting up have in common: opening a session and wording its tokens."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import AccessTokens, IdentityWork, KnownPerson, OpaqueTokens
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.identity.refusals import OnlyInPerson, PersonNotFound, SessionEnded
from domain.identity.session import MOST, Ending, Session
from domain.shared.act import Act


@dataclass(frozen=True, slots=True)
class Device:
    """Where a session was opened, for its owner to recognise: the User-Agent and the client's address.

    ``token`` is the secret that it was given at an earlier sign-in, by which we recognise it.
    """

    name: str = ""
    address: str = ""
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    person: KnownPerson
    session: Session
    access_token: str
    expires_in: timedelta
    refresh_token: str
    device_token: str | None = None


def known(person: Person) -> KnownPerson:
    return KnownPerson(
        person.id,
        person.email,
        person.name,
        person.zone.key,
        person.role,
        person.active,
        person.version,
        person.language,
    )


def open_session(
    work: IdentityWork,
    person: Person,
    device: Device,
    opaque_tokens: OpaqueTokens,
    access_tokens: AccessTokens,
    now: datetime,
    *,
    proved: bool = True,
) -> SignedIn:
    """A new session of ``person``, whatever the client brought along (ASVS 5.0 7.2.4).

    When they have as many as anybody may, the oldest ends. ``person`` is held, or new in this transaction.
    ``proved``: they have just shown a password or a passkey of theirs.
    """
    for oldest in work.sessions.living(person.id, now=now, but_newest=MOST - 1):
        oldest.end(Ending.TOO_MANY, by=None, now=now)
        work.sessions.save(oldest)
    token = opaque_tokens.new()
    digest = opaque_tokens.digest
    recognised = recognise(work, person, device, opaque_tokens)
    device_token = device.token if device.token and recognised else opaque_tokens.new()
    session = Session.start(
        person.id,
        digest(token),
        device=device.name,
        address=device.address,
        now=now,
        device_digest=digest(device_token),
        proved=proved,
    )
    work.sessions.add(session)
    work.audit.record(
        Act(
            kind="session.started",
            at=now,
            actor_id=person.id,
            subject_type="session",
            subject_id=session.id,
            details={"device": session.device},
        )
    )
    opened = signed_in(person, session, token, access_tokens, now)
    return replace(opened, device_token=device_token)


def recognise(
    work: IdentityWork, person: Person, device: Device, opaque_tokens: OpaqueTokens
) -> bytes | None:
    """The digest of the device's secret, if this person has signed in there before."""
    if device.token is None:
        return None
    digest = opaque_tokens.digest(device.token)
    return digest if work.sessions.knows_device(person.id, digest) else None


def signed_in(
    person: Person, session: Session, refresh_token: str, access_tokens: AccessTokens, now: datetime
) -> SignedIn:
    access_token = access_tokens.issue(person.id, session.id, person.role, now=now)
    return SignedIn(known(person), session, access_token, access_tokens.lifetime, refresh_token)


def still_signed_in(work: IdentityWork, caller: Caller, now: datetime) -> Person:
    """The caller's person, held, for what outlives a session: what ended it meanwhile ends this, too.

    Raises PersonNotFound or SessionEnded.
    """
    person = work.people.get(caller.person_id)
    session = work.sessions.get(caller.session_id) if caller.session_id else None
    if session is None or not session.is_alive(now):
        raise SessionEnded("this session has ended; sign in again")
    return person


def own_account(transactions: Transactions[IdentityWork], caller: Caller) -> tuple[Person, UUID]:
    """The person behind a session, and its id, for what one does about oneself.

    Raises OnlyInPerson for whoever comes without one, PersonNotFound.
    """
    if caller.session_id is None:
        raise OnlyInPerson("this takes a session; sign in with your password first")
    with transactions.begin() as work:
        people = work.people.among([caller.person_id], ())
    if not people:
        raise PersonNotFound("your account is no longer active")
    return people[0], caller.session_id
