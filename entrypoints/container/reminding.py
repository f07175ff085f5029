"""A part of the container: reminders."""

from typing import Any

from dependency_injector import containers, providers

from application.notification.remind_people import RemindPeople
from application.notification.reminder_choices import ChooseReminders, ForgetReminders, ReadReminderChoice


class Reminding(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    store_clock: providers.Dependency[Any] = providers.Dependency()

    choose_reminders = providers.Factory(ChooseReminders, transactions)
    forget_reminders = providers.Factory(ForgetReminders, transactions)
    read_reminder_choice = providers.Factory(ReadReminderChoice, transactions)
    remind_people = providers.Factory(RemindPeople, transactions, store_clock)
