"""What every ``Meetings`` keeps."""

from datetime import timedelta
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.meeting import series
from domain.meeting.details import Details
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound, StaleMeeting, UidAlreadyTaken
from domain.meeting.timing import AllDay
from tests.builders import HOST, NOW, a_meeting, a_person, an_invitation, meetings, timed
from tests.storage import LONG_ENOUGH, Storage


@pytest.fixture
def ana(transactions: Transactions[MeetingWork]) -> Person:
    person = a_person("Ana")
    with transactions.begin() as work:
        work.people.add(person)
    return person


@pytest.fixture
def ben(transactions: Transactions[MeetingWork]) -> Person:
    person = a_person("Ben")
    with transactions.begin() as work:
        work.people.add(person)
    return person


@pytest.fixture
def meeting(transactions: Transactions[MeetingWork], ana: Person, ben: Person) -> Meeting:
    invitations = (an_invitation("ben", person_id=ben.id), Invitation("x@example.org", "Xavier"))
    planned = a_meeting(host_id=ana.id, guests=invitations)
    with transactions.begin() as work:
        work.meetings.add(planned)
    return planned


def stored(transactions: Transactions[MeetingWork], meeting_id: UUID) -> Meeting | None:
    with transactions.begin() as work:
        return work.meetings.find(meeting_id)


def test_it_is_stored_as_version_one(transactions: Transactions[MeetingWork], meeting: Meeting) -> None:
    assert meeting.version == 1
    assert meeting.events == []
    with transactions.begin() as work:
        assert work.meetings.get(meeting.id) == meeting
        assert work.meetings.find(meeting.id) == meeting
        assert work.meetings.with_uids(meeting.host_id, [meeting.uid, "another"]) == [meeting]


def test_what_does_not_exist_is_not_found(transactions: Transactions[MeetingWork], meeting: Meeting) -> None:
    with transactions.begin() as work:
        assert work.meetings.find(uuid4()) is None
        assert work.meetings.with_uids(uuid4(), [meeting.uid]) == []
        assert work.meetings.with_uids(meeting.host_id, ["another"]) == []
        assert work.meetings.with_uids(meeting.host_id, []) == []
        with pytest.raises(MeetingNotFound):
            work.meetings.get(uuid4())


def test_what_comes_back_is_a_copy(transactions: Transactions[MeetingWork], meeting: Meeting) -> None:
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        mine.guests.clear()
        mine.cancellation_reason = "unsaved"
        assert work.meetings.get(meeting.id) == meeting


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=meetings(), second=meetings())
def test_any_meeting_comes_back_as_it_went_in(
    transactions: Transactions[MeetingWork], first: Meeting, second: Meeting
) -> None:
    with transactions.begin() as work:
        if work.people.by_email("host@example.org") is None:
            host = a_person("host")
            host.id = HOST
            work.people.add(host)
        work.meetings.add(first)
    assert stored(transactions, first.id) == first
    # And any other content in its place.
    second.id, second.uid, second.version = first.id, first.uid, first.version
    second.anchor = first.anchor
    with transactions.begin() as work:
        work.meetings.save(second)
    assert stored(transactions, first.id) == second
    with transactions.begin() as work:
        work.meetings.remove(second)


@pytest.mark.parametrize("length", [1, 255, 20_000])
def test_a_uid_of_any_length_is_kept_and_found(
    transactions: Transactions[MeetingWork], ana: Person, length: int
) -> None:
    planned = a_meeting(host_id=ana.id)
    planned.uid = "ü" * length
    with transactions.begin() as work:
        work.meetings.add(planned)
    with transactions.begin() as work:
        assert work.meetings.with_uids(ana.id, [planned.uid]) == [planned]


def test_many_are_added_at_once_but_those_whose_uid_is_taken(
    transactions: Transactions[MeetingWork], ana: Person, ben: Person
) -> None:
    guests = (Invitation("eve@example.net"), Invitation(ben.email, ben.name, ben.id))
    one, two, other = (
        a_meeting(host_id=ana.id, guests=guests),
        a_meeting(host_id=ana.id),
        a_meeting(host_id=ben.id),
    )
    two.uid = other.uid = "two"
    twice = a_meeting("Twice", host_id=ana.id)
    twice.uid = "two"
    with transactions.begin() as work:
        assert work.meetings.add_all([]) in (set(), [])
        assert set(work.meetings.add_all([one])) == {one.id}
        assert set(work.meetings.add_all([one, two, other])) == {two.id, other.id}
    with transactions.begin() as work:
        assert work.meetings.add_all([twice]) in (set(), [])
        assert [work.meetings.find(each.id) for each in (one, two, other)] == [one, two, other]
        assert work.meetings.find(twice.id) is None


def test_a_host_has_one_meeting_of_a_uid(
    transactions: Transactions[MeetingWork], meeting: Meeting, ben: Person
) -> None:
    twin, somebody_elses = a_meeting(host_id=meeting.host_id), a_meeting(host_id=ben.id)
    twin.uid = somebody_elses.uid = meeting.uid
    with transactions.begin() as work:
        with pytest.raises(UidAlreadyTaken):
            work.meetings.add(twin)
        work.meetings.add(somebody_elses)  # the refusal has not spoilt the transaction
    assert stored(transactions, somebody_elses.id) == somebody_elses


