"""A part of the container: what people are told, and how it reaches them."""

from typing import Any

from dependency_injector import containers, providers

from application.notification.finish_notification import FinishNotification
from application.notification.mark_read import MarkRead
from application.notification.read_notifications import ReadNotifications
from application.notification.read_preferences import ReadPreferences
from application.notification.set_preferences import SetPreferences
from application.notification.tell_people import TellPeople
from application.notification.write_mail import WriteMail


class Notification(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    event_log: providers.Dependency[Any] = providers.Dependency()
    calendar_files: providers.Dependency[Any] = providers.Dependency()
    settings: providers.Dependency[Any] = providers.Dependency()

    finish_notification = providers.Factory(FinishNotification, transactions, clock)
    mark_read = providers.Factory(MarkRead, transactions, clock)
    read_notifications = providers.Factory(ReadNotifications, transactions, people, clock)
    read_preferences = providers.Factory(ReadPreferences, transactions)
    set_preferences = providers.Factory(SetPreferences, transactions)
    tell_people = providers.Factory(TellPeople, transactions, event_log, clock)
    write_mail = providers.Factory(
        WriteMail, transactions, people, calendar_files, clock, url=settings.provided.url
    )
