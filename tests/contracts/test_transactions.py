"""What every ``Transactions`` keeps."""

from contextlib import suppress
from threading import Event, Thread
from uuid import uuid4

from application.meeting.ports import MeetingWork
from application.shared.ports import EVENTS_COMMITTED, EVENTS_NUMBERED, Transactions
from domain.meeting.guest import Invitation
from tests.builders import NOW, a_meeting, a_person
from tests.storage import LONG_ENOUGH, Storage


class ChangedTheirMind(Exception):
    pass


def test_leaving_the_block_commits(transactions: Transactions[MeetingWork]) -> None:
    ana = a_person("Ana")
    with transactions.begin() as work:
        work.people.add(ana)
    with transactions.begin() as work:
        assert work.people.get(ana.id) == ana


def test_an_exception_takes_everything_back(storage: Storage) -> None:
    ana = a_person("Ana")
    with suppress(ChangedTheirMind), storage.transactions.begin() as work:
        work.people.add(ana)
        work.meetings.add(a_meeting(host_id=ana.id))
        raise ChangedTheirMind
    with storage.transactions.begin() as work:
        assert work.people.by_email(ana.email) is None
    assert storage.events() == []


def test_a_part_sees_and_joins_the_whole(storage: Storage) -> None:
    ana, ben = a_person("Ana"), a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        with storage.transactions.begin() as part:
            assert part.people.get(ana.id) == ana
            part.people.add(ben)
        assert work.people.by_email(ben.email) == ben
    assert [event.subject_id for event in storage.events()] == [ana.id, ben.id]


def test_a_failed_part_takes_back_only_itself_and_its_events(storage: Storage) -> None:
    ana, ben, chloe = a_person("Ana"), a_person("Ben"), a_person("Chloe")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        with suppress(ChangedTheirMind), storage.transactions.begin() as part:
            part.people.add(ben)
            raise ChangedTheirMind
        work.people.add(chloe)
    with storage.transactions.begin() as work:
        assert work.people.by_email(ben.email) is None
        assert work.people.by_email(chloe.email) == chloe
    assert [event.subject_id for event in storage.events()] == [ana.id, chloe.id]


def test_a_part_goes_down_with_the_whole(storage: Storage) -> None:
    with suppress(ChangedTheirMind), storage.transactions.begin():
        with storage.transactions.begin() as part:
            part.people.add(a_person("Ana"))
        raise ChangedTheirMind
    assert not storage.directory.anybody()
    assert storage.events() == []


def test_directory_reads_see_what_the_open_transaction_wrote(storage: Storage) -> None:
    ana = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        assert storage.directory.find(ana.id) is not None


def test_events_come_out_in_the_order_of_the_saves(storage: Storage) -> None:
    ana = a_person("Ana")
    meeting = a_meeting(host_id=ana.id)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.meetings.add(meeting)
        with storage.transactions.begin() as part:
            mine = part.meetings.get(meeting.id)
            mine.invite(Invitation("x@example.org"), by=ana.id, now=NOW)
            part.meetings.save(mine)
        mine = work.meetings.get(meeting.id)
        mine.cancel("", by=ana.id, now=NOW)
        work.meetings.save(mine)
    kinds = [event.kind for event in storage.events()]
    assert kinds == ["person.joined", "meeting.scheduled", "guest.invited", "meeting.cancelled"]


def test_events_bear_the_mutation_id_of_their_own_block(storage: Storage) -> None:
    with storage.transactions.begin(mutation_id="outer") as work:
        work.people.add(a_person("Ana"))
        with storage.transactions.begin(mutation_id="inner") as part:
            part.people.add(a_person("Ben"))
    with storage.transactions.begin() as work:
        work.people.add(a_person("Chloe"))
    assert [event.mutation_id for event in storage.events()] == ["outer", "inner", None]


def test_a_commit_with_events_rings(storage: Storage) -> None:
    with storage.wakeups.listen([EVENTS_COMMITTED, EVENTS_NUMBERED]) as bell:
        with storage.transactions.begin() as work:
            work.people.add(a_person("Ana"))
        assert bell.wait(LONG_ENOUGH)


def test_another_thread_has_a_transaction_of_its_own(storage: Storage) -> None:
    """It waits, or sees only what was committed; never does it join ours."""
    ana = a_person("Ana")
    ready = Event()
    found: list[object] = []

    def look() -> None:
        ready.set()
        with storage.transactions.begin() as work:
            found.append(work.people.by_email(ana.email))

    with suppress(ChangedTheirMind), storage.transactions.begin() as work:
        work.people.add(ana)
        other = Thread(target=look)
        other.start()
        assert ready.wait(LONG_ENOUGH)
        raise ChangedTheirMind
    other.join(LONG_ENOUGH)
    assert found == [None]


def test_what_comes_back_is_a_copy(transactions: Transactions[MeetingWork]) -> None:
    ana = a_person("Ana")
    with transactions.begin() as work:
        work.people.add(ana)
        loaded = work.people.get(ana.id)
        loaded.name = "Somebody else"
        assert work.people.get(ana.id).name == "Ana"
        assert work.meetings.find(uuid4()) is None
