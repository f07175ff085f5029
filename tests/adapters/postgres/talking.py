"""A Convene where people talk about their meetings, and lose sight of them and find them again."""

import json
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from adapters.memory.clock import SettableClock
from application.conversation.messages_seen import MessageView
from application.conversation.post_message import PostMessageCommand
from application.conversation.read_conversations import ReadConversations
from application.conversation.read_messages import ReadMessages, ReadMessagesCommand
from application.identity.caller import Caller
from application.meeting.series_edit import SeriesEditing
from domain.conversation.message import Message
from domain.conversation.public_shape import plain
from domain.identity.person import Person
from domain.identity.role import Role
from domain.identity.team import Team
from domain.meeting.meeting import Meeting
from domain.shared.refusal import Refusal
from tests.builders import a_person
from tests.storage import Storage

ROLES = {"Ana": Role.ADMIN, "Ben": Role.MEMBER, "Chloe": Role.GUEST, "Dan": Role.MEMBER}
NOW = datetime(2026, 12, 1, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
NO_DATES = ("20261130T083000Z", "never")
"""What is the name of no date."""
FEW = 2
"""Messages on a page, so that there are pages to turn."""
ANY_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

who = st.sampled_from(tuple(ROLES))
place = st.integers(0, 30)
words = st.sampled_from(
    [
        "Hello",
        "ＨＥＬＬＯ there",
        "Straße 100%_\\",
        "see https://example.org/a",
        "👩‍💻\r\ntwo lines",
        " ",
        "\x00",
    ]
)
named = st.lists(st.sampled_from([*ROLES, "Crew"]), max_size=2)


def some_people() -> tuple[list[Person], Team]:
    """The same in both stores, ids included, so that what is ordered by them has one order."""
    people = [a_person(name, role=role) for name, role in ROLES.items()]
    team = Team.create("Crew", "", by=people[0].id, now=NOW)
    for person in people[1:]:
        team.add(person, by=people[0].id, now=NOW)
    return people, team


@dataclass
class OneConvene:
    """Places go around and around: there is always something at each, once there is anything."""

    storage: Storage
    people: Sequence[Person]
    team: Team
    clock: SettableClock = field(default_factory=lambda: SettableClock(NOW))
    meetings: list[UUID] = field(default_factory=list)
    messages: list[UUID] = field(default_factory=list)
    sent: list[PostMessageCommand] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.storage.transactions.begin() as work:
            for person in deepcopy(self.people):
                work.people.add(person)
            work.teams.add(deepcopy(self.team))

    def id_of(self, name: str) -> UUID:
        return next((each.id for each in self.people if each.name == name), self.team.id)

    def caller(self, name: str) -> Caller:
        return Caller(self.id_of(name), ROLES[name], mutation_id=f"by {name}")

    @property
    def talk(self) -> tuple[Any, Any, Any]:
        """What the use cases of conversations are made of."""
        return self.storage.transactions, self.clock, self.storage.directory

    @property
    def editing(self) -> SeriesEditing:
        return SeriesEditing(*self.talk)

    def meeting(self, number: int) -> Meeting | None:
        with self.storage.transactions.begin() as work:
            return work.meetings.find(self.meeting_id(number))

    def meeting_id(self, number: int) -> UUID:
        return self.meetings[number % len(self.meetings)]

    def date_of(self, number: int, date: int | None) -> str | None:
        """The name of one of its dates, or of one that it does not have."""
        meeting = self.meeting(number)
        if date is None or meeting is None:
            return None
        names = [*(each.original_start for each in meeting.dates.until(LATER)), *NO_DATES]
        return names[date % len(names)]

    def message(self, number: int) -> UUID:
        return self.messages[number % len(self.messages)]

    def author(self, number: int) -> str:
        found = self._found(number)
        return next((each.name for each in self.people if found and each.id == found.author_id), "Ana")

    def place_of(self, number: int) -> UUID:
        """The meeting that a message is about by now."""
        found = self._found(number)
        return found.meeting_id if found else self.meeting_id(number)

    def _found(self, number: int) -> Message | None:
        """None: it went with its draft."""
        with self.storage.transactions.begin() as work:
            return work.messages.find(self.message(number))

    def text(self, said: str, mentions: Sequence[str]) -> str:
        """Whoever is mentioned goes by a name that is not theirs."""
        kinds = {name: "team" if name == "Crew" else "person" for name in mentions}
        return " ".join([said, *(f"@[X]({kinds[name]}:{self.id_of(name)})" for name in mentions)])

    # What can be seen

    def seen_by(self, name: str) -> Any:
        """All that they can read, and all that anybody was told, in words that are the same in both."""
        caller = self.caller(name)
        meetings = [self._conversation(caller, each) for each in self.meetings]
        read = [meetings, self._asked(lambda: self._overviews(caller)), self._each_message(caller)]
        told = [
            (
                each.kind,
                each.subject_id,
                each.version,
                each.actor_name,
                each.mutation_id,
                sorted(each.audience),
                each.to_organisation,
                each.data,
            )
            for each in self.storage.events()
            if each.subject_type == "conversation"
        ]
        return self.in_words([read, told])

    def in_words(self, found: object) -> Any:
        """Ids of meetings and messages by their number: they are all that differs."""
        numbers = {str(each): f"meeting {number}" for number, each in enumerate(self.meetings)}
        numbers |= {str(each): f"message {number}" for number, each in enumerate(self.messages)}
        written = json.dumps(found, default=str)
        return json.loads(ANY_ID.sub(lambda each: numbers.get(each[0], each[0]), written))

    def told(self, view: MessageView) -> dict[str, Any]:
        message = view.message
        mentioned = sorted(message.said.mentioned)
        return plain(message, view.author) | {"mentioned": mentioned, "kept": message.fingerprint is not None}

    def _conversation(self, caller: Caller, meeting_id: UUID) -> list[Any]:
        asked = ReadMessagesCommand(caller, meeting_id, limit=FEW)
        by_date = (replace(asked, original_start=each) for each in sorted(self._dates_spoken_of()))
        searches = (
            replace(asked, q=each, newest_first=False) for each in ("hello", "100%_", "h%o", "strasse")
        )
        ways = [asked, replace(asked, newest_first=False), *by_date, *searches]
        if self.messages:
            ways.append(replace(asked, beyond=self.messages[len(self.messages) // 2]))
        return [self._asked(lambda way=way: self._pages(way)) for way in ways]  # type: ignore[misc]

    def _dates_spoken_of(self) -> set[str]:
        return {each.original_start for each in self.sent if each.original_start}

    def _pages(self, asked: ReadMessagesCommand) -> list[Any]:
        """All pages, one after another."""
        found: list[Any] = []
        while True:
            page = ReadMessages(self.storage.transactions, self.storage.directory)(asked)
            found.append([*map(self.told, page.messages), repr(page.unread), page.next_cursor])
            if page.next_cursor is None:
                return found
            asked = replace(asked, cursor=page.next_cursor)

    def _each_message(self, caller: Caller) -> list[Any]:
        read = ReadMessages(self.storage.transactions, self.storage.directory).one
        return [self._asked(lambda each=each: self.told(read(caller, each))) for each in self.messages]  # type: ignore[misc]

    def _overviews(self, caller: Caller) -> list[Any]:
        found: list[Any] = []
        cursor: str | None = None
        while True:
            views, cursor = ReadConversations(self.storage.overviews, self.storage.directory)(
                caller, cursor=cursor, limit=FEW
            )
            found.append([(each.title, self.told(each.latest), repr(each.unread)) for each in views])
            if cursor is None:
                return found

    def _asked(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except Refusal as refusal:
            return refusal.code, refusal.message, refusal.field
