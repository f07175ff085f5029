"""What signing in, refreshing and setting up have in common: opening a session and wording its tokens."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.identity.ports import AccessTokens, IdentityWork, KnownPerson, OpaqueTokens
from domain.identity.person import Person
from domain.identity.session import MOST, Ending, Session


@dataclass(frozen=True, slots=True)
class Device:
    """Where a session was opened, for its owner to recognise: the User-Agent and the client's address."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    person: KnownPerson
    session: Session
    access_token: str
    expires_in: timedelta
    refresh_token: str


def known(person: Person) -> KnownPerson:
    return KnownPerson(person.id, person.email, person.name, person.zone.key, person.role)


def open_session(
    work: IdentityWork,
    person: Person,
    device: Device,
    opaque_tokens: OpaqueTokens,
    access_tokens: AccessTokens,
    now: datetime,
) -> SignedIn:
    """A new session of ``person``, whatever the client brought along (ASVS 5.0 7.2.4).

    When they have as many as anybody may, the oldest ends. ``person`` is held, or new in this transaction.
    """
    others = work.sessions.living(person.id, now=now)
    for oldest in others[: len(others) - MOST + 1] if len(others) >= MOST else ():
        oldest.end(Ending.TOO_MANY, by=None, now=now)
        work.sessions.save(oldest)
    token = opaque_tokens.new()
    digest = opaque_tokens.digest(token)
    session = Session.start(person.id, digest, device=device.name, address=device.address, now=now)
    work.sessions.add(session)
    return signed_in(person, session, token, access_tokens, now)


def signed_in(
    person: Person, session: Session, refresh_token: str, access_tokens: AccessTokens, now: datetime
) -> SignedIn:
    access_token = access_tokens.issue(person.id, session.id, person.role, now=now)
    return SignedIn(known(person), session, access_token, access_tokens.lifetime, refresh_token)
