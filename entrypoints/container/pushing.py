"""A part of the container: devices that ring."""

from typing import Any

from dependency_injector import containers, providers

from adapters.memory.push import MemoryPushService
from application.notification.push_ports import PushService
from application.notification.push_subscriptions import (
    AddPushSubscription,
    ReadPushSubscriptions,
    RemovePushSubscription,
)
from application.notification.send_pushes import SendPushes
from application.notification.write_pushes import WritePushes
from entrypoints.settings import Settings


def push_service_of(settings: Settings) -> PushService:
    """Loaded by the first who needs it: most processes never do."""
    from adapters.push.keys import PushKey, key_in
    from adapters.push.web_push_service import WebPushService

    key = PushKey(settings.push_key.get_secret_value()) if settings.push_key else key_in(settings.data_dir)
    return WebPushService(key, subject=f"mailto:{settings.mail_sender.addr_spec}")


class Pushing(containers.DeclarativeContainer):
    settings: providers.Dependency[Any] = providers.Dependency()
    storage: providers.Dependency[Any] = providers.Dependency()
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    letterhead: providers.Dependency[Any] = providers.Dependency()

    push_service = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryPushService),
        postgres=providers.Singleton(push_service_of, settings),
    )
    read_push_subscriptions = providers.Factory(
        ReadPushSubscriptions, transactions, people, push_service.provider, clock
    )
    add_push_subscription = providers.Factory(AddPushSubscription, transactions, clock)
    remove_push_subscription = providers.Factory(RemovePushSubscription, transactions, clock)
    write_pushes = providers.Factory(WritePushes, transactions, people, clock, letterhead)
    send_pushes = providers.Factory(SendPushes, transactions, push_service.provider, clock)
