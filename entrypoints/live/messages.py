"""What people say over their live connection: the same as ``POST /meetings/{id}/messages``."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from application.conversation.post_message import PostMessage, PostMessageCommand
from domain.shared.refusal import InvalidValue
from entrypoints.live import frames
from entrypoints.live.handling import Asker


@dataclass(frozen=True, slots=True)
class TakeMessages:
    """Answers nothing: what was said comes back as an event, to whoever said it as to everybody else.

    Raises InvalidValue for a ``client_id`` that is no UUID, and as ``PostMessage``.
    """

    post_message: PostMessage

    def __call__(self, asker: Asker, frame: frames.Message) -> Iterable[frames.ServerFrame]:
        try:
            client_id = UUID(frame.client_id)
        except ValueError:
            raise InvalidValue(
                "a client_id is a UUID, a new one for each message", field=("client_id",)
            ) from None
        self.post_message(PostMessageCommand(asker.caller, frame.meeting_id, client_id, frame.text))
        return ()
