from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

from adapters.postgres.account_invitations import PostgresAccountInvitations
from adapters.postgres.api_tokens import PostgresApiTokens
from adapters.postgres.attempts import PostgresAttempts
from adapters.postgres.audit_trail import PostgresAuditTrail, tell, write_entries
from adapters.postgres.bundles import PostgresBundles
from adapters.postgres.conversations import PostgresConversations, PostgresReadMarks
from adapters.postgres.database import OpenTransaction, PostgresDatabase
from adapters.postgres.delegations import PostgresDelegations
from adapters.postgres.digests import PostgresDigests
from adapters.postgres.display_preferences import PostgresDisplayPreferences
from adapters.postgres.email_changes import PostgresEmailChanges
from adapters.postgres.external_identities import PostgresExternalIdentities, PostgresExternalSignIns
from adapters.postgres.history import PostgresHistory
from adapters.postgres.holds import PostgresHolds
from adapters.postgres.idempotency_keys import PostgresIdempotencyKeys
from adapters.postgres.ip_blocks import PostgresIpBlocks
from adapters.postgres.letters import PostgresLetters
from adapters.postgres.live_tickets import PostgresLiveTickets
from adapters.postgres.meeting_rooms import PostgresRooms
from adapters.postgres.meetings import PostgresMeetings
from adapters.postgres.messages import PostgresMessages
from adapters.postgres.mutes import PostgresMutes
from adapters.postgres.newcomers import PostgresNewcomers
from adapters.postgres.notification_preferences import PostgresNotificationPreferences
from adapters.postgres.notifications import PostgresNotifications
from adapters.postgres.password_resets import PostgresPasswordResets
from adapters.postgres.people import PostgresPeople
from adapters.postgres.proceedings import (
    AGENDA_ITEMS,
    PostgresLines,
    PostgresMinutes,
    PostgresProceedings,
)
from adapters.postgres.proposals import PostgresProposals
from adapters.postgres.push import PostgresPushes, PostgresPushSubscriptions
from adapters.postgres.recording import write_events
from adapters.postgres.reminders import PostgresReminders
from adapters.postgres.second_factors import PostgresPasskeyChallenges, PostgresSecondFactors
from adapters.postgres.sessions import PostgresSessions
from adapters.postgres.settings_book import PostgresFeatureFlags, PostgresSettingsBook
from adapters.postgres.teams import PostgresTeams
from adapters.postgres.told_log import PostgresToldLog
from adapters.postgres.working_hours import PostgresWorkingHours
from adapters.postgres.zone_changes import PostgresZoneChanges
from application.administration.auditing import to_audit
from application.administration.ports import AdministrationWork
from application.conversation.ports import ConversationWork
from application.history.ports import HistoryWork
from application.notification.push_ports import PushWork
from application.notification.reminder_ports import ReminderWork
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import EVENTS_COMMITTED, Mark, Transactions, Wakeups
from domain.proceedings.agenda_item import AgendaItem
from domain.shared.act import Act
from domain.shared.event import DomainEvent


