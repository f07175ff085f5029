"""What is said stays said, once and in one order, however many speak at a time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.memory.clock import SettableClock
from application.conversation.delete_message import DeleteMessage
from application.conversation.edit_message import EditMessage
from application.conversation.mark_read import MarkRead
from application.conversation.ports import Wanted
from application.conversation.post_message import PostMessage, PostMessageCommand
from application.identity.caller import Caller
from domain.conversation.conversation import Conversation
from domain.conversation.message import Message, search_words
from domain.conversation.public_shape import plain
from domain.conversation.read_mark import ReadMark, Unread
from domain.conversation.refusals import ClientIdReused
from domain.identity.role import Role
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn
from domain.meeting.series import change
from tests.builders import NOW, Invitation, a_meeting, a_person
from tests.conversations import messages
from tests.storage import Storage

SENDERS, EACH = 8, 6
DAILY = ["RRULE:FREQ=DAILY;COUNT=6"]
SECOND, FOURTH, FIFTH = (f"202612{day:02}T083000Z" for day in (2, 4, 5))


@dataclass
class House:
    """A meeting of Ana's with Ben and seven others."""

    storage: Storage
    meeting: Meeting
    callers: list[Caller]
    clock: SettableClock = field(default_factory=SettableClock)

    @property
    def ana(self) -> Caller:
        return self.callers[0]

    @property
    def ben(self) -> Caller:
        return self.callers[1]

    def post(self, caller: Caller, text: str, **members: object) -> Message:
        command = PostMessageCommand(caller, self.meeting.id, uuid4(), text)
        return self.send(replace(command, **members))  # type: ignore[arg-type]

    def send(self, command: PostMessageCommand) -> Message:
        self.clock.advance(timedelta(milliseconds=1))
        posting = PostMessage(self.storage.transactions, self.clock, self.storage.directory)
        return posting(command)[0].message

    def said(self, meeting_id: UUID | None = None, **wanted: object) -> list[Message]:
        with self.storage.transactions.begin() as work:
            asked = replace(Wanted(meeting_id or self.meeting.id, newest_first=False), **wanted)  # type: ignore[arg-type]
            return list(work.messages.page(asked, limit=10_000))

    def texts(self, meeting_id: UUID | None = None, **wanted: object) -> list[str]:
        return [each.said.text for each in self.said(meeting_id, **wanted)]

    def unread(self, caller: Caller, meeting_id: UUID | None = None) -> Unread:
        with self.storage.transactions.begin() as work:
            return work.read_marks.of(meeting_id or self.meeting.id, caller.person_id)

    def split(self, original_start: str) -> Meeting:
        """From that date on it is another meeting."""
        with self.storage.transactions.begin() as work:
            meeting = work.meetings.get(self.meeting.id)
            edit = Edit({"title": "From here on"})
            former, onward = change(
                meeting, edit, Scope.FOLLOWING, original_start, by=meeting.host_id, now=NOW
            )
            work.meetings.save(former)
            work.meetings.add(onward)
            return onward


@pytest.fixture
def house(storage: Storage) -> House:
    people = [a_person(f"Person{number}") for number in range(SENDERS)]
    guests = tuple(Invitation(each.email, each.name, each.id) for each in people[1:])
    meeting = a_meeting(host_id=people[0].id, guests=guests, repeats=DAILY)
    with storage.transactions.begin() as work:
        for person in people:
            work.people.add(person)
        work.meetings.add(meeting)
    return House(storage, meeting, [Caller(each.id, Role.MEMBER) for each in people])


def positions(found: list[Message]) -> list[int]:
    return [each.position for each in found]


