"""What was written is found by its words, on every storage, by whoever may see the meeting alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from application.shared.ports import Viewer
from domain.conversation.message import Message, Said
from domain.conversation.message_text import Mention, MentionKind
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.passage import Passage, Place
from domain.proceedings.agenda_item import AgendaItem, Topic
from domain.proceedings.entry import Content, Entry, EntryKind, Revision
from domain.shared.ids import new_id
from domain.shared.words import sought_words
from tests.builders import NOW, a_meeting, a_person
from tests.storage import Storage

DATE = "20261202T083000Z"


class Desk:
    """Ana hosts, and writes all; Ben may be her guest; Eve is in the house, and Gus is not."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.ana, self.ben, self.eve = (a_person(name) for name in ("Ana", "Ben", "Eve"))
        self.gus = a_person("Gus", role=Role.GUEST)
        self.written = 0
        with storage.transactions.begin() as work:
            for person in (self.ana, self.ben, self.eve, self.gus):
                work.people.add(person)

    def meeting(self, **options: Any) -> Meeting:
        guests = (Invitation(self.ben.email, self.ben.name, self.ben.id),)
        meeting = a_meeting(host_id=self.ana.id, guests=guests, **options)
        with self.storage.transactions.begin() as work:
            work.meetings.add(meeting)
        return meeting

    def later(self) -> datetime:
        self.written += 1
        return NOW + timedelta(minutes=self.written)

    def say(self, meeting: Meeting, text: str, *mentions: Mention, on: str | None = None) -> Message:
        at, said = self.later(), Said(text, mentions)
        message = Message(
            new_id(at), meeting.id, self.ana.id, new_id(at), self.written, on, None, said, at, b"x" * 32
        )
        with self.storage.transactions.begin() as work:
            work.conversations.save(work.conversations.hold(meeting.id))
            work.messages.add(message)
        return message

    def plan(self, meeting: Meeting, title: str, notes: str = "") -> AgendaItem:
        item = AgendaItem(**self._line(meeting), topic=Topic(title, notes))
        with self.storage.transactions.begin() as work:
            work.proceedings.hold(meeting.id)
            work.agenda_items.store([item])
        return item

    def note(self, meeting: Meeting, kind: EntryKind, text: str) -> Entry:
        line = self._line(meeting)
        revision = Revision(line["id"], 1, text, self.ana.id, line["created_at"], line["created_at"])
        entry = Entry(**line, content=Content(kind, text), revision=revision)
        with self.storage.transactions.begin() as work:
            work.proceedings.hold(meeting.id)
            work.minutes.store([entry])
        return entry

    def _line(self, meeting: Meeting) -> dict[str, Any]:
        at = self.later()
        return {
            "id": new_id(at),
            "meeting_id": meeting.id,
            "original_start": DATE,
            "position": self.written,
            "author_id": self.ana.id,
            "created_at": at,
        }

    def found(self, who: UUID, text: str, **asked: Any) -> list[Passage]:
        viewer = Viewer(who, who != self.gus.id)
        wanted = {"places": set(Place), "limit": 50} | asked
        return [*self.storage.passage_search.newest(sought_words(text), viewer=viewer, **wanted)]

    def texts(self, who: UUID, text: str, **asked: Any) -> Sequence[str]:
        return [each.text for each in self.found(who, text, **asked)]


@pytest.fixture
def desk(storage: Storage) -> Desk:
    return Desk(storage)


def test_each_is_found_with_where_it_stands_the_latest_first(desk: Desk) -> None:
    meeting = desk.meeting()
    desk.plan(meeting, "Budget for spring", "what it costs")
    for kind in EntryKind:
        desk.note(meeting, kind, f"The {kind} about the budget")
    desk.say(meeting, "budget?", on=DATE)
    desk.say(meeting, "Budgets in general")
    found = desk.found(desk.ben.id, "BUDGET")
    assert [(each.place, each.original_start) for each in found] == [
        (Place.CHAT, None),
        (Place.CHAT, DATE),
        (Place.ACTION, DATE),
        (Place.DECISION, DATE),
        (Place.NOTE, DATE),
        (Place.AGENDA, DATE),
    ]
    assert found[-1].text == "Budget for spring\nwhat it costs"
    assert {each.meeting_id for each in found} == {meeting.id}
    assert [each.written_at for each in found] == sorted((each.written_at for each in found), reverse=True)
    assert desk.found(desk.ben.id, "budget", limit=2) == found[:2]
    assert desk.texts(desk.ben.id, "budget", places={Place.DECISION}) == ["The decision about the budget"]
    assert desk.texts(desk.ben.id, "costs spring") == ["Budget for spring\nwhat it costs"]
    assert desk.found(desk.ben.id, "udget") == desk.found(desk.ben.id, "") == []


