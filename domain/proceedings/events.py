"""What happens to an agenda and to minutes.

The subject is the proceedings, whose id is their meeting's; ``version`` grows with every event. Nothing here
says what the meeting is called: whoever may know that knows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.shared.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsEvent(DomainEvent):
    subject_type: ClassVar[str] = "proceedings"

    def data(self) -> dict[str, object]:
        return {"meeting_id": str(self.subject_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEvent(ProceedingsEvent):
    """``line``: in its public shape, as it is by now. ``changed``: names of its members that differ."""

    line: Mapping[str, object]
    changed: frozenset[str] = frozenset()

    def data(self) -> dict[str, object]:
        return super(LineEvent, self).data() | {"line": dict(self.line), "changed": sorted(self.changed)}


class AgendaItemAdded(LineEvent):
    kind = "agenda_item.added"


class AgendaItemChanged(LineEvent):
    kind = "agenda_item.changed"


class AgendaItemRemoved(LineEvent):
    kind = "agenda_item.removed"


class AgendaItemRestored(LineEvent):
    kind = "agenda_item.restored"


class EntryAdded(LineEvent):
    kind = "minutes.added"


class EntryChanged(LineEvent):
    kind = "minutes.changed"


class EntryRemoved(LineEvent):
    kind = "minutes.removed"


class EntryRestored(LineEvent):
    kind = "minutes.restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesOrdered(ProceedingsEvent):
    """``order``: the ids of all lines that are there, of that date, from first to last."""

    original_start: str
    order: tuple[UUID, ...]

    def data(self) -> dict[str, object]:
        order = [str(each) for each in self.order]
        own = {"original_start": self.original_start, "order": order}
        return super(LinesOrdered, self).data() | own


class AgendaOrdered(LinesOrdered):
    kind = "agenda.ordered"


class MinutesOrdered(LinesOrdered):
    kind = "minutes.ordered"
