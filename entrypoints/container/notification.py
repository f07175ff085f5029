"""A part of the container: what people are told, and how it reaches them."""

from typing import Any

from dependency_injector import containers, providers


class Notification(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
