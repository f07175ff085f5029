"""What `convene keys` did becomes entries of the audit trail, on every storage, whenever it was done."""

from datetime import timedelta
from pathlib import Path

from adapters.system.signing_keys import KeyFile
from application.administration.enter_key_changes import EnterKeyChanges
from domain.shared.act import Act
from tests.builders import NOW
from tests.storage import Storage

QUARTER = timedelta(minutes=15)


def entered(storage: Storage) -> list[tuple[str, object]]:
    return [(entry.kind, entry.details["key"]) for entry in storage.audit_entries.after(0, limit=100)]


def test_each_is_entered_once_whoever_looks(storage: Storage, tmp_path: Path) -> None:
    def enter() -> int:
        return EnterKeyChanges(storage.transactions, storage.audit_entries, KeyFile(tmp_path))()

    keys = KeyFile(tmp_path)
    first = keys.ring().newest.id
    assert enter() == 0
    second = keys.rotate(NOW, dead_after=QUARTER).id
    third = keys.rotate(NOW, dead_after=QUARTER).id
    keys.retire(first, NOW)
    assert enter() == 3
    assert enter() == 0
    keys.retire(second, NOW + QUARTER)
    assert enter() == 1
    assert entered(storage) == [
        ("signing_key.rotated", second),
        ("signing_key.rotated", third),
        ("signing_key.retired", first),
        ("signing_key.retired", second),
    ]
    assert [entry.at for entry in storage.audit_entries.after(0, limit=4)] == [NOW] * 3 + [NOW + QUARTER]


def test_another_installations_entries_are_not_ones_own(storage: Storage, tmp_path: Path) -> None:
    with storage.transactions.begin() as work:
        for kind, key in (("signing_key.rotated", "other"), ("signing_key.retired", "this")):
            work.audit.record(Act(kind=kind, at=NOW, details={"key": key}))
    (tmp_path / "secret-keys").write_text(
        f"this:0123456789abcdefghijklmnopqrstuvwxyz\n# {NOW:%Y%m%dT%H%M%SZ} signing_key.rotated this\n"
    )
    enter = EnterKeyChanges(storage.transactions, storage.audit_entries, KeyFile(tmp_path))
    assert enter() == 1
    assert entered(storage)[-1] == ("signing_key.rotated", "this")
