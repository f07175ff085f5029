"""A part of the container: who is there."""

from typing import Any

from dependency_injector import containers, providers

from adapters.memory.meeting_audiences import MemoryMeetingAudiences
from adapters.memory.presence_leases import MemoryPresenceLeases
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meeting_audiences import PostgresMeetingAudiences
from adapters.postgres.presence_leases import PostgresPresenceLeases
from application.conversation.people_in_sight import PeopleInSight
from application.conversation.presence_ports import PresenceLeases
from application.conversation.read_meeting_presence import ReadMeetingPresence
from application.conversation.read_presence import ReadPresence
from application.conversation.read_standings import ReadStandings
from entrypoints.live.presence import Presence as LivePresence
from entrypoints.live.standings import TellStandings
from entrypoints.settings import Settings


def leases_of(settings: Settings, database: PostgresDatabase) -> PresenceLeases:
    if settings.redis_url is not None:
        from adapters.redis.presence_leases import RedisPresenceLeases

        return RedisPresenceLeases(settings.redis_url.get_secret_value())
    return PostgresPresenceLeases(database)


class Presence(containers.DeclarativeContainer):
    settings: providers.Dependency[Any] = providers.Dependency()
    storage: providers.Dependency[Any] = providers.Dependency()
    memory_database: providers.Dependency[Any] = providers.Dependency()
    postgres_database: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    wakeups: providers.Dependency[Any] = providers.Dependency()

    leases = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryPresenceLeases, clock.provided.now),
        postgres=providers.Singleton(leases_of, settings, postgres_database),
    )
    audiences = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryMeetingAudiences, memory_database),
        postgres=providers.Singleton(PostgresMeetingAudiences, postgres_database),
    )
    in_sight = providers.Factory(PeopleInSight, audiences, people)
    read_presence = providers.Factory(ReadPresence, leases, in_sight)
    read_meeting_presence = providers.Factory(ReadMeetingPresence, leases, audiences, people)
    standings = providers.Singleton(TellStandings, providers.Factory(ReadStandings, leases, in_sight))
    live = providers.Singleton(LivePresence, leases, read_meeting_presence, standings, wakeups)
