from collections.abc import Callable, Iterable
from uuid import UUID

from adapters.postgres.database import OpenTransaction
from application.conversation.ports import Conversations, ReadMarks
from domain.conversation.conversation import Conversation
from domain.conversation.read_mark import MOST_COUNTED, ReadMark, Unread
from domain.meeting.refusals import MeetingNotFound
from domain.shared.event import DomainEvent

# FOR SHARE waits for whoever changes the meeting, and may be about to take some of its dates elsewhere: as
# long as there is no conversation, there is nothing else by which to hold each other off.
_OPEN = """
    WITH present AS (SELECT id FROM meeting WHERE id = %s FOR SHARE)
    INSERT INTO conversation (meeting_id, last_position, version) SELECT id, 0, 0 FROM present
    ON CONFLICT DO NOTHING
"""
_HOLD = "SELECT last_position, version FROM conversation WHERE meeting_id = %s FOR UPDATE"
_SAVE = "UPDATE conversation SET last_position = %s, version = %s WHERE meeting_id = %s"

UNREAD = f"""
    SELECT mark.position, count(behind.*) AS unread,
        count(*) FILTER (WHERE mark.person_id = ANY (behind.mentioned)) AS mentions
    FROM mark LEFT JOIN LATERAL (
        SELECT message.mentioned FROM message
        WHERE message.meeting_id = mark.meeting_id AND message.position > mark.position
            AND message.author_id <> mark.person_id AND message.deleted_at IS NULL
        ORDER BY message.position DESC LIMIT {MOST_COUNTED}
    ) AS behind ON true
    GROUP BY mark.position
"""
"""What somebody has not read, by ``mark``: their read mark, position 0 where they have none."""

_OF = f"""
    WITH mark AS (
        SELECT asked.meeting_id, asked.person_id, coalesce(read_mark.position, 0) AS position
        FROM (SELECT %s::uuid AS meeting_id, %s::uuid AS person_id) AS asked
        LEFT JOIN read_mark USING (meeting_id, person_id)
    ) {UNREAD}
"""
_ADVANCE = """
    INSERT INTO read_mark (meeting_id, person_id, position) VALUES (%s, %s, %s)
    ON CONFLICT (meeting_id, person_id) DO UPDATE SET position = excluded.position
    WHERE read_mark.position < excluded.position
    RETURNING position
"""


class PostgresConversations(Conversations):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def hold(self, meeting_id: UUID) -> Conversation:
        found = self._opened.write(_HOLD, meeting_id)
        if not found:
            self._opened.write(_OPEN, meeting_id)
            found = self._opened.write(_HOLD, meeting_id)
        if not found:
            raise MeetingNotFound("there is no such meeting")
        return Conversation(meeting_id, found[0].last_position, found[0].version)

    def save(self, conversation: Conversation) -> None:
        self._opened.write(_SAVE, conversation.last_position, conversation.version, conversation.meeting_id)
        self._record(conversation.events)
        conversation.events.clear()


class PostgresReadMarks(ReadMarks):
    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def of(self, meeting_id: UUID, person_id: UUID) -> Unread:
        row = self._opened.read(_OF, meeting_id, person_id)[0]
        return Unread(row.position, row.unread, row.mentions)

    def advance(self, mark: ReadMark) -> bool:
        return bool(self._opened.write(_ADVANCE, mark.meeting_id, mark.person_id, mark.position))
