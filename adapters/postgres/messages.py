from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from adapters.postgres.conversation_rows import MessageRow
from adapters.postgres.database import OpenTransaction, columns_of, driver_of, rows_of
from adapters.postgres.inserting import as_json, into, over
from application.conversation.ports import Messages, Wanted
from application.meeting.ports import SaidAboutDates
from domain.conversation.message import Message, Said
from domain.conversation.message_text import Mention, MentionKind
from domain.conversation.refusals import ClientIdReused
from domain.meeting.meeting import Meeting
from domain.meeting.zone_change import Renaming

_ADD = f"{into(MessageRow)} ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id"
_SAVE = f"{over(MessageRow)} WHERE message.id = %s"
_SELECT = f"SELECT {columns_of(MessageRow)} FROM message"
_FIND = f"{_SELECT} WHERE id = %s"
_SENT_AS = f"{_SELECT} WHERE author_id = %s AND client_id = %s"

_WRITTEN_BY = f"""
    {_SELECT} WHERE author_id = %s AND deleted_at IS NULL AND (%s::uuid IS NULL OR id > %s)
    ORDER BY id LIMIT %s
"""

_HOLD = "SELECT last_position FROM conversation WHERE meeting_id = %s FOR UPDATE"
_LEAD_ON = """
    WITH opened AS (
        INSERT INTO conversation (meeting_id, last_position, version)
        SELECT meeting.id, %s, 0 FROM meeting WHERE meeting.id = %s AND EXISTS (
            SELECT FROM message WHERE meeting_id = meeting.split_from AND {taken_along}
        )
        RETURNING meeting_id
    ), marked AS (
        INSERT INTO read_mark (meeting_id, person_id, position)
        SELECT opened.meeting_id, read_mark.person_id, read_mark.position
        FROM opened JOIN meeting ON meeting.id = opened.meeting_id
            JOIN read_mark ON read_mark.meeting_id = meeting.split_from
    )
    UPDATE message SET meeting_id = opened.meeting_id
    FROM opened JOIN meeting ON meeting.id = opened.meeting_id
    WHERE message.meeting_id = meeting.split_from AND {taken_along}
""".format(
    taken_along="""
        message.original_start COLLATE "C" >= meeting.split_at COLLATE "C"
        AND (meeting.split_until IS NULL
            OR message.original_start COLLATE "C" <= meeting.split_until COLLATE "C")
    """
)
_NAMES = "SELECT DISTINCT original_start FROM message WHERE meeting_id = %s AND original_start IS NOT NULL"
_RENAME = """
    UPDATE message SET original_start = changed.value
    FROM jsonb_each_text(%s::jsonb) AS changed
    WHERE message.meeting_id = %s AND message.original_start = changed.key
"""
_COUNT_BY_DATE = """
    SELECT original_start, count(*) AS messages FROM message
    WHERE meeting_id = %s AND original_start IS NOT NULL AND deleted_at IS NULL GROUP BY original_start
"""


class PostgresMessages(Messages, SaidAboutDates):
    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def add(self, message: Message) -> None:
        if not self._opened.write(_ADD, as_json([to_row(message)])):
            raise ClientIdReused("another message has this client_id", field=("client_id",))

    def find(self, message_id: UUID) -> Message | None:
        return self._one(_FIND, message_id)

    def sent_as(self, author_id: UUID, client_id: UUID) -> Message | None:
        return self._one(_SENT_AS, author_id, client_id)

    def save(self, message: Message) -> None:
        self._opened.write(_SAVE, as_json(to_row(message)), message.id)

    def page(self, wanted: Wanted, *, limit: int) -> Sequence[Message]:
        conditions, values = ["meeting_id = %s"], list[object]([wanted.meeting_id])
        if wanted.original_start is not None:
            conditions.append("original_start = %s")
            values.append(wanted.original_start)
        if wanted.words:
            conditions.append("strpos(words, %s) > 0")
            values.append(wanted.words)
        if wanted.beyond is not None:
            conditions.append(f"position {'<' if wanted.newest_first else '>'} %s")
            values.append(wanted.beyond)
        order = "DESC" if wanted.newest_first else "ASC"
        statement = f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY position {order} LIMIT %s"
        return [from_row(row) for row in self._opened.read(statement, *values, limit)]

    def written_by(self, author_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[Message]:
        return [from_row(row) for row in self._opened.read(_WRITTEN_BY, author_id, after, after, limit)]

    def count_by_date(self, meeting_id: UUID) -> Mapping[str, int]:
        return {row.original_start: row.messages for row in self._opened.read(_COUNT_BY_DATE, meeting_id)}

    def _one(self, statement: str, *values: object) -> Message | None:
        found = self._opened.read(statement, *values)
        return from_row(found[0]) if found else None


def lead_on(opened: OpenTransaction, meeting: Meeting) -> None:
    """What was said about the dates that ``meeting`` goes on with is said there from now on.

    The conversation is held first: who writes in it just now has either written, or will see the dates gone.
    """
    if meeting.lineage is None:
        return
    if held := opened.write(_HOLD, meeting.lineage.meeting_id):
        opened.write(_LEAD_ON, held[0].last_position, meeting.id)


def rename(connection: Connection, meeting_id: UUID, renamed: Renaming) -> None:
    """The meeting's dates have other names by now."""
    driver = driver_of(connection)
    if not rows_of(driver, _HOLD, meeting_id):
        return
    names = [row.original_start for row in rows_of(driver, _NAMES, meeting_id)]
    changed = {name: renamed(name) for name in names if renamed(name) != name}
    if changed:
        rows_of(driver, _RENAME, as_json(changed), meeting_id)


def to_row(message: Message) -> dict[str, Any]:
    said = message.said
    return {
        "id": message.id,
        "meeting_id": message.meeting_id,
        "author_id": message.author_id,
        "client_id": message.client_id,
        "position": message.position,
        "original_start": message.original_start,
        "reply_to": message.reply_to,
        "text": said.text,
        "words": said.words,
        "sought": said.sought,
        "mentions": [{"kind": each.kind, "id": each.id, "name": each.name} for each in said.mentions],
        "mentioned": sorted(said.mentioned),
        "fingerprint": None if message.fingerprint is None else f"\\x{message.fingerprint.hex()}",
        "created_at": message.created_at,
        "edited_at": message.edited_at,
        "deleted_at": message.deleted_at,
        "reactions": [[emoji, people] for emoji, people in message.reactions.items()],
        "version": message.version,
    }


def mentions_from(stored: list[dict[str, str]]) -> tuple[Mention, ...]:
    return tuple(Mention(MentionKind(each["kind"]), UUID(each["id"]), each["name"]) for each in stored)


def from_row(row: Any) -> Message:
    return Message(
        id=row.id,
        meeting_id=row.meeting_id,
        author_id=row.author_id,
        client_id=row.client_id,
        position=row.position,
        original_start=row.original_start,
        reply_to=row.reply_to,
        said=Said(row.text, mentions_from(row.mentions), frozenset(row.mentioned)),
        created_at=row.created_at,
        fingerprint=row.fingerprint,
        edited_at=row.edited_at,
        deleted_at=row.deleted_at,
        reactions={emoji: tuple(UUID(each) for each in people) for emoji, people in row.reactions},
        version=row.version,
    )
