"""A part of the container: when people are there and free, and times held for one of them."""

from typing import Any

from dependency_injector import containers, providers

from application.availability.read_free_busy import ReadFreeBusy
from application.availability.read_working_hours import ReadWorkingHours
from application.availability.search_availability import SearchAvailability
from application.availability.set_working_hours import SetWorkingHours
from application.meeting.let_holds_run_out import LetHoldsRunOut
from application.meeting.place_hold import PlaceHold
from application.meeting.read_holds import ReadHolds
from application.meeting.release_hold import ReleaseHold


class Availability(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    diaries: providers.Dependency[Any] = providers.Dependency()

    read_free_busy = providers.Factory(ReadFreeBusy, diaries, clock)
    read_working_hours = providers.Factory(ReadWorkingHours, transactions)
    search_availability = providers.Factory(SearchAvailability, diaries, people, clock)
    set_working_hours = providers.Factory(SetWorkingHours, transactions, clock)

    let_holds_run_out = providers.Factory(LetHoldsRunOut, transactions, clock)
    place_hold = providers.Factory(PlaceHold, transactions, clock)
    read_holds = providers.Factory(ReadHolds, transactions, clock)
    release_hold = providers.Factory(ReleaseHold, transactions, clock)
