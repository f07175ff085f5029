"""What goes into the audit trail, on every storage."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import UUID

import pytest

from adapters.memory.noted_heads import MemoryNotedHeads
from application.administration.ports import AuditFilter
from application.administration.verify_audit_trail import VerifyAuditTrail
from application.shared.origin import Origin, coming_from
from domain.administration.audit_entry import EMPTY
from domain.identity.delegation import Delegation
from domain.shared.act import Act
from domain.shared.ids import new_id
from tests.builders import HOST as ANA
from tests.builders import NOW, a_meeting, a_person, an_act
from tests.storage import Storage

BEN = UUID("0193a000-0000-7000-8000-00000000000b")


def record(storage: Storage, *acts: Act) -> None:
    with storage.transactions.begin() as work:
        for act in acts:
            work.audit.record(act)


def kinds(storage: Storage) -> list[str]:
    return [entry.kind for entry in storage.audit_entries.after(0, limit=100)]


def test_an_empty_trail_has_an_empty_head(storage: Storage) -> None:
    assert storage.audit_entries.head() == EMPTY
    assert VerifyAuditTrail(storage.audit_entries, MemoryNotedHeads())().fault is None


def test_an_entry_is_what_was_recorded(storage: Storage) -> None:
    at = datetime(2026, 11, 27, 9, 30, 0, 123456, tzinfo=UTC)
    details = {"old": None, "new": ["Zoë \u2028", 2, True], "email": "x@example.org"}
    with coming_from(Origin("2001:db8::1", "request-1")):
        record(storage, an_act(at=at, subject_type="person", subject_id=BEN, details=details))
    (entry,) = storage.audit_entries.after(0, limit=10)
    assert (entry.position, entry.at, entry.kind, entry.actor_id) == (1, at, "session.started", ANA)
    assert (entry.subject_type, entry.subject_id, entry.details) == ("person", BEN, details)
    assert (entry.address, entry.request_id) == ("2001:db8::1", "request-1")
    assert entry.hash == entry.seal()
    assert storage.audit_entries.head() == entry.head


def record_and_fail(storage: Storage, act: Act) -> None:
    with storage.transactions.begin() as work:
        work.audit.record(act)
        raise KeyError


def test_it_stands_if_and_only_if_the_act_does(storage: Storage) -> None:
    with storage.transactions.begin() as work:
        work.audit.record(an_act("first.done"))
        with pytest.raises(KeyError):
            record_and_fail(storage, an_act("second.failed"))
        record(storage, an_act("third.done"))
    with pytest.raises(KeyError):
        record_and_fail(storage, an_act("fourth.failed"))
    assert sorted(kinds(storage)) == ["first.done", "third.done"]


def test_events_of_the_audited_kinds_are_entries_by_themselves(storage: Storage) -> None:
    ana, ben = a_person("Ana"), a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.people.add(ben)
        work.meetings.add(a_meeting(host_id=ana.id))
        work.delegations.add(Delegation.grant(ana, ben, by=ana.id, now=NOW))
    assert kinds(storage) == ["person.joined", "person.joined", "delegate.added"]
    added = storage.audit_entries.after(2, limit=1)[0]
    assert (added.actor_id, added.subject_id) == (ana.id, ana.id)
    assert added.details == {"delegate": {"id": str(ben.id), "name": "Ben"}}


def test_a_delegate_is_named_with_whom_they_acted_for(storage: Storage) -> None:
    with storage.transactions.begin(delegate_id=BEN) as work:
        work.audit.record(an_act())
    (entry,) = storage.audit_entries.after(0, limit=10)
    assert (entry.actor_id, entry.on_behalf_of) == (BEN, ANA)
    for person in (ANA, BEN):
        assert storage.audit_entries.search(AuditFilter(actor_id=person), before=None, limit=10) == [entry]


def test_many_at_once_make_one_chain(storage: Storage) -> None:
    def work_away() -> None:
        for _ in range(10):
            record(storage, an_act(), an_act("session.ended"))

    threads = [Thread(target=work_away) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = VerifyAuditTrail(storage.audit_entries, MemoryNotedHeads())()
    assert (chain.fault, chain.head.position) == (None, 100)


def test_the_newest_come_first_and_filters_join(storage: Storage) -> None:
    for number, kind in enumerate(["a.done", "b.done", "c.done", "a.done"]):
        with coming_from(Origin(f"192.0.2.{number % 2}", "")):
            record(storage, an_act(kind, at=NOW + timedelta(minutes=number), subject_id=new_id(NOW)))
    everything = list(reversed(storage.audit_entries.after(0, limit=10)))

    def found(before: int | None = None, limit: int = 10, **wanted: object) -> list[int]:
        entries = storage.audit_entries.search(AuditFilter(**wanted), before=before, limit=limit)  # type: ignore[arg-type]
        return [entry.position for entry in entries]

    assert found() == [4, 3, 2, 1]
    assert found(limit=2) == [4, 3]
    assert found(before=3, limit=1) == [2]
    assert found(before=1) == []
    assert found(kinds=frozenset({"a.done"})) == [4, 1]
    assert found(kinds=frozenset({"a.done", "c.done"}), address="192.0.2.0") == [3, 1]
    assert found(subject_id=everything[1].subject_id) == [3]
    assert found(actor_id=BEN) == []
    assert found(from_=NOW + timedelta(minutes=1), to=NOW + timedelta(minutes=3)) == [3, 2]
