"""The one place that knows which adapter stands behind which port.

What not every process needs is imported by the function that needs it, since each import makes starts slower.
"""

from datetime import timedelta

from dependency_injector import containers, providers

from adapters.argon2.password_hasher import Argon2PasswordHasher
from adapters.icalendar.calendar_files import IcalendarFiles
from adapters.jwt.access_tokens import JwtAccessTokens
from adapters.mail.memory_mailer import MemoryMailer
from adapters.memory.audit_entries import MemoryAuditEntries
from adapters.memory.calendars import MemoryCalendars
from adapters.memory.database import MemoryDatabase, MemoryTransactions
from adapters.memory.diaries import MemoryDiaries
from adapters.memory.event_log import MemoryEventLog
from adapters.memory.noted_heads import MemoryNotedHeads
from adapters.memory.people_directory import MemoryPeopleDirectory
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.memory.readiness import AlwaysReady
from adapters.memory.sequencer import MemorySequencer
from adapters.memory.settings import MemoryFlags, MemoryHouseBook
from adapters.memory.wakeups import MemoryWakeups
from adapters.postgres.audit_entries import PostgresAuditEntries
from adapters.postgres.calendars import PostgresCalendars
from adapters.postgres.connections import create_engine
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.diaries import PostgresDiaries
from adapters.postgres.event_log import PostgresEventLog
from adapters.postgres.horizon import PostgresHorizon
from adapters.postgres.people_directory import PostgresPeopleDirectory
from adapters.postgres.readiness import PostgresReadiness
from adapters.postgres.sequencer import PostgresSequencer
from adapters.postgres.settings import PostgresFlags, PostgresHouseBook
from adapters.postgres.transactions import PostgresTransactions
from adapters.pyotp.one_time_codes import PyotpCodes
from adapters.system.clock import SystemClock
from adapters.system.common_passwords import ListedPasswords
from adapters.system.secrets import HmacOpaqueTokens, HmacSetupLink, sealing_key
from application.identity.act_on_behalf import ActOnBehalf
from application.identity.authenticate import Authenticate
from application.identity.change_password import ChangePassword
from application.identity.check_credentials import CheckCredentials
from application.identity.confirm_password import ConfirmPassword
from application.identity.create_api_token import CreateApiToken
from application.identity.create_person import CreatePerson
from application.identity.end_other_sessions import EndOtherSessions
from application.identity.end_session import EndSession
from application.identity.find_account import FindAccount
from application.identity.forget_password import ForgetPassword
from application.identity.issue_live_ticket import IssueLiveTicket
from application.identity.new_passwords import NewPasswords
from application.identity.passkeys import PasskeyUse
from application.identity.password_check import PasswordCheck
from application.identity.read_api_tokens import ReadApiTokens
from application.identity.read_sessions import ReadSessions
from application.identity.redeem_live_ticket import RedeemLiveTicket
from application.identity.refresh_session import RefreshSession
from application.identity.reset_password import ResetPassword
from application.identity.revoke_api_token import RevokeApiToken
from application.identity.search_people import SearchPeople
from application.identity.second_factor_check import SecondFactorCheck
from application.identity.set_up import SetUp
from application.identity.sign_in import SignIn
from application.identity.sign_out import SignOut
from application.meeting.cancel_meeting import CancelMeeting
from application.meeting.change_meeting import ChangeMeeting
from application.meeting.delete_draft import DeleteDraft
from application.meeting.export_meeting import ExportMeeting
from application.meeting.follow_zone_rules import FollowZoneRules
from application.meeting.import_calendar import ImportCalendar
from application.meeting.invite_guests import InviteGuests
from application.meeting.list_meetings import ListMeetings
from application.meeting.preview_recurrence import PreviewRecurrence
from application.meeting.read_calendar import ReadCalendar
from application.meeting.read_meeting import ReadMeeting
from application.meeting.remove_guest import RemoveGuest
from application.meeting.respond import Respond
from application.meeting.restore_meeting import RestoreMeeting
from application.meeting.schedule_meeting import ScheduleMeeting
from application.shared.answer_once import AnswerOnce
from application.shared.read_changes import ReadChanges
from application.shared.send_letters import SendLetters
from entrypoints.aside import Aside
from entrypoints.container.administration import Administration
from entrypoints.container.availability import Availability
from entrypoints.container.background import Background
from entrypoints.container.chosen_adapters import (
    database_url_of,
    fixed_rules_of,
    heads_file_of,
    identity_provider_of,
    mailer_of,
    passkey_verifier_of,
    rate_limits_of,
    root_key_of,
    wakeups_of,
)
from entrypoints.container.conversation import Conversation
from entrypoints.container.external_sign_in import ExternalSignIn
from entrypoints.container.live_stream import LiveStream
from entrypoints.container.membership import Membership
from entrypoints.container.notification import Notification
from entrypoints.container.occurrences import Occurrences
from entrypoints.container.presence import Presence
from entrypoints.container.proposals import Proposals
from entrypoints.container.reminding import Reminding
from entrypoints.container.rooms import Rooms
from entrypoints.container.second_factors import SecondFactors
from entrypoints.preparing import signing_keys_of
from entrypoints.settings import Settings


