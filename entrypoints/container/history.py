"""A part of the container: what became of meetings."""

from typing import Any

from dependency_injector import containers, providers

from application.history.read_history import ReadHistory


class History(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()

    read_history = providers.Factory(ReadHistory, transactions, people)
