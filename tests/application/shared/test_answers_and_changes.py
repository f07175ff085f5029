from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from application.meeting.cancel_meeting import CancelMeetingCommand
from application.shared.cursor import cursor_at, position_of
from application.shared.ports import KeptAnswer
from application.shared.refusals import IdempotencyKeyReused, InvalidCursor, ResyncRequired
from domain.identity.role import Role
from domain.meeting.details import Visibility
from tests.application.conftest import House


def test_a_hundred_repeats_at_once_are_one_meeting(house: House) -> None:
    ana = house.person("Ana")

    def act() -> KeptAnswer:
        return KeptAnswer(201, {}, str(house.meeting(ana)).encode())

    def send(_: int) -> tuple[KeptAnswer, bool]:
        return house.container.answer_once()("ana", "key", b"body", act)  # type: ignore[no-any-return]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(100)))
    assert len({answer.body for answer, _ in answers}) == 1
    assert sorted(replayed for _, replayed in answers) == [False] + [True] * 99
    assert house.kinds() == ["meeting.scheduled"]


def test_keys_belong_to_their_owner_and_their_body(house: House) -> None:
    once = house.container.answer_once()
    once("ana", "key", b"one", lambda: KeptAnswer(201, {}, b"ana"))
    assert once("ben", "key", b"one", lambda: KeptAnswer(201, {}, b"ben"))[0].body == b"ben"
    with pytest.raises(IdempotencyKeyReused):
        once("ana", "key", b"two", lambda: KeptAnswer(201, {}, b"ana"))


def test_a_crash_leaves_neither_work_nor_answer(house: House) -> None:
    ana = house.person("Ana")

    def crash() -> KeptAnswer:
        house.meeting(ana)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        house.container.answer_once()("ana", "key", b"body", crash)
    assert house.kinds() == []
    answer, replayed = house.container.answer_once()(
        "ana", "key", b"body", lambda: KeptAnswer(201, {}, b"ok")
    )
    assert (answer.body, replayed) == (b"ok", False)


def test_changes_are_read_page_by_page_without_gap(house: House) -> None:
    ana, ben, eve = house.person("Ana"), house.person("Ben"), house.person("Eve")
    cursor = house.container.read_changes()(ana.viewer, None, 10).next_cursor
    for number in range(7):
        house.meeting(ana, ben, title=f"Meeting {number}")
        house.meeting(eve, title="Not for Ben")
    titles = []
    while True:
        page = house.container.read_changes()(ben.viewer, cursor, 3)
        titles += [event.data["title"] for event in page.events]
        cursor = page.next_cursor
        if not page.more:
            break
    assert titles == [f"Meeting {number}" for number in range(7)]
    assert house.container.read_changes()(ben.viewer, cursor, 3).events == []


def test_events_of_the_organisation_are_not_for_guest_accounts(house: House) -> None:
    ana, eve = house.person("Ana"), house.person("Eve")
    guest = house.person("Gil", Role.GUEST)
    house.meeting(ana, visibility=Visibility.ORGANISATION)
    event = house.events()[-1]
    assert event.is_for(eve.viewer)
    assert not event.is_for(guest.viewer)


def test_history_that_is_gone_asks_for_a_fresh_start(house: House) -> None:
    ana = house.person("Ana")
    meeting = house.meeting(ana)
    house.clock.advance(timedelta(days=31))
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting))
    log = house.container.event_log()
    assert log.forget_before(house.clock.now()) == 2
    with pytest.raises(ResyncRequired):
        house.container.read_changes()(ana.viewer, cursor_at(0), 10)
    page = house.container.read_changes()(ana.viewer, cursor_at(2), 10)
    assert [event.position for event in page.events] == [3]
    with pytest.raises(InvalidCursor):
        house.container.read_changes()(ana.viewer, cursor_at(99), 10)


@pytest.mark.parametrize("position", [0, 1, 2**62])
def test_cursors_lead_back(position: int) -> None:
    assert position_of(cursor_at(position)) == position


@pytest.mark.parametrize("cursor", ["", "a", "💥", "=", "MQ", "MQ.AAAAAAAAAAA", "x" * 10_000, "Mf________-8"])
def test_other_cursors_are_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        position_of(cursor)
