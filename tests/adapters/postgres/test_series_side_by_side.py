"""Two Convenes edit series alike, with every scope, and each edit does what its rehearsal said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, rule, run_state_machine_as_test
from sqlalchemy import Engine

from application.meeting.cancel_occurrences import CancelOccurrences, CancelOccurrencesCommand
from application.meeting.change_occurrences import ChangeOccurrences, ChangeOccurrencesCommand
from application.meeting.respond import Respond, RespondCommand
from application.meeting.restore_occurrence import RestoreOccurrence, RestoreOccurrenceCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from application.meeting.series_edit import SeriesEdit, SeriesEditing
from domain.meeting.details import Details
from domain.meeting.edit import Keep, NewZone, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.timing import AllDay, Start, Timing, reading_of
from domain.shared.time_zone import zone_named
from tests.adapters.postgres.test_side_by_side import OneConvene, Pair
from tests.builders import RULES, ZONES, one_liners, timings

ANSWERS = [ResponseStatus.ACCEPTED, ResponseStatus.TENTATIVE, ResponseStatus.DECLINED]
SHIFTS = [timedelta(minutes=each) for each in (-1_440, -90, 30, 1_440, 4_320)]
invited = st.lists(st.sampled_from(["Ben", "Chloe", "x@example.org"]), max_size=3, unique=True)
rules = st.lists(st.sampled_from(RULES), min_size=1, max_size=2, unique=True)
places, scopes = st.integers(0, 30), st.sampled_from(Scope)
zones = st.builds(NewZone, st.sampled_from(ZONES).map(zone_named), st.sampled_from(Keep))


def date_of(convene: OneConvene, number: int, place: int) -> tuple[UUID, str, Timing]:
    """The date at that place, around and around."""
    meeting = convene.meeting(number)
    assert meeting is not None
    dates = meeting.dates.until(convene.clock.now().replace(year=2028))
    date = dates[place % len(dates)] if dates else meeting.dates.only
    return meeting.id, date.original_start, date.timing


def later(timing: Timing, by: timedelta) -> Timing:
    return timing.starting(reading_of(timing.start) + by)


def end_of(timing: Timing) -> Start:
    return timing.until if isinstance(timing, AllDay) else timing.end


def editing(convene: OneConvene) -> SeriesEditing:
    return SeriesEditing(convene.storage.transactions, convene.clock, convene.storage.directory)


def plain(convene: OneConvene, edit: SeriesEdit) -> list[Any]:
    """In words that are the same in memory and in PostgreSQL, rehearsed or done: without ids and versions."""
    known, change = {identity: number for number, identity in enumerate(convene.meetings)}, edit.change
    meeting = edit.meeting.meeting
    return [
        known.get(meeting.id, "new"),
        (meeting.timing, meeting.recurrence, meeting.overrides, meeting.details, meeting.state),
        [(guest.email, guest.response, guest.responses, guest.only_on) for guest in meeting.guests],
        [
            (known.get(each.meeting_id, "new"), each.original_start, each.change, each.before, each.after)
            for each in change.affected
        ],
        (change.more, change.answers_kept, change.answers_lost),
        (change.exceptions_kept, change.exceptions_lost),
        sorted((each.guest.email, each.dates) for each in change.asked_again),
        sorted((each.guest.email, each.why) for each in change.told),
        edit.conflicts,
    ]


class SeriesSideBySide(Pair):
    meetings: Bundle[int] = Bundle("meetings")

    @rule(target=meetings, title=one_liners(10), timing=timings(), lines=rules, guests=invited)
    def schedule(self, title: str, timing: Timing, lines: list[str], guests: list[str]) -> Any:
        def deed(convene: OneConvene) -> str:
            recurrence = parse_recurrence([f"RRULE:{line}" for line in lines], timing.start)
            listed = tuple(map(convene.invitee, guests))
            command = ScheduleMeetingCommand(
                convene.caller("Ana"), Details(title), timing, listed, recurrence=recurrence
            )
            use_case = ScheduleMeeting(convene.storage.transactions, convene.clock)
            convene.meetings.append(use_case(command).id)
            return "scheduled"

        if self.both(deed) != "scheduled":
            return multiple()
        self.count += 1
        return self.count - 1

    @rule(
        target=meetings,
        meeting=meetings,
        place=places,
        scope=scopes,
        title=st.none() | one_liners(10),
        by=st.none() | st.sampled_from(SHIFTS),
        zone=st.none() | zones,
        lines=st.none() | rules,
        guests=st.just([]) | invited,
    )
    def change(
        self,
        meeting: int,
        place: int,
        scope: Scope,
        title: str | None,
        by: timedelta | None,
        zone: NewZone | None,
        lines: list[str] | None,
        guests: list[str],
    ) -> Any:
        def deed(convene: OneConvene) -> list[Any]:
            identity, name, timing = date_of(convene, meeting, place)
            moved = None if by is None else later(timing, by)
            command = ChangeOccurrencesCommand(
                convene.caller("Ana"),
                identity,
                name,
                scope,
                None,
                {} if title is None else {"title": title},
                moved.start if moved else None,
                end_of(moved) if moved else None,
                None if moved or isinstance(timing, AllDay) else zone,
                None if lines is None or scope is Scope.THIS else tuple(f"RRULE:{line}" for line in lines),
                guests=tuple(map(convene.invitee, guests)),
            )
            change = ChangeOccurrences(editing(convene))
            rehearsed = plain(convene, change(replace(command, dry_run=True)))
            return self._carried_out(convene, rehearsed, lambda: change(command))

        return self._more(self.both(deed))

    @rule(
        target=meetings, meeting=meetings, place=places, scope=st.sampled_from([Scope.THIS, Scope.FOLLOWING])
    )
    def cancel(self, meeting: int, place: int, scope: Scope) -> Any:
        def deed(convene: OneConvene) -> list[Any]:
            identity, name, _ = date_of(convene, meeting, place)
            command = CancelOccurrencesCommand(convene.caller("Ana"), identity, name, scope, "Snow")
            cancel = CancelOccurrences(editing(convene))
            rehearsed = plain(convene, cancel(replace(command, dry_run=True)))
            return self._carried_out(convene, rehearsed, lambda: cancel(command))

        return self._more(self.both(deed))

    @rule(meeting=meetings, place=places)
    def restore(self, meeting: int, place: int) -> None:
        def deed(convene: OneConvene) -> list[Any]:
            identity, name, _ = date_of(convene, meeting, place)
            command = RestoreOccurrenceCommand(convene.caller("Ana"), identity, name)
            restore = RestoreOccurrence(editing(convene))
            rehearsed = plain(convene, restore(replace(command, dry_run=True)))
            return self._carried_out(convene, rehearsed, lambda: restore(command))

        self.both(deed)

    @rule(
        meeting=meetings,
        name=st.sampled_from(["Ben", "Chloe"]),
        place=st.none() | places,
        status=st.sampled_from(ANSWERS),
    )
    def answer(self, meeting: int, name: str, place: int | None, status: ResponseStatus) -> None:
        def deed(convene: OneConvene) -> None:
            date = None if place is None else date_of(convene, meeting, place)[1]
            identity = convene.meetings[meeting]
            command = RespondCommand(convene.caller(name), identity, status, original_start=date)
            Respond(convene.storage.transactions, convene.clock, convene.storage.flags)(command)

        self.both(deed)

    def _carried_out(
        self, convene: OneConvene, rehearsed: list[Any], edit: Callable[[], SeriesEdit]
    ) -> list[Any]:
        done = edit()
        answer = plain(convene, done)
        assert rehearsed == answer, "the rehearsal said something else"
        if done.meeting.meeting.id not in convene.meetings:
            convene.meetings.append(done.meeting.meeting.id)
        return answer

    def _more(self, outcome: object) -> Any:
        """The number of the meeting that a split has added."""
        if len(self.memory.meetings) == self.count:
            return multiple()
        self.count += 1
        return self.count - 1


@pytest.fixture
def machine(shared_engine: Engine, shared_database_url: str) -> type[SeriesSideBySide]:
    SeriesSideBySide.engine, SeriesSideBySide.url = shared_engine, shared_database_url
    return SeriesSideBySide


def test_series_are_edited_alike_and_as_rehearsed(machine: type[SeriesSideBySide]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
