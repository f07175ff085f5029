from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from application.meeting.queries import Sights
from application.shared.ports import Hindsight, LoggedEvent, Viewer

HIDDEN = "meeting.hidden"
"""In place of what happened to a meeting that the reader may not see any more: drop what you hold of it."""


@dataclass(frozen=True, slots=True)
class MeetingHindsight(Hindsight):
    """Of a meeting that somebody has lost, nothing is left but that there was something; what was said about
    it, and reminders of it, are left out. Raises StorageUnavailable.
    """

    sights: Sights

    def __call__(self, viewer: Viewer, events: Sequence[LoggedEvent]) -> Sequence[LoggedEvent]:
        meetings = {each for each in map(_meeting_of, events) if each is not None}
        lost = self.sights.lost(viewer, meetings) if meetings else frozenset()
        if not lost:
            return events
        return [
            _hidden(event) if event.subject_id in lost else event
            for event in events
            if event.subject_type == "meeting" or _meeting_of(event) not in lost
        ]


def _meeting_of(event: LoggedEvent) -> UUID | None:
    """The one that the event would tell something of."""
    if event.subject_type in {"meeting", "conversation"}:
        return event.subject_id
    return UUID(str(event.data["meeting_id"])) if event.subject_type == "reminder" else None


def _hidden(event: LoggedEvent) -> LoggedEvent:
    return replace(
        event,
        kind=HIDDEN,
        actor_id=None,
        actor_name=None,
        on_behalf_of=None,
        on_behalf_of_name=None,
        mutation_id=None,
        data={},
    )
