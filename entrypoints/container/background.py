"""A part of the container: what the background processes share, and what is known of them."""

from typing import Any

from dependency_injector import containers, providers

from adapters.memory.job_book import MemoryJobBook, NothingWaits
from adapters.postgres.clock import StoreClock
from adapters.postgres.housekeeping import PostgresHousekeeping
from adapters.postgres.job_book import PostgresJobBook, PostgresQueueLags


class Background(containers.DeclarativeContainer):
    storage: providers.Dependency[Any] = providers.Dependency()
    memory_database: providers.Dependency[Any] = providers.Dependency()
    database: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()

    store_clock = providers.Selector(
        storage, memory=clock, postgres=providers.Singleton(StoreClock, database)
    )
    housekeeping = providers.Singleton(PostgresHousekeeping, database)
    job_book = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryJobBook, clock),
        postgres=providers.Singleton(PostgresJobBook, database),
    )
    queue_lags = providers.Selector(
        storage,
        memory=providers.Singleton(NothingWaits, memory_database),
        postgres=providers.Singleton(PostgresQueueLags, database),
    )
