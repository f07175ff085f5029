"""What the events of a calendar file do to the meetings of the person who imports it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from application.identity.ports import KnownPerson
from application.meeting.calendar_files import Attendee, Cancellation, EventInFile, PlannedEvent, Unusable
from application.meeting.import_results import (
    NEVER_HERE,
    SERIES_REFUSED,
    TAKEN,
    Outcome,
    Result,
    Results,
    refused,
    stale,
    unusable,
)
from application.meeting.imported_dates import ImportedDates
from application.meeting.imported_series import Saying, sayings
from application.meeting.ports import MeetingWork
from domain.identity.person import Person
from domain.meeting.details import Commitment
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.revision import Revision, follow, invite_all
from domain.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ImportedEvents:
    """Brings events into the meetings of one host: the person who imports, whoever the file calls organiser.

    A meeting is found again by host and UID. The file wins when its SEQUENCE is not lower than ours
    (RFC 5546 §2.1.5); equal numbers with other content occur, since only significant changes raise them.
    Nobody's answer comes from a file. It adds guests and takes none away, but from single dates, where it
    lists who takes part.

    ``people`` by address, ``known`` by UID: all that the events may speak of, when nobody else is at work.
    ``part`` begins a part of the transaction that can be taken back by itself.
    """

    host: KnownPerson
    people: Mapping[str, Person]
    part: Callable[[], AbstractContextManager[MeetingWork]]
    known: dict[str, Meeting]
    now: datetime

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

    def _add(self, said: Sequence[Saying], results: Results) -> None:
        """All at once; one by one when the storage refuses one of them."""
        scheduled: list[tuple[Saying, Meeting]] = []
        for saying in said:
            try:
                meeting, those = self._scheduled(saying)
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
            for saying, _ in scheduled:
                if len(scheduled) == 1:
                    results |= _all(saying, result)
                else:
                    self._add([saying], results)
            return
        for saying, meeting in scheduled:
            if meeting.id in saved:
                self.known[saying.uid] = meeting
            else:
                results |= _all(saying, TAKEN)

    def _scheduled(self, saying: Saying) -> tuple[Meeting, Results]:
        """A new meeting. Raises the refusals of ``Meeting.schedule``."""
        plan, whole = saying.plan, saying.whole
        assert plan is not None
        to_all = self._invitations(plan) if whole else []
        to_some: dict[str, Invitation] = {}
        for date in saying.dates:
            if isinstance(date.content, PlannedEvent):
                to_some |= {each.email: each for each in self._invitations(date.content)}
        for each in to_all:
            to_some.pop(each.email, None)
        meeting = Meeting.schedule(
            host_id=self.host.id,
            details=plan.details,
            timing=plan.timing,
            recurrence=plan.recurrence,
            invitations=[*to_all, *to_some.values()],
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
        dates = self._dates(meeting, revision, is_new=True)
        results = {date.number: dates.take_in(date) for date in saying.dates}
        meeting.recurrence, meeting.overrides = dates.revision.recurrence, dates.revision.overrides
        meeting.events = announced
        if whole:
            results[whole.number] = Result(Outcome.IMPORTED, reason=plan.note, meeting_id=meeting.id)
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
        except Refusal as refusal:
            result = refused(refusal)
            with self.part() as work:
                self.known[saying.uid] = work.meetings.get(seen.id)
            return _all(saying, result)

    def _follow(self, meeting: Meeting, saying: Saying) -> Results:
        """Leaves no event in a meeting that says all this already. Raises what its verbs refuse."""
        whole, by, now = saying.whole, self.host.id, self.now
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
            revision = _revised(meeting, content)
            invite_all(meeting, self._newcomers(content, meeting), by=by, now=now)
        dates = self._dates(meeting, revision, is_whole=whole is not None)
        results = {date.number: dates.take_in(date) for date in saying.dates}
        if not dates.revision.describes(meeting):
            follow(meeting, dates.revision, by=by, now=now)
        if meeting.events:
            meeting.follow_sequence(max(_sequence(event) for event in saying.events))
        if whole and isinstance(content, PlannedEvent):
            outcome = Outcome.UPDATED if meeting.events else Outcome.UNCHANGED
            results[whole.number] = Result(outcome, reason=content.note, meeting_id=meeting.id)
        return results

    def _dates(
        self, meeting: Meeting, revision: Revision, *, is_new: bool = False, is_whole: bool = True
    ) -> ImportedDates:
        return ImportedDates(
            meeting, revision, self._newcomers, self.host.id, self.now, is_new=is_new, is_whole=is_whole
        )

    def _newcomers(self, content: PlannedEvent, meeting: Meeting) -> list[Invitation]:
        present = {guest.email for guest in meeting.guests}
        return [each for each in self._invitations(content) if each.email not in present]

    def _invitations(self, content: PlannedEvent) -> list[Invitation]:
        return [self._invitation(each) for each in content.attendees if each.email != self.host.email]

    def _invitation(self, attendee: Attendee) -> Invitation:
        person = self.people.get(attendee.email)
        if person is None:
            return Invitation(attendee.email, attendee.name, role=attendee.role)
        return Invitation(person.email, person.name, person.id, attendee.role)


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
