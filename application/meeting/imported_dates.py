"""What a calendar file says of single dates of a series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.meeting.calendar_files import Cancellation, EventInFile, PlannedEvent, Unusable
from application.meeting.import_results import NEVER_HERE, Outcome, Result, refused, stale, unusable
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.revision import Revision, invite_all, list_guests
from domain.shared.refusal import Refusal


@dataclass(slots=True)
class ImportedDates:
    """Collects in ``revision`` what the dates become; guests of single dates are invited at once.

    ``is_new``: the meeting is not stored yet. ``is_whole``: the file describes the whole series too, so that
    revisions were compared already.
    """

    meeting: Meeting
    revision: Revision
    newcomers: Callable[[PlannedEvent, Meeting], Sequence[Invitation]]
    by: UUID
    now: datetime
    is_new: bool = False
    is_whole: bool = True

    def take_in(self, event: EventInFile) -> Result:
        """Whole or not at all."""
        try:
            return self._take_in(event)
        except Refusal as refusal:
            return refused(refusal)

    def _take_in(self, event: EventInFile) -> Result:
        content, date = event.content, event.date
        if isinstance(content, Unusable) or date is None:
            return unusable(event)
        tried = self.revision.copied()
        if isinstance(content, Cancellation):
            name = tried.cancel(date, content.reason)
            if name is None:
                return NEVER_HERE if self.is_new else Result(Outcome.UNCHANGED, meeting_id=self.meeting.id)
            if refusal := self._outdated(content, name, tried):
                return refusal
            return self._adopt(tried, name)
        name = tried.change(date, timing=content.timing, details=content.details, kept=content.kept)
        newcomers = self.newcomers(content, self.meeting)
        if refusal := self._outdated(content, name, tried, newcomers):
            return refusal
        if newcomers:
            invite_all(self.meeting, newcomers, only_on=name, by=self.by, now=self.now)
        listed = {attendee.email for attendee in content.attendees}
        relisted = content.lists_guests and list_guests(self.meeting, name, listed, by=self.by, now=self.now)
        return self._adopt(tried, name, content.note, changes=relisted or bool(newcomers))

    def _adopt(self, tried: Revision, name: str, note: str = "", *, changes: bool = False) -> Result:
        changes = changes or self._changes(tried, name)
        self.revision = tried
        outcome = Outcome.IMPORTED if self.is_new else Outcome.UPDATED if changes else Outcome.UNCHANGED
        return Result(outcome, reason=note, meeting_id=self.meeting.id)

    def _changes(self, tried: Revision, name: str) -> bool:
        own = self.meeting.overrides.get(name)
        return tried.overrides.get(name) != own or tried.recurrence != self.revision.recurrence

    def _outdated(
        self,
        content: PlannedEvent | Cancellation,
        name: str,
        tried: Revision,
        newcomers: Sequence[Invitation] = (),
    ) -> Result | None:
        """Whether it is older than what is here, and says something else."""
        if self.is_whole or content.sequence >= self.meeting.sequence:
            return None
        return stale(content.sequence, self.meeting) if newcomers or self._changes(tried, name) else None
