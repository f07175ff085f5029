"""Two Convenes fight for rooms and people, one in memory and one in PostgreSQL, and never differ.

Times are few and rooms fewer, so that most deeds meet something in their way.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, text

from adapters.memory.clock import SettableClock
from adapters.memory.database import MemoryTransactions
from application.identity.caller import Caller
from application.meeting.answer_for_room import AnswerForRoom, AnswerForRoomCommand
from application.meeting.cancel_meeting import CancelMeeting, CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeeting, ChangeMeetingCommand
from application.meeting.invitations import Invitee
from application.meeting.place_hold import PlaceHold, PlaceHoldCommand
from application.meeting.release_hold import ReleaseHold
from application.meeting.respond import Respond, RespondCommand
from application.meeting.restore_meeting import RestoreMeeting, RestoreMeetingCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from application.meeting.wanted_rooms import AnyRoom
from domain.identity.role import Role
from domain.meeting.claim import SlotTaken
from domain.meeting.details import Commitment, Details
from domain.meeting.guest import GuestRole, ResponseStatus
from domain.meeting.occurrence import Override
from domain.meeting.opening_hours import OpeningHours, windows_of
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.timing import AllDay, Timed, Timing
from domain.shared.refusal import Refusal
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from tests.builders import a_person, a_room
from tests.storage import Storage, emptied, memory_storage, postgres_storage

NAMES = ("Ana", "Ben", "Chloe")
ROOMS = ("Blue", "Tidy", "Asked for", "Office")
MONDAY = datetime(2026, 12, 7, 9)
UTC_ZONE = zone_named("UTC")
RULES = ("", "", "", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=4")
CLAIMS = text("SELECT resource_id, starts_at, ends_at, meeting_id, original_start, hold_id FROM claim")

who, place = st.sampled_from(NAMES), st.integers(0, 30)
some_rooms = st.lists(st.sampled_from(ROOMS), max_size=2, unique=True)


def at(hours: int, length: int) -> Timed:
    start, end = (MONDAY + timedelta(minutes=30 * each) for each in (hours, hours + length))
    return Timed(Moment(start, UTC_ZONE), Moment(end, UTC_ZONE))


times: st.SearchStrategy[Timing] = st.builds(
    at, st.sampled_from([0, 1, 2, 3, 48, 49, 96]), st.integers(1, 4)
) | st.just(AllDay(MONDAY.date(), MONDAY.date() + timedelta(days=1)))


@dataclass
class OneConvene:
    storage: Storage
    clock: SettableClock = field(default_factory=lambda: SettableClock(datetime(2026, 12, 1, tzinfo=UTC)))
    ids: dict[str, UUID] = field(default_factory=dict)
    meetings: list[UUID] = field(default_factory=list)
    holds: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        weekdays = {day: windows_of([(0, 18 * 60)]) for day in ("monday", "tuesday", "wednesday")}
        rooms = [
            a_room("Blue"),
            a_room("Tidy", capacity=4, buffer_after=timedelta(minutes=15)),
            a_room("Asked for", approval=True),
            a_room("Office", capacity=8, hours=OpeningHours(weekdays), zone=zone_named("Asia/Tokyo")),
        ]
        with self.storage.transactions.begin() as work:
            for room in rooms:
                work.rooms.add(room)
                self.ids[room.details.name] = room.id
            for name in NAMES:
                person = a_person(name, role=Role.ADMIN)
                work.people.add(person)
                self.ids[name] = person.id

    def caller(self, name: str) -> Caller:
        return Caller(self.ids[name], Role.ADMIN)

    def run(self, use_case: Any, *given: object) -> Any:
        return use_case(self.storage.transactions, self.clock)(*given)

    def rooms(self, names: list[str]) -> tuple[UUID, ...]:
        return tuple(self.ids[name] for name in names)

    def seen(self) -> list[Any]:
        """Who has taken what, and how each booking stands, in words that are the same in both."""
        names = {identity: name for name, identity in self.ids.items()}
        holders: dict[UUID, object] = {each: number for number, each in enumerate(self.meetings)}
        holders |= {each: f"hold {number}" for number, each in enumerate(self.holds)}
        rows = [
            (names[resource], starts, ends, str(holders[holder]), name)
            for resource, starts, ends, holder, name in self._claims()
        ]
        with self.storage.transactions.begin() as work:
            found = [work.meetings.find(each) for each in self.meetings]
            waiting = work.meetings.waiting_for_rooms(limit=100)
        bookings = [
            (meeting.state, meeting.version, [(names[b.room_id], b.status, b.reason) for b in meeting.rooms])
            for meeting in found
            if meeting is not None
        ]
        return [sorted(rows), bookings, sorted(str(holders[each.id]) for each in waiting)]

    def _claims(self) -> list[tuple[UUID, datetime, datetime, UUID, str]]:
        if isinstance(self.storage.transactions, MemoryTransactions):
            tables = self.storage.transactions.database.tables
            return [
                (each.resource.id, each.slot.start, each.slot.end, holder, each.original_start)
                for holder, claims in tables.claims.items()
                for each in claims
            ]
        assert self.storage.engine is not None
        with self.storage.engine.connect() as connection:
            return [
                (
                    row.resource_id,
                    row.starts_at,
                    row.ends_at,
                    row.meeting_id or row.hold_id,
                    row.original_start or "",
                )
                for row in connection.execute(CLAIMS)
            ]


class SideBySide(RuleBasedStateMachine):
    """Rules ask both; answers, refusals and what is in the way included, must be the same."""

    engine: Engine
    url: str

    @initialize()
    def found(self) -> None:
        self.memory = OneConvene(memory_storage())
        self.postgres = OneConvene(postgres_storage(emptied(self.engine), self.url))

    def teardown(self) -> None:
        if hasattr(self, "postgres"):
            self.postgres.storage.running.close()
            self.memory.storage.running.close()

    def both(self, deed: Callable[[OneConvene], object]) -> object:
        outcomes: list[object] = []
        for convene in (self.memory, self.postgres):
            try:
                deed(convene)
                outcomes.append("done")
            except SlotTaken as refusal:
                conflicts = [(c.name, c.original_start, c.taken, c.kind) for c in refusal.conflicts]
                kinds = [(offer["kind"], len(offer.get("exceptions", ()))) for offer in refusal.offers]
                outcomes.append((refusal.message, conflicts, kinds))
            except Refusal as refusal:
                outcomes.append((refusal.code, refusal.message, refusal.field))
        assert outcomes[0] == outcomes[1]
        return outcomes[0]

    def meeting(self, convene: OneConvene, number: int) -> UUID | None:
        return convene.meetings[number % len(convene.meetings)] if convene.meetings else None

    @rule(
        host=who,
        timing=times,
        repeating=st.sampled_from(RULES),
        guests=st.lists(st.tuples(who, st.sampled_from(GuestRole)), max_size=2),
        rooms=some_rooms,
        commitment=st.sampled_from(Commitment),
        any_room=st.none() | st.integers(1, 9),
        hold=st.none() | place,
        skips=st.booleans(),
        draft=st.booleans(),
    )
    def schedule(
        self,
        host: str,
        timing: Timing,
        repeating: str,
        guests: list[tuple[str, GuestRole]],
        rooms: list[str],
        commitment: Commitment,
        any_room: int | None,
        hold: int | None,
        skips: bool,
        draft: bool,
    ) -> None:
        recurrence = parse_recurrence([repeating] if repeating else [], timing.start)
        exceptions = {"20261208T090000Z": Override(cancelled=True)} if skips and recurrence else {}

        def deed(convene: OneConvene) -> None:
            command = ScheduleMeetingCommand(
                convene.caller(host),
                Details("Fought over", commitment=commitment),
                timing,
                tuple(Invitee(person_id=convene.ids[name], role=role) for name, role in guests),
                draft,
                recurrence,
                exceptions=exceptions,
                rooms=convene.rooms(rooms),
                any_room=None if any_room is None else AnyRoom(any_room),
                hold_id=convene.holds[hold % len(convene.holds)] if hold and convene.holds else None,
            )
            convene.meetings.append(convene.run(ScheduleMeeting, command))

        self.both(deed)

    @rule(
        number=place,
        timing=st.none() | times,
        rooms=st.none() | some_rooms,
        commitment=st.none() | st.sampled_from(Commitment),
        publish=st.booleans(),
    )
    def change(
        self,
        number: int,
        timing: Timing | None,
        rooms: list[str] | None,
        commitment: Commitment | None,
        publish: bool,
    ) -> None:
        start: Any = timing and timing.start
        end: Any = timing.until if isinstance(timing, AllDay) else timing and timing.end

        def deed(convene: OneConvene) -> None:
            if (meeting_id := self.meeting(convene, number)) is None:
                return
            with convene.storage.transactions.begin() as work:
                host = Caller(work.meetings.get(meeting_id).host_id, Role.ADMIN)
            details = {} if commitment is None else {"commitment": commitment}
            wanted = None if rooms is None else convene.rooms(rooms)
            command = ChangeMeetingCommand(
                host,
                meeting_id,
                None,
                details=details,
                start=start,
                end=end,
                publish=publish,
                rooms=wanted,
            )
            convene.run(ChangeMeeting, command)

        self.both(deed)

    @rule(number=place, name=who)
    def cancel(self, number: int, name: str) -> None:
        self._asked(number, name, CancelMeeting, CancelMeetingCommand)

    @rule(number=place, name=who)
    def restore(self, number: int, name: str) -> None:
        self._asked(number, name, RestoreMeeting, RestoreMeetingCommand)

    def _asked(self, number: int, name: str, use_case: Any, command: Any) -> None:
        def deed(convene: OneConvene) -> None:
            if (meeting_id := self.meeting(convene, number)) is not None:
                convene.run(use_case, command(convene.caller(name), meeting_id))

        self.both(deed)

    @rule(number=place, name=who, room=st.sampled_from(ROOMS), approved=st.booleans())
    def answer_for_room(self, number: int, name: str, room: str, approved: bool) -> None:
        def deed(convene: OneConvene) -> None:
            if (meeting_id := self.meeting(convene, number)) is not None:
                caller, room_id = convene.caller(name), convene.ids[room]
                convene.run(AnswerForRoom, AnswerForRoomCommand(caller, meeting_id, room_id, approved))

        self.both(deed)

    @rule(number=place, name=who, status=st.sampled_from(ResponseStatus))
    def respond(self, number: int, name: str, status: ResponseStatus) -> None:
        def deed(convene: OneConvene) -> None:
            if (meeting_id := self.meeting(convene, number)) is not None:
                convene.run(Respond, RespondCommand(convene.caller(name), meeting_id, status))

        self.both(deed)

    @rule(
        name=who, timing=times, rooms=some_rooms, people=st.lists(who, max_size=2), minutes=st.integers(1, 30)
    )
    def hold(self, name: str, timing: Timing, rooms: list[str], people: list[str], minutes: int) -> None:
        def deed(convene: OneConvene) -> None:
            command = PlaceHoldCommand(
                convene.caller(name),
                timing.slot,
                convene.rooms(people),
                convene.rooms(rooms),
                timedelta(minutes=minutes),
            )
            convene.holds.append(convene.run(PlaceHold, command))

        self.both(deed)

    @rule(number=place, name=who)
    def release(self, number: int, name: str) -> None:
        def deed(convene: OneConvene) -> None:
            if convene.holds:
                convene.run(
                    ReleaseHold, convene.caller(name), convene.holds[number % len(convene.holds)], None
                )

        self.both(deed)

    @rule(
        by=st.sampled_from(
            [timedelta(minutes=20), timedelta(minutes=30), timedelta(days=3), timedelta(days=100)]
        )
    )
    def time_goes_by(self, by: timedelta) -> None:
        for convene in (self.memory, self.postgres):
            convene.clock.advance(by)

    @invariant()
    def nothing_differs(self) -> None:
        if hasattr(self, "postgres"):
            assert self.memory.seen() == self.postgres.seen()


@pytest.fixture
def machine(shared_engine: Engine, shared_database_url: str) -> type[SideBySide]:
    SideBySide.engine, SideBySide.url = shared_engine, shared_database_url
    return SideBySide


def test_memory_and_postgres_give_the_same_away(machine: type[SideBySide]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
