"""Whatever a series is split into, the name of a date leads to where that date is now."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from application.identity.caller import Caller
from application.meeting.lineage import expect_date, kinship_of
from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.role import Role
from domain.meeting import series
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.refusals import OccurrenceMovedOn
from tests.builders import NOW, a_meeting, a_person

FAR = datetime(2027, 3, 1, tzinfo=UTC)
DAILY = [f"202612{day:02}T083000Z" for day in range(1, 32)]
Place = tuple[UUID, str]


@pytest.fixture
def ana(transactions: Transactions[MeetingWork]) -> Caller:
    return a_caller("Ana", transactions)


def a_caller(name: str, transactions: Transactions[MeetingWork], role: Role = Role.MEMBER) -> Caller:
    person = a_person(name, role=role)
    with transactions.begin() as work:
        work.people.add(person)
    return Caller(person.id, person.role)


def planned(
    ana: Caller,
    transactions: Transactions[MeetingWork],
    rule: str = "FREQ=DAILY;COUNT=12",
    *,
    draft: bool = False,
) -> UUID:
    meeting = a_meeting(host_id=ana.person_id, repeats=[f"RRULE:{rule}"], draft=draft)
    with transactions.begin() as work:
        work.meetings.add(meeting)
    return meeting.id


def edited(
    transactions: Transactions[MeetingWork],
    meeting_id: UUID,
    edit: Edit,
    scope: Scope,
    name: str | None,
    now: datetime,
) -> list[Meeting]:
    with transactions.begin() as work:
        meeting = work.meetings.get(meeting_id)
        after = series.change(meeting, edit, scope, name, by=meeting.host_id, now=now)
        for each in after:
            if each.version == 0:
                work.meetings.add(each)
            elif each.events:
                work.meetings.save(each)
    return after


def deleted(transactions: Transactions[MeetingWork], meeting_id: UUID) -> None:
    with transactions.begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.delete(by=meeting.host_id, now=NOW)
        work.meetings.remove(meeting)


def followed(transactions: Transactions[MeetingWork], caller: Caller, place: Place) -> Place | None:
    """Where that date is now; None where it is no more, or not for that caller."""
    meeting_id, name = place
    with transactions.begin() as work:
        meeting = work.meetings.find(meeting_id)
        assert meeting is not None
        try:
            expect_date(meeting, name, caller, work)
        except OccurrenceMovedOn as moved:
            return moved.meeting_id, moved.original_start
        return place if meeting.dates.named(name) else None


def names_of(meeting: Meeting) -> set[str]:
    return {each.original_start for each in meeting.dates.until(FAR)}


def test_a_chain_of_splits_leads_to_its_end(transactions: Transactions[MeetingWork], ana: Caller) -> None:
    first = planned(ana, transactions, "FREQ=DAILY")
    second = edited(transactions, first, Edit({"title": "B"}), Scope.FOLLOWING, DAILY[3], NOW)[-1].id
    third = edited(transactions, first, Edit({"title": "C"}), Scope.FOLLOWING, DAILY[2], NOW)[-1].id
    fourth = edited(transactions, second, Edit({"title": "D"}), Scope.FOLLOWING, DAILY[8], NOW)[-1].id
    where = [followed(transactions, ana, (first, DAILY[place])) for place in (1, 2, 3, 8, 30)]
    holders = (first, third, second, fourth, fourth)
    assert where == [(holder, DAILY[place]) for holder, place in zip(holders, (1, 2, 3, 8, 30), strict=True)]
    assert followed(transactions, ana, (first, "20261130T083000Z")) is None
    with transactions.begin() as work:
        meeting = work.meetings.get(first)
        kinship = kinship_of(meeting, ana, work)
        assert [each.meeting_id for each in kinship.continued_by] == [third, second]
        onward = work.meetings.find(second)
        assert onward is not None
        back = kinship_of(onward, ana, work).split_from
    assert back is not None
    assert (back.meeting_id, back.original_start) == (first, DAILY[3])


def test_a_draft_that_was_deleted_is_no_end_of_the_way_through_it(
    transactions: Transactions[MeetingWork], ana: Caller
) -> None:
    first = planned(ana, transactions, draft=True)
    second = edited(transactions, first, Edit({"title": "B"}), Scope.FOLLOWING, DAILY[3], NOW)[-1].id
    third = edited(transactions, second, Edit({"title": "C"}), Scope.FOLLOWING, DAILY[6], NOW)[-1].id
    fourth = edited(transactions, third, Edit({"title": "D"}), Scope.FOLLOWING, DAILY[9], NOW)[-1].id
    deleted(transactions, second)
    where = [followed(transactions, ana, (first, DAILY[place])) for place in (2, 4, 7, 10)]
    assert where == [(first, DAILY[2]), None, (third, DAILY[7]), (fourth, DAILY[10])]
    deleted(transactions, third)
    assert followed(transactions, ana, (first, DAILY[7])) is None
    assert followed(transactions, ana, (first, DAILY[10])) == (fourth, DAILY[10])
    deleted(transactions, fourth)
    assert followed(transactions, ana, (first, DAILY[10])) is None


def test_a_series_that_was_prolonged_after_a_split_has_its_dates_itself(
    transactions: Transactions[MeetingWork], ana: Caller
) -> None:
    first = planned(ana, transactions)
    edited(transactions, first, Edit({"title": "B"}), Scope.FOLLOWING, DAILY[8], NOW)
    longer = Edit(recurrence=["RRULE:FREQ=DAILY;COUNT=20"])
    edited(transactions, first, longer, Scope.ALL, None, NOW + timedelta(minutes=1))
    assert followed(transactions, ana, (first, DAILY[9])) == (first, DAILY[9])
    later = NOW + timedelta(minutes=2)
    third = edited(transactions, first, Edit({"title": "C"}), Scope.FOLLOWING, DAILY[4], later)[-1].id
    assert followed(transactions, ana, (first, DAILY[9])) == (third, DAILY[9])


def test_who_may_not_see_the_other_meeting_learns_nothing(
    transactions: Transactions[MeetingWork], ana: Caller
) -> None:
    first = planned(ana, transactions)
    edited(transactions, first, Edit({"title": "B"}), Scope.FOLLOWING, DAILY[8], NOW)
    stranger, admin = a_caller("Kim", transactions), a_caller("Ada", transactions, Role.ADMIN)
    for each in (stranger, admin):
        assert followed(transactions, each, (first, DAILY[9])) is None
        with transactions.begin() as work:
            meeting = work.meetings.get(first)
            assert not kinship_of(meeting, each, work).continued_by
            (onward,) = work.meetings.split_off(first)
            assert kinship_of(onward, each, work).split_from is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_name_leads_to_where_its_date_is_now(
    transactions: Transactions[MeetingWork], ana: Caller, data: st.DataObject
) -> None:
    """A model keeps who gave which date to whom: a name leads to the meeting itself, else to the last one it
    gave a date of that name to, and on from there, also through drafts that were deleted since."""
    rule = data.draw(st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;COUNT=9"]))
    first, gone = planned(ana, transactions, rule, draft=data.draw(st.booleans())), set[UUID]()
    with transactions.begin() as work:
        meetings = {first: work.meetings.get(first)}
    given: dict[Place, list[UUID]] = {(first, name): [] for name in names_of(meetings[first])}
    for minute in range(1, data.draw(st.integers(2, 7))):
        now = NOW + timedelta(minutes=minute)
        meeting = meetings[data.draw(st.sampled_from(sorted(meetings.keys() - gone)))]
        if meeting.state is MeetingState.DRAFT and meeting.id != first and data.draw(st.booleans()):
            deleted(transactions, meeting.id)
            gone.add(meeting.id)
            continue
        had = sorted(names_of(meeting))[:12]
        if data.draw(st.integers(0, 3)):
            name, edit, scope = data.draw(st.sampled_from(had)), Edit({"title": str(minute)}), Scope.FOLLOWING
        else:
            count = data.draw(st.integers(1, 14))
            name, edit, scope = None, Edit(recurrence=[f"RRULE:FREQ=DAILY;COUNT={count}"]), Scope.ALL
        note(f"{meeting.id}: {scope} {name} {edit}")
        before = names_of(meeting)
        after = edited(transactions, meeting.id, edit, scope, name, now)
        meetings |= {each.id: each for each in after}
        for each in after:
            for name in names_of(each):
                given.setdefault((each.id, name), [])
                if each.id != meeting.id and name in before:
                    given[meeting.id, name].append(each.id)

    def holder_of(meeting_id: UUID, name: str) -> UUID | None:
        if meeting_id not in gone and name in names_of(meetings[meeting_id]):
            return meeting_id
        onward = given[meeting_id, name]
        return holder_of(onward[-1], name) if onward else None

    for meeting_id, name in sorted(each for each in given if each[0] not in gone):
        holder = holder_of(meeting_id, name)
        assert followed(transactions, ana, (meeting_id, name)) == (holder and (holder, name))
