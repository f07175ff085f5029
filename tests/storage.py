"""A whole storage behind the ports, in memory or in PostgreSQL, for suites that must hold on both."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Protocol

from sqlalchemy import Engine, text

from adapters.memory.audit_entries import MemoryAuditEntries
from adapters.memory.calendars import MemoryCalendars
from adapters.memory.database import MemoryDatabase, MemoryTransactions
from adapters.memory.diaries import MemoryDiaries
from adapters.memory.event_log import MemoryEventLog
from adapters.memory.job_book import MemoryJobBook, NothingWaits
from adapters.memory.mail_log import MemoryMailLog
from adapters.memory.meeting_lists import MemoryMeetingLists
from adapters.memory.meeting_search import MemoryMeetingSearch
from adapters.memory.overviews import MemoryOverviews
from adapters.memory.passage_search import MemoryPassageSearch
from adapters.memory.people_directory import MemoryPeopleDirectory
from adapters.memory.readiness import AlwaysReady
from adapters.memory.sequencer import MemorySequencer
from adapters.memory.settings import MemoryFlags, MemoryHouseBook
from adapters.memory.sights import MemorySights
from adapters.memory.store_gauge import MemoryStoreGauge
from adapters.memory.wakeups import MemoryWakeups
from adapters.postgres import zone_rules
from adapters.postgres.audit_entries import PostgresAuditEntries
from adapters.postgres.calendars import PostgresCalendars
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.diaries import PostgresDiaries
from adapters.postgres.event_log import PostgresEventLog
from adapters.postgres.job_book import PostgresJobBook, PostgresQueueLags
from adapters.postgres.mail_log import PostgresMailLog
from adapters.postgres.meeting_lists import PostgresMeetingLists
from adapters.postgres.meeting_search import PostgresMeetingSearch
from adapters.postgres.overviews import PostgresOverviews
from adapters.postgres.passage_search import PostgresPassageSearch
from adapters.postgres.people_directory import PostgresPeopleDirectory
from adapters.postgres.readiness import PostgresReadiness
from adapters.postgres.sequencer import PostgresSequencer
from adapters.postgres.settings import PostgresFlags, PostgresHouseBook
from adapters.postgres.sights import PostgresSights
from adapters.postgres.store_gauge import PostgresStoreGauge
from adapters.postgres.tables import METADATA
from adapters.postgres.transactions import PostgresTransactions
from adapters.postgres.wakeups import PostgresWakeups
from adapters.system.clock import SystemClock
from application.administration.ports import AdministrationWork, AuditEntries, StoreGauge
from application.availability.ports import Diaries
from application.conversation.ports import ConversationWork
from application.conversation.queries import Overviews
from application.identity.ports import HouseBook, PeopleDirectory
from application.meeting.queries import Calendars, MeetingLists, MeetingSearch, PassageSearch, Sights
from application.notification.mail_log import MailLog
from application.notification.push_ports import PushWork
from application.notification.reminder_ports import ReminderWork
from application.proceedings.ports import ProceedingsWork
from application.shared.background_work import JobBook, QueueLags
from application.shared.ports import (
    EVENTS_NUMBERED,
    Bell,
    EventLog,
    Flags,
    LoggedEvent,
    Readiness,
    Sequencer,
    Transactions,
    Wakeups,
)
from tests.builders import NOW

LONG_ENOUGH = 30.0
"""Seconds after which a test stops waiting for something that takes milliseconds."""


class EveryWork(AdministrationWork, ConversationWork, PushWork, ProceedingsWork, ReminderWork, Protocol):
    """The work of all contexts that stand side by side."""


@dataclass
class Storage:
    transactions: Transactions[EveryWork]
    directory: PeopleDirectory
    calendars: Calendars
    meeting_lists: MeetingLists
    meeting_search: MeetingSearch
    passage_search: PassageSearch
    diaries: Diaries
    overviews: Overviews
    sights: Sights
    mail_log: MailLog
    event_log: EventLog
    audit_entries: AuditEntries
    house_book: HouseBook
    flags: Flags
    wakeups: Wakeups
    sequencer: Sequencer
    readiness: Readiness
    job_book: JobBook
    queue_lags: QueueLags
    store_gauge: StoreGauge
    engine: Engine | None = None
    running: ExitStack = field(default_factory=ExitStack)
    bell: Bell | None = None

    def events(self) -> list[LoggedEvent]:
        """The whole log, once everything that was committed has its position."""
        self.await_numbering()
        return list(self.event_log.after(0, limit=100_000))

    def let_pass(self, time: timedelta) -> None:
        """As though all that stands in the log had been logged so much earlier."""
        self.await_numbering()
        if isinstance(self.event_log, MemoryEventLog):
            database = self.event_log.database
            database.log = [replace(event, at=event.at - time) for event in database.log]
            return
        assert self.engine is not None
        with self.engine.begin() as connection:
            for statement in (
                "SELECT add_week_of_history(filed_at - :time) FROM event",
                "UPDATE event SET filed_at = filed_at - :time",
                "UPDATE event_sequence SET filed_at = filed_at - :time",
            ):
                connection.execute(text(statement), {"time": time})

    def forget_what_is_older_than(self, age: timedelta) -> int:
        """How many events were forgotten."""
        now = NOW if self.engine is None else datetime.now(UTC)
        return self.event_log.forget_before(now - age)

    def await_numbering(self) -> None:
        if self.engine is None:
            return
        if self.bell is None:
            self.bell = self.running.enter_context(self.wakeups.listen([EVENTS_NUMBERED]))
            stop = Event()
            thread = Thread(target=self.sequencer.run, args=[stop], name="sequencer")
            thread.start()
            self.running.callback(thread.join)
            self.running.callback(stop.set)
        while unnumbered(self.engine):
            self.bell.wait(0.1)


def unnumbered(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM unnumbered_event")).scalar_one())


def memory_storage() -> Storage:
    database, wakeups = MemoryDatabase(), MemoryWakeups()
    return Storage(
        transactions=MemoryTransactions(database, wakeups),
        directory=MemoryPeopleDirectory(database),
        calendars=MemoryCalendars(database),
        meeting_lists=MemoryMeetingLists(database),
        meeting_search=MemoryMeetingSearch(database),
        passage_search=MemoryPassageSearch(database),
        diaries=MemoryDiaries(database),
        overviews=MemoryOverviews(database),
        sights=MemorySights(database),
        mail_log=MemoryMailLog(database),
        event_log=MemoryEventLog(database),
        audit_entries=MemoryAuditEntries(database),
        house_book=MemoryHouseBook(database, {}),
        flags=MemoryFlags(database),
        wakeups=wakeups,
        sequencer=MemorySequencer(),
        readiness=AlwaysReady(),
        job_book=MemoryJobBook(SystemClock()),
        queue_lags=NothingWaits(database),
        store_gauge=MemoryStoreGauge(database, SystemClock()),
    )


def postgres_storage(engine: Engine, url: str) -> Storage:
    database, wakeups = PostgresDatabase(engine), PostgresWakeups(url)
    storage = Storage(
        transactions=PostgresTransactions(database, wakeups),
        directory=PostgresPeopleDirectory(database),
        calendars=PostgresCalendars(database),
        meeting_lists=PostgresMeetingLists(database),
        meeting_search=PostgresMeetingSearch(database),
        passage_search=PostgresPassageSearch(database),
        diaries=PostgresDiaries(database),
        overviews=PostgresOverviews(database),
        sights=PostgresSights(database),
        mail_log=PostgresMailLog(database),
        event_log=PostgresEventLog(database),
        audit_entries=PostgresAuditEntries(database),
        house_book=PostgresHouseBook(database, {}),
        flags=PostgresFlags(database),
        wakeups=wakeups,
        sequencer=PostgresSequencer(url, wakeups),
        readiness=PostgresReadiness(database),
        job_book=PostgresJobBook(database),
        queue_lags=PostgresQueueLags(database),
        store_gauge=PostgresStoreGauge(database),
        engine=engine,
    )
    storage.running.callback(wakeups.close)
    return storage


def emptied(engine: Engine) -> Engine:
    """The same database without a row."""
    tables = ", ".join(f'"{name}"' for name in METADATA.tables if name != "event_sequence")
    zone_rules.forget(engine)
    with engine.begin() as connection:
        # As the owner of everything may, and nobody else: past the triggers of the audit trail.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {tables}"))
        connection.execute(
            text("UPDATE event_sequence SET last_position = 0, first_position = 1, filed_at = '-infinity'")
        )
    return engine
