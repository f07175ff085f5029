"""What every ``NotedHeads`` keeps, and when the worker notes one."""

import stat
from pathlib import Path

import pytest

from adapters.memory.clock import SettableClock
from adapters.memory.noted_heads import MemoryNotedHeads
from adapters.system.noted_heads import FileOfHeads
from application.administration.note_head import NoteHead
from application.administration.ports import NotedHeads
from domain.administration.audit_entry import Head
from tests.builders import NOW, an_act
from tests.storage import memory_storage


@pytest.fixture(params=["memory", "file"])
def heads(request: pytest.FixtureRequest, tmp_path: Path) -> NotedHeads:
    return MemoryNotedHeads() if request.param == "memory" else FileOfHeads(tmp_path / "audit-heads")


def test_there_are_none_at_first(heads: NotedHeads) -> None:
    assert heads.all() == {}


def test_what_was_noted_is_kept(heads: NotedHeads) -> None:
    first, second = Head(3, bytes(range(32))), Head(7, bytes(32))
    heads.note(first, at=NOW)
    heads.note(second, at=NOW)
    assert heads.all() == {3: first.hash, 7: second.hash}


def test_the_worker_notes_a_head_once(heads: NotedHeads) -> None:
    storage = memory_storage()
    note = NoteHead(storage.audit_entries, heads, SettableClock())
    assert note() is None
    with storage.transactions.begin() as work:
        work.audit.record(an_act())
    assert note() == storage.audit_entries.head()
    assert note() is None
    assert len(heads.all()) == 1


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    heads = FileOfHeads(tmp_path / "audit-heads")
    heads.note(Head(1, bytes(32)), at=NOW)
    assert stat.S_IMODE(heads.path.stat().st_mode) == 0o600
