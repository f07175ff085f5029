"""What a message said is gone when it is deleted, from what was told of it before as well."""

from collections.abc import Mapping
from dataclasses import replace

from application.shared.ports import LoggedEvent
from domain.conversation.events import MessageDeleted, MessageEdited, MessagePosted

DELETED = MessageDeleted.kind
SAYING = (MessagePosted.kind, MessageEdited.kind)


def without_words(event: LoggedEvent, deletion: Mapping[str, object]) -> LoggedEvent:
    """The event as it stands in the log once a message has gone; ``deletion``: what that event says."""
    if event.kind not in SAYING or _id(event.data) != _id(deletion):
        return event
    return replace(event, data={**event.data, "message": deletion["message"], "mentioned": []})


def _id(data: Mapping[str, object]) -> object:
    message = data["message"]
    assert isinstance(message, Mapping)
    return message["id"]