@pytest.mark.parametrize(
    ("options", "readers"),
    [
        ({}, "Ana Ben"),
        ({"visibility": Visibility.ORGANISATION}, "Ana Ben Eve"),
        ({"visibility": Visibility.ORGANISATION, "draft": True}, "Ana"),
    ],
)
def test_only_who_may_see_the_meeting_finds_it(desk: Desk, options: dict[str, Any], readers: str) -> None:
    meeting = desk.meeting(**options)
    desk.say(meeting, "Layoffs: said")
    desk.plan(meeting, "Layoffs: planned")
    desk.note(meeting, EntryKind.DECISION, "Layoffs: decided")
    people = (desk.ana, desk.ben, desk.eve, desk.gus)
    found = {each.name: len(desk.found(each.id, "layoffs")) for each in people}
    assert found == {each.name: 3 if each.name in readers else 0 for each in people}


def test_only_the_places_that_are_asked_for_are_looked_at_whoever_asks(desk: Desk) -> None:
    meeting = desk.meeting(visibility=Visibility.ORGANISATION)
    desk.say(meeting, "Rumours")
    desk.plan(meeting, "Rumours")
    for reader in (desk.ana.id, desk.eve.id):
        for place in (Place.CHAT, Place.AGENDA):
            assert [each.place for each in desk.found(reader, "rumours", places={place})] == [place]
        assert desk.found(reader, "rumours", places=set()) == []


def test_what_was_removed_or_deleted_is_not_found_and_what_was_changed_by_its_new_words(desk: Desk) -> None:
    meeting = desk.meeting(visibility=Visibility.ORGANISATION)
    message, item = desk.say(meeting, "Old words"), desk.plan(meeting, "Old words")
    entry = desk.note(meeting, EntryKind.NOTE, "Old words")
    with desk.storage.transactions.begin() as work:
        work.messages.save(replace(message, said=Said("Newer words")))
        work.agenda_items.store([replace(item, topic=Topic("Newer words"))])
        work.minutes.store([replace(entry, content=Content(EntryKind.NOTE, "Newer words"))])
    for reader in (desk.ana.id, desk.eve.id):
        assert (len(desk.found(reader, "newer")), desk.found(reader, "old")) == (3, [])
    message.erase(NOW)
    with desk.storage.transactions.begin() as work:
        work.messages.save(message)
        work.agenda_items.store([replace(item, removed_at=NOW)])
        work.minutes.store([replace(entry, removed_at=NOW)])
    for reader in (desk.ana.id, desk.eve.id):
        assert desk.found(reader, "words") == []


def test_case_accents_and_scripts_are_as_in_meetings(desk: Desk) -> None:
    meeting = desk.meeting(visibility=Visibility.ORGANISATION)
    texts = ["Café Größe", "Ежедневная встреча", "会議室の予約", "Q3-review (v2)", "اجتماع الفريق"]
    for text in texts:
        desk.say(meeting, text)
    asked = ("groSSe cafe", "ВСТР еже", "会議", "review q3", "الفر")
    for reader in (desk.ana.id, desk.eve.id):
        assert [desk.texts(reader, each) for each in asked] == [[each] for each in texts]
    assert desk.texts(desk.ben.id, "予約") == ["会議室の予約"]


def test_who_is_mentioned_is_found_by_their_name_and_never_by_an_id(desk: Desk) -> None:
    meeting = desk.meeting()
    mention = Mention(MentionKind.PERSON, desk.ben.id, "Ben Hur")
    desk.say(meeting, f"@[ben](person:{desk.ben.id}) has it", mention)
    assert desk.texts(desk.ana.id, "hur") == ["@Ben Hur has it"]
    assert desk.found(desk.ana.id, str(desk.ben.id)) == desk.found(desk.ana.id, "person") == []


@pytest.mark.parametrize("hostile", ["' OR 1=1 --", "a' | !b & c:*", "\\", "%_", "<script>", "🎉", "a" * 200])
def test_hostile_words_find_only_what_says_them(desk: Desk, hostile: str) -> None:
    meeting = desk.meeting(visibility=Visibility.ORGANISATION)
    desk.say(meeting, "Nothing of that")
    for reader in (desk.ana.id, desk.eve.id):
        assert desk.found(reader, hostile) == []