def test_many_speak_at_once_and_everybody_is_heard_once_in_one_order(house: House) -> None:
    """R7, R12: no gap, no double, and the event log tells it in the same order."""
    start = Barrier(SENDERS)

    def speak(caller: Caller) -> list[Message]:
        start.wait(30)
        return [house.post(caller, f"{caller.person_id} {number}") for number in range(EACH)]

    with ThreadPoolExecutor(SENDERS) as threads:
        sent = [each for heard in threads.map(speak, house.callers) for each in heard]
    found = house.said()
    assert positions(found) == list(range(1, SENDERS * EACH + 1))
    assert {each.id for each in found} == {each.id for each in sent}
    for caller in house.callers:
        own = [each.said.text for each in found if each.author_id == caller.person_id]
        assert own == [f"{caller.person_id} {number}" for number in range(EACH)]
    told = [each for each in house.storage.events() if each.kind == "message.posted"]
    assert [each.data["message"]["id"] for each in told] == [str(each.id) for each in found]  # type: ignore[index]
    assert [each.version for each in told] == list(range(1, SENDERS * EACH + 1))


def test_the_same_message_sent_many_times_at_once_is_one(house: House) -> None:
    start, command = Barrier(SENDERS), PostMessageCommand(house.ben, house.meeting.id, uuid4(), "Hello")

    def send(_: int) -> UUID:
        start.wait(30)
        return house.send(command).id

    with ThreadPoolExecutor(SENDERS) as threads:
        ids = set(threads.map(send, range(SENDERS)))
    assert ids == {each.id for each in house.said()}
    assert (len(ids), positions(house.said())) == (1, [1])
    assert [each.kind for each in house.storage.events()].count("message.posted") == 1


def test_one_client_id_is_one_message_whatever_else_is_said(house: House) -> None:
    sent = house.post(house.ben, "Hello")
    again = PostMessageCommand(house.ben, house.meeting.id, sent.client_id, "Hello")
    assert house.send(again) == sent
    others = ({"text": "Bye"}, {"reply_to": sent.id}, {"original_start": SECOND})
    for other in others:
        with pytest.raises(ClientIdReused) as refused:
            house.send(replace(again, **other))  # type: ignore[arg-type]
        assert refused.value.field == ("client_id",)
    assert house.send(replace(again, caller=house.ana)).author_id == house.ana.person_id
    assert house.texts() == ["Hello", "Hello"]


def test_who_says_two_things_under_one_client_id_at_once_is_refused_the_second(house: House) -> None:
    """About two meetings neither holds off the other, and neither saw the other before."""
    sent = house.post(house.ben, "Hello")
    with pytest.raises(ClientIdReused), house.storage.transactions.begin() as work:
        work.messages.add(replace(sent, id=uuid4(), position=2))
    assert house.texts() == ["Hello"]


def test_what_was_deleted_is_not_said_again(house: House) -> None:
    sent = house.post(house.ben, "Oh no")
    DeleteMessage(house.storage.transactions, house.clock, house.storage.directory)(house.ben, sent.id, 1)
    again = house.send(PostMessageCommand(house.ben, house.meeting.id, sent.client_id, "Oh no"))
    assert (again.id, again.is_deleted, again.said.text) == (sent.id, True, "")
    assert positions(house.said()) == [1]


def test_what_is_taken_back_in_the_middle_leaves_no_trace(house: House) -> None:
    house.post(house.ana, "First")

    def speak_and_fail() -> None:
        with house.storage.transactions.begin():
            house.post(house.ben, "Never", original_start=SECOND)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        speak_and_fail()
    house.post(house.ana, "Second")
    assert (house.texts(), positions(house.said())) == (["First", "Second"], [1, 2])
    assert [each.version for each in house.storage.events() if each.kind == "message.posted"] == [1, 2]


def test_there_is_no_conversation_about_nothing(house: House) -> None:
    with pytest.raises(MeetingNotFound), house.storage.transactions.begin() as work:
        work.conversations.hold(uuid4())
    with house.storage.transactions.begin() as work:
        assert work.conversations.hold(house.meeting.id) == Conversation(house.meeting.id)


def test_pages_go_both_ways(house: House) -> None:
    for number in range(5):
        house.post(house.ana, f"{number}", original_start=SECOND if number % 2 else None)
    assert house.texts(newest_first=True) == ["4", "3", "2", "1", "0"]
    assert house.texts(newest_first=True, beyond=4) == ["2", "1", "0"]
    assert house.texts(beyond=2) == ["2", "3", "4"]
    assert house.texts(original_start=SECOND) == ["1", "3"]
    assert house.texts(original_start=FIFTH) == []


