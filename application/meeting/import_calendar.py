from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from application.meeting.calendar_files import CalendarFiles, EventInFile
from application.meeting.import_results import OUT_OF_TIME, Outcome, Result
from application.meeting.imported_events import ImportedEvents
from application.meeting.imported_people import ImportedPeople
from application.meeting.imported_rooms import ImportedRooms
from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from domain.identity.person import Person
from domain.identity.refusals import PersonNotFound
from domain.identity.role import Permission
from domain.shared.time_zone import zone_named

AT_ONCE = 250
DATES_OF_A_SERIES = 20  # what a series weighs beside a single event


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One line for each VEVENT of the file, in its order.

    ``others``: how many components of each kind are no events, and were passed over (VTODO, …).
    """

    lines: Sequence[tuple[EventInFile, Result]]
    others: Mapping[str, int]

    def count(self, outcome: Outcome) -> int:
        return sum(result.outcome is outcome for _, result in self.lines)


@dataclass(frozen=True, slots=True)
class ImportCalendar:
    """Makes meetings of the events in a calendar file; the caller becomes their host.

    Each event is taken in whole or not at all, and the report says which. Importing the same file again
    changes nothing. Raises UnreadableCalendar when there is no telling what the file says. After
    ``patience`` the remaining events are refused, so that nobody waits for ever.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock
    people: PeopleDirectory
    calendar_files: CalendarFiles
    patience: timedelta = timedelta(seconds=4, milliseconds=500)

    def __call__(self, caller: Caller, octets: bytes) -> ImportReport:
        caller.must(Permission.WRITE_MEETINGS)
        host = self.people.find(caller.person_id)
        if host is None:
            raise PersonNotFound("there is no such person")
        give_up_at = self.clock.now() + self.patience

        def in_time() -> bool:
            return self.clock.now() < give_up_at

        file = self.calendar_files.read(octets, floating_zone=zone_named(host.time_zone))
        results: dict[int, Result] = {}
        for batch in _batches(file.events):
            taken_in = (
                self._take_in(batch, host, caller, in_time) if in_time() else [OUT_OF_TIME] * len(batch)
            )
            results |= {event.number: result for event, result in zip(batch, taken_in, strict=True)}
        return ImportReport([(event, results[event.number]) for event in file.events], file.others)

    def _take_in(
        self, batch: Sequence[EventInFile], host: KnownPerson, caller: Caller, in_time: Callable[[], bool]
    ) -> list[Result]:
        """One transaction for many events: a commit for each would take most of the time.

        An event alone is whole or not at all because no refusal comes after its meeting was added or saved.
        """
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            known = work.meetings.with_uids(host.id, {event.uid for event in batch if event.uid})
            imported = ImportedEvents(
                people=ImportedPeople(host, _accounts(batch, work)),
                rooms=ImportedRooms.named_in(batch, work, organiser=host.email),
                part=partial(self.transactions.begin, mutation_id=caller.mutation_id),
                known={meeting.uid: meeting for meeting in known},
                now=self.clock.now(),
                in_time=in_time,
            )
            return imported.take_in(batch)


def _batches(events: Sequence[EventInFile]) -> Iterator[list[EventInFile]]:
    """About AT_ONCE events each; all that the file says of one UID together, whatever stands between."""
    of_uid: dict[str | int, list[EventInFile]] = {}
    for event in events:
        of_uid.setdefault(event.uid or event.number, []).append(event)
    batch, weight = list[EventInFile](), 0
    for group in of_uid.values():
        batch += group
        weight += sum(map(_weight, group))
        if weight >= AT_ONCE:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _weight(event: EventInFile) -> int:
    repeats = event.plan is not None and event.plan.recurrence is not None
    return DATES_OF_A_SERIES if repeats else 1


def _accounts(batch: Sequence[EventInFile], work: MeetingWork) -> dict[str, Person]:
    """The attendees who have accounts, disabled ones too, by address."""
    emails = {each.email for event in batch if event.plan for each in event.plan.attendees}
    return {person.email: person for person in work.people.among([], emails)}
