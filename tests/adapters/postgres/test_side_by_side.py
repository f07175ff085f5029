"""Two Convenes live through the same random story, one in memory and one in PostgreSQL, and never differ."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.accept_proposal import AcceptProposal, AcceptProposalCommand
from application.meeting.cancel_meeting import CancelMeeting, CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeeting, ChangeMeetingCommand
from application.meeting.decline_proposal import DeclineProposal
from application.meeting.delete_draft import DeleteDraft, DeleteDraftCommand
from application.meeting.invitations import Invitee
from application.meeting.invite_guests import InviteGuests, InviteGuestsCommand
from application.meeting.queries import CalendarWindow
from application.meeting.remove_guest import RemoveGuest, RemoveGuestCommand
from application.meeting.respond import Respond, RespondCommand
from application.meeting.restore_meeting import RestoreMeeting, RestoreMeetingCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from application.shared.ports import Viewer
from domain.identity.role import Role
from domain.meeting.details import Details, Visibility
from domain.meeting.guest import Guest, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal
from domain.meeting.timing import AllDay, Timing
from domain.shared.refusal import Refusal
from tests.builders import a_person, one_liners, timings
from tests.entries import entries
from tests.storage import Storage, emptied, memory_storage, postgres_storage

NAMES = ("Ana", "Ben", "Chloe")
ROLES = {"Ana": Role.ADMIN, "Ben": Role.MEMBER, "Chloe": Role.GUEST}
EVERYTHING = CalendarWindow(
    datetime(2025, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC), date(2025, 1, 1), date(2029, 1, 1)
)

who = st.sampled_from(NAMES)
invitees = st.lists(st.sampled_from([*NAMES, "x@example.org", "y@example.org"]), max_size=3)
versions = st.sampled_from([None, None, None, 1, 2])
terms = st.fixed_dictionaries(
    {},
    optional={
        "capacity": st.sampled_from([None, 1, 2]),
        "guests_modify": st.booleans(),
        "guests_invite": st.booleans(),
        "guests_see_guests": st.booleans(),
    },
)


class OneConvene:
    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.clock = SettableClock(datetime(2026, 6, 1, tzinfo=UTC))
        self.people: dict[str, UUID] = {}
        self.meetings: list[UUID] = []
        with storage.transactions.begin() as work:
            for name in NAMES:
                person = a_person(name, role=ROLES[name])
                work.people.add(person)
                self.people[name] = person.id

    def caller(self, name: str) -> Caller:
        return Caller(self.people[name], ROLES[name], mutation_id=f"by {name}")

    def invitee(self, named: str) -> Invitee:
        return Invitee(email=named) if "@" in named else Invitee(person_id=self.people[named])

    def meeting(self, number: int) -> Meeting | None:
        with self.storage.transactions.begin() as work:
            return work.meetings.find(self.meetings[number])

    def proposals(self, number: int) -> list[Proposal]:
        """In an order that does not go by ids."""
        names = {identity: name for name, identity in self.people.items()}
        with self.storage.transactions.begin() as work:
            found = work.proposals.of(self.meetings[number])
        return sorted(found, key=lambda each: (names[each.person_id], repr((each.timing, each.decided))))

    def told(self, answer: object) -> object:
        """What a use case returned, in words; a meeting is as reading it finds it."""
        if not isinstance(answer, Meeting):
            return answer
        with self.storage.transactions.begin() as work:
            assert answer == work.meetings.find(answer.id)
        return self._plain(answer, {identity: name for name, identity in self.people.items()})

    def seen(self) -> list[Any]:
        """Everything that can be seen, in words that are the same in both: ids differ, names do not."""
        names = {identity: name for name, identity in self.people.items()}
        numbers = {identity: number for number, identity in enumerate(self.meetings)}
        calendars = [(viewer, self._calendar(viewer, names, numbers)) for viewer in NAMES]
        events: dict[object, list[Any]] = {}
        for event in self.storage.events():
            subject = numbers.get(event.subject_id, names.get(event.subject_id))
            audience = sorted(names[identity] for identity in event.audience)
            about = (event.kind, event.version, event.actor_name, event.mutation_id, audience)
            events.setdefault(subject, []).append((*about, event.to_organisation, event.data.get("title")))
        meetings = [self._plain(self.meeting(number), names) for number in range(len(self.meetings))]
        return [meetings, calendars, events]

    def _calendar(self, viewer: str, names: dict[UUID, str], numbers: dict[UUID, int]) -> list[Any]:
        """Sorted by words, for entries that start and end together are sorted by id."""
        eyes = Viewer(self.people[viewer], ROLES[viewer].in_organisation)
        rows = []
        for entry in entries(self.storage.calendars, EVERYTHING, people=list(names), viewer=eyes):
            whose, slot, summary = names[entry.person_id], entry.timing.slot, entry.summary
            shown = summary and (numbers[summary.meeting_id], names[summary.host_id])
            details = summary and (summary.title, summary.version, summary.state, summary.guest_count)
            key = (slot.start.isoformat(), slot.end.isoformat(), whose, str(shown), entry.response)
            rows.append((key, entry.timing, entry.original_start, details))
        return sorted(rows, key=lambda row: row[0])

    def _plain(self, meeting: Meeting | None, names: dict[UUID, str]) -> object:
        if meeting is None:
            return None
        guests = [self._plain_guest(guest, names) for guest in meeting.guests]
        plain = (meeting.details, meeting.timing, meeting.state, meeting.cancellation_reason, guests)
        counters = (meeting.version, meeting.sequence, meeting.revised_in, meeting.original_start)
        offers = [
            (names[each.person_id], each.timing, each.instead_of, each.decided, each.decided_at)
            for each in self.proposals(self.meetings.index(meeting.id))
        ]
        times = (meeting.created_at, meeting.updated_at)
        lineage = meeting.lineage
        origin = lineage and (self.meetings.index(lineage.meeting_id), lineage.original_start)
        series = (meeting.anchor, meeting.recurrence, meeting.overrides, origin)
        return (names[meeting.host_id], *plain, *counters, *series, *times, meeting.terms, offers)

    def _plain_guest(self, guest: Guest, names: dict[UUID, str]) -> object:
        person = guest.person_id and names[guest.person_id]
        dates = (guest.responses, guest.only_on, guest.not_on)
        return (guest.email, guest.name, guest.role, person, guest.response, *dates)


class Pair(RuleBasedStateMachine):
    """Rules ask both; answers, refusals included, must be the same."""

    engine: Engine
    url: str

    @initialize()
    def found(self) -> None:
        self.memory = OneConvene(memory_storage())
        self.postgres = OneConvene(postgres_storage(emptied(self.engine), self.url))
        self.count = 0

    def teardown(self) -> None:
        if hasattr(self, "postgres"):
            self.postgres.storage.running.close()
            self.memory.storage.running.close()

    def both(self, deed: Callable[[OneConvene], object]) -> object:
        outcomes = []
        for convene in (self.memory, self.postgres):
            try:
                outcomes.append(convene.told(deed(convene)))
            except Refusal as refusal:
                outcomes.append((refusal.code, refusal.message, refusal.field))
        assert outcomes[0] == outcomes[1]
        return outcomes[0]

    @invariant()
    def nothing_differs(self) -> None:
        if hasattr(self, "postgres"):
            assert self.memory.seen() == self.postgres.seen()


class SideBySide(Pair):
    meetings: Bundle[int] = Bundle("meetings")

    @rule(
        target=meetings,
        host=who,
        title=one_liners(10),
        timing=timings(),
        guests=invitees,
        visibility=st.sampled_from(Visibility),
        draft=st.booleans(),
    )
    def schedule(
        self,
        host: str,
        title: str,
        timing: Timing,
        guests: list[str],
        visibility: Visibility,
        draft: bool,
    ) -> Any:
        def deed(convene: OneConvene) -> str:
            details = Details(title, visibility=visibility)
            listed = tuple(map(convene.invitee, guests))
            command = ScheduleMeetingCommand(convene.caller(host), details, timing, listed, draft)
            use_case = ScheduleMeeting(convene.storage.transactions, convene.clock)
            convene.meetings.append(use_case(command).id)
            return "scheduled"

        if self.both(deed) != "scheduled":
            return multiple()
        self.count += 1
        return self.count - 1

    @rule(
        meeting=meetings,
        name=who,
        version=versions,
        title=one_liners(10),
        timing=st.none() | timings(),
        publish=st.booleans(),
        terms=terms,
    )
    def change(
        self,
        meeting: int,
        name: str,
        version: int | None,
        title: str,
        timing: Timing | None,
        publish: bool,
        terms: dict[str, Any],
    ) -> None:
        def deed(convene: OneConvene) -> None:
            start: Any = None
            end: Any = None
            if isinstance(timing, AllDay):
                start, end = timing.first, timing.until
            elif timing is not None:
                start, end = timing.start, timing.end
            command = ChangeMeetingCommand(
                convene.caller(name),
                convene.meetings[meeting],
                version,
                {"title": title},
                start,
                end,
                publish,
                terms,
            )
            ChangeMeeting(convene.storage.transactions, convene.clock)(command)

        self.both(deed)

    @rule(meeting=meetings, name=who, reason=one_liners(10))
    def cancel(self, meeting: int, name: str, reason: str) -> None:
        self.both(
            lambda convene: CancelMeeting(convene.storage.transactions, convene.clock)(
                CancelMeetingCommand(convene.caller(name), convene.meetings[meeting], reason)
            )
        )

    @rule(meeting=meetings, name=who)
    def restore(self, meeting: int, name: str) -> None:
        self.both(
            lambda convene: RestoreMeeting(convene.storage.transactions, convene.clock)(
                RestoreMeetingCommand(convene.caller(name), convene.meetings[meeting])
            )
        )

    @rule(meeting=consumes(meetings), name=who)
    def delete(self, meeting: int, name: str) -> None:
        self.both(
            lambda convene: DeleteDraft(convene.storage.transactions, convene.clock)(
                DeleteDraftCommand(convene.caller(name), convene.meetings[meeting], None)
            )
        )

    @rule(meeting=meetings, name=who, guests=invitees)
    def invite(self, meeting: int, name: str, guests: list[str]) -> None:
        self.both(
            lambda convene: InviteGuests(convene.storage.transactions, convene.clock)(
                InviteGuestsCommand(
                    convene.caller(name), convene.meetings[meeting], tuple(map(convene.invitee, guests))
                )
            )
        )

    @rule(meeting=meetings, name=who, place=st.integers(0, 2))
    def remove_guest(self, meeting: int, name: str, place: int) -> None:
        def deed(convene: OneConvene) -> None:
            found = convene.meeting(meeting)
            if found is None or place >= len(found.guests):
                return
            command = RemoveGuestCommand(convene.caller(name), found.id, found.guests[place].id, None)
            RemoveGuest(convene.storage.transactions, convene.clock)(command)

        self.both(deed)

    @rule(
        meeting=meetings,
        name=who,
        status=st.sampled_from(ResponseStatus),
        version=versions,
        proposal=st.none() | timings(),
    )
    def respond(
        self,
        meeting: int,
        name: str,
        status: ResponseStatus,
        version: int | None,
        proposal: Timing | None,
    ) -> None:
        def deed(convene: OneConvene) -> None:
            caller, about = convene.caller(name), convene.meetings[meeting]
            command = RespondCommand(caller, about, status, "Well", version, proposal=proposal)
            Respond(convene.storage.transactions, convene.clock, convene.storage.flags)(command)

        self.both(deed)

    @rule(meeting=meetings, name=who, place=st.integers(0, 2), accept=st.booleans())
    def decide(self, meeting: int, name: str, place: int, accept: bool) -> None:
        def deed(convene: OneConvene) -> None:
            proposals = convene.proposals(meeting)
            if place < len(proposals):
                caller, proposal, given = convene.caller(name), proposals[place], convene.storage.transactions
                if accept:
                    AcceptProposal(given, convene.clock)(AcceptProposalCommand(caller, proposal.id))
                else:
                    DeclineProposal(given, convene.clock)(caller, proposal.id)

        self.both(deed)


@pytest.fixture
def machine(shared_engine: Engine, shared_database_url: str) -> type[SideBySide]:
    SideBySide.engine, SideBySide.url = shared_engine, shared_database_url
    return SideBySide


def test_memory_and_postgres_tell_the_same_story(machine: type[SideBySide]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
