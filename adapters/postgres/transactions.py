from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from adapters.postgres.account_invitations import PostgresAccountInvitations
from adapters.postgres.api_tokens import PostgresApiTokens
from adapters.postgres.attempts import PostgresAttempts
from adapters.postgres.audit_trail import PostgresAuditTrail, tell, write_entries
from adapters.postgres.database import OpenTransaction, PostgresDatabase
from adapters.postgres.delegations import PostgresDelegations
from adapters.postgres.email_changes import PostgresEmailChanges
from adapters.postgres.holds import PostgresHolds
from adapters.postgres.idempotency_keys import PostgresIdempotencyKeys
from adapters.postgres.letters import PostgresLetters
from adapters.postgres.live_tickets import PostgresLiveTickets
from adapters.postgres.meeting_rooms import PostgresRooms
from adapters.postgres.meetings import PostgresMeetings
from adapters.postgres.password_resets import PostgresPasswordResets
from adapters.postgres.people import PostgresPeople
from adapters.postgres.proposals import PostgresProposals
from adapters.postgres.recording import write_events
from adapters.postgres.sessions import PostgresSessions
from adapters.postgres.working_hours import PostgresWorkingHours
from application.administration.auditing import to_audit
from application.meeting.ports import MeetingWork
from application.shared.ports import EVENTS_COMMITTED, Mark, Transactions, Wakeups
from domain.shared.act import Act
from domain.shared.event import DomainEvent


class PostgresWork(MeetingWork):
    def __init__(self, opened: OpenTransaction, mark: Mark, *, horizon: timedelta) -> None:
        self._opened = opened
        self._mark = mark
        session = opened.session
        self._audit = PostgresAuditTrail(self._record)
        self._people = PostgresPeople(session, self._record)
        self._sessions = PostgresSessions(session, self._record)
        self._password_resets = PostgresPasswordResets(session, self._record)
        self._attempts = PostgresAttempts(session)
        self._live_tickets = PostgresLiveTickets(session)
        self._delegations = PostgresDelegations(session, self._record)
        self._api_tokens = PostgresApiTokens(session, self._record)
        self._account_invitations = PostgresAccountInvitations(session, self._record)
        self._email_changes = PostgresEmailChanges(session)
        self._idempotency_keys = PostgresIdempotencyKeys(session)
        self._letters = PostgresLetters(session, opened.rings.add)
        self._meetings = PostgresMeetings(session, self._record, horizon=horizon)
        self._holds = PostgresHolds(session, self._record)
        self._proposals = PostgresProposals(session)
        self._rooms = PostgresRooms(session, self._record)
        self._working_hours = PostgresWorkingHours(session, self._record)

    @property
    def audit(self) -> PostgresAuditTrail:
        return self._audit

    @property
    def people(self) -> PostgresPeople:
        return self._people

    @property
    def sessions(self) -> PostgresSessions:
        return self._sessions

    @property
    def password_resets(self) -> PostgresPasswordResets:
        return self._password_resets

    @property
    def attempts(self) -> PostgresAttempts:
        return self._attempts

    @property
    def live_tickets(self) -> PostgresLiveTickets:
        return self._live_tickets

    @property
    def delegations(self) -> PostgresDelegations:
        return self._delegations

    @property
    def api_tokens(self) -> PostgresApiTokens:
        return self._api_tokens

    @property
    def account_invitations(self) -> PostgresAccountInvitations:
        return self._account_invitations

    @property
    def email_changes(self) -> PostgresEmailChanges:
        return self._email_changes

    @property
    def idempotency_keys(self) -> PostgresIdempotencyKeys:
        return self._idempotency_keys

    @property
    def letters(self) -> PostgresLetters:
        return self._letters

    @property
    def meetings(self) -> PostgresMeetings:
        return self._meetings

    @property
    def holds(self) -> PostgresHolds:
        return self._holds

    @property
    def proposals(self) -> PostgresProposals:
        return self._proposals

    @property
    def rooms(self) -> PostgresRooms:
        return self._rooms

    @property
    def working_hours(self) -> PostgresWorkingHours:
        return self._working_hours

    def _record(self, happenings: Iterable[DomainEvent | Act]) -> None:
        self._opened.recorded += [(each, self._mark) for each in happenings]


class PostgresTransactions(Transactions[MeetingWork]):
    """READ COMMITTED, with row locks where a port promises to hold others off.

    Raises StorageUnavailable when the database cannot be reached, has no connection to spare, or when a lock,
    a statement or a deadlock made us wait too long.
    """

    def __init__(
        self, database: PostgresDatabase, wakeups: Wakeups, *, horizon: timedelta = timedelta(days=730)
    ) -> None:
        self._database = database
        self._wakeups = wakeups
        self._horizon = horizon

    @contextmanager
    def begin(
        self, *, mutation_id: str | None = None, delegate_id: UUID | None = None
    ) -> Iterator[PostgresWork]:
        outer = self._database.open_transaction
        if outer is not None:
            with _part_of(outer, delegate_id):
                yield PostgresWork(outer, Mark(mutation_id, outer.delegate_id), horizon=self._horizon)
            return
        with self._database.opening() as opened:
            opened.delegate_id = delegate_id
            yield PostgresWork(opened, Mark(mutation_id, delegate_id), horizon=self._horizon)
            # Last of all: an event's place among others of its subject is drawn while their row is locked.
            write_events(opened.session, opened.recorded)
            sealed = write_entries(opened.session, to_audit(opened.recorded))
            opened.session.commit()
        tell(sealed)
        # After the commit, for nobody would see anything before; and NOTIFY inside the transaction would
        # make commits queue for one lock.
        for channel in opened.rings | ({EVENTS_COMMITTED} if opened.recorded else set()):
            self._wakeups.ring(channel)


@contextmanager
def _part_of(outer: OpenTransaction, delegate_id: UUID | None) -> Iterator[None]:
    before, deputy = len(outer.recorded), outer.delegate_id
    outer.delegate_id = delegate_id or deputy
    try:
        with outer.session.begin_nested():
            yield
    except BaseException:
        del outer.recorded[before:]
        raise
    finally:
        outer.delegate_id = deputy
