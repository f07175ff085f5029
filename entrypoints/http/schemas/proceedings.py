"""Agendas and minutes on the wire."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, WithJsonSchema

from application.identity.caller import Caller
from application.proceedings.add_agenda_item import AddAgendaItemCommand
from application.proceedings.add_entry import AddEntryCommand
from application.proceedings.carry_over import CarriedOver
from application.proceedings.change_agenda_item import ChangeAgendaItemCommand
from application.proceedings.change_entry import ChangeEntryCommand
from application.proceedings.read_own_actions import OwnActions
from application.proceedings.read_proceedings import ActionsView, LinesView
from domain.proceedings.agenda_item import (
    LONGEST_NOTES,
    LONGEST_TITLE,
    MOST_MINUTES,
    AgendaItem,
    AgendaState,
    Topic,
)
from domain.proceedings.entry import LONGEST_TEXT, Content, Entry, EntryKind, Revision
from domain.proceedings.public_shape import plain
from entrypoints.http.schemas.moment import day_of
from entrypoints.http.schemas.shapes import (
    Asked,
    Cursor,
    Id,
    Limit,
    OriginalStart,
    RecordedAt,
    Sent,
    Shown,
    absent,
    line,
    prose,
)
from entrypoints.http.schemas.working_hours import Date

Title = Annotated[str, line(LONGEST_TITLE)]
Notes = Annotated[str, prose(LONGEST_NOTES)]
Text = Annotated[str, prose(LONGEST_TEXT)]
PlannedMinutes = Annotated[int, Field(ge=1, le=MOST_MINUTES)]
Owner = Annotated[Id | None, Field(description="Host or guest of the meeting, with an account.")]
WhichDate = Annotated[OriginalStart | None, Field(description="Which date; a series has an agenda for each.")]
Before = Annotated[Id | None, Field(description="In front of which one; null: behind all.")]


class AgendaItemSent(Sent):
    title: Title
    notes: Notes = ""
    owner_id: Owner = None
    minutes: PlannedMinutes | None = Field(None, description="How long it is meant to take.")
    original_start: WhichDate = None
    before: Before = None

    def command(self, caller: Caller, meeting_id: UUID) -> AddAgendaItemCommand:
        topic = Topic(self.title, self.notes, self.owner_id, self.minutes)
        return AddAgendaItemCommand(caller, meeting_id, topic, self.original_start, self.before)


class AgendaItemChangeSent(Sent):
    """Only members that are sent change anything. To set it ``running`` ends the item that runs."""

    title: Title = Field(default_factory=absent)
    notes: Notes = Field(default_factory=absent)
    owner_id: Owner = Field(default_factory=absent)
    minutes: PlannedMinutes | None = Field(default_factory=absent)
    state: Literal["open", "running", "done"] = Field(default_factory=absent)

    def command(self, caller: Caller, item_id: UUID, version: int | None) -> ChangeAgendaItemCommand:
        topic = {name: getattr(self, name) for name in self.model_fields_set - {"state"}}
        state = AgendaState(self.state) if "state" in self.model_fields_set else None
        return ChangeAgendaItemCommand(caller, item_id, version, topic, state)


class PlaceSent(Sent):
    before: Before


class CarryOverSent(Sent):
    original_start: WhichDate = None


class LineShown(Shown):
    id: UUID
    meeting_id: UUID
    original_start: str
    position: int = Field(description="Orders the lines of a date. It is not part of the version.")
    author_id: UUID
    created_at: RecordedAt
    removed_at: RecordedAt | None
    version: int


class AgendaItemShown(LineShown):
    """``spent_seconds`` without the time since ``running_since``, which comes on top while it runs."""

    title: str
    notes: str
    owner_id: UUID | None
    minutes: int | None
    state: AgendaState
    spent_seconds: int
    running_since: RecordedAt | None
    carried_from: UUID | None = Field(description="The same item on an earlier date.")
    carried_to: UUID | None = Field(description="The same item on a later date.")

    @classmethod
    def of(cls, item: AgendaItem) -> "AgendaItemShown":
        return cls.model_validate(plain(item))


class PersonNamed(Shown):
    id: UUID
    name: str


def _named(people: Mapping[UUID, str]) -> list[PersonNamed]:
    return [PersonNamed(id=each, name=name) for each, name in people.items()]


class AgendaShown(Shown):
    """``people``: all that the items name. ``planned_minutes``: of all that were not carried over."""

    data: list[AgendaItemShown]
    planned_minutes: int
    people: list[PersonNamed]
    next_cursor: None

    @classmethod
    def of(cls, view: LinesView[AgendaItem]) -> "AgendaShown":
        here = [each for each in view.lines if each.state is not AgendaState.CARRIED_OVER]
        return cls(
            data=[AgendaItemShown.of(each) for each in view.lines],
            planned_minutes=sum(each.topic.minutes or 0 for each in here),
            people=_named(view.people),
            next_cursor=None,
        )


class CarriedOverShown(Shown):
    """Where it went, and the items as they stand there."""

    meeting_id: UUID
    original_start: str
    data: list[AgendaItemShown]

    @classmethod
    def of(cls, carried: CarriedOver) -> "CarriedOverShown":
        data = [AgendaItemShown.of(each) for each in carried.items]
        return cls(meeting_id=carried.meeting_id, original_start=carried.original_start, data=data)


class DecisionSent(Sent):
    text: Text
    agenda_item_id: Id | None = None
    original_start: WhichDate = None
    before: Before = None

    def content(self) -> Content:
        return Content(EntryKind.DECISION, self.text, self.agenda_item_id)

    def command(self, caller: Caller, meeting_id: UUID) -> AddEntryCommand:
        return AddEntryCommand(caller, meeting_id, self.content(), self.original_start, self.before)


class ActionItemSent(DecisionSent):
    owner_id: Owner = None
    due: Date | None = None

    def content(self) -> Content:
        due = day_of(self.due) if self.due else None
        return Content(EntryKind.ACTION, self.text, self.agenda_item_id, self.owner_id, due)


class EntrySent(ActionItemSent):
    """A note, a decision, or an action; only that has an owner and is due."""

    kind: Literal["note", "decision", "action"]

    def content(self) -> Content:
        due = day_of(self.due) if self.due else None
        return Content(EntryKind(self.kind), self.text, self.agenda_item_id, self.owner_id, due)


class EntryChangeSent(Sent):
    """Only members that are sent change anything. What becomes no action loses owner, day and ``done``."""

    kind: Literal["note", "decision", "action"] = Field(default_factory=absent)
    text: Text = Field(default_factory=absent)
    agenda_item_id: Id | None = Field(default_factory=absent)
    owner_id: Owner = Field(default_factory=absent)
    due: Date | None = Field(default_factory=absent)
    done: bool = Field(default_factory=absent)

    def command(self, caller: Caller, entry_id: UUID, version: int | None) -> ChangeEntryCommand:
        content = {name: getattr(self, name) for name in self.model_fields_set - {"done"}}
        if "kind" in content:
            content["kind"] = EntryKind(self.kind)
        if content.get("due") is not None:
            content["due"] = day_of(content["due"])
        done = self.done if "done" in self.model_fields_set else None
        return ChangeEntryCommand(caller, entry_id, version, content, done)


class EntryShown(LineShown):
    kind: EntryKind
    text: str
    agenda_item_id: UUID | None
    owner_id: UUID | None
    due: Annotated[str, WithJsonSchema({"type": "string", "format": "date"})] | None
    done_at: RecordedAt | None
    done_by: UUID | None
    revision: int = Field(description="The latest of those that GET /minutes/{id}/revisions lists.")
    edited_by: UUID
    edited_at: RecordedAt

    @classmethod
    def of(cls, entry: Entry) -> "EntryShown":
        return cls.model_validate(plain(entry))


class MinutesShown(Shown):
    """``people``: the names of all that the entries name."""

    data: list[EntryShown]
    people: list[PersonNamed]
    next_cursor: None

    @classmethod
    def of(cls, view: LinesView[Entry]) -> "MinutesShown":
        data = [EntryShown.of(each) for each in view.lines]
        return cls(data=data, people=_named(view.people), next_cursor=None)


class ActionItemsShown(Shown):
    """``carried_over``: what earlier dates left open; empty unless one date was asked for."""

    data: list[EntryShown]
    carried_over: list[EntryShown]
    people: list[PersonNamed]
    next_cursor: None

    @classmethod
    def of(cls, view: ActionsView) -> "ActionItemsShown":
        return cls(
            data=[EntryShown.of(each) for each in view.own],
            carried_over=[EntryShown.of(each) for each in view.carried_over],
            people=_named(view.people),
            next_cursor=None,
        )


class OwnActionShown(EntryShown):
    meeting_title: str


class OwnActionsShown(Shown):
    data: list[OwnActionShown]
    next_cursor: str | None

    @classmethod
    def of(cls, found: OwnActions) -> "OwnActionsShown":
        data = [
            OwnActionShown.model_validate({**plain(each), "meeting_title": found.titles[each.meeting_id]})
            for each in found.actions
        ]
        return cls(data=data, next_cursor=found.next_cursor)


class RevisionShown(Shown):
    number: int
    text: str
    author: PersonNamed
    begun_at: RecordedAt
    written_at: RecordedAt


class RevisionsShown(Shown):
    """From the first to the latest. What one person writes within five minutes is one."""

    data: list[RevisionShown]
    next_cursor: None

    @classmethod
    def of(cls, revisions: Sequence[Revision], people: Mapping[UUID, str]) -> "RevisionsShown":
        return cls(data=[_revision(each, people) for each in revisions], next_cursor=None)


def _revision(revision: Revision, people: Mapping[UUID, str]) -> RevisionShown:
    author = PersonNamed(id=revision.author_id, name=people[revision.author_id])
    return RevisionShown(
        number=revision.number,
        text=revision.text,
        author=author,
        begun_at=revision.begun_at,
        written_at=revision.written_at,
    )


class LinesQuery(Asked):
    original_start: OriginalStart = Field(default_factory=absent)


class OwnActionsQuery(Asked):
    cursor: Cursor | None = None
    limit: Limit = 50
