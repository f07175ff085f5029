"""A daily meeting whose agendas and minutes many write."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from uuid import UUID

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.proceedings.add_agenda_item import AddAgendaItem, AddAgendaItemCommand
from application.proceedings.add_entry import AddEntry, AddEntryCommand
from application.proceedings.carry_over import CarriedOver, CarryOver
from application.proceedings.change_agenda_item import ChangeAgendaItem, ChangeAgendaItemCommand
from application.proceedings.change_entry import ChangeEntry, ChangeEntryCommand
from application.proceedings.order_lines import OrderLines
from application.proceedings.read_proceedings import ReadProceedings
from domain.identity.role import Role
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting
from domain.meeting.series import change
from domain.proceedings.agenda_item import AgendaItem, AgendaState, Topic
from domain.proceedings.entry import Content, Entry, EntryKind
from tests.builders import NOW, Invitation, a_meeting, a_person
from tests.storage import Storage

WRITERS, EACH = 6, 5
FIRST, SECOND, THIRD, FOURTH, FIFTH = (f"2026120{day}T083000Z" for day in range(1, 6))


@dataclass
class House:
    """A daily meeting of Ana's with Ben and four others, from the first to the sixth."""

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

    @property
    def reading(self) -> ReadProceedings:
        return ReadProceedings(self.storage.transactions, self.storage.directory)

    def item(
        self,
        title: str,
        on: str | None = SECOND,
        by: Caller | None = None,
        *,
        meeting_id: UUID | None = None,
        **more: UUID | None,
    ) -> AgendaItem:
        self.clock.advance(timedelta(milliseconds=1))
        before, owner = more.get("before"), more.get("owner_id")
        command = AddAgendaItemCommand(
            by or self.ana, meeting_id or self.meeting.id, Topic(title, owner_id=owner), on, before
        )
        return AddAgendaItem(self.storage.transactions, self.clock)(command)

    def entry(self, content: Content, on: str | None = SECOND, by: Caller | None = None) -> Entry:
        self.clock.advance(timedelta(milliseconds=1))
        command = AddEntryCommand(by or self.ana, self.meeting.id, content, on)
        return AddEntry(self.storage.transactions, self.clock)(command)

    def action(
        self, text: str, on: str = SECOND, owner: Caller | None = None, due: date | None = None
    ) -> Entry:
        return self.entry(Content(EntryKind.ACTION, text, None, owner and owner.person_id, due), on)

    def turn(self, item: AgendaItem, state: AgendaState) -> AgendaItem:
        command = ChangeAgendaItemCommand(self.ana, item.id, state=state)
        return ChangeAgendaItem(self.storage.transactions, self.clock)(command)

    def write(self, entry: Entry, text: str, by: Caller | None = None) -> Entry:
        command = ChangeEntryCommand(by or self.ana, entry.id, content={"text": text})
        return ChangeEntry(self.storage.transactions, self.clock)(command)

    def tick(self, entry: Entry) -> Entry:
        command = ChangeEntryCommand(self.ana, entry.id, done=True)
        return ChangeEntry(self.storage.transactions, self.clock)(command)

    def carry(self, on: str, by: Caller | None = None) -> CarriedOver:
        return CarryOver(self.storage.transactions, self.clock)(by or self.ana, self.meeting.id, on)

    def agenda(self, on: str = SECOND, meeting_id: UUID | None = None) -> list[AgendaItem]:
        return list(self.reading.agenda(self.ana, meeting_id or self.meeting.id, on).lines)

    def titles(self, on: str = SECOND, meeting_id: UUID | None = None) -> list[str]:
        return [each.topic.title for each in self.agenda(on, meeting_id)]

    @property
    def ordering(self) -> OrderLines[AgendaItem]:
        return OrderLines(self.storage.transactions, self.clock, attrgetter("agenda_items"))

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

    def told(self) -> list[str]:
        return [each.kind for each in self.storage.events() if each.subject_type == "proceedings"]


def a_house(storage: Storage) -> House:
    people = [a_person(f"Person{number}") for number in range(WRITERS)]
    guests = tuple(Invitation(each.email, each.name, each.id) for each in people[1:])
    meeting = a_meeting(host_id=people[0].id, guests=guests, repeats=["RRULE:FREQ=DAILY;COUNT=6"])
    with storage.transactions.begin() as work:
        for person in people:
            work.people.add(person)
        work.meetings.add(meeting)
    return House(storage, meeting, [Caller(each.id, Role.MEMBER) for each in people])
