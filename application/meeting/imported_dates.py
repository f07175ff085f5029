"""What a calendar file says of single dates of a series."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from application.meeting.calendar_files import Cancellation, EventInFile, PlannedEvent, Unusable
from application.meeting.import_results import NEVER_HERE, Outcome, Result, joined, refused, stale, unusable
from application.meeting.imported_people import ImportedPeople
from application.meeting.imported_rooms import ImportedRooms
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.reported_answers import Answers, is_news, report
from domain.meeting.revision import Revision, invite_all, list_guests
from domain.meeting.timing import Start
from domain.shared.refusal import Refusal


@dataclass(slots=True)
class ImportedDates:
    """Collects in ``revision`` what the dates become; guests of single dates are invited at once.

    ``is_new``: the meeting is not stored yet. ``is_whole``: the file describes the whole series too, so that
    revisions were compared already. ``books``: dates with other rooms than their series ask for them.
    ``answers``, by date, wait until the dates are as they will be.
    """

    meeting: Meeting
    revision: Revision
    people: ImportedPeople
    rooms: ImportedRooms
    now: datetime
    is_new: bool = False
    is_whole: bool = True
    books: bool = False
    answers: dict[str, Answers] = field(default_factory=dict)

    def take_in(self, event: EventInFile) -> Result:
        """Whole or not at all."""
        try:
            return self._take_in(event)
        except Refusal as refusal:
            return refused(refusal)

    def report_answers(self) -> bool:
        """Whether any was news."""
        news = [report(self.meeting, answers, name) for name, answers in self.answers.items()]
        return any(news)

    def _take_in(self, event: EventInFile) -> Result:
        content, date = event.content, event.date
        if isinstance(content, Unusable) or date is None:
            return unusable(event)
        tried, name = self.revision.copied(), None
        if isinstance(content, Cancellation):
            name = tried.cancel(date, content.reason)
            if name is None:
                return NEVER_HERE if self.is_new else Result(Outcome.UNCHANGED, meeting_id=self.meeting.id)
        plan = event.plan and self.rooms.without_ours(event.plan)
        if plan is not None:
            name = self._change(tried, date, plan)
        if isinstance(content, Cancellation):
            tried.cancel(date, content.reason)
            plan = plan if self.is_new else None  # nobody has to know who would have come
        assert name is not None
        changes = self._changes(tried, name) or (plan is not None and self._asks_others(plan, name))
        if changes and not self.is_whole and content.sequence < self.meeting.sequence:
            return stale(content.sequence, self.meeting)
        if plan is not None:
            self._ask(plan, name)
        self.revision = tried
        outcome = Outcome.IMPORTED if self.is_new else Outcome.UPDATED if changes else Outcome.UNCHANGED
        note = joined(plan.note, self.people.note(plan, self.meeting, name)) if plan else ""
        return Result(outcome, reason=note, meeting_id=self.meeting.id)

    def _change(self, tried: Revision, date: Start, plan: PlannedEvent) -> str:
        name = tried.change(date, timing=plan.timing, details=plan.details, kept=plan.kept)
        if self.books and plan.lists_guests:
            rooms = self.rooms.bookings(plan)
            if rooms != self.meeting.rooms:
                tried.book(name, rooms)
        return name

    def _asks_others(self, plan: PlannedEvent, name: str) -> bool:
        """Whether other people take part than do now, or have answered otherwise."""
        invited = {guest.email for guest in self.meeting.guests if guest.is_invited_on(name)}
        others = plan.lists_guests and invited != _addresses(self.people.invitations(plan))
        newcomers = self.people.newcomers(plan, self.meeting)
        return bool(newcomers) or others or is_news(self.meeting, self.people.answers(plan), name)

    def _ask(self, plan: PlannedEvent, name: str) -> None:
        by, now = self.people.host.id, self.now
        if newcomers := self.people.newcomers(plan, self.meeting):
            invite_all(self.meeting, newcomers, only_on=name, by=by, now=now)
        if plan.lists_guests:
            list_guests(self.meeting, name, _addresses(self.people.invitations(plan)), by=by, now=now)
        self.answers[name] = self.people.answers(plan)

    def _changes(self, tried: Revision, name: str) -> bool:
        own = self.meeting.overrides.get(name)
        return tried.overrides.get(name) != own or tried.recurrence != self.revision.recurrence


def _addresses(invitations: Iterable[Invitation]) -> set[str]:
    return {each.email for each in invitations}
