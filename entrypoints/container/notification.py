"""A part of the container: what people are told, and how it reaches them."""

from typing import Any

from dependency_injector import containers, providers

from adapters.memory.mail_log import MemoryMailLog
from adapters.postgres.mail_log import PostgresMailLog
from application.notification.count_inbox import CountInbox
from application.notification.finish_notification import FinishNotification
from application.notification.mark_read import MarkRead
from application.notification.muting import MuteMeeting, ReadMute, ReadMutes, UnmuteMeeting
from application.notification.read_mail_log import ReadMailLog
from application.notification.read_notifications import ReadNotifications
from application.notification.read_preferences import ReadPreferences
from application.notification.resend_mail import ResendMail
from application.notification.retry_parked import RetryParked
from application.notification.send_trial_letter import SendTrialLetter
from application.notification.set_preferences import SetPreferences
from application.notification.snoozing import SnoozeNotification, WakeNotifications
from application.notification.tell_people import TellPeople
from application.notification.write_digests import WriteDigests
from application.notification.write_mail import WriteMail


class Notification(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    looks: providers.Dependency[Any] = providers.Dependency()
    event_log: providers.Dependency[Any] = providers.Dependency()
    calendar_files: providers.Dependency[Any] = providers.Dependency()
    settings: providers.Dependency[Any] = providers.Dependency()
    house_book: providers.Dependency[Any] = providers.Dependency()
    letterhead: providers.Dependency[Any] = providers.Dependency()
    storage: providers.Dependency[Any] = providers.Dependency()
    memory_database: providers.Dependency[Any] = providers.Dependency()
    postgres_database: providers.Dependency[Any] = providers.Dependency()

    mail_log = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryMailLog, memory_database),
        postgres=providers.Singleton(PostgresMailLog, postgres_database),
    )
    count_inbox = providers.Factory(CountInbox, transactions, clock)
    finish_notification = providers.Factory(FinishNotification, transactions, clock)
    mark_read = providers.Factory(MarkRead, transactions, clock)
    read_notifications = providers.Factory(ReadNotifications, transactions, people, clock)
    read_preferences = providers.Factory(ReadPreferences, transactions)
    read_mutes = providers.Factory(ReadMutes, transactions)
    read_mute = providers.Factory(ReadMute, transactions)
    mute_meeting = providers.Factory(MuteMeeting, transactions)
    unmute_meeting = providers.Factory(UnmuteMeeting, transactions)
    snooze_notification = providers.Factory(SnoozeNotification, transactions, clock)
    wake_notifications = providers.Factory(WakeNotifications, transactions, clock)
    read_mail_log = providers.Factory(
        ReadMailLog, mail_log, people, looks, domain=settings.provided.mail_sender.domain
    )
    resend_mail = providers.Factory(ResendMail, transactions, people, clock)
    retry_parked = providers.Factory(RetryParked, transactions, clock)
    send_trial_letter = providers.Factory(SendTrialLetter, transactions, clock, letterhead)
    set_preferences = providers.Factory(SetPreferences, transactions, clock)
    tell_people = providers.Factory(TellPeople, transactions, event_log, house_book, clock)
    write_mail = providers.Factory(WriteMail, transactions, people, calendar_files, clock, letterhead)
    write_digests = providers.Factory(WriteDigests, transactions, people, clock, letterhead)
