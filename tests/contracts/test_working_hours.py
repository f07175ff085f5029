"""What every ``WorkingHoursBook`` keeps."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.availability.refusals import StaleWorkingHours
from domain.availability.working_hours import OFFICE_WEEK, Hours, Move, Window, WorkingHours
from domain.identity.person import Person
from domain.identity.refusals import PersonNotFound
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import NOW, a_person
from tests.storage import Storage

NIGHT = (Window(0, 60), Window(22 * 60, 30 * 60))
EVERYTHING = Hours(
    zone_named("Asia/Kathmandu"),
    (*OFFICE_WEEK[:5], NIGHT, ()),
    {date(2026, 12, 24): (), date(2026, 12, 27): NIGHT},
    (Move(date(2027, 1, 4), zone_named("America/New_York")),),
    (TimeSlot(datetime(2026, 12, 28, tzinfo=UTC), datetime(2026, 12, 31, 12, tzinfo=UTC)),),
)


@pytest.fixture
def ana(transactions: Transactions[MeetingWork]) -> Person:
    person = a_person("Ana")
    with transactions.begin() as work:
        work.people.add(person)
    return person


def changed(transactions: Transactions[MeetingWork], ana: Person, hours: Hours) -> None:
    with transactions.begin() as work:
        mine = work.working_hours.get(ana.id)
        mine.become(hours, by=ana.id, now=NOW)
        work.working_hours.save(mine)
        assert mine.events == []


def test_everybody_has_office_hours_at_home(transactions: Transactions[MeetingWork], ana: Person) -> None:
    with transactions.begin() as work:
        assert work.working_hours.get(ana.id) == WorkingHours(ana.id, Hours(ana.zone), version=1)
        assert work.working_hours.find(ana.id) == WorkingHours(ana.id, Hours(ana.zone), version=1)


def test_they_come_back_as_they_were_kept(
    transactions: Transactions[MeetingWork], ana: Person, storage: Storage
) -> None:
    for hours, version in ((EVERYTHING, 2), (Hours(ana.zone), 3), (EVERYTHING, 4)):
        changed(transactions, ana, hours)
        with transactions.begin() as work:
            assert work.working_hours.get(ana.id) == WorkingHours(ana.id, hours, version)
    events = [event for event in storage.events() if event.kind == "working_hours.changed"]
    assert [(event.subject_id, event.version) for event in events] == [(ana.id, 2), (ana.id, 3), (ana.id, 4)]


def test_the_second_of_two_editors_is_told(transactions: Transactions[MeetingWork], ana: Person) -> None:
    for _ in range(2):  # without hours of one's own, and with
        with transactions.begin() as work:
            mine, yours = work.working_hours.get(ana.id), work.working_hours.get(ana.id)
            work.working_hours.save(mine)
            with pytest.raises(StaleWorkingHours):
                work.working_hours.save(yours)


def test_who_is_not_there_has_none(transactions: Transactions[MeetingWork], ana: Person) -> None:
    with transactions.begin() as work:
        person = work.people.get(ana.id)
        person.active = False
        work.people.save(person)
    with transactions.begin() as work:
        for absent in (ana.id, uuid4()):
            assert work.working_hours.find(absent) is None
            with pytest.raises(PersonNotFound):
                work.working_hours.get(absent)
