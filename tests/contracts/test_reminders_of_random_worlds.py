"""Reminders of random worlds: what one look at everything comes to, at every step."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.identity.person import Person
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Override
from domain.meeting.timing import AllDay, Timed, Timing
from domain.notification.reminder import ReminderChoice
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from tests.builders import NOW, ZONES, a_person
from tests.contracts.reminder_house import A_MINUTE, House
from tests.storage import Storage, emptied, memory_storage

BEGIN = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)
"""Europe changes its clocks two days later, Lord Howe has, and New York follows."""
READINGS = st.datetimes(datetime(2026, 10, 23, 0, 0), datetime(2026, 10, 28, 0, 0))


@st.composite
def near_timings(draw: st.DrawFn) -> Timing:
    reading = draw(READINGS)
    if draw(st.booleans()):
        return AllDay(reading.date(), reading.date() + timedelta(days=draw(st.integers(1, 2))))
    start = Moment(reading.replace(second=0, microsecond=0), zone_named(draw(st.sampled_from(ZONES))))
    end = Moment.at(start.instant + draw(st.integers(1, 300)) * A_MINUTE, zone_named("UTC"))
    return Timed(start, end)


LEADS = st.lists(st.sampled_from([0, 5, 10, 60, 420, 1_440, 3_000]), max_size=3, unique=True)
DEEDS = st.tuples(
    st.sampled_from(["move", "move date", "cancel", "answer", "remove", "choose", "choose for", "wait"]),
    st.integers(0, 2),
    near_timings(),
    LEADS,
    st.sampled_from([ResponseStatus.ACCEPTED, ResponseStatus.DECLINED, ResponseStatus.TENTATIVE]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    plans=st.lists(st.tuples(near_timings(), st.booleans()), min_size=3, max_size=3),
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    steps=st.lists(st.tuples(DEEDS, st.integers(1, 900)), min_size=1, max_size=12),
)
def test_random_worlds_are_told_what_a_look_at_everything_comes_to(
    fresh: Any, plans: Any, zones: Any, steps: Any
) -> None:
    people = [
        replace(a_person(name), zone=zone_named(zone), events=[])
        for name, zone in zip(("Ana", "Ben"), zones, strict=True)
    ]
    house = House(fresh(), *people)
    house.pass_until(BEGIN)
    meetings = [
        house.meeting(timing, repeats=["RRULE:FREQ=DAILY;COUNT=4"] if repeats else [])
        for timing, repeats in plans
    ]
    oracle = Oracle(house, meetings, BEGIN)
    for deed, minutes in steps:
        do(house, meetings, deed)
        now = house.clock.moment + minutes * A_MINUTE
        oracle.look(now)
        house.pass_until(now)
    assert sorted(house.told()) == sorted(oracle.told)


def do(house: House, meetings: list[Meeting], deed: Any) -> None:
    what, which, timing, leads, status = deed
    meeting = meetings[which]
    with house.storage.transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        alive = mine.state is MeetingState.SCHEDULED
        alike = isinstance(timing, AllDay) == isinstance(mine.timing, AllDay)
        if what == "move" and alive and mine.recurrence is None:
            mine.move_to(timing, by=mine.host_id, now=NOW)
        elif what == "move date" and alive and mine.recurrence is not None and alike:
            name = mine.dates_until(BEGIN + timedelta(days=30))[-1].original_start
            mine.overrides[name] = Override(timing)
        elif what == "cancel":
            (mine.cancel("", by=mine.host_id, now=NOW) if alive else mine.restore(by=mine.host_id, now=NOW))
        elif what == "answer" and alive and mine.guests:
            mine.respond(house.ben.id, status, comment="", seen_version=None, now=NOW)
        elif what == "remove" and alive and mine.guests:
            mine.remove_guest(mine.guests[0].id, by=mine.host_id, now=NOW)
        work.meetings.save(mine)
    if what.startswith("choose"):
        of = meeting if what == "choose for" else None
        house.choose(house.ben, *leads, whole_days=tuple(leads), of=of)


class Oracle:
    """Looks at every person, date and lead there is."""

    def __init__(self, house: House, meetings: list[Meeting], begin: datetime) -> None:
        self.house, self.meetings, self.before = house, meetings, begin
        self.entered: set[Any] = set()
        self.told: list[tuple[str, str, int]] = []

    def look(self, now: datetime) -> None:
        with self.house.storage.transactions.begin() as work:
            for meeting_id in [meeting.id for meeting in self.meetings]:
                meeting = work.meetings.find(meeting_id)
                assert meeting is not None
                for person in (self.house.ana, self.house.ben):
                    own = work.reminders.choice(person.id, meeting_id)
                    usual = work.reminders.choice(person.id, None)
                    self._look_at(meeting, person, own or usual or ReminderChoice(person.id), now)
        self.before = now

    def _look_at(self, meeting: Meeting, person: Person, choice: ReminderChoice, now: datetime) -> None:
        for each in meeting.dates_until(now + timedelta(days=30)):
            response = meeting.attendance(each.original_start).get(person.id)
            if meeting.state is not MeetingState.SCHEDULED or each.cancelled:
                continue
            if response in (None, ResponseStatus.DECLINED):
                continue
            start, slot = each.timing.start, each.timing.slot
            for lead in choice.timed if isinstance(start, Moment) else choice.whole_days:
                if isinstance(start, Moment):
                    due, until = slot.start - lead * A_MINUTE, min(slot.end, slot.start + 15 * A_MINUTE)
                else:
                    reading = datetime.combine(start, datetime.min.time()) - lead * A_MINUTE
                    due, until = reading.replace(tzinfo=person.zone).astimezone(UTC), slot.end
                key = (person.id, meeting.id, each.original_start, slot.start, lead)
                if self.before < due <= now and key not in self.entered:
                    self.entered.add(key)
                    if now < until:
                        shown = start.local.isoformat()[:16] if isinstance(start, Moment) else str(start)
                        self.told.append((person.name, shown, lead))


@pytest.fixture
def fresh(storage: Storage) -> Any:
    """An empty storage of the same kind, each time."""

    def make() -> Storage:
        if storage.engine is None:
            return memory_storage()
        emptied(storage.engine)
        return storage

    return make