@pytest.mark.parametrize(
    ("said", "asked"),
    [("Straße", "STRASSE"), ("100 %_ sure", "%_"), ("שלום עולם", "עולם"), ("漢字かな", "字か")],
)
def test_search_knows_any_script_and_no_wildcards(house: House, said: str, asked: str) -> None:
    house.post(house.ana, "Something else")
    house.post(house.ben, said)
    assert house.texts(words=search_words(asked)) == [said]


def test_a_read_mark_never_goes_back(house: House) -> None:
    sent = [house.post(house.ana, f"{number}") for number in range(3)]
    house.post(house.ben, "My own")
    assert house.unread(house.ben) == Unread(0, 3, 0)
    reading = MarkRead(house.storage.transactions, house.clock)
    assert reading(house.ben, house.meeting.id, sent[1].id) == Unread(2, 1, 0)
    assert reading(house.ben, house.meeting.id, sent[0].id) == Unread(2, 1, 0)
    with house.storage.transactions.begin() as work:
        assert not work.read_marks.advance(ReadMark(house.meeting.id, house.ben.person_id, 2))
    assert house.unread(house.ana) == Unread(0, 1, 0)
    told = [each for each in house.storage.events() if each.kind == "conversation.read"]
    assert [each.audience for each in told] == [{house.ben.person_id}]


def test_what_was_deleted_is_not_unread_any_more(house: House) -> None:
    words = f"@[Ben](person:{house.ben.person_id}) look"
    kept, gone = house.post(house.ana, words), house.post(house.ana, words)
    assert house.unread(house.ben) == Unread(0, unread=2, mentions=2)
    DeleteMessage(house.storage.transactions, house.clock, house.storage.directory)(house.ana, gone.id, 1)
    assert house.unread(house.ben) == Unread(0, unread=1, mentions=1)
    assert house.unread(house.ana) == Unread()
    assert [each.id for each in house.said() if not each.is_deleted] == [kept.id]


def test_marks_moved_at_once_end_at_the_furthest(house: House) -> None:
    sent = [house.post(house.ana, f"{number}") for number in range(SENDERS)]
    reading, start = MarkRead(house.storage.transactions, house.clock), Barrier(SENDERS)

    def read(message: Message) -> None:
        start.wait(30)
        reading(house.ben, house.meeting.id, message.id)

    with ThreadPoolExecutor(SENDERS) as threads:
        list(threads.map(read, sent))
    assert house.unread(house.ben) == Unread(SENDERS, 0, 0)


def test_what_was_said_about_dates_goes_where_they_go(house: House) -> None:
    house.post(house.ana, "About all of it")
    house.post(house.ana, "About the second", original_start=SECOND)
    moved = [house.post(house.ana, text, original_start=FIFTH) for text in ("About the fifth", "Also")]
    MarkRead(house.storage.transactions, house.clock)(house.ben, house.meeting.id, moved[0].id)
    onward = house.split(FOURTH)
    assert house.texts() == ["About all of it", "About the second"]
    assert house.texts(onward.id) == ["About the fifth", "Also"]
    assert positions(house.said(onward.id)) == [3, 4]
    assert (house.unread(house.ben), house.unread(house.ben, onward.id)) == (Unread(3, 0, 0), Unread(3, 1, 0))
    assert house.post(house.ana, "New", meeting_id=onward.id, original_start=FIFTH).position == 5
    assert house.post(house.ana, "New here").position == 5
    with pytest.raises(OccurrenceMovedOn):
        house.post(house.ana, "Too late", original_start=FIFTH)
    # The answer was lost, and the date has moved since: it is the message that it was.
    again = PostMessageCommand(
        house.ana, house.meeting.id, moved[0].client_id, "About the fifth", original_start=FIFTH
    )
    assert house.send(again).meeting_id == onward.id


