"""A message as everybody who may see its meeting sees it, in answers and in events alike."""

from domain.conversation.message import Message
from domain.conversation.message_text import Part
from domain.shared.written import instant


def plain(message: Message, author: str) -> dict[str, object]:
    """JSON. ``author``: their name."""
    return {
        "id": str(message.id),
        "meeting_id": str(message.meeting_id),
        "original_start": message.original_start,
        "position": message.position,
        "author": {"id": str(message.author_id), "name": author},
        "client_id": str(message.client_id),
        "text": message.said.text,
        "parts": [_part(each) for each in message.said.parts],
        "reply_to": message.reply_to and str(message.reply_to),
        "reactions": [
            {"emoji": emoji, "people": [str(each) for each in people]}
            for emoji, people in message.reactions.items()
        ],
        "created_at": instant(message.created_at),
        "edited_at": instant(message.edited_at),
        "deleted_at": instant(message.deleted_at),
        "version": message.version,
    }


def _part(part: Part) -> dict[str, object]:
    if part.mention is not None:
        kind = part.mention.kind
        return {"type": f"{kind}_mention", "text": part.text, f"{kind}_id": str(part.mention.id)}
    if part.url is not None:
        return {"type": "link", "text": part.text, "url": part.url}
    return {"type": "text", "text": part.text}
