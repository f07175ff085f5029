"""What every ``EventLog`` keeps, and every ``Sequencer`` that feeds it."""

from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from uuid import UUID

import pytest

from application.shared.ports import LogBounds, Viewer
from application.shared.refusals import ResyncRequired
from domain.identity.person import Person
from domain.meeting.details import Details, Visibility
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.shared.ids import new_id
from tests.builders import NOW, a_meeting, a_person, timed
from tests.storage import LONG_ENOUGH, Storage

WEEK = timedelta(weeks=1)


def join(storage: Storage, name: str, days_later: int = 0) -> Person:
    moment = NOW + timedelta(days=days_later)
    person = a_person(name)
    person.events = [replace(person.events[0], at=moment)]
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def test_an_empty_log_begins_behind_nothing(storage: Storage) -> None:
    assert storage.event_log.bounds() == LogBounds(oldest=1, latest=0)
    assert list(storage.event_log.after(0, limit=10)) == []


def test_positions_are_consecutive_and_start_at_one(storage: Storage) -> None:
    people = [join(storage, name) for name in ("Ana", "Ben", "Chloe")]
    events = storage.events()
    assert [event.position for event in events] == [1, 2, 3]
    assert [event.subject_id for event in events] == [person.id for person in people]
    assert storage.event_log.bounds() == LogBounds(oldest=1, latest=3)
    assert len({event.id for event in events}) == 3


def test_an_event_says_all_that_happened(storage: Storage) -> None:
    ana = join(storage, "Ana")
    meeting = a_meeting(host_id=ana.id, visibility=Visibility.ORGANISATION)
    with storage.transactions.begin(mutation_id="01234567-89ab-7def-8123-456789abcdef") as work:
        work.meetings.add(meeting)
        meeting.describe(Details("Renamed ✎"), by=ana.id, now=NOW)
        meeting.move_to(timed("2026-12-02 09:00", "2026-12-02 10:00"), by=ana.id, now=NOW)
        meeting.invite(Invitation("x@example.org", "Xavier"), by=ana.id, now=NOW)
        recorded = list(meeting.events)
        work.meetings.save(meeting)
    for event, logged in zip(recorded, storage.events()[2:], strict=True):
        assert logged.kind == event.kind
        assert (logged.subject_type, logged.subject_id) == ("meeting", meeting.id)
        assert (logged.version, logged.at) == (2, NOW)
        assert (logged.actor_id, logged.actor_name) == (ana.id, "Ana")
        assert logged.mutation_id == "01234567-89ab-7def-8123-456789abcdef"
        assert (logged.audience, logged.to_organisation) == (event.audience, event.to_organisation)
        assert logged.data == event.data()


def test_pages_follow_each_other(storage: Storage) -> None:
    for number in range(5):
        join(storage, f"P{number}")
    everything = storage.events()
    first = storage.event_log.after(0, limit=2)
    rest = storage.event_log.after(first[-1].position, limit=50)
    assert [*first, *rest] == everything
    assert list(storage.event_log.after(5, limit=50)) == []
    assert list(storage.event_log.after(2**62, limit=50)) == []


def test_viewers_get_what_is_for_them_and_nothing_else(storage: Storage) -> None:
    ana, ben = join(storage, "Ana"), join(storage, "Ben")
    mine = a_meeting("Mine", host_id=ana.id)
    ours = a_meeting("Ours", host_id=ana.id, guests=(Invitation(ben.email, "Ben", ben.id),))
    everybodys = a_meeting("Everybody's", host_id=ana.id, visibility=Visibility.ORGANISATION)
    with storage.transactions.begin() as work:
        for meeting in (mine, ours, everybodys):
            work.meetings.add(meeting)
    storage.await_numbering()

    def seen(person_id: UUID, *, in_organisation: bool) -> list[object]:
        viewer = Viewer(person_id, in_organisation)
        found = storage.event_log.after(2, limit=50, viewer=viewer)
        assert all(event.is_for(viewer) for event in found)
        return [event.data["title"] for event in found]

    assert seen(ana.id, in_organisation=True) == ["Mine", "Ours", "Everybody's"]
    assert seen(ben.id, in_organisation=True) == ["Ours", "Everybody's"]
    assert seen(ben.id, in_organisation=False) == ["Ours"]
    assert seen(new_id(NOW), in_organisation=True) == ["Everybody's"]
    limited = storage.event_log.after(0, limit=1, viewer=Viewer(ben.id, False))
    assert [event.position for event in limited] == [2]


