"""A part of the container: what people say about their meetings, and who is there."""

from typing import Any

from dependency_injector import containers, providers


class Conversation(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
