"""The whole state of a Convene that lives in one process, and its transactions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock
from uuid import UUID

from adapters.memory.account_invitations import MemoryAccountInvitations
from adapters.memory.api_tokens import MemoryApiTokens
from adapters.memory.attempts import MemoryAttempts
from adapters.memory.audit_trail import MemoryAuditTrail
from adapters.memory.bundles import MemoryBundles
from adapters.memory.claims import MemoryClaims
from adapters.memory.conversations import MemoryConversations, MemoryMessages, MemoryReadMarks
from adapters.memory.delegations import MemoryDelegations
from adapters.memory.digests import MemoryDigests
from adapters.memory.display_preferences import MemoryDisplayPreferences
from adapters.memory.email_changes import MemoryEmailChanges
from adapters.memory.external_identities import MemoryExternalIdentities, MemoryExternalSignIns
from adapters.memory.history import MemoryHistory, keep
from adapters.memory.holds import MemoryHolds
from adapters.memory.idempotency_keys import MemoryIdempotencyKeys
from adapters.memory.ip_blocks import MemoryIpBlocks
from adapters.memory.letters import MemoryLetters
from adapters.memory.live_tickets import MemoryLiveTickets
from adapters.memory.meeting_rooms import MemoryRooms
from adapters.memory.meetings import MemoryMeetings
from adapters.memory.mutes import MemoryMutes
from adapters.memory.newcomers import MemoryNewcomers
from adapters.memory.notification_preferences import MemoryNotificationPreferences
from adapters.memory.notifications import MemoryNotifications, MemoryToldLog
from adapters.memory.numbering import numbered
from adapters.memory.password_resets import MemoryPasswordResets
from adapters.memory.people import MemoryPeople
from adapters.memory.proceedings import MemoryLines, MemoryMinutes, MemoryProceedings
from adapters.memory.proposals import MemoryProposals
from adapters.memory.push import MemoryPushes, MemoryPushSubscriptions
from adapters.memory.reminders import MemoryReminders
from adapters.memory.second_factors import MemoryPasskeyChallenges, MemorySecondFactors
from adapters.memory.sessions import MemorySessions
from adapters.memory.settings_book import MemoryFeatureFlags, MemorySettingsBook
from adapters.memory.tables import Tables
from adapters.memory.teams import MemoryTeams
from adapters.memory.working_hours import MemoryWorkingHours
from adapters.memory.zone_changes import MemoryZoneChanges
from application.administration.auditing import Recorded, entries, to_audit
from application.administration.ports import AdministrationWork
from application.conversation.ports import ConversationWork
from application.conversation.taking_out import DELETED, without_words
from application.history.keeping import to_history
from application.history.ports import HistoryWork
from application.notification.push_ports import PushWork
from application.notification.reminder_ports import ReminderWork
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import EVENTS_NUMBERED, LoggedEvent, Mark, Transactions, Wakeups
from domain.administration.audit_entry import EMPTY, AuditEntry
from domain.proceedings.agenda_item import AgendaItem
from domain.shared.act import Act
from domain.shared.event import DomainEvent


@dataclass
class MemoryDatabase:
    """One lock guards everything: transactions run one after the other, like the strictest of databases."""

    tables: Tables = field(default_factory=Tables)
    log: list[LoggedEvent] = field(default_factory=list)
    audit_trail: list[AuditEntry] = field(default_factory=list)
    forgotten: int = 0
    lock: RLock = field(default_factory=RLock)

    def number(self, recorded: Sequence[Recorded]) -> None:
        keep(self.tables, to_history(recorded))
        for event, mark in recorded:
            if isinstance(event, Act):
                continue
            position = self.forgotten + len(self.log) + 1
            self.log.append(numbered(event, mark, position, self.tables.people))
            if event.kind == DELETED:
                self.log = [without_words(earlier, event.data()) for earlier in self.log]

    def audit(self, recorded: Sequence[Recorded]) -> None:
        head = self.audit_trail[-1].head if self.audit_trail else EMPTY
        self.audit_trail += entries(to_audit(recorded), after=head)

    def forget_before(self, moment: datetime) -> int:
        # From the front only, so that the positions that are kept stay without a gap.
        kept = (place for place, event in enumerate(self.log) if event.at >= moment)
        dropped = next(kept, len(self.log))
        del self.log[:dropped]
        self.forgotten += dropped
        return dropped


class MemoryWork(AdministrationWork, ConversationWork, HistoryWork, PushWork, ProceedingsWork, ReminderWork):
    def __init__(self, tables: Tables, mark: Mark, rings: set[str], *, horizon: timedelta) -> None:
        self.events: list[DomainEvent] = []
        self.acts: list[Act] = []
        self.mark = mark
        self._audit = MemoryAuditTrail(self.acts)
        self._settings = MemorySettingsBook(tables, self.events)
        self._feature_flags = MemoryFeatureFlags(tables, self.events)
        self._ip_blocks = MemoryIpBlocks(tables, self.events)
        self._people = MemoryPeople(tables, self.events)
        self._sessions = MemorySessions(tables, self.events)
        self._password_resets = MemoryPasswordResets(tables, self.events)
        self._attempts = MemoryAttempts(tables)
        self._live_tickets = MemoryLiveTickets(tables)
        self._delegations = MemoryDelegations(tables, self.events)
        self._api_tokens = MemoryApiTokens(tables, self.events)
        self._account_invitations = MemoryAccountInvitations(tables, self.events)
        self._teams = MemoryTeams(tables, self.events)
        self._email_changes = MemoryEmailChanges(tables)
        self._second_factors = MemorySecondFactors(tables, self.events)
        self._passkey_challenges = MemoryPasskeyChallenges(tables)
        self._external_identities = MemoryExternalIdentities(tables, self.events)
        self._external_sign_ins = MemoryExternalSignIns(tables)
        self._idempotency_keys = MemoryIdempotencyKeys(tables)
        self._letters = MemoryLetters(tables, rings.add)
        claims = MemoryClaims(tables, horizon)
        self._meetings = MemoryMeetings(tables, self.events, claims, self._follow_zone_rules)
        self._newcomers = MemoryNewcomers(tables)
        self._zone_changes = MemoryZoneChanges(tables, self._meetings)
        self._history = MemoryHistory(tables)
        self._holds = MemoryHolds(tables, self.events, claims)
        self._proposals = MemoryProposals(tables)
        self._reminders = MemoryReminders(tables, self.events)
        self._conversations = MemoryConversations(tables, self.events)
        self._messages = MemoryMessages(tables)
        self._read_marks = MemoryReadMarks(tables)
        self._proceedings = MemoryProceedings(tables, self.events)
        self._agenda_items = MemoryLines(tables.agenda_items)
        self._minutes = MemoryMinutes(tables.minutes, tables.minutes_revisions)
        self._rooms = MemoryRooms(tables, self.events)
        self._notifications = MemoryNotifications(tables, self.events)
        self._told_log = MemoryToldLog(tables)
        self._bundles = MemoryBundles(tables)
        self._digests = MemoryDigests(tables)
        self._display_preferences = MemoryDisplayPreferences(tables)
        self._push_subscriptions = MemoryPushSubscriptions(tables)
        self._pushes = MemoryPushes(tables)
        self._notification_preferences = MemoryNotificationPreferences(tables)
        self._mutes = MemoryMutes(tables)
        self._working_hours = MemoryWorkingHours(tables, self.events)

    @property
    def settings(self) -> MemorySettingsBook:
        return self._settings

    @property
    def feature_flags(self) -> MemoryFeatureFlags:
        return self._feature_flags

    @property
    def ip_blocks(self) -> MemoryIpBlocks:
        return self._ip_blocks

    @property
    def audit(self) -> MemoryAuditTrail:
        return self._audit

    @property
    def people(self) -> MemoryPeople:
        return self._people

    @property
    def sessions(self) -> MemorySessions:
        return self._sessions

    @property
    def password_resets(self) -> MemoryPasswordResets:
        return self._password_resets

    @property
    def attempts(self) -> MemoryAttempts:
        return self._attempts

    @property
    def live_tickets(self) -> MemoryLiveTickets:
        return self._live_tickets

    @property
    def delegations(self) -> MemoryDelegations:
        return self._delegations

    @property
    def api_tokens(self) -> MemoryApiTokens:
        return self._api_tokens

    @property
    def account_invitations(self) -> MemoryAccountInvitations:
        return self._account_invitations

    @property
    def teams(self) -> MemoryTeams:
        return self._teams

    @property
    def email_changes(self) -> MemoryEmailChanges:
        return self._email_changes

    @property
    def second_factors(self) -> MemorySecondFactors:
        return self._second_factors

    @property
    def passkey_challenges(self) -> MemoryPasskeyChallenges:
        return self._passkey_challenges

    @property
    def external_identities(self) -> MemoryExternalIdentities:
        return self._external_identities

    @property
    def external_sign_ins(self) -> MemoryExternalSignIns:
        return self._external_sign_ins

    @property
    def idempotency_keys(self) -> MemoryIdempotencyKeys:
        return self._idempotency_keys

    @property
    def letters(self) -> MemoryLetters:
        return self._letters

    @property
    def meetings(self) -> MemoryMeetings:
        return self._meetings

    @property
    def holds(self) -> MemoryHolds:
        return self._holds

    @property
    def proposals(self) -> MemoryProposals:
        return self._proposals

    @property
    def reminders(self) -> MemoryReminders:
        return self._reminders

    @property
    def conversations(self) -> MemoryConversations:
        return self._conversations

    @property
    def messages(self) -> MemoryMessages:
        return self._messages

    @property
    def proceedings(self) -> MemoryProceedings:
        return self._proceedings

    @property
    def written_about_dates(self) -> MemoryProceedings:
        return self._proceedings

    @property
    def agenda_items(self) -> MemoryLines[AgendaItem]:
        return self._agenda_items

    @property
    def minutes(self) -> MemoryMinutes:
        return self._minutes

    @property
    def said_about_dates(self) -> MemoryMessages:
        return self._messages

    @property
    def read_marks(self) -> MemoryReadMarks:
        return self._read_marks

    @property
    def history(self) -> MemoryHistory:
        return self._history

    @property
    def rooms(self) -> MemoryRooms:
        return self._rooms

    @property
    def notifications(self) -> MemoryNotifications:
        return self._notifications

    @property
    def push_subscriptions(self) -> MemoryPushSubscriptions:
        return self._push_subscriptions

    @property
    def pushes(self) -> MemoryPushes:
        return self._pushes

    @property
    def digests(self) -> MemoryDigests:
        return self._digests

    @property
    def display_preferences(self) -> MemoryDisplayPreferences:
        return self._display_preferences

    @property
    def notification_preferences(self) -> MemoryNotificationPreferences:
        return self._notification_preferences

    @property
    def mutes(self) -> MemoryMutes:
        return self._mutes

    @property
    def bundles(self) -> MemoryBundles:
        return self._bundles

    @property
    def told_log(self) -> MemoryToldLog:
        return self._told_log

    @property
    def working_hours(self) -> MemoryWorkingHours:
        return self._working_hours

    @property
    def newcomers(self) -> MemoryNewcomers:
        return self._newcomers

    @property
    def zone_changes(self) -> MemoryZoneChanges:
        return self._zone_changes

    def _follow_zone_rules(self, meeting_id: UUID) -> None:
        self._zone_changes.follow(meeting_id, now=datetime.now(UTC))


@dataclass
class MemoryTransactions(Transactions[MemoryWork]):
    database: MemoryDatabase
    wakeups: Wakeups
    horizon: timedelta = timedelta(days=730)
    pending: list[Recorded] = field(default_factory=list)
    rings: set[str] = field(default_factory=set)
    open: list[MemoryWork] = field(default_factory=list)

    @contextmanager
    def begin(
        self, *, mutation_id: str | None = None, delegate_id: UUID | None = None
    ) -> Iterator[MemoryWork]:
        with self.database.lock:
            self._collect()
            tables_before, pending_before = self.database.tables.copied(), len(self.pending)
            outer = self.open[-1].mark.delegate_id if self.open else None
            mark = Mark(mutation_id, delegate_id or outer)
            work = MemoryWork(self.database.tables, mark, self.rings, horizon=self.horizon)
            self.open.append(work)
            try:
                yield work
            except BaseException:
                self.database.tables.become(tables_before)
                del self.pending[pending_before:]
                raise
            else:
                self._collect()
            finally:
                self.open.pop()
            if self.open:
                return
            rings = self.rings | ({EVENTS_NUMBERED} if self.pending else set())
            self.database.number(self.pending)
            self.database.audit(self.pending)
            self.pending.clear()
            self.rings.clear()
        for channel in rings:
            self.wakeups.ring(channel)

    def _collect(self) -> None:
        """Queue what the innermost block recorded so far, before a block inside it records more."""
        if self.open:
            work = self.open[-1]
            self.pending += [(event, work.mark) for event in work.events]
            self.pending += [(act, work.mark) for act in work.acts]
            work.events.clear()
            work.acts.clear()
