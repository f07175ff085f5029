"""What the events of a calendar file do to the meetings of the person who imports it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from application.meeting.calendar_files import Cancellation, EventInFile, PlannedEvent, Unusable
from application.meeting.import_results import (
    NEVER_HERE,
    OUT_OF_TIME,
    SERIES_REFUSED,
    TAKEN,
    Outcome,
    OutOfTime,
    Result,
    Results,
    joined,
    refused,
    stale,
    unusable,
)
from application.meeting.imported_dates import ImportedDates
from application.meeting.imported_people import ImportedPeople
from application.meeting.imported_rooms import ImportedRooms
from application.meeting.imported_series import Saying, sayings
from application.meeting.ports import MeetingWork
from domain.meeting.details import Commitment
from domain.meeting.events import MeetingChanged
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import booked_rooms
from domain.meeting.reported_answers import report
from domain.meeting.revision import Revision, follow, invite_all
from domain.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ImportedEvents:
    """Brings events into the meetings of one host: the person who imports, whoever the file calls organiser.

    A meeting is found again by host and UID. The file wins when its SEQUENCE is not lower than ours
    (RFC 5546 §2.1.5); equal numbers with other content occur, since only significant changes raise them.
    It adds guests and takes none away, but from single dates, where it lists who takes part. The rooms of
    meetings that are here stay as they are.

    ``known`` by UID: all that the events may speak of, when nobody else is at work. ``part`` begins a part
    of the transaction that can be taken back by itself. Once it is no more ``in_time``, nothing else of the
    file comes in: a UID with all its dates, or not at all.
    """

    people: ImportedPeople
    rooms: ImportedRooms
    part: Callable[[], AbstractContextManager[MeetingWork]]
    known: dict[str, Meeting]
    now: datetime
    in_time: Callable[[], bool]

    def take_in(self, events: Sequence[EventInFile]) -> list[Result]:
        """What became of each event, in their order. All that the file says of one UID comes at once."""
        results: Results = {}
        said = sayings(events)
        new = self._first_mentions(said)
        self._add(new, results)
        added = {saying.events[0].number for saying in new}
        for saying in said:
            if saying.events[0].number not in added:
                results |= self._take_in(saying)
        return [results[event.number] for event in events]

    def _first_mentions(self, said: Sequence[Saying]) -> list[Saying]:
        """The meetings that are new here. What else the file says of one comes after, in its order."""
        mentioned, new = set(self.known), []
        for saying in said:
            if saying.uid not in mentioned and saying.plan:
                new.append(saying)
            if saying.whole is None or not isinstance(saying.whole.content, Unusable):
                mentioned.add(saying.uid)
        return new

    def _add(self, said: Sequence[Saying], results: Results, *, no_rooms: str = "") -> None:
        """All at once; one by one when the storage refuses one of them, and then without its rooms.

        ``no_rooms`` says why they get none.
        """
        scheduled: list[tuple[Saying, Meeting]] = []
        for saying in said:
            try:
                meeting, those = self._scheduled(saying, no_rooms)
            except OutOfTime:
                results |= _all(saying, OUT_OF_TIME)
            except Refusal as refusal:
                results |= _all(saying, refused(refusal))
            else:
                scheduled.append((saying, meeting))
                results |= those
        try:
            with self.part() as work:
                saved = work.meetings.add_all([meeting for _, meeting in scheduled])
        except Refusal as refusal:
            result = refused(refusal)
            for saying, meeting in scheduled:
                if len(scheduled) > 1:
                    self._add([saying], results)
                elif booked_rooms(meeting.rooms, meeting.overrides):
                    self._add([saying], results, no_rooms=refusal.message)
                else:
                    results |= _all(saying, result)
            return
        for saying, meeting in scheduled:
            if meeting.id in saved:
                self.known[saying.uid] = meeting
            else:
                results |= _all(saying, TAKEN)

    def _scheduled(self, saying: Saying, no_rooms: str) -> tuple[Meeting, Results]:
        """A new meeting. Raises OutOfTime, and the refusals of ``Meeting.schedule``."""
        plan, whole = saying.plan, saying.whole
        assert plan is not None
        plan = self.rooms.without_ours(plan)
        to_all = self.people.invitations(plan) if whole else []
        to_some: dict[str, Invitation] = {}
        for date in saying.dates:
            if date.plan:
                to_some |= {each.email: each for each in self.people.invitations(date.plan)}
        for each in to_all:
            to_some.pop(each.email, None)
        meeting = Meeting.schedule(
            host_id=self.people.host.id,
            details=plan.details,
            timing=plan.timing,
            recurrence=plan.recurrence,
            invitations=[*to_all, *to_some.values()],
            rooms=[] if no_rooms else self.rooms.bookings(plan),
            uid=saying.uid,
            imported=plan.kept,
            now=self.now,
        )
        for guest in meeting.guests[len(to_all) :]:
            guest.only_on = frozenset()
        meeting.follow_sequence(max(_sequence(event) for event in saying.events))
        announced = list(meeting.events)
        revision = Revision.of_dates(meeting)
        revision.lengthen(plan.periods)
        dates = self._dates(meeting, revision, is_new=True, books=not no_rooms)
        results = self._dates_taken_in(dates, saying)
        meeting.recurrence, meeting.overrides = dates.revision.recurrence, dates.revision.overrides
        meeting.events = announced
        if whole:
            report(meeting, self.people.answers(plan))
            rooms_note = self.rooms.note(plan, no_rooms)
            note = joined(plan.note, self.people.note(plan, meeting), rooms_note)
            results[whole.number] = Result(Outcome.IMPORTED, reason=note, meeting_id=meeting.id)
        dates.report_answers()
        return meeting, results

    def _take_in(self, saying: Saying) -> Results:
        """What the file says of a meeting that is here, or of nothing that could be."""
        whole, known = saying.whole, self.known.get(saying.uid)
        if whole is not None and isinstance(whole.content, Unusable):
            return _all(saying, SERIES_REFUSED)
        if known is not None:
            return self._compare(known, saying)
        results: Results = {}
        if saying.plan is not None:
            self._add([saying], results)
        else:
            results |= _all(saying, NEVER_HERE)
        return results

    def _compare(self, seen: Meeting, saying: Saying) -> Results:
        """Tried on what was read before. What changes anything is read again: somebody else may be at it."""
        try:
            results = self._follow(seen, saying)
            if not seen.events:
                return results
            with self.part() as work:
                meeting = work.meetings.get(seen.id)
                if outdated := _outdated(meeting, saying.whole):
                    results = _all(saying, outdated)
                else:
                    results = self._follow(meeting, saying)
                if meeting.events:
                    work.meetings.save(meeting)
                self.known[saying.uid] = meeting
            return results
        except (Refusal, OutOfTime) as reason:
            result = refused(reason) if isinstance(reason, Refusal) else OUT_OF_TIME
            with self.part() as work:
                self.known[saying.uid] = work.meetings.get(seen.id)
            return _all(saying, result)

    def _follow(self, meeting: Meeting, saying: Saying) -> Results:
        """Leaves no event in a meeting that says all this already.

        Raises OutOfTime, and what its verbs refuse.
        """
        if not self.in_time():
            raise OutOfTime
        whole, by, now = saying.whole, self.people.host.id, self.now
        content = whole.content if whole else None
        if whole and isinstance(content, Cancellation):
            outcome = Outcome.UNCHANGED
            if meeting.state is not MeetingState.CANCELLED:
                meeting.cancel(content.reason, by=by, now=now)
                meeting.follow_sequence(content.sequence)
                outcome = Outcome.UPDATED
            return _all(saying, Result(outcome, meeting_id=meeting.id))
        revision = Revision.of_dates(meeting)
        if isinstance(content, PlannedEvent):
            if meeting.state is MeetingState.CANCELLED:
                meeting.restore(by=by, now=now)
            content = self.rooms.without_ours(content)
            revision = _revised(meeting, content)
            invite_all(meeting, self.people.newcomers(content, meeting), by=by, now=now)
        dates = self._dates(meeting, revision, is_whole=whole is not None)
        results = self._dates_taken_in(dates, saying)
        if not dates.revision.describes(meeting):
            follow(meeting, dates.revision, by=by, now=now)
        noted = isinstance(content, PlannedEvent) and report(meeting, self.people.answers(content))
        if dates.report_answers() or noted:
            meeting.events.append(MeetingChanged(**meeting.facts(by, now), changed=("guests",)))
            meeting.fill_places(now=now)
        if meeting.events:
            meeting.follow_sequence(max(_sequence(event) for event in saying.events))
        if whole and isinstance(content, PlannedEvent):
            outcome = Outcome.UPDATED if meeting.events else Outcome.UNCHANGED
            note = joined(content.note, self.people.note(content, meeting))
            results[whole.number] = Result(outcome, reason=note, meeting_id=meeting.id)
        return results

    def _dates_taken_in(self, dates: ImportedDates, saying: Saying) -> Results:
        results: Results = {}
        for date in saying.dates:
            if not self.in_time():
                raise OutOfTime
            results[date.number] = dates.take_in(date)
        return results

    def _dates(
        self,
        meeting: Meeting,
        revision: Revision,
        *,
        is_new: bool = False,
        is_whole: bool = True,
        books: bool = False,
    ) -> ImportedDates:
        return ImportedDates(
            meeting,
            revision,
            self.people,
            self.rooms,
            self.now,
            is_new=is_new,
            is_whole=is_whole,
            books=books,
        )


def _all(saying: Saying, result: Result) -> Results:
    """The same for all, but those that are refused for themselves."""
    return {
        event.number: unusable(event) if isinstance(event.content, Unusable) else result
        for event in saying.events
    }


def _sequence(event: EventInFile) -> int:
    return 0 if isinstance(event.content, Unusable) else event.content.sequence


def _outdated(meeting: Meeting, whole: EventInFile | None) -> Result | None:
    older = whole is not None and _sequence(whole) < meeting.sequence
    return stale(_sequence(whole), meeting) if whole and older else None


def _revised(meeting: Meeting, content: PlannedEvent) -> Revision:
    details = content.details
    if details.commitment is Commitment.BUSY and meeting.details.commitment is Commitment.EXCLUSIVE:
        details = replace(details, commitment=Commitment.EXCLUSIVE)  # no file can say so
    revision = Revision.of_whole(
        meeting, details=details, timing=content.timing, recurrence=content.recurrence, kept=content.kept
    )
    revision.lengthen(content.periods)
    return revision
