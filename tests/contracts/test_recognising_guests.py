"""Whoever comes to an address becomes the guest whom meetings know by it: once, wherever they still are."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from threading import Thread
from uuid import UUID

import pytest

from adapters.memory.clock import SettableClock
from application.meeting.ports import Newcomer
from application.meeting.queries import CalendarWindow
from application.meeting.recognise_guests import UNDER_WAY, RecogniseGuests
from application.shared.ports import Viewer
from domain.identity.person import Person
from domain.meeting import recognition
from domain.meeting.details import Commitment
from domain.meeting.edit import Edit
from domain.meeting.guest import Guest, Invitation, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.one_date import change_one
from tests.builders import HOST, NOW, a_meeting, a_person, timed
from tests.storage import LONG_ENOUGH, Storage

DECEMBER = CalendarWindow(NOW, NOW + timedelta(days=40), date(2026, 11, 23), date(2027, 1, 2))
BEN = Invitation("ben@example.org", "Benny")


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def ana(storage: Storage) -> Person:
    return joined(storage, "Ana")


@pytest.fixture
def recognise(storage: Storage, clock: SettableClock, ana: Person) -> Callable[[], None]:
    """All that there is to do by now."""
    use_case = RecogniseGuests(storage.transactions, clock)

    def do() -> None:
        while use_case():
            pass

    do()
    return do


def joined(storage: Storage, name: str) -> Person:
    person = a_person(name)
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def invited(storage: Storage, host: Person, *guests: Invitation, **options: object) -> Meeting:
    planned = a_meeting(host_id=host.id, guests=guests or (BEN,), **options)  # type: ignore[arg-type]
    with storage.transactions.begin() as work:
        work.meetings.add(planned)
    return planned


def read(storage: Storage, meeting_id: UUID) -> Meeting:
    with storage.transactions.begin() as work:
        meeting = work.meetings.find(meeting_id)
    assert meeting is not None
    return meeting


def guests_of(storage: Storage, meeting: Meeting) -> list[Guest]:
    return read(storage, meeting.id).guests


def calendar_of(storage: Storage, person: Person) -> list[str]:
    entries = storage.calendars.entries(DECEMBER, people={person.id}, viewer=Viewer(person.id, True))
    return [entry["meeting_id"] for entry in json.loads(entries)]


def news_of(storage: Storage, person: Person) -> list[tuple[str, UUID]]:
    """What the log says to that person of meetings."""
    events = [each for each in storage.events() if each.subject_type == "meeting"]
    return [(each.kind, each.subject_id) for each in events if person.id in each.audience]


def waiting(storage: Storage) -> list[UUID]:
    """Whom somebody is still to look for, in no time at all."""
    found: list[Newcomer] = []
    far = NOW + timedelta(days=1)
    with storage.transactions.begin() as work:
        while newcomer := work.newcomers.take(far, again_at=far + timedelta(days=1)):
            found.append(newcomer)
    return [each.person_id for each in found]


def test_who_joins_finds_every_meeting_that_invited_them(
    storage: Storage, ana: Person, recognise: Callable[[], None]
) -> None:
    review = invited(storage, ana, BEN, Invitation("cy@example.org"))
    draft, other = invited(storage, ana, draft=True), invited(storage, ana, Invitation("cy@example.org"))
    ben = joined(storage, "Ben")
    recognise()
    assert [(each.person_id, each.name) for each in guests_of(storage, review)] == [
        (ben.id, "Ben"),
        (None, ""),
    ]
    assert guests_of(storage, draft)[0].person_id == ben.id
    assert calendar_of(storage, ben) == [str(review.id)]
    assert news_of(storage, ben) == [("guest.joined", review.id)]
    assert (read(storage, review.id).version, read(storage, other.id).version) == (2, 1)


def test_so_does_who_moves_to_that_address_and_who_comes_back(
    storage: Storage, ana: Person, recognise: Callable[[], None]
) -> None:
    review = invited(storage, ana, BEN, Invitation("di@example.org"))
    cy, di = joined(storage, "Cy"), joined(storage, "Di")
    with storage.transactions.begin() as work:
        di.set_active(False, by=ana.id, now=NOW)
        work.people.save(di)
    recognise()
    assert [each.person_id for each in guests_of(storage, review)] == [None, None]
    with storage.transactions.begin() as work:
        cy.move_to_address(BEN.email, now=NOW)
        di.set_active(True, by=ana.id, now=NOW)
        work.people.save(cy)
        work.people.save(di)
    recognise()
    assert [each.person_id for each in guests_of(storage, review)] == [cy.id, di.id]


def test_only_an_address_that_is_somebodys_by_now_makes_a_newcomer(storage: Storage, ana: Person) -> None:
    assert waiting(storage) == [ana.id]
    with storage.transactions.begin() as work:
        ana.describe(name="Anna", time_zone="UTC", now=NOW)
        work.people.save(ana)
        ana.set_active(False, by=HOST, now=NOW)
        work.people.save(ana)
    with suppress(ZeroDivisionError), storage.transactions.begin() as work:
        work.people.add(a_person("Ben"))
        raise ZeroDivisionError
    assert waiting(storage) == []


def test_a_newcomer_is_taken_once_until_it_is_time_again(storage: Storage, ana: Person) -> None:
    ben = joined(storage, "Ben")
    with storage.transactions.begin() as work:
        assert work.newcomers.take(NOW - timedelta(seconds=1), again_at=NOW) is None
        first = work.newcomers.take(NOW, again_at=NOW + UNDER_WAY)
        second = work.newcomers.take(NOW, again_at=NOW + UNDER_WAY)
        assert first is not None
        assert second is not None
        assert {first.person_id, second.person_id} == {ana.id, ben.id}
        assert work.newcomers.take(NOW, again_at=NOW + UNDER_WAY) is None
        work.newcomers.remove(first)
        assert work.newcomers.take(NOW + UNDER_WAY, again_at=NOW + 2 * UNDER_WAY) == second


def test_whom_the_host_has_taken_out_never_hears_of_it(
    storage: Storage, ana: Person, recognise: Callable[[], None]
) -> None:
    review = invited(storage, ana)
    with storage.transactions.begin() as work:
        meeting = work.meetings.get(review.id)
        meeting.remove_guest(meeting.guests[0].id, by=ana.id, now=NOW)
        work.meetings.save(meeting)
    ben = joined(storage, "Ben")
    recognise()
    assert (calendar_of(storage, ben), news_of(storage, ben)) == ([], [])
    assert read(storage, review.id).participants == {ana.id}


def test_who_is_a_guest_already_is_one_guest_then(
    storage: Storage, ana: Person, recognise: Callable[[], None]
) -> None:
    cy = joined(storage, "Cy")
    review = invited(
        storage, ana, Invitation(cy.email, cy.name, cy.id), BEN, repeats=["RRULE:FREQ=DAILY;COUNT=3"]
    )
    with storage.transactions.begin() as work:
        meeting = work.meetings.get(review.id)
        meeting.respond(cy.id, ResponseStatus.ACCEPTED, comment="mine", seen_version=None, now=NOW)
        work.meetings.save(meeting)
        cy.move_to_address(BEN.email, now=NOW)
        work.people.save(cy)
    recognise()
    (guest,) = guests_of(storage, review)
    assert (guest.person_id, guest.email, guest.response.comment) == (cy.id, BEN.email, "mine")
    assert calendar_of(storage, cy) == [str(review.id)] * 3


def test_what_they_accepted_keeps_them_busy_and_takes_no_time_twice(
    storage: Storage, ana: Person, recognise: Callable[[], None]
) -> None:
    """Whoever invited first has their time; the other meeting goes without, and its host is told."""
    cy = joined(storage, "Cy")
    times = (timed(), timed("2026-12-01 10:00", "2026-12-01 11:00"))
    both = [
        invited(storage, host, timing=timing, commitment=Commitment.EXCLUSIVE)
        for host, timing in zip((ana, cy), times, strict=True)
    ]
    first, second = sorted(both, key=lambda each: each.id)
    ben = joined(storage, "Ben")
    recognise()
    name = second.original_start
    assert read(storage, first.id).lacks_on(first.original_start) == frozenset()
    assert read(storage, second.id).lacks_on(name) == {ben.id}
    assert sorted(calendar_of(storage, ben)) == sorted([str(first.id), str(second.id)])
    taken = [each for each in storage.events() if each.kind == "meeting.person_taken"]
    assert [(each.subject_id, each.audience) for each in taken] == [(second.id, {second.host_id})]
    with storage.transactions.begin() as work:
        slot = timed("2026-12-01 08:00", "2026-12-01 18:00").slot
        held = work.meetings.taken({ben.id}, slot, by_others_than=UUID(int=0), now=NOW)
    assert held == [(ben.id, first.timing.slot)]


def test_an_invitation_that_had_not_seen_the_account_is_found_the_second_time(
    storage: Storage, ana: Person, recognise: Callable[[], None], clock: SettableClock
) -> None:
    ben = joined(storage, "Ben")
    recognise()
    late = invited(storage, ana)  # as if its transaction had begun before
    recognise()
    assert guests_of(storage, late)[0].person_id is None
    clock.advance(UNDER_WAY)
    recognise()
    assert guests_of(storage, late)[0].person_id == ben.id
    assert waiting(storage) == []


def test_one_meeting_that_fails_keeps_nobody_else_waiting_and_is_tried_again(
    storage: Storage,
    ana: Person,
    recognise: Callable[[], None],
    clock: SettableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad, good = invited(storage, ana, BEN, title="Bad"), invited(storage, ana)
    ben = joined(storage, "Ben")

    def failing(meeting: Meeting, person: Person, *, now: datetime) -> None:
        assert meeting.id != bad.id
        recognition.recognise(meeting, person, now=now)

    with monkeypatch.context() as patched:
        patched.setattr("application.meeting.recognise_guests.recognise", failing)
        recognise()
        assert guests_of(storage, good)[0].person_id == ben.id
        clock.advance(10 * UNDER_WAY)
        recognise()
        assert guests_of(storage, bad)[0].person_id is None
    clock.advance(UNDER_WAY)
    recognise()
    assert guests_of(storage, bad)[0].person_id == ben.id
    assert waiting(storage) == []


def test_whoever_is_stopped_leaves_the_rest_to_others_and_nothing_is_done_twice(
    storage: Storage, ana: Person, recognise: Callable[[], None], clock: SettableClock
) -> None:
    reviews = [invited(storage, ana, title=f"Review {number}") for number in range(8)]
    ben = joined(storage, "Ben")
    turns = iter([False, False, False, True])
    assert not RecogniseGuests(storage.transactions, clock)(stop=lambda: next(turns))
    found = [guests_of(storage, each)[0].person_id for each in reviews]
    assert (found.count(ben.id), found.count(None)) == (3, 5)
    clock.advance(UNDER_WAY)
    others = [Thread(target=RecogniseGuests(storage.transactions, clock)) for _ in range(3)]
    for thread in others:
        thread.start()
    for thread in others:
        thread.join(LONG_ENOUGH)
    recognise()
    assert {guests_of(storage, each)[0].person_id for each in reviews} == {ben.id}
    assert sorted(news_of(storage, ben)) == sorted(("guest.joined", each.id) for each in reviews)


def test_guests_of_single_dates_find_those(
    storage: Storage, ana: Person, recognise: Callable[[], None]
) -> None:
    series = invited(storage, ana, Invitation("cy@example.org"), repeats=["RRULE:FREQ=DAILY;COUNT=3"])
    name = series.dates.until(NOW + timedelta(days=30))[1].original_start
    with storage.transactions.begin() as work:
        meeting = work.meetings.get(series.id)
        change_one(meeting, Edit(invitations=(BEN,)), name, by=ana.id, now=NOW)
        work.meetings.save(meeting)
    ben = joined(storage, "Ben")
    recognise()
    assert guests_of(storage, series)[1].only_on == {name}
    assert calendar_of(storage, ben) == [str(series.id)]