class PostgresWork(
    AdministrationWork, ConversationWork, HistoryWork, PushWork, ProceedingsWork, ReminderWork
):
    """Each part is made when it is asked for; those that get a connection begin the transaction with that."""

    def __init__(self, opened: OpenTransaction, mark: Mark, *, horizon: timedelta) -> None:
        self._opened = opened
        self._mark = mark
        self._horizon = horizon

    @cached_property
    def audit(self) -> PostgresAuditTrail:
        return PostgresAuditTrail(self._record)

    @cached_property
    def settings(self) -> PostgresSettingsBook:
        return PostgresSettingsBook(self._opened, self._record)

    @cached_property
    def ip_blocks(self) -> PostgresIpBlocks:
        return PostgresIpBlocks(self._opened.connection, self._record)

    @cached_property
    def feature_flags(self) -> PostgresFeatureFlags:
        return PostgresFeatureFlags(self._opened, self._record)

    @cached_property
    def people(self) -> PostgresPeople:
        return PostgresPeople(self._opened, self._record)

    @cached_property
    def sessions(self) -> PostgresSessions:
        return PostgresSessions(self._opened, self._record)

    @cached_property
    def password_resets(self) -> PostgresPasswordResets:
        return PostgresPasswordResets(self._opened.connection, self._record)

    @cached_property
    def attempts(self) -> PostgresAttempts:
        return PostgresAttempts(self._opened)

    @cached_property
    def live_tickets(self) -> PostgresLiveTickets:
        return PostgresLiveTickets(self._opened)

    @cached_property
    def delegations(self) -> PostgresDelegations:
        return PostgresDelegations(self._opened.connection, self._record)

    @cached_property
    def api_tokens(self) -> PostgresApiTokens:
        return PostgresApiTokens(self._opened.connection, self._record)

    @cached_property
    def account_invitations(self) -> PostgresAccountInvitations:
        return PostgresAccountInvitations(self._opened.connection, self._record)

    @cached_property
    def email_changes(self) -> PostgresEmailChanges:
        return PostgresEmailChanges(self._opened.connection)

    @cached_property
    def second_factors(self) -> PostgresSecondFactors:
        return PostgresSecondFactors(self._opened, self._record)

    @cached_property
    def display_preferences(self) -> PostgresDisplayPreferences:
        return PostgresDisplayPreferences(self._opened)

    @cached_property
    def passkey_challenges(self) -> PostgresPasskeyChallenges:
        return PostgresPasskeyChallenges(self._opened.connection)

    @cached_property
    def external_identities(self) -> PostgresExternalIdentities:
        return PostgresExternalIdentities(self._opened.connection, self._record)

    @cached_property
    def external_sign_ins(self) -> PostgresExternalSignIns:
        return PostgresExternalSignIns(self._opened.connection)

    @cached_property
    def idempotency_keys(self) -> PostgresIdempotencyKeys:
        return PostgresIdempotencyKeys(self._opened.connection)

    @cached_property
    def teams(self) -> PostgresTeams:
        return PostgresTeams(self._opened, self._record)

    @cached_property
    def letters(self) -> PostgresLetters:
        return PostgresLetters(self._opened.connection, self._opened.rings.add)

    @cached_property
    def meetings(self) -> PostgresMeetings:
        return PostgresMeetings(
            self._opened, self._record, horizon=self._horizon, follow=self._follow_zone_rules
        )

    @cached_property
    def holds(self) -> PostgresHolds:
        return PostgresHolds(self._opened.connection, self._record)

    @cached_property
    def proposals(self) -> PostgresProposals:
        return PostgresProposals(self._opened.connection)

    @cached_property
    def reminders(self) -> PostgresReminders:
        return PostgresReminders(self._opened, self._record)

    @cached_property
    def conversations(self) -> PostgresConversations:
        return PostgresConversations(self._opened, self._record)

    @cached_property
    def messages(self) -> PostgresMessages:
        return PostgresMessages(self._opened)

    @property
    def said_about_dates(self) -> PostgresMessages:
        return self.messages

    @cached_property
    def read_marks(self) -> PostgresReadMarks:
        return PostgresReadMarks(self._opened)

    @cached_property
    def proceedings(self) -> PostgresProceedings:
        return PostgresProceedings(self._opened, self._record)

    @property
    def written_about_dates(self) -> PostgresProceedings:
        return self.proceedings

    @cached_property
    def agenda_items(self) -> PostgresLines[AgendaItem]:
        return PostgresLines(self._opened, AGENDA_ITEMS)

    @cached_property
    def minutes(self) -> PostgresMinutes:
        return PostgresMinutes(self._opened)

    @cached_property
    def history(self) -> PostgresHistory:
        return PostgresHistory(self._opened)

    @cached_property
    def rooms(self) -> PostgresRooms:
        return PostgresRooms(self._opened, self._record)

    @cached_property
    def notifications(self) -> PostgresNotifications:
        return PostgresNotifications(self._opened.connection, self._record)

    @cached_property
    def push_subscriptions(self) -> PostgresPushSubscriptions:
        return PostgresPushSubscriptions(self._opened.connection)

    @cached_property
    def pushes(self) -> PostgresPushes:
        return PostgresPushes(self._opened.connection)

    @cached_property
    def digests(self) -> PostgresDigests:
        return PostgresDigests(self._opened.connection)

    @cached_property
    def notification_preferences(self) -> PostgresNotificationPreferences:
        return PostgresNotificationPreferences(self._opened.connection)

    @cached_property
    def mutes(self) -> PostgresMutes:
        return PostgresMutes(self._opened)

    @cached_property
    def bundles(self) -> PostgresBundles:
        return PostgresBundles(self._opened.connection)

    @cached_property
    def told_log(self) -> PostgresToldLog:
        return PostgresToldLog(self._opened.connection)

    @cached_property
    def working_hours(self) -> PostgresWorkingHours:
        return PostgresWorkingHours(self._opened.connection, self._record)

    @cached_property
    def newcomers(self) -> PostgresNewcomers:
        return PostgresNewcomers(self._opened)

    @cached_property
    def zone_changes(self) -> PostgresZoneChanges:
        return PostgresZoneChanges(self._opened.connection, self.meetings, self.proposals)

    def _follow_zone_rules(self, meeting_id: UUID) -> None:
        self.zone_changes.follow(meeting_id, now=datetime.now(UTC))

    def _record(self, happenings: Iterable[DomainEvent | Act]) -> None:
        self._opened.recorded += [(each, self._mark) for each in happenings]


class PostgresTransactions(Transactions[PostgresWork]):
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
            write_events(opened)
            sealed = write_entries(opened, to_audit(opened.recorded))
            opened.commit()
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
        with outer.connection.begin_nested():
            yield
    except BaseException:
        del outer.recorded[before:]
        raise
    finally:
        outer.delegate_id = deputy
