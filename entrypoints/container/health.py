"""A part of the container: how Convene itself does."""

from importlib.metadata import version
from typing import Any

from dependency_injector import containers, providers

from adapters.memory.store_gauge import MemoryStoreGauge
from adapters.postgres.store_gauge import PostgresStoreGauge
from application.administration.health import Installation
from application.administration.read_health import ReadHealth
from entrypoints.settings import Settings


def installation_of(settings: Settings, storage: str) -> Installation:
    if storage == "memory":
        return Installation(version("convene"), mail="memory", bus="memory")
    return Installation(
        version("convene"),
        mail="file" if settings.smtp_url is None else "smtp",
        bus="postgres" if settings.redis_url is None else "redis",
    )


class Health(containers.DeclarativeContainer):
    settings: providers.Dependency[Any] = providers.Dependency()
    storage: providers.Dependency[Any] = providers.Dependency()
    memory_database: providers.Dependency[Any] = providers.Dependency()
    postgres_database: providers.Dependency[Any] = providers.Dependency()
    readiness: providers.Dependency[Any] = providers.Dependency()
    job_book: providers.Dependency[Any] = providers.Dependency()
    queue_lags: providers.Dependency[Any] = providers.Dependency()
    wakeups: providers.Dependency[Any] = providers.Dependency()
    store_clock: providers.Dependency[Any] = providers.Dependency()

    installation = providers.Singleton(installation_of, settings, storage)
    store_gauge = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryStoreGauge, memory_database, store_clock),
        postgres=providers.Singleton(PostgresStoreGauge, postgres_database),
    )
    read_health = providers.Factory(
        ReadHealth, installation, readiness, job_book, queue_lags, wakeups, store_gauge, store_clock
    )