def test_a_split_and_those_who_speak_meanwhile(house: House) -> None:
    """Whatever was said about a date stands with that date, whoever came first."""
    start = Barrier(SENDERS)

    def speak(caller: Caller) -> list[UUID]:
        sent = []
        start.wait(30)
        for number in range(EACH):
            try:
                sent.append(house.post(caller, f"{number}", original_start=FIFTH).id)
            except OccurrenceMovedOn:
                break
        return sent

    def split() -> Meeting:
        start.wait(30)
        return house.split(FOURTH)

    with ThreadPoolExecutor(SENDERS) as threads:
        splitting = threads.submit(split)
        said = [each for heard in threads.map(speak, house.callers[1:]) for each in heard]
        onward = splitting.result(30)
    assert house.said() == []
    assert sorted(each.id for each in house.said(onward.id)) == sorted(said)


def test_overviews_tell_of_ones_own_meetings_the_liveliest_first(house: House) -> None:
    ben = house.ben.person_id
    with house.storage.transactions.begin() as work:
        other, silent = a_meeting("Other", host_id=ben), a_meeting("Silent", host_id=ben)
        foreign = a_meeting("Foreign", host_id=house.ana.person_id)
        for each in (other, silent, foreign):
            work.meetings.add(each)
    house.post(house.ben, "In the other", meeting_id=other.id)
    house.post(house.ana, "In the foreign", meeting_id=foreign.id)
    house.post(house.ana, f"Look, @[Ben](person:{ben})")
    found = house.storage.overviews.of(ben, limit=10)
    assert [(each.title, each.unread) for each in found] == [
        ("Design review", Unread(0, 1, 1)),
        ("Other", Unread(0, 0, 0)),
    ]
    assert found[0].latest == house.said()[0]
    rest = house.storage.overviews.of(ben, before=found[0].latest.id, limit=10)
    assert [each.title for each in rest] == ["Other"]
    assert house.storage.overviews.of(uuid4(), limit=10) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_what_is_saved_is_what_is_loaded(house: House, data: st.DataObject) -> None:
    added, later = (data.draw(messages(house.meeting.id, house.ben.person_id)) for _ in range(2))
    with house.storage.transactions.begin() as work:
        conversation = work.conversations.hold(house.meeting.id)
        conversation.last_position += 1
        work.conversations.save(conversation)
        added.position = conversation.last_position
        work.messages.add(added)
    saved = replace(later, id=added.id, position=added.position)
    with house.storage.transactions.begin() as work:
        assert (
            work.messages.find(added.id) == work.messages.sent_as(added.author_id, added.client_id) == added
        )
        work.messages.save(saved)
    with house.storage.transactions.begin() as work:
        assert work.messages.find(added.id) == saved


@pytest.mark.parametrize("numbered", [True, False], ids=["in the log", "not yet in the log"])
def test_what_a_deleted_message_said_is_gone_from_the_log(house: House, numbered: bool) -> None:
    storage = house.storage
    secret, kept = house.post(house.ben, "Secret"), house.post(house.ben, "Kept")
    editing = EditMessage(storage.transactions, house.clock, storage.directory)
    editing(house.ben, secret.id, None, "Most secret")
    if numbered:
        storage.await_numbering()
    DeleteMessage(storage.transactions, house.clock, storage.directory)(house.ben, secret.id, None)
    told = [event for event in storage.events() if event.subject_type == "conversation"]
    assert [event.kind for event in told] == [
        "message.posted",
        "message.posted",
        "message.edited",
        "message.deleted",
    ]
    posted, other, edited, deleted = (event.data for event in told)
    assert posted == edited == deleted
    assert "secret" not in str(storage.events()).lower()
    assert other["message"] == plain(kept, "Person1")


def test_what_somebody_wrote_is_found_by_its_author_and_what_they_took_back_is_not(house: House) -> None:
    own = [house.post(house.ben, f"No. {number}") for number in range(4)]
    house.post(house.ana, "Ana's")
    DeleteMessage(house.storage.transactions, house.clock, house.storage.directory)(
        house.ben, own[1].id, None
    )
    left = sorted(each.id for each in own if each is not own[1])

    def written(**asked: UUID | None) -> list[UUID]:
        with house.storage.transactions.begin() as work:
            found = work.messages.written_by(house.ben.person_id, **asked, limit=2)
        return [each.id for each in found]

    assert written() == left[:2]
    assert written(after=left[1]) == left[2:]
    assert written(after=left[2]) == []
