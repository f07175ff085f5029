"""The demonstration: a team and a month that one believes."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from domain.meeting.guest import ResponseStatus
from domain.meeting.timing import AllDay, Timed
from entrypoints.demo.plan import AFTER, BEFORE, Fate, planned_meetings
from entrypoints.demo.team import TEAM
from entrypoints.demo.telling import Storyteller
from tests.application.conftest import House, house

__all__ = ["house"]

TODAY = SettableClock().now().date()


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 2**32))
def test_every_day_has_a_plan_around_it(today: date, seed: int) -> None:
    meetings = planned_meetings(today, seed)
    assert 20 <= len(meetings) <= 30
    for meeting in meetings:
        first = (
            meeting.timing.first if isinstance(meeting.timing, AllDay) else meeting.timing.start.local.date()
        )
        assert today - BEFORE <= first < today + AFTER
        assert meeting.host not in [guest for guest, _, _ in meeting.guests]


def test_the_same_day_and_seed_give_the_same_plan() -> None:
    assert planned_meetings(TODAY, 1) == planned_meetings(TODAY, 1) != planned_meetings(TODAY, 2)


def test_the_plan_holds_what_a_week_view_has_to_cope_with() -> None:
    meetings = planned_meetings(TODAY, 1)
    assert {each.fate for each in meetings} == set(Fate)
    answers = {status for each in meetings for _, _, status in each.guests}
    assert answers == set(ResponseStatus) - {ResponseStatus.WAITING}
    assert sum(isinstance(each.timing, AllDay) for each in meetings) >= 4
    assert any(
        isinstance(each.timing, Timed) and each.timing.start.zone != each.timing.end.zone for each in meetings
    )
    assert any(not each.details.title.isascii() for each in meetings)
    assert sum(each.recurrence is not None for each in meetings) >= 10
    bens = [m.timing.slot for m in meetings if "ben" in {m.host, *(guest for guest, _, _ in m.guests)}]
    assert any(one.overlaps(other) for one in bens for other in bens if one is not other)


def test_eight_people_in_four_zones() -> None:
    assert (len(TEAM), len({each.time_zone for each in TEAM})) == (8, 4)


@pytest.fixture
def told(house: House) -> House:
    container = house.container
    storyteller = Storyteller(
        container.accounts.create_person(),
        container.meetings.schedule_meeting(),
        container.meetings.respond(),
        container.meetings.cancel_meeting(),
    )
    storyteller.tell(TEAM, planned_meetings(TODAY, 1), "correct horse battery")
    return house


def test_it_all_happens_through_the_use_cases(told: House, tmp_path: Path) -> None:
    kinds = Counter(told.kinds())
    assert kinds["meeting.scheduled"] + kinds["meeting.drafted"] == len(planned_meetings(TODAY, 1))
    assert kinds["guest.responded"] > 40
    assert (kinds["meeting.drafted"], kinds["meeting.cancelled"]) == (2, 1)


def test_everybody_finds_their_month(told: House) -> None:
    start = told.clock.now() - BEFORE
    for colleague in TEAM:
        person = told.container.accounts.find_account()(colleague.email)
        caller = Caller(person.id, person.role)
        end = start + BEFORE + AFTER + timedelta(days=1)
        entries = json.loads(told.container.meetings.read_calendar()(caller, start, end))
        assert len(entries) > 5, colleague.name
        assert "scheduled" in {entry["state"] for entry in entries}
