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
from adapters.memory.meeting_lists import MemoryMeetingLists
from adapters.memory.meeting_search import MemoryMeetingSearch
from adapters.memory.noted_heads import MemoryNotedHeads
from adapters.memory.people_directory import MemoryPeopleDirectory
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.memory.readiness import AlwaysReady
from adapters.memory.sequencer import MemorySequencer
from adapters.memory.settings import MemoryFlags, MemoryHouseBook
from adapters.memory.sights import MemorySights
from adapters.memory.wakeups import MemoryWakeups
from adapters.postgres.audit_entries import PostgresAuditEntries
from adapters.postgres.calendars import PostgresCalendars
from adapters.postgres.connections import create_engine
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.diaries import PostgresDiaries
from adapters.postgres.event_log import PostgresEventLog
from adapters.postgres.horizon import PostgresHorizon
from adapters.postgres.meeting_lists import PostgresMeetingLists
from adapters.postgres.meeting_search import PostgresMeetingSearch
from adapters.postgres.people_directory import PostgresPeopleDirectory
from adapters.postgres.readiness import PostgresReadiness
from adapters.postgres.sequencer import PostgresSequencer
from adapters.postgres.settings import PostgresFlags, PostgresHouseBook
from adapters.postgres.sights import PostgresSights
from adapters.postgres.transactions import PostgresTransactions
from adapters.pyotp.one_time_codes import PyotpCodes
from adapters.system.clock import SystemClock
from adapters.system.common_passwords import ListedPasswords
from adapters.system.secrets import HmacOpaqueTokens, HmacSetupLink, sealing_key
from application.identity.letterhead import Letterhead
from application.identity.looks import Looks
from application.identity.new_passwords import NewPasswords
from application.identity.passkeys import PasskeyUse
from application.identity.password_check import PasswordCheck
from application.identity.second_factor_check import SecondFactorCheck
from application.meeting.hindsight import MeetingHindsight
from application.shared.answer_once import AnswerOnce
from application.shared.read_changes import ReadChanges
from application.shared.send_letters import SendLetters
from entrypoints.aside import Aside
from entrypoints.container.accounts import Accounts
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
from entrypoints.container.health import Health
from entrypoints.container.history import History
from entrypoints.container.live_stream import LiveStream
from entrypoints.container.meetings import Meetings
from entrypoints.container.membership import Membership
from entrypoints.container.notification import Notification
from entrypoints.container.occurrences import Occurrences
from entrypoints.container.presence import Presence
from entrypoints.container.proceedings import Proceedings
from entrypoints.container.proposals import Proposals
from entrypoints.container.pushing import Pushing
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
    meeting_lists = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryMeetingLists, memory_database),
        postgres=providers.Singleton(PostgresMeetingLists, postgres_database),
    )
    meeting_search = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryMeetingSearch, memory_database),
        postgres=providers.Singleton(PostgresMeetingSearch, postgres_database),
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
    background = providers.Container(
        Background,
        storage=storage,
        memory_database=memory_database,
        database=postgres_database,
        clock=clock,
    )
    health = providers.Container(
        Health,
        settings=settings,
        storage=storage,
        memory_database=memory_database,
        postgres_database=postgres_database,
        readiness=readiness,
        job_book=background.job_book,
        queue_lags=background.queue_lags,
        wakeups=wakeups,
        store_clock=background.store_clock,
    )

    mailer = providers.Selector(
        storage, memory=providers.Singleton(MemoryMailer), postgres=providers.Singleton(mailer_of, settings)
    )

    calendar_files = providers.Singleton(IcalendarFiles, elsewhere=providers.Singleton(Aside))

    answer_once = providers.Factory(AnswerOnce, transactions, clock)
    send_letters = providers.Factory(SendLetters, transactions, mailer, clock)
    sights = providers.Selector(
        storage,
        memory=providers.Singleton(MemorySights, memory_database),
        postgres=providers.Singleton(PostgresSights, postgres_database),
    )
    read_changes = providers.Factory(ReadChanges, event_log, providers.Singleton(MeetingHindsight, sights))

    looks = providers.Singleton(Looks, transactions, clock)
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
    letterhead = providers.Factory(Letterhead, settings.provided.url, house_book)
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
        looks=looks,
        audit_entries=audit_entries,
        noted_heads=noted_heads,
        fixed_rules=fixed_rules,
        signing_keys=signing_keys,
        flags=flags,
    )

    pushing = providers.Container(
        Pushing,
        settings=settings,
        storage=storage,
        transactions=transactions,
        clock=clock,
        people=people,
        letterhead=letterhead,
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
        transactions=transactions,
        clock=clock,
        access_tokens=access_tokens,
        opaque_tokens=opaque_tokens,
        house_book=house_book,
        letterhead=letterhead,
        identity_provider=identity_provider,
        second_factor_check=second_factor_check,
    )

    accounts = providers.Container(
        Accounts,
        transactions=transactions,
        clock=clock,
        people=people,
        looks=looks,
        rate_limits=rate_limits,
        password_hasher=password_hasher,
        password_check=password_check,
        new_passwords=new_passwords,
        second_factor_check=second_factor_check,
        access_tokens=access_tokens,
        opaque_tokens=opaque_tokens,
        setup_link=setup_link,
        letterhead=letterhead,
    )
    membership = providers.Container(
        Membership,
        house_book=house_book,
        letterhead=letterhead,
        transactions=transactions,
        clock=clock,
        people=people,
        looks=looks,
        opaque_tokens=opaque_tokens,
        new_passwords=new_passwords,
        password_hasher=password_hasher,
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
        looks=looks,
        event_log=event_log,
        calendar_files=calendar_files,
        settings=settings,
        house_book=house_book,
        letterhead=letterhead,
        storage=storage,
        memory_database=memory_database,
        postgres_database=postgres_database,
    )

    meetings = providers.Container(
        Meetings,
        transactions=transactions,
        clock=clock,
        people=people,
        calendars=calendars,
        meeting_lists=meeting_lists,
        meeting_search=meeting_search,
        passage_search=conversation.passage_search,
        calendar_files=calendar_files,
        flags=flags,
    )
    history = providers.Container(History, transactions=transactions, people=people)
    proceedings = providers.Container(Proceedings, transactions=transactions, clock=clock, people=people)
    proposals = providers.Container(
        Proposals, transactions=transactions, clock=clock, people=people, diaries=diaries
    )
    rooms = providers.Container(Rooms, transactions=transactions, clock=clock, people=people)

    live_stream = providers.Container(
        LiveStream,
        event_log=event_log,
        wakeups=wakeups,
        read_changes=read_changes,
        check_credentials=accounts.check_credentials,
        doorkeeper=administration.doorkeeper,
        transactions=transactions,
        read_free_busy=availability.read_free_busy,
        clock=clock,
        read_room=rooms.read,
        presence=presence.live,
        people_in_sight=presence.in_sight,
        post_message=conversation.post_message,
    )


def container_for(settings: Settings) -> Container:
    """The container of a real process: everything in PostgreSQL."""
    container = Container(settings=settings)
    container.storage.override(providers.Object("postgres"))
    return container