class Container(containers.DeclarativeContainer):
    """``storage`` chooses between ``postgres`` and ``memory``."""

    settings = providers.Dependency(instance_of=Settings)
    storage = providers.Object("memory")

    signing_keys = providers.Singleton(signing_keys_of, settings)
    root_key = providers.Callable(root_key_of, signing_keys)

    clock = providers.Singleton(SystemClock)
    password_hasher = providers.Singleton(Argon2PasswordHasher, elsewhere=providers.Singleton(Aside))
    common_passwords = providers.Singleton(ListedPasswords)
    access_tokens = providers.Singleton(JwtAccessTokens, signing_keys, issuer=settings.provided.url)
    opaque_tokens = providers.Singleton(HmacOpaqueTokens, root_key)
    setup_link = providers.Singleton(HmacSetupLink, root_key)
    one_time_codes = providers.Singleton(PyotpCodes, providers.Callable(sealing_key, root_key))
    passkey_verifier = providers.Singleton(passkey_verifier_of, settings)
    identity_provider = providers.Singleton(identity_provider_of, settings)

    database_url = providers.Callable(database_url_of, settings)

    memory_wakeups = providers.Singleton(MemoryWakeups)
    memory_database = providers.Singleton(MemoryDatabase)

    engine = providers.Singleton(create_engine, database_url)
    postgres_wakeups = providers.Singleton(wakeups_of, settings, database_url)
    postgres_database = providers.Singleton(PostgresDatabase, engine)
    horizon = providers.Factory(timedelta, days=settings.provided.horizon_days)
    postgres_transactions = providers.Singleton(
        PostgresTransactions, postgres_database, postgres_wakeups, horizon=horizon
    )
    series_horizon = providers.Singleton(PostgresHorizon, postgres_transactions, horizon=horizon)

    wakeups = providers.Selector(storage, memory=memory_wakeups, postgres=postgres_wakeups)
    transactions = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryTransactions, memory_database, memory_wakeups),
        postgres=postgres_transactions,
    )
    people = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryPeopleDirectory, memory_database),
        postgres=providers.Singleton(PostgresPeopleDirectory, postgres_database),
    )
    calendars = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryCalendars, memory_database),
        postgres=providers.Singleton(PostgresCalendars, postgres_database),
    )
    diaries = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryDiaries, memory_database),
        postgres=providers.Singleton(PostgresDiaries, postgres_database),
    )
    event_log = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryEventLog, memory_database),
        postgres=providers.Singleton(PostgresEventLog, postgres_database),
    )
    sequencer = providers.Selector(
        storage,
        memory=providers.Singleton(MemorySequencer),
        postgres=providers.Singleton(PostgresSequencer, database_url, postgres_wakeups),
    )

    rate_limits = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryRateLimits, clock),
        postgres=providers.Singleton(rate_limits_of, settings),
    )

    readiness = providers.Selector(
        storage,
        memory=providers.Singleton(AlwaysReady),
        postgres=providers.Singleton(PostgresReadiness, postgres_database),
    )
    background = providers.Container(Background, storage=storage, database=postgres_database, clock=clock)

    mailer = providers.Selector(
        storage, memory=providers.Singleton(MemoryMailer), postgres=providers.Singleton(mailer_of, settings)
    )

    calendar_files = providers.Singleton(IcalendarFiles, elsewhere=providers.Singleton(Aside))

    answer_once = providers.Factory(AnswerOnce, transactions, clock)
    send_letters = providers.Factory(SendLetters, transactions, mailer, clock)
    read_changes = providers.Factory(ReadChanges, event_log)

    new_passwords = providers.Factory(NewPasswords, password_hasher, common_passwords)
    password_check = providers.Factory(PasswordCheck, transactions, clock, password_hasher)

    audit_entries = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryAuditEntries, memory_database),
        postgres=providers.Singleton(PostgresAuditEntries, postgres_database),
    )
    noted_heads = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryNotedHeads),
        postgres=providers.Singleton(heads_file_of, settings),
    )
    fixed_rules = providers.Callable(fixed_rules_of, settings)
    house_book = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryHouseBook, memory_database, fixed_rules),
        postgres=providers.Singleton(PostgresHouseBook, postgres_database, fixed_rules),
    )
    flags = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryFlags, memory_database),
        postgres=providers.Singleton(PostgresFlags, postgres_database),
    )
    administration = providers.Container(
        Administration,
        transactions=transactions,
        clock=clock,
        people=people,
        audit_entries=audit_entries,
        noted_heads=noted_heads,
        fixed_rules=fixed_rules,
    )

    reminding = providers.Container(Reminding, transactions=transactions, store_clock=background.store_clock)

    passkey_use = providers.Factory(PasskeyUse, opaque_tokens, passkey_verifier)
    second_factor_check = providers.Factory(
        SecondFactorCheck, transactions, clock, opaque_tokens, one_time_codes, passkey_use
    )
    second_factors = providers.Container(
        SecondFactors,
        transactions=transactions,
        clock=clock,
        access_tokens=access_tokens,
        opaque_tokens=opaque_tokens,
        one_time_codes=one_time_codes,
        passkey_verifier=passkey_verifier,
        passkey_use=passkey_use,
    )

    external_sign_in = providers.Container(
        ExternalSignIn,
        settings=settings,
        transactions=transactions,
        clock=clock,
        access_tokens=access_tokens,
        opaque_tokens=opaque_tokens,
        house_book=house_book,
        identity_provider=identity_provider,
        second_factor_check=second_factor_check,
    )

    membership = providers.Container(
        Membership,
        settings=settings,
        house_book=house_book,
        transactions=transactions,
        clock=clock,
        people=people,
        opaque_tokens=opaque_tokens,
        new_passwords=new_passwords,
    )

    availability = providers.Container(
        Availability, transactions=transactions, clock=clock, people=people, diaries=diaries
    )
    occurrences = providers.Container(Occurrences, transactions=transactions, clock=clock, people=people)
    conversation = providers.Container(
        Conversation,
        storage=storage,
        memory_database=memory_database,
        postgres_database=postgres_database,
        transactions=transactions,
        clock=clock,
        people=people,
    )
    presence = providers.Container(
        Presence,
        settings=settings,
        storage=storage,
        memory_database=memory_database,
        postgres_database=postgres_database,
        clock=clock,
        people=people,
        wakeups=wakeups,
    )
    notification = providers.Container(
        Notification,
        transactions=transactions,
        clock=clock,
        people=people,
        event_log=event_log,
        calendar_files=calendar_files,
        settings=settings,
    )

    act_on_behalf = providers.Factory(ActOnBehalf, transactions)
    authenticate = providers.Factory(Authenticate, access_tokens, people, transactions, opaque_tokens, clock)
    check_credentials = providers.Factory(CheckCredentials, people, clock)
    create_api_token = providers.Factory(CreateApiToken, transactions, clock, opaque_tokens)
    change_password = providers.Factory(
        ChangePassword,
        transactions,
        clock,
        password_check,
        new_passwords,
        access_tokens,
        opaque_tokens,
        url=settings.provided.url,
    )
    confirm_password = providers.Factory(ConfirmPassword, transactions, clock, password_check)
    create_person = providers.Factory(CreatePerson, transactions, clock, new_passwords)
    end_other_sessions = providers.Factory(EndOtherSessions, transactions, clock)
    end_session = providers.Factory(EndSession, transactions, clock)
    forget_password = providers.Factory(
        ForgetPassword, transactions, clock, opaque_tokens, password_hasher, url=settings.provided.url
    )
    reset_password = providers.Factory(
        ResetPassword, transactions, clock, opaque_tokens, new_passwords, url=settings.provided.url
    )
    find_account = providers.Factory(FindAccount, transactions)
    issue_live_ticket = providers.Factory(IssueLiveTicket, transactions, clock, opaque_tokens)
    read_api_tokens = providers.Factory(ReadApiTokens, transactions)
    read_sessions = providers.Factory(ReadSessions, transactions, people, clock)
    redeem_live_ticket = providers.Factory(RedeemLiveTicket, transactions, people, clock, opaque_tokens)
    refresh_session = providers.Factory(RefreshSession, transactions, clock, access_tokens, opaque_tokens)
    revoke_api_token = providers.Factory(RevokeApiToken, transactions, clock)
    search_people = providers.Factory(SearchPeople, people)
    set_up = providers.Factory(
        SetUp, transactions, clock, setup_link, new_passwords, access_tokens, opaque_tokens
    )
    sign_in = providers.Factory(
        SignIn,
        transactions,
        clock,
        password_check,
        password_hasher,
        second_factor_check,
        access_tokens,
        opaque_tokens,
    )
    sign_out = providers.Factory(SignOut, transactions, clock, opaque_tokens)

    cancel_meeting = providers.Factory(CancelMeeting, transactions, clock)
    change_meeting = providers.Factory(ChangeMeeting, transactions, clock)
    delete_draft = providers.Factory(DeleteDraft, transactions, clock)
    follow_zone_rules = providers.Factory(FollowZoneRules, transactions, clock)
    export_meeting = providers.Factory(ExportMeeting, transactions, people, calendar_files)
    import_calendar = providers.Factory(ImportCalendar, transactions, clock, people, calendar_files)
    invite_guests = providers.Factory(InviteGuests, transactions, clock)
    list_meetings = providers.Factory(ListMeetings, transactions, calendars, people, clock)
    read_calendar = providers.Factory(ReadCalendar, calendars)
    read_meeting = providers.Factory(ReadMeeting, transactions, people)
    remove_guest = providers.Factory(RemoveGuest, transactions, clock)
    respond = providers.Factory(Respond, transactions, clock, flags)
    restore_meeting = providers.Factory(RestoreMeeting, transactions, clock)
    schedule_meeting = providers.Factory(ScheduleMeeting, transactions, clock)
    preview_recurrence = providers.Factory(PreviewRecurrence)

    proposals = providers.Container(
        Proposals, transactions=transactions, clock=clock, people=people, diaries=diaries
    )
    rooms = providers.Container(Rooms, transactions=transactions, clock=clock, people=people)

    live_stream = providers.Container(
        LiveStream,
        event_log=event_log,
        wakeups=wakeups,
        read_changes=read_changes,
        check_credentials=check_credentials,
        doorkeeper=administration.doorkeeper,
        transactions=transactions,
        read_room=rooms.read,
        presence=presence.live,
        post_message=conversation.post_message,
    )


def container_for(settings: Settings) -> Container:
    """The container of a real process: everything in PostgreSQL."""
    container = Container(settings=settings)
    container.storage.override(providers.Object("postgres"))
    return container
