"""A part of the container: other times that guests propose."""

from typing import Any

from dependency_injector import containers, providers

from application.meeting.accept_proposal import AcceptProposal
from application.meeting.decline_proposal import DeclineProposal
from application.meeting.read_proposals import ReadProposals
from application.meeting.suggest_times import SuggestTimes


class Proposals(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    diaries: providers.Dependency[Any] = providers.Dependency()

    accept = providers.Factory(AcceptProposal, transactions, clock)
    decline = providers.Factory(DeclineProposal, transactions, clock)
    read = providers.Factory(ReadProposals, transactions, people, clock)
    suggest_times = providers.Factory(SuggestTimes, transactions, diaries, clock)
