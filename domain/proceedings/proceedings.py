"""The agenda and the minutes of a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from domain.meeting.meeting import Meeting
from domain.proceedings.agenda_item import AgendaItem, AgendaState, Topic
from domain.proceedings.entry import Content, Entry, Revision
from domain.proceedings.events import (
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemRestored,
    AgendaOrdered,
    EntryAdded,
    EntryChanged,
    EntryRemoved,
    EntryRestored,
    LineEvent,
    LinesOrdered,
    MinutesOrdered,
    ProceedingsEvent,
)
from domain.proceedings.line import AnyLine, Line, place
from domain.proceedings.public_shape import plain
from domain.proceedings.refusals import NotAParticipant, NotOnThisDate, OwnerNotInMeeting
from domain.shared.ids import new_id


class _Facts(TypedDict):
    subject_id: UUID
    version: int
    actor_id: UUID
    at: datetime
    audience: frozenset[UUID]
    to_organisation: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one date has, in order, removed lines too."""

    agenda: Sequence[AgendaItem] = ()
    minutes: Sequence[Entry] = ()


@dataclass(slots=True)
class Proceedings:
    """Every meeting has some. Whoever changes anything in them holds them, so all that happens has one order.

    ``version`` counts what happened. Verbs return the lines that are to be stored.
    """

    meeting_id: UUID
    version: int = 0
    events: list[ProceedingsEvent] = field(default_factory=list, repr=False, compare=False)

    def add_item(
        self,
        meeting: Meeting,
        original_start: str,
        topic: Topic,
        agenda: Sequence[AgendaItem],
        *,
        before: UUID | None = None,
        carried_from: UUID | None = None,
        by: UUID,
        now: datetime,
    ) -> list[AgendaItem]:
        """The new one comes first.

        Raises NotAParticipant, OwnerNotInMeeting, NotOnThisDate or TooManyLines.
        """
        expect_participant(meeting, by)
        _expect_owner(meeting, topic.owner_id, by)
        item = AgendaItem(
            id=new_id(now),
            meeting_id=meeting.id,
            original_start=original_start,
            position=0,
            author_id=by,
            created_at=now,
            topic=topic,
            carried_from=carried_from,
        )
        return self._added(AgendaItemAdded, item, before, agenda, meeting, now)

    def add_entry(
        self,
        meeting: Meeting,
        original_start: str,
        content: Content,
        sheet: Sheet,
        *,
        before: UUID | None = None,
        by: UUID,
        now: datetime,
    ) -> list[Entry]:
        """As ``add_item``."""
        expect_participant(meeting, by)
        _expect_owner(meeting, content.owner_id, by)
        _expect_item(content.agenda_item_id, sheet.agenda)
        identity = new_id(now)
        entry = Entry(
            id=identity,
            meeting_id=meeting.id,
            original_start=original_start,
            position=0,
            author_id=by,
            created_at=now,
            content=content,
            revision=Revision(identity, 1, content.text, by, begun_at=now, written_at=now),
        )
        return self._added(EntryAdded, entry, before, sheet.minutes, meeting, now)

    def change_item(
        self,
        meeting: Meeting,
        item: AgendaItem,
        topic: Topic,
        state: AgendaState,
        agenda: Iterable[AgendaItem],
        *,
        by: UUID,
        now: datetime,
    ) -> list[AgendaItem]:
        """One item runs at a time: the one that ran before is done then.

        Raises NotAParticipant, LineNotFound, OwnerNotInMeeting or ItemCarriedOver.
        """
        expect_participant(meeting, by)
        item.expect_there()
        if topic.owner_id != item.topic.owner_id:
            _expect_owner(meeting, topic.owner_id, by)
        ran = [each for each in agenda if each.state is AgendaState.RUNNING and each.id != item.id]
        changed = []
        if state is AgendaState.RUNNING:
            changed = [each for each in ran if each.turn(AgendaState.DONE, now)]
        members = item.rewrite(topic)
        if item.turn(state, now):
            members |= {"state"}
        changed += [item] if members else []
        for each in changed:
            new = members if each is item else frozenset({"state"})
            self._tell(AgendaItemChanged, each, meeting, by, now, changed=new)
        return changed

    def change_entry(
        self,
        meeting: Meeting,
        entry: Entry,
        content: Content,
        done: bool | None,
        agenda: Iterable[AgendaItem],
        *,
        by: UUID,
        now: datetime,
    ) -> bool:
        """Whether anything is new. ``done``: None leaves it. Raises as ``change_item``, or OnlyForActions."""
        expect_participant(meeting, by)
        entry.expect_there()
        if content.owner_id != entry.content.owner_id:
            _expect_owner(meeting, content.owner_id, by)
        if content.agenda_item_id != entry.content.agenda_item_id:
            _expect_item(content.agenda_item_id, agenda)
        changed = entry.write(content, by=by, now=now)
        if done is not None and entry.tick(done, by=by, now=now):
            changed |= {"done"}
        if changed:
            self._tell(EntryChanged, entry, meeting, by, now, changed=changed)
        return bool(changed)

    def move(
        self,
        meeting: Meeting,
        line: AnyLine,
        before: UUID | None,
        lines: Sequence[AnyLine],
        *,
        by: UUID,
        now: datetime,
    ) -> list[AnyLine]:
        """Raises NotAParticipant, LineNotFound or NotOnThisDate."""
        expect_participant(meeting, by)
        line.expect_there()
        moved = place(line, before, lines)
        if moved:
            self._tell_order(line, lines, meeting, by, now)
        return moved

    def remove(self, meeting: Meeting, line: Line, *, by: UUID, now: datetime) -> bool:
        """Whether it was there. Raises NotAParticipant."""
        expect_participant(meeting, by)
        if line.removed_at is not None:
            return False
        line.remove(now)
        kind = AgendaItemRemoved if isinstance(line, AgendaItem) else EntryRemoved
        self._tell(kind, line, meeting, by, now)
        return True

    def restore(self, meeting: Meeting, line: Line, *, by: UUID, now: datetime) -> bool:
        """Whether it was removed. Raises NotAParticipant."""
        expect_participant(meeting, by)
        if line.removed_at is None:
            return False
        line.restore()
        kind = AgendaItemRestored if isinstance(line, AgendaItem) else EntryRestored
        self._tell(kind, line, meeting, by, now)
        return True

    def carry_in(
        self,
        meeting: Meeting,
        original_start: str,
        item: AgendaItem,
        agenda: Sequence[AgendaItem],
        *,
        by: UUID,
        now: datetime,
    ) -> AgendaItem:
        """The item as it goes on at the end of this agenda; without its owner where they are not in it.

        Raises NotAParticipant or TooManyLines.
        """
        topic = item.topic
        if topic.owner_id not in _possible_owners(meeting, by):
            topic = replace(topic, owner_id=None)
        added = self.add_item(meeting, original_start, topic, agenda, carried_from=item.id, by=by, now=now)
        return added[0]

    def hand_on(self, meeting: Meeting, item: AgendaItem, later: UUID, *, by: UUID, now: datetime) -> None:
        """It goes on as that other item."""
        item.carry_to(later, now)
        changed = frozenset({"state", "carried_to"})
        self._tell(AgendaItemChanged, item, meeting, by, now, changed=changed)

    def _added(
        self,
        kind: type[LineEvent],
        line: AnyLine,
        before: UUID | None,
        lines: Sequence[AnyLine],
        meeting: Meeting,
        now: datetime,
    ) -> list[AnyLine]:
        moved = place(line, before, lines)
        self._tell(kind, line, meeting, line.author_id, now)
        if before is not None:
            self._tell_order(line, lines, meeting, line.author_id, now)
        return [line, *(each for each in moved if each is not line)]

    def _tell(
        self,
        kind: type[LineEvent],
        line: Line,
        meeting: Meeting,
        by: UUID,
        now: datetime,
        *,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self.events.append(kind(**self._facts(meeting, by, now), line=plain(line), changed=changed))

    def _tell_order(
        self, line: AnyLine, lines: Sequence[AnyLine], meeting: Meeting, by: UUID, now: datetime
    ) -> None:
        kind: type[LinesOrdered] = AgendaOrdered if isinstance(line, AgendaItem) else MinutesOrdered
        there = {each.id: each for each in (*lines, line) if each.removed_at is None}
        order = tuple(each.id for each in sorted(there.values(), key=lambda each: each.position))
        facts = self._facts(meeting, by, now)
        self.events.append(kind(**facts, original_start=line.original_start, order=order))

    def _facts(self, meeting: Meeting, by: UUID, now: datetime) -> _Facts:
        """Whoever may see the meeting just now hears of it."""
        self.version += 1
        return _Facts(
            subject_id=self.meeting_id,
            version=self.version,
            actor_id=by,
            at=now,
            audience=meeting.audience,
            to_organisation=meeting.is_open_to_organisation,
        )


def expect_participant(meeting: Meeting, person_id: UUID) -> None:
    """Raises NotAParticipant."""
    if person_id not in meeting.participants:
        raise NotAParticipant("only its host and guests write a meeting's agenda and minutes")


def _expect_owner(meeting: Meeting, owner_id: UUID | None, by: UUID) -> None:
    if owner_id is not None and owner_id not in _possible_owners(meeting, by):
        raise OwnerNotInMeeting("whoever is to do it must be in the meeting", field=("owner_id",))


def _possible_owners(meeting: Meeting, by: UUID) -> frozenset[UUID]:
    """Where guests are hidden from each other, naming one would tell of them."""
    everybody = meeting.terms.guests_see_guests
    return meeting.participants if everybody else frozenset({meeting.host_id, by})


def _expect_item(item_id: UUID | None, agenda: Iterable[AgendaItem]) -> None:
    there = {each.id for each in agenda if each.removed_at is None}
    if item_id is not None and item_id not in there:
        raise NotOnThisDate("there is no such item on this date's agenda", field=("agenda_item_id",))
