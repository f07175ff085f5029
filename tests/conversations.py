"""Makers of messages."""

from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st

from domain.conversation.message import NOTHING, Message, Said
from domain.conversation.message_text import Mention, MentionKind
from domain.shared.ids import new_id
from tests.builders import NOW, one_liners

MENTIONS = st.builds(Mention, st.sampled_from(MentionKind), st.uuids(version=4), one_liners(20))
EMOJI = st.sampled_from(["👍", "❤️", "👩‍💻", "🇫🇷"])
PEOPLE = st.lists(st.uuids(version=4), min_size=1, max_size=3, unique=True).map(tuple)
SAID = st.builds(
    Said,
    one_liners(200),
    st.lists(MENTIONS, max_size=3).map(tuple),
    st.frozensets(st.uuids(version=4), max_size=3),
)
LATER = st.integers(0, 10**9).map(lambda microseconds: NOW + timedelta(microseconds=microseconds))


@st.composite
def messages(draw: st.DrawFn, meeting_id: UUID, author_id: UUID) -> Message:
    """Any message, deleted ones too, at position 1."""
    deleted_at = draw(st.none() | LATER)
    return Message(
        id=new_id(NOW),
        meeting_id=meeting_id,
        author_id=author_id,
        client_id=new_id(NOW),
        position=1,
        original_start=draw(st.none() | st.just("20261202T083000Z")),
        reply_to=draw(st.none() | st.uuids(version=4)),
        said=NOTHING if deleted_at else draw(SAID),
        created_at=draw(LATER),
        fingerprint=None if deleted_at else draw(st.binary(min_size=32, max_size=32)),
        edited_at=draw(st.none() | LATER),
        deleted_at=deleted_at,
        reactions={} if deleted_at else draw(st.dictionaries(EMOJI, PEOPLE, max_size=3)),
        version=draw(st.integers(1, 9)),
    )
