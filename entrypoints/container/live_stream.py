"""A part of the container: what carries events and fleeting things to open pages."""

from typing import Any

from dependency_injector import containers, providers

from application.availability.watch_busy_time import WatchBusyTime
from application.meeting.watch_meeting import WatchMeeting
from entrypoints.live import frames
from entrypoints.live.busy_time import BusyTime
from entrypoints.live.hub import Hub
from entrypoints.live.messages import TakeMessages


class LiveStream(containers.DeclarativeContainer):
    """``handlers`` by the class of the frame they take; ``watchers`` want to know who listens to what."""

    event_log: providers.Dependency[Any] = providers.Dependency()
    wakeups: providers.Dependency[Any] = providers.Dependency()
    read_changes: providers.Dependency[Any] = providers.Dependency()
    check_credentials: providers.Dependency[Any] = providers.Dependency()
    doorkeeper: providers.Dependency[Any] = providers.Dependency()
    transactions: providers.Dependency[Any] = providers.Dependency()
    read_free_busy: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    read_room: providers.Dependency[Any] = providers.Dependency()
    presence: providers.Dependency[Any] = providers.Dependency()
    people_in_sight: providers.Dependency[Any] = providers.Dependency()
    post_message: providers.Dependency[Any] = providers.Dependency()

    watch_meeting = providers.Factory(WatchMeeting, transactions)
    admissions = providers.Dict(
        meeting=watch_meeting,
        room=read_room,
        calendar=providers.Factory(WatchBusyTime),
        person=people_in_sight.provided.expect,
    )
    busy_time = providers.Singleton(BusyTime, read_free_busy.provided.of, clock)
    handlers = providers.Dict(
        {
            frames.Message: providers.Factory(TakeMessages, post_message),
            frames.Presence: presence.provided.hear,
        }
    )
    watchers = providers.List(presence, busy_time)

    hub = providers.Singleton(
        Hub,
        event_log,
        wakeups,
        read_changes,
        check_credentials,
        doorkeeper,
        admissions,
        handlers,
        watchers,
    )