def test_the_second_of_two_editors_is_told(transactions: Transactions[MeetingWork], meeting: Meeting) -> None:
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
    with transactions.begin() as work:
        theirs = work.meetings.get(meeting.id)
        theirs.describe(Details("Theirs"), by=meeting.host_id, now=NOW)
        work.meetings.save(theirs)
    mine.describe(Details("Mine"), by=meeting.host_id, now=NOW)
    with pytest.raises(StaleMeeting), transactions.begin() as work:
        work.meetings.save(mine)
    assert stored(transactions, meeting.id) == theirs


def test_a_stale_meeting_cannot_be_removed(transactions: Transactions[MeetingWork], meeting: Meeting) -> None:
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        work.meetings.save(work.meetings.get(meeting.id))
    with pytest.raises(StaleMeeting), transactions.begin() as work:
        work.meetings.remove(mine)


def test_a_removed_meeting_is_gone_and_its_events_stay(storage: Storage, ana: Person) -> None:
    draft = a_meeting(host_id=ana.id, draft=True)
    with storage.transactions.begin() as work:
        work.meetings.add(draft)
        draft.delete(by=ana.id, now=NOW)
        work.meetings.remove(draft)
    assert stored(storage.transactions, draft.id) is None
    kinds = [event.kind for event in storage.events() if event.subject_id == draft.id]
    assert kinds == ["meeting.drafted", "meeting.deleted"]
    with pytest.raises(StaleMeeting), storage.transactions.begin() as work:
        work.meetings.save(draft)


def test_a_draft_can_go_that_another_was_split_from(
    transactions: Transactions[MeetingWork], ana: Person
) -> None:
    draft = a_meeting(host_id=ana.id, draft=True, repeats=["RRULE:FREQ=WEEKLY;COUNT=4"])
    with transactions.begin() as work:
        work.meetings.add(draft)
        third = draft.dates_until(NOW + timedelta(days=60))[2].original_start
        _, onward = series.change(draft, Edit(), Scope.FOLLOWING, third, by=ana.id, now=NOW)
        work.meetings.save(draft)
        work.meetings.add(onward)
    with transactions.begin() as work:
        draft = work.meetings.get(draft.id)
        draft.delete(by=ana.id, now=NOW)
        work.meetings.remove(draft)
    again = stored(transactions, onward.id)
    assert again == onward
    assert again is not None
    assert again.lineage is not None
    assert again.lineage.meeting_id == draft.id


def test_every_part_of_a_meeting_can_change(
    transactions: Transactions[MeetingWork], meeting: Meeting, ana: Person, ben: Person
) -> None:
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        mine.remove_guest(mine.guests[1].id, by=ana.id, now=NOW)
        mine.invite(Invitation("y@example.org", "Yara"), by=ana.id, now=NOW)
        mine.invite(Invitation("x@example.org", "Xavier again"), by=ana.id, now=NOW)
        mine.move_to(AllDay(NOW.date(), NOW.date() + timedelta(days=2)), by=ana.id, now=NOW)
        mine.respond(ben.id, ResponseStatus.TENTATIVE, comment="?", seen_version=None, now=NOW)
        work.meetings.save(mine)
        # A second save in the same transaction builds on the first.
        mine.move_to(timed("2026-12-03 10:00", "2026-12-03 11:00"), by=ana.id, now=NOW)
        work.meetings.save(mine)
    assert stored(transactions, meeting.id) == mine
    assert mine.version == 3


def test_whoever_gets_a_meeting_waits_for_its_writer(
    transactions: Transactions[MeetingWork], meeting: Meeting
) -> None:
    asking = Event()
    versions: list[int] = []

    def change() -> None:
        asking.set()
        with transactions.begin() as work:
            theirs = work.meetings.get(meeting.id)
            versions.append(theirs.version)
            work.meetings.save(theirs)

    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        other = Thread(target=change)
        other.start()
        assert asking.wait(LONG_ENOUGH)
        mine.remove_guest(mine.guests[0].id, by=meeting.host_id, now=NOW)
        work.meetings.save(mine)
    other.join(LONG_ENOUGH)
    assert versions == [2]
    kept = stored(transactions, meeting.id)
    assert kept is not None
    assert (kept.version, len(kept.guests)) == (3, 1)


def test_many_writers_of_one_meeting_lose_nothing(
    transactions: Transactions[MeetingWork], meeting: Meeting
) -> None:
    def invite(number: int) -> None:
        with transactions.begin() as work:
            mine = work.meetings.get(meeting.id)
            mine.invite(Invitation(f"guest{number}@example.org"), by=meeting.host_id, now=NOW)
            work.meetings.save(mine)

    threads = [Thread(target=invite, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    kept = stored(transactions, meeting.id)
    assert kept is not None
    assert (kept.version, len(kept.guests)) == (13, 14)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(200, 500))
def test_a_crowd_keeps_its_order(
    transactions: Transactions[MeetingWork], meeting: Meeting, crowd: int
) -> None:
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        while len(mine.guests) < crowd:
            place = len(mine.guests)
            mine.invite(Invitation(f"guest{place}@example.org"), by=meeting.host_id, now=NOW)
        work.meetings.save(mine)
    assert stored(transactions, meeting.id) == mine
