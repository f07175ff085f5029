"""Who stands at the door looks first, and keeps what was seen while nobody can tell."""

from collections.abc import Sequence
from threading import Event, Thread
from uuid import UUID

import pytest

from domain.administration.ip_block import IpBlock
from entrypoints import doorkeeper
from entrypoints.doorkeeper import Doorkeeper
from tests.builders import HOST, NOW
from tests.storage import LONG_ENOUGH

BLOCK = IpBlock.add(
    "203.0.113.0/24", reason="Guessing", expires_at=None, by=HOST, from_address="198.51.100.7", now=NOW
)
BAD = "203.0.113.9"


def test_nobody_slips_in_while_the_first_look_is_under_way() -> None:
    looking, seen = Event(), Event()

    def standing(_: None) -> Sequence[IpBlock]:
        looking.set()
        seen.wait(LONG_ENOUGH)
        return [BLOCK]

    door, found = Doorkeeper(standing), list[UUID | None]()

    def come() -> None:
        block = door.turns_away(BAD)
        found.append(block.id if block else None)

    threads = [Thread(target=come) for _ in range(3)]
    threads[0].start()
    assert looking.wait(LONG_ENOUGH)
    for thread in threads[1:]:
        thread.start()
    threads[1].join(0.1)
    seen.set()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert found == [BLOCK.id] * 3


def test_what_was_seen_counts_while_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeper, "LOOK_AGAIN", 0.0)
    answers = iter([[BLOCK]])
    door = Doorkeeper(lambda _: next(answers))
    assert [door.turns_away(BAD), door.turns_away(BAD)] == [BLOCK, BLOCK]
    assert Doorkeeper(lambda _: next(answers)).turns_away(BAD) is None
