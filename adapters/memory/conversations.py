from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from adapters.memory.tables import Tables
from application.conversation.ports import Conversations, Messages, ReadMarks, Wanted
from application.meeting.ports import SaidAboutDates
from domain.conversation.conversation import Conversation
from domain.conversation.message import Message
from domain.conversation.read_mark import MOST_COUNTED, ReadMark, Unread
from domain.conversation.refusals import ClientIdReused
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound
from domain.meeting.zone_change import Renaming
from domain.shared.event import DomainEvent


@dataclass
class MemoryConversations(Conversations):
    tables: Tables
    events: list[DomainEvent]

    def hold(self, meeting_id: UUID) -> Conversation:
        if meeting_id not in self.tables.meetings:
            raise MeetingNotFound("there is no such meeting")
        kept = self.tables.conversations.get(meeting_id, Conversation(meeting_id))
        return replace(kept, events=[])

    def save(self, conversation: Conversation) -> None:
        self.events += conversation.events
        conversation.events.clear()
        self.tables.conversations[conversation.meeting_id] = replace(conversation, events=[])


@dataclass
class MemoryMessages(Messages, SaidAboutDates):
    tables: Tables

    def add(self, message: Message) -> None:
        if self.sent_as(message.author_id, message.client_id) is not None:
            raise ClientIdReused("another message has this client_id", field=("client_id",))
        self.save(message)

    def find(self, message_id: UUID) -> Message | None:
        found = self.tables.messages.get(message_id)
        return replace(found) if found else None

    def sent_as(self, author_id: UUID, client_id: UUID) -> Message | None:
        everything = self.tables.messages.values()
        sent = (each for each in everything if (each.author_id, each.client_id) == (author_id, client_id))
        found = next(sent, None)
        return replace(found) if found else None

    def save(self, message: Message) -> None:
        self.tables.messages[message.id] = replace(message)

    def page(self, wanted: Wanted, *, limit: int) -> Sequence[Message]:
        found = [
            replace(each)
            for each in self.tables.messages.values()
            if each.meeting_id == wanted.meeting_id
            and wanted.original_start in (None, each.original_start)
            and wanted.words in each.said.words
            and (
                wanted.beyond is None
                or (each.position < wanted.beyond if wanted.newest_first else each.position > wanted.beyond)
            )
        ]
        return sorted(found, key=lambda each: each.position, reverse=wanted.newest_first)[:limit]

    def written_by(self, author_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[Message]:
        written = (
            each
            for each in self.tables.messages.values()
            if each.author_id == author_id and not each.is_deleted and (after is None or each.id > after)
        )
        return [replace(each) for each in sorted(written, key=lambda each: each.id)[:limit]]

    def count_by_date(self, meeting_id: UUID) -> Mapping[str, int]:
        return Counter(
            each.original_start
            for each in self.tables.messages.values()
            if each.meeting_id == meeting_id and each.original_start and not each.is_deleted
        )


@dataclass
class MemoryReadMarks(ReadMarks):
    tables: Tables

    def of(self, meeting_id: UUID, person_id: UUID) -> Unread:
        return unread(self.tables, meeting_id, person_id)

    def advance(self, mark: ReadMark) -> bool:
        key = mark.meeting_id, mark.person_id
        advances = mark.position > self.tables.read_marks.get(key, 0)
        if advances:
            self.tables.read_marks[key] = mark.position
        return advances


def unread(tables: Tables, meeting_id: UUID, person_id: UUID) -> Unread:
    position = tables.read_marks.get((meeting_id, person_id), 0)
    behind = sorted(
        (
            each
            for each in tables.messages.values()
            if each.meeting_id == meeting_id
            and each.position > position
            and each.author_id != person_id
            and not each.is_deleted
        ),
        key=lambda each: -each.position,
    )[:MOST_COUNTED]
    return Unread(position, len(behind), sum(person_id in each.said.mentioned for each in behind))


def lead_on(tables: Tables, meeting: Meeting) -> None:
    """What was said about the dates that ``meeting`` goes on with is said there from now on."""
    if meeting.lineage is None or meeting.lineage.meeting_id not in tables.conversations:
        return
    former = tables.conversations[meeting.lineage.meeting_id]
    gone = [
        each
        for each in tables.messages.values()
        if each.meeting_id == former.meeting_id
        and each.original_start
        and meeting.lineage.took_along(each.original_start)
    ]
    if not gone:
        return
    tables.conversations[meeting.id] = Conversation(meeting.id, last_position=former.last_position)
    for message in gone:
        tables.messages[message.id] = replace(message, meeting_id=meeting.id)
    for (meeting_id, person_id), position in list(tables.read_marks.items()):
        if meeting_id == former.meeting_id:
            tables.read_marks[meeting.id, person_id] = position


def rename(tables: Tables, meeting_id: UUID, renamed: Renaming) -> None:
    """The meeting's dates have other names by now."""
    for message in list(tables.messages.values()):
        if message.meeting_id == meeting_id and message.original_start:
            name = renamed(message.original_start)
            tables.messages[message.id] = replace(message, original_start=name)


def forget(tables: Tables, meeting_id: UUID) -> None:
    tables.conversations.pop(meeting_id, None)
    for message in [each for each in tables.messages.values() if each.meeting_id == meeting_id]:
        del tables.messages[message.id]
    for key in [each for each in tables.read_marks if each[0] == meeting_id]:
        del tables.read_marks[key]
