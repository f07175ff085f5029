"""A part of the container: single dates of a series, and series edited through them."""

from typing import Any

from dependency_injector import containers, providers

from application.meeting.cancel_occurrences import CancelOccurrences
from application.meeting.change_occurrences import ChangeOccurrences
from application.meeting.read_occurrence import ReadOccurrence
from application.meeting.read_occurrences import ReadOccurrences
from application.meeting.restore_occurrence import RestoreOccurrence
from application.meeting.series_edit import SeriesEditing


class Occurrences(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()

    series_editing = providers.Factory(SeriesEditing, transactions, clock, people)
    cancel = providers.Factory(CancelOccurrences, series_editing)
    change = providers.Factory(ChangeOccurrences, series_editing)
    read_one = providers.Factory(ReadOccurrence, transactions, people)
    read = providers.Factory(ReadOccurrences, transactions, clock, people)
    restore = providers.Factory(RestoreOccurrence, series_editing)
