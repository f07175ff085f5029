"""The event log as one person may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.shared.cursor import cursor_at, position_of
from application.shared.ports import EventLog, Hindsight, LoggedEvent, Viewer
from application.shared.refusals import InvalidCursor


@dataclass(frozen=True, slots=True)
class Changes:
    """``more``: whether another page is ready right now."""

    events: Sequence[LoggedEvent]
    next_cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class ReadChanges:
    """Who has lost access since hears no more of it, whatever they might have heard at the time."""

    event_log: EventLog
    in_hindsight: Hindsight

    def __call__(self, viewer: Viewer, since: str | None, limit: int) -> Changes:
        """Events behind ``since``; without it none, and the cursor of now.

        Raises InvalidCursor, or ResyncRequired when events behind ``since`` are no longer kept.
        """
        bounds = self.event_log.bounds()
        if since is None:
            return Changes((), cursor_at(bounds.latest), more=False)
        position = position_of(since)
        if position > bounds.latest:
            raise InvalidCursor("this cursor lies in the future; start again without one", field=("since",))
        events = self.event_log.after(position, limit=limit + 1, viewer=viewer)
        if more := len(events) > limit:
            events, reached = events[:limit], events[limit - 1].position
        else:
            reached = max(bounds.latest, events[-1].position if events else 0)
        return Changes(self.in_hindsight(viewer, events), cursor_at(reached), more)
