"""What is stored. Values go in and come out as copies, so that nothing is shared by accident."""

from copy import copy, deepcopy
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from adapters.memory.reminder_tables import ReminderTables
from application.identity.credential_ports import LiveTicket
from application.identity.external_ports import ExternalSignIn
from application.identity.second_factor_ports import PasskeyChallenge
from application.meeting.ports import Newcomer
from application.shared.ports import KeptAnswer
from domain.administration.feature_flag import FeatureFlag
from domain.administration.ip_block import IpBlock
from domain.administration.organisation_settings import OrganisationSettings
from domain.availability.working_hours import WorkingHours
from domain.conversation.conversation import Conversation
from domain.conversation.message import Message
from domain.history.deed import Deed
from domain.identity.account_invitation import AccountInvitation
from domain.identity.api_token import ApiToken
from domain.identity.delegation import Delegation
from domain.identity.display import DisplayPreferences
from domain.identity.email_change import EmailChange
from domain.identity.external_identity import ExternalIdentity
from domain.identity.password_reset import PasswordReset
from domain.identity.person import Person
from domain.identity.second_factors import SecondFactors
from domain.identity.session import Session
from domain.identity.team import Team
from domain.identity.wrong_passwords import WrongPasswords
from domain.meeting.claim import Claim
from domain.meeting.hold import Hold
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Lineage
from domain.meeting.proposal import Proposal
from domain.meeting.room import Room
from domain.meeting.zone_change import ZoneMove
from domain.notification.bundle import Bundle
from domain.notification.digest import DigestPlan, Waiting
from domain.notification.kind import Channel
from domain.notification.mute import Mute
from domain.notification.notification import Notification
from domain.notification.preferences import Preferences
from domain.notification.push import Push, PushSubscription
from domain.notification.untold import UntoldEvent
from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.entry import Entry, Revision
from domain.shared.flag import Flag
from domain.shared.letter import Delivery

Aggregate = TypeVar(
    "Aggregate",
    Person,
    PasswordReset,
    Delegation,
    AccountInvitation,
    Team,
    Session,
    ApiToken,
    SecondFactors,
    IpBlock,
    ExternalIdentity,
    Meeting,
    Room,
    Hold,
    WorkingHours,
    OrganisationSettings,
    FeatureFlag,
)


@dataclass
class Tables:
    people: dict[UUID, Person] = field(default_factory=dict)
    newcomers: dict[UUID, tuple[datetime, Newcomer]] = field(default_factory=dict)
    delegations: dict[tuple[UUID, UUID], Delegation] = field(default_factory=dict)
    teams: dict[UUID, Team] = field(default_factory=dict)
    account_invitations: dict[str, AccountInvitation] = field(default_factory=dict)
    email_changes: dict[UUID, EmailChange] = field(default_factory=dict)
    sessions: dict[UUID, Session] = field(default_factory=dict)
    refresh_digests: dict[bytes, UUID] = field(default_factory=dict)
    ip_blocks: dict[UUID, IpBlock] = field(default_factory=dict)
    second_factors: dict[UUID, SecondFactors] = field(default_factory=dict)
    passkey_challenges: dict[bytes, PasskeyChallenge] = field(default_factory=dict)
    external_identities: dict[tuple[str, str], ExternalIdentity] = field(default_factory=dict)
    external_sign_ins: dict[bytes, ExternalSignIn] = field(default_factory=dict)
    api_tokens: dict[UUID, ApiToken] = field(default_factory=dict)
    password_resets: dict[UUID, PasswordReset] = field(default_factory=dict)
    wrong_passwords: dict[bytes, WrongPasswords] = field(default_factory=dict)
    live_tickets: dict[bytes, LiveTicket] = field(default_factory=dict)
    meetings: dict[UUID, Meeting] = field(default_factory=dict)
    gone_drafts: dict[UUID, Lineage] = field(default_factory=dict)
    proposals: dict[UUID, Proposal] = field(default_factory=dict)
    conversations: dict[UUID, Conversation] = field(default_factory=dict)
    messages: dict[UUID, Message] = field(default_factory=dict)
    read_marks: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    proceedings: dict[UUID, int] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    agenda_items: dict[UUID, AgendaItem] = field(default_factory=dict)
    minutes: dict[UUID, Entry] = field(default_factory=dict)
    minutes_revisions: dict[tuple[UUID, int], Revision] = field(default_factory=dict)
    rooms: dict[UUID, Room] = field(default_factory=dict)
    holds: dict[UUID, Hold] = field(default_factory=dict)
    working_hours: dict[UUID, WorkingHours] = field(default_factory=dict)
    reminders: ReminderTables = field(default_factory=ReminderTables)
    settings: OrganisationSettings = field(default_factory=OrganisationSettings)
    feature_flags: dict[Flag, FeatureFlag] = field(default_factory=dict)
    claimed_until: dict[UUID, datetime] = field(default_factory=dict)
    claims: dict[UUID, tuple[Claim, ...]] = field(default_factory=dict)
    notifications: dict[UUID, Notification] = field(default_factory=dict)
    display_preferences: dict[UUID, DisplayPreferences] = field(default_factory=dict)
    bundles: dict[tuple[str, UUID | None, Channel], Bundle] = field(default_factory=dict)
    notification_preferences: dict[UUID, Preferences] = field(default_factory=dict)
    digest_plans: dict[UUID, DigestPlan] = field(default_factory=dict)
    waiting_for_digests: dict[UUID, tuple[Waiting, ...]] = field(default_factory=dict)
    push_subscriptions: dict[UUID, PushSubscription] = field(default_factory=dict)
    pushes: dict[tuple[UUID, str], Push] = field(default_factory=dict)
    mutes: dict[tuple[UUID, UUID], Mute] = field(default_factory=dict)
    told_position: int = 0
    untold_events: dict[int, UntoldEvent] = field(default_factory=dict)
    deliveries: dict[UUID, Delivery] = field(default_factory=dict)
    zone_moves: dict[UUID, ZoneMove] = field(default_factory=dict)
    answers: dict[tuple[str, str], tuple[bytes, KeptAnswer]] = field(default_factory=dict)

    def copied(self) -> "Tables":
        return Tables(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    def become(self, other: "Tables") -> None:
        """Take over the content of ``other``; whoever holds this object sees it."""
        for each in fields(self):
            setattr(self, each.name, getattr(other, each.name))


def stored(aggregate: Aggregate) -> Aggregate:
    """A copy to keep: one version further, its events handed over already."""
    kept = deepcopy(aggregate)
    kept.events = []
    return kept
