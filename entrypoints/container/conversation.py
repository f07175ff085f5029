"""A part of the container: what people say about their meetings, and who is there."""

from typing import Any

from dependency_injector import containers, providers

from adapters.memory.overviews import MemoryOverviews
from adapters.memory.passage_search import MemoryPassageSearch
from adapters.postgres.overviews import PostgresOverviews
from adapters.postgres.passage_search import PostgresPassageSearch
from application.conversation.delete_message import DeleteMessage
from application.conversation.edit_message import EditMessage
from application.conversation.mark_read import MarkRead
from application.conversation.post_message import PostMessage
from application.conversation.react import React
from application.conversation.read_conversations import ReadConversations
from application.conversation.read_messages import ReadMessages
from application.conversation.read_own_messages import ReadOwnMessages


class Conversation(containers.DeclarativeContainer):
    storage: providers.Dependency[Any] = providers.Dependency()
    memory_database: providers.Dependency[Any] = providers.Dependency()
    postgres_database: providers.Dependency[Any] = providers.Dependency()
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()

    overviews = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryOverviews, memory_database),
        postgres=providers.Singleton(PostgresOverviews, postgres_database),
    )
    passage_search = providers.Selector(
        storage,
        memory=providers.Singleton(MemoryPassageSearch, memory_database),
        postgres=providers.Singleton(PostgresPassageSearch, postgres_database),
    )
    post_message = providers.Factory(PostMessage, transactions, clock, people)
    edit_message = providers.Factory(EditMessage, transactions, clock, people)
    delete_message = providers.Factory(DeleteMessage, transactions, clock, people)
    react = providers.Factory(React, transactions, clock, people)
    mark_read = providers.Factory(MarkRead, transactions, clock)
    read_own_messages = providers.Factory(ReadOwnMessages, transactions, people)
    read_messages = providers.Factory(ReadMessages, transactions, people)
    read_conversations = providers.Factory(ReadConversations, overviews, people)