@pytest.mark.parametrize(
    ("weeks", "dropped"), [(5, 0), (4, 0), (3, 1), (1, 3)], ids=["none", "none yet", "one", "some"]
)
def test_the_past_is_forgotten_from_the_front(storage: Storage, weeks: int, dropped: int) -> None:
    for number in range(5):
        storage.let_pass(WEEK)
        join(storage, f"P{number}")
    storage.await_numbering()
    assert storage.forget_what_is_older_than(weeks * WEEK) == dropped
    assert storage.event_log.bounds() == LogBounds(oldest=dropped + 1, latest=5)
    kept = [event.position for event in storage.event_log.after(dropped, limit=50)]
    assert kept == list(range(dropped + 1, 6))
    assert storage.forget_what_is_older_than(weeks * WEEK) == 0


def test_when_all_is_forgotten_the_log_goes_on(storage: Storage) -> None:
    for name in ("Ana", "Ben"):
        join(storage, name)
    storage.let_pass(3 * WEEK)
    assert storage.forget_what_is_older_than(WEEK) == 2
    assert storage.event_log.bounds() == LogBounds(oldest=3, latest=2)
    assert list(storage.event_log.after(2, limit=50)) == []
    join(storage, "Chloe")
    storage.await_numbering()
    assert [event.position for event in storage.event_log.after(2, limit=50)] == [3]


def test_who_stands_before_what_is_kept_gets_no_part_of_it(storage: Storage) -> None:
    ana = join(storage, "Ana")
    join(storage, "Ben")
    storage.let_pass(3 * WEEK)
    join(storage, "Chloe")
    storage.await_numbering()
    assert storage.forget_what_is_older_than(WEEK) == 2
    for position in (0, 1):
        for viewer in (None, Viewer(ana.id, True)):
            with pytest.raises(ResyncRequired):
                storage.event_log.after(position, limit=50, viewer=viewer)
    assert len(storage.event_log.after(2, limit=50)) == 1


def test_what_tells_of_long_ago_is_forgotten_by_when_it_was_logged(storage: Storage) -> None:
    join(storage, "Ana")
    storage.let_pass(5 * WEEK)
    for name, days_later in (("Ben", 0), ("Chloe", -40), ("Dan", 0)):
        join(storage, name, days_later)
    storage.await_numbering()
    assert storage.forget_what_is_older_than(3 * WEEK) == 1
    assert [event.position for event in storage.event_log.after(1, limit=50)] == [2, 3, 4]


def test_writers_at_once_leave_no_gap_and_keep_each_meetings_order(storage: Storage) -> None:
    ana = join(storage, "Ana")
    meetings = [a_meeting(f"Meeting {number}", host_id=ana.id) for number in range(3)]
    with storage.transactions.begin() as work:
        for meeting in meetings:
            work.meetings.add(meeting)
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for step in range(4):
                with storage.transactions.begin() as work:
                    mine: Meeting = work.meetings.get(meetings[(number + step) % 3].id)
                    mine.describe(Details(f"By {number}, step {step}"), by=ana.id, now=NOW)
                    work.meetings.save(mine)
        except BaseException as failure:
            failures.append(failure)

    read: list[int] = []
    finished = Event()

    def follow() -> None:
        position = 0
        while True:
            last_round = finished.is_set()
            for event in storage.event_log.after(position, limit=7):
                read.append(event.position)
                position = event.position
            if last_round and position == 1 + 3 + 6 * 4:
                return

    storage.await_numbering()
    reader = Thread(target=follow)
    reader.start()
    writers = [Thread(target=write, args=[number]) for number in range(6)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join(LONG_ENOUGH)
    finished.set()
    reader.join(LONG_ENOUGH)
    assert failures == []
    assert read == list(range(1, 1 + 1 + 3 + 6 * 4))
    for meeting in meetings:
        versions = [event.version for event in storage.events() if event.subject_id == meeting.id]
        assert versions == list(range(1, 10))


def test_a_sequencer_ends_when_told(storage: Storage) -> None:
    stop = Event()
    thread = Thread(target=storage.sequencer.run, args=[stop])
    thread.start()
    stop.set()
    thread.join(LONG_ENOUGH)
    assert not thread.is_alive()
