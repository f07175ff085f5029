"""Two Convenes fight for rooms and people, one in memory and one in PostgreSQL, and never differ."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from application.identity.caller import Caller
from application.meeting.answer_for_room import AnswerForRoom, AnswerForRoomCommand
from application.meeting.cancel_meeting import CancelMeeting, CancelMeetingCommand
from application.meeting.cancel_occurrences import CancelOccurrences, CancelOccurrencesCommand
from application.meeting.change_meeting import ChangeMeeting, ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrences, ChangeOccurrencesCommand
from application.meeting.invitations import Invitee
from application.meeting.place_hold import PlaceHold, PlaceHoldCommand
from application.meeting.release_hold import ReleaseHold
from application.meeting.respond import Respond, RespondCommand
from application.meeting.restore_meeting import RestoreMeeting, RestoreMeetingCommand
from application.meeting.restore_occurrence import RestoreOccurrence, RestoreOccurrenceCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from application.meeting.series_edit import SeriesEdit
from application.meeting.wanted_rooms import AnyRoom
from application.meeting.wished_dates import DateWish
from domain.identity.role import Role
from domain.meeting.claim import SlotTaken
from domain.meeting.details import Commitment, Details
from domain.meeting.edit import Scope
from domain.meeting.guest import GuestRole, ResponseStatus
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.timing import AllDay, Timing
from domain.shared.refusal import Refusal
from tests.adapters.postgres.fought_over import ROOMS, RULES, OneConvene, place, some_rooms, times, who
from tests.storage import emptied, memory_storage, postgres_storage


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

    def as_rehearsed(self, convene: OneConvene, edit: Callable[[bool], SeriesEdit]) -> SeriesEdit:
        """Done, or refused: for just those reasons, and with those offers, that the rehearsal gave."""
        rehearsed = edit(True)
        said = (list(rehearsed.conflicts), list(rehearsed.offers))
        try:
            done = edit(False)
        except SlotTaken as refusal:
            assert said == (list(refusal.conflicts), list(refusal.offers))
            raise
        assert said == ([], [])
        if done.meeting.meeting.id not in convene.meetings:
            convene.meetings.append(done.meeting.meeting.id)
        return done

    def both(self, deed: Callable[[OneConvene], object]) -> object:
        outcomes: list[object] = []
        for convene in (self.memory, self.postgres):
            try:
                deed(convene)
                outcomes.append("done")
            except SlotTaken as refusal:
                conflicts = [(c.name, c.original_start, c.taken, c.kind) for c in refusal.conflicts]
                kinds = [(each.kind, each.timing, len(each.exceptions)) for each in refusal.offers]
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
        exceptions = {"20261208T090000Z": DateWish(cancelled=True)} if skips and recurrence else {}

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
            convene.meetings.append(convene.run(ScheduleMeeting, command).id)

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
                respond = Respond(convene.storage.transactions, convene.clock, convene.storage.flags)
                respond(RespondCommand(convene.caller(name), meeting_id, status))

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

    @rule(
        number=place,
        date=st.integers(0, 3),
        scope=st.sampled_from(Scope),
        timing=st.none() | times,
        rooms=st.none() | some_rooms,
        commitment=st.none() | st.sampled_from(Commitment),
    )
    def change_dates(
        self,
        number: int,
        date: int,
        scope: Scope,
        timing: Timing | None,
        rooms: list[str] | None,
        commitment: Commitment | None,
    ) -> None:
        def deed(convene: OneConvene) -> None:
            if (found := convene.date_of(number, date)) is None:
                return
            host, meeting_id, name = found
            command = ChangeOccurrencesCommand(
                Caller(host, Role.ADMIN),
                meeting_id,
                name,
                scope,
                None,
                {} if commitment is None else {"commitment": commitment},
                timing and timing.start,  # type: ignore[arg-type]
                timing.until if isinstance(timing, AllDay) else timing and timing.end,  # type: ignore[arg-type]
                rooms=None if rooms is None else convene.rooms(rooms),
            )
            change = ChangeOccurrences(convene.editing)
            self.as_rehearsed(convene, lambda dry_run: change(replace(command, dry_run=dry_run)))

        self.both(deed)

    @rule(number=place, date=st.integers(0, 3), restore=st.booleans())
    def cancel_or_restore_a_date(self, number: int, date: int, restore: bool) -> None:
        def deed(convene: OneConvene) -> None:
            if (found := convene.date_of(number, date)) is None:
                return
            host, meeting_id, name = found
            caller, editing = Caller(host, Role.ADMIN), convene.editing

            def edit(dry_run: bool) -> SeriesEdit:
                if restore:
                    command = RestoreOccurrenceCommand(caller, meeting_id, name, dry_run=dry_run)
                    return RestoreOccurrence(editing)(command)
                return CancelOccurrences(editing)(
                    CancelOccurrencesCommand(caller, meeting_id, name, Scope.THIS, dry_run=dry_run)
                )

            self.as_rehearsed(convene, edit)

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
