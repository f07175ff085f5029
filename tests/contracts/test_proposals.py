"""Proposals, and the last place of a meeting, in memory and in PostgreSQL."""

from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import uuid4

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal
from domain.meeting.terms import Terms
from domain.meeting.timing import AllDay
from tests.builders import NOW, a_meeting, a_person, timed
from tests.storage import LONG_ENOUGH, Storage


def hosted(transactions: Transactions[MeetingWork], *names: str) -> tuple[Meeting, list[Person]]:
    """A meeting of Ana with those guests."""
    ana, *guests = people = [a_person(name) for name in ("Ana", *names)]
    invitations = tuple(Invitation(each.email, each.name, each.id) for each in guests)
    meeting = a_meeting(host_id=ana.id, guests=invitations)
    with transactions.begin() as work:
        for person in people:
            work.people.add(person)
        work.meetings.add(meeting)
    return meeting, guests


def test_they_come_back_as_they_went_in(transactions: Transactions[MeetingWork]) -> None:
    meeting, (ben, cara) = hosted(transactions, "Ben", "Cara")
    clock, days = timed("2026-12-02 09:00", "2026-12-02 10:00"), AllDay(date(2026, 12, 3), date(2026, 12, 5))
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        later = Proposal.make(
            mine, ben.id, clock, original_start=None, comment="?", now=NOW + timedelta(minutes=1)
        )
        sooner = Proposal.make(mine, cara.id, days, original_start=None, comment="", now=NOW)
        work.proposals.add(later)
        work.proposals.add(sooner)
        work.meetings.save(mine)
    with transactions.begin() as work:
        assert list(work.proposals.of(meeting.id)) == [sooner, later]
        assert list(work.proposals.of(meeting.id, person_id=ben.id)) == [later]
        assert list(work.proposals.of(uuid4())) == []
        assert work.proposals.find(later.id) == later
        assert work.proposals.find(uuid4()) is None
        mine = work.meetings.get(meeting.id)
        later.decline(mine, by=meeting.host_id, now=NOW)
        work.proposals.save(later)
        found = work.proposals.find(later.id)
        assert found == later
        assert found is not later


def test_of_those_who_want_the_last_place_at_once_one_gets_it(storage: Storage) -> None:
    names = [f"Guest{number}" for number in range(8)]
    meeting, guests = hosted(storage.transactions, *names)
    with storage.transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        mine.terms = Terms(capacity=1)
        work.meetings.save(mine)
    ready = Barrier(len(guests))

    def say(person: Person, status: ResponseStatus) -> None:
        ready.wait(LONG_ENOUGH)
        with storage.transactions.begin() as work:
            theirs = work.meetings.get(meeting.id)
            theirs.respond(person.id, status, comment="", seen_version=None, now=NOW)
            work.meetings.save(theirs)

    def at_once(status: ResponseStatus) -> Meeting:
        threads = [Thread(target=say, args=[person, status]) for person in guests]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONG_ENOUGH)
        with storage.transactions.begin() as work:
            found = work.meetings.find(meeting.id)
        assert found is not None
        return found

    for _ in range(5):
        answers = [guest.response.status for guest in at_once(ResponseStatus.ACCEPTED).guests]
        assert sorted(answers) == [ResponseStatus.ACCEPTED] + [ResponseStatus.WAITING] * 7
        assert {guest.response.status for guest in at_once(ResponseStatus.DECLINED).guests} == {
            ResponseStatus.DECLINED
        }
    kinds = [event.kind for event in storage.events() if event.subject_id == meeting.id]
    assert kinds.count("guest.responded") == 80
