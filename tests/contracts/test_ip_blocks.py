"""Blocks of addresses, kept."""

from datetime import timedelta

import pytest

from domain.administration.ip_block import IpBlock
from domain.identity.person import Person
from tests.builders import NOW, a_person
from tests.storage import Storage


@pytest.fixture
def admin(storage: Storage) -> Person:
    person = a_person("Root")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def kept(
    storage: Storage, admin: Person, network: str, *, hours: int | None = None, later: int = 0
) -> IpBlock:
    now = NOW + timedelta(seconds=later)
    block = IpBlock.add(
        network,
        reason="Guessing",
        expires_at=None if hours is None else now + timedelta(hours=hours),
        by=admin.id,
        from_address="",
        now=now,
    )
    with storage.transactions.begin() as work:
        work.ip_blocks.add(block)
    return block


def test_those_that_stand_are_found_the_newest_first(storage: Storage, admin: Person) -> None:
    ever = kept(storage, admin, "203.0.113.0/24")
    hour = kept(storage, admin, "2001:db8::/32", hours=1, later=1)
    with storage.transactions.begin() as work:
        assert list(work.ip_blocks.standing(NOW)) == [hour, ever]
        assert list(work.ip_blocks.standing(NOW + timedelta(hours=2))) == [ever]
        assert work.ip_blocks.find(hour.id) == hour


def test_once_removed_it_is_gone_and_that_was_told(storage: Storage, admin: Person) -> None:
    block = kept(storage, admin, "203.0.113.0/24")
    block.remove(by=admin.id, now=NOW)
    with storage.transactions.begin() as work:
        work.ip_blocks.remove(block)
        assert work.ip_blocks.find(block.id) is None
    told = [event.kind for event in storage.events() if event.subject_type == "ip_block"]
    assert told == ["ip_block.added", "ip_block.removed"]
