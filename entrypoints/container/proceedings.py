"""A part of the container: agendas and minutes."""

from operator import attrgetter
from typing import Any

from dependency_injector import containers, providers

from application.proceedings.add_agenda_item import AddAgendaItem
from application.proceedings.add_entry import AddEntry
from application.proceedings.carry_over import CarryOver
from application.proceedings.change_agenda_item import ChangeAgendaItem
from application.proceedings.change_entry import ChangeEntry
from application.proceedings.order_lines import OrderLines
from application.proceedings.read_own_actions import ReadOwnActions
from application.proceedings.read_own_entries import ReadOwnEntries
from application.proceedings.read_proceedings import ReadProceedings


class Proceedings(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()

    add_agenda_item = providers.Factory(AddAgendaItem, transactions, clock)
    change_agenda_item = providers.Factory(ChangeAgendaItem, transactions, clock)
    order_agenda = providers.Factory(OrderLines, transactions, clock, attrgetter("agenda_items"))
    carry_over = providers.Factory(CarryOver, transactions, clock)
    add_entry = providers.Factory(AddEntry, transactions, clock)
    change_entry = providers.Factory(ChangeEntry, transactions, clock)
    order_minutes = providers.Factory(OrderLines, transactions, clock, attrgetter("minutes"))
    read_proceedings = providers.Factory(ReadProceedings, transactions, people)
    read_own_actions = providers.Factory(ReadOwnActions, transactions)
    read_own_entries = providers.Factory(ReadOwnEntries, transactions)
